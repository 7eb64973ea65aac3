"""The summary-of-findings table in GRADE's layout: one row a claim, the reasons for rating down as footnotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from evidence.render.blocks import Bullets, Table
from evidence.render.words import plural, tone, word
from evidence.synthesis.estimates import MEASURES

_SYMBOLS = {"high": "⊕⊕⊕⊕", "moderate": "⊕⊕⊕◯", "low": "⊕⊕◯◯", "very-low": "⊕◯◯◯"}
KEY = (
    "Certainty: ⊕⊕⊕⊕ high, ⊕⊕⊕◯ moderate, ⊕⊕◯◯ low, ⊕◯◯◯ very low. "
    "Effects are as printed, with 95% intervals unless said."
)
#: More printed effects than this are left to the forest plot.
_MOST_EFFECTS = 3
_ROLES = {"tests": "stands or falls with", "bears": "makes it more or less likely"}


class Notes:
    """Footnotes, lettered in the order of first use; the same text has the same letter."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self.letters: dict[str, str] = {}

    def mark(self, text: str) -> str:
        """The letter of a note: ``a``, ``b`` … ``z``, ``aa``."""
        return self.letters.setdefault(text, self.prefix + _letter(len(self.letters)))

    def blocks(self) -> Iterator[Bullets]:
        """The notes as a list."""
        if self.letters:
            yield Bullets(tuple((f"{letter}: {text}", "quiet") for text, letter in self.letters.items()))


def _letter(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def summary(claims: list[dict[str, Any]], cite: Callable[[str], str], notes: Notes) -> Table:
    """The table. ``cite`` numbers a document."""
    rows = tuple(_row(claim, cite, notes) for claim in claims)
    tones = tuple(tone(claim["verdict"]) for claim in claims)
    columns = ("Outcome or claim", "Participants (studies)", "Effect as printed", "Certainty", "Comments")
    return Table(columns, rows, (26, 18, 20, 14, 22), tones)


def _row(claim: dict[str, Any], cite: Callable[[str], str], notes: Notes) -> tuple[str, ...]:
    role = f" ({_ROLES[claim['role']]})" if claim.get("role") in _ROLES else ""
    return (
        f"{claim['statement']}{role}",
        people(claim),
        effects(claim, cite),
        certainty(claim["verdict"]),
        _comments(claim, notes),
    )


def people(claim: dict[str, Any]) -> str:
    """``1204 (7 studies)``; a synthesis is told apart, for it may pool the same people."""
    found, tally = claim["people"], claim["verdict"]["independent"]
    parts = []
    if found["studies"]:
        unknown = f", {found['unknown_size']} of unknown size" if found["unknown_size"] else ""
        known = found["unknown_size"] < found["studies"]
        count = plural(found["studies"], "study", "studies")
        parts.append(f"{found['participants']} ({count}{unknown})" if known else f"number not known ({count})")
    if found["without_people"]:
        parts.append(plural(found["without_people"], "animal or cell study", "animal or cell studies"))
    if found["syntheses"]:
        largest = f", the largest of {found['in_largest_synthesis']} in all" if found["in_largest_synthesis"] else ""
        parts.append(f"{plural(found['syntheses'], 'synthesis', 'syntheses')} counted as one{largest}")
    votes = ", ".join(f"{tally[sign]} {sign}" for sign in ("for", "against", "mixed", "neutral") if tally[sign])
    return f"{'; '.join(parts)}: {votes}" if parts else "none"


def effects(claim: dict[str, Any], cite: Callable[[str], str]) -> str:
    """Printed effects: direct ones, syntheses, primary outcomes first; the rest is left to the forest plot."""
    rows = sorted(claim["effects"], key=_weight)
    shown = [f"{effect(row)} {cite(row['source'])}" for row in rows[:_MOST_EFFECTS]]
    rest = len(rows) - len(shown)
    also = [f"{rest} more: evidence forest {claim['id']}"] if rest else []
    return "; ".join(shown + also) or "no effect estimate is printed in this base"


def _weight(row: dict[str, Any]) -> tuple[bool, bool, bool, str]:
    return row["directness"] != "direct", not row["pooled"], row["outcome_role"] != "primary", row["line"]


def effect(row: dict[str, Any]) -> str:
    """``mean difference -3.8 (95% CI -6.56 to -1.09), MADRS, 24 h``."""
    interval = ""
    if row["low"] is not None and row["high"] is not None:
        interval = f" ({row['level'] or '95'}% CI {row['low']} to {row['high']})"
    about = ", ".join(part for part in (row["outcome"], row["timepoint"]) if part)
    return f"{MEASURES[row['measure']]} {row['value']}{interval}{', ' + about if about else ''}"


def design(name: str) -> str:
    """``randomised parallel``; words that belong together keep their hyphen."""
    return name if name in _HYPHENED else name.replace("-", " ")


_HYPHENED = ("meta-analysis", "in-vitro", "in-silico", "open-label", "post-hoc", "case-control", "cross-sectional")


def certainty(verdict: dict[str, Any]) -> str:
    """``⊕⊕◯◯ low``; nothing is rated where there is no evidence."""
    if verdict["word"] == "no-evidence":
        return "not rated"
    return f"{_SYMBOLS[verdict['certainty']]} {verdict['certainty'].replace('-', ' ')}"


def _comments(claim: dict[str, Any], notes: Notes) -> str:
    """Verdict, what decides it, and the letters of the further reasons."""
    verdict = claim["verdict"]
    first, *further = verdict["reasons"]
    if verdict["word"] == "no-evidence":
        return f"No evidence: {first}"
    tags = "; tiers of evidence disagree" if "tiers-disagree" in verdict["tags"] else ""
    marks = f" Reasons: {', '.join(notes.mark(reason) for reason in further)}" if further else ""
    return f"{word(verdict).capitalize()}: {first}{tags}.{marks}"
