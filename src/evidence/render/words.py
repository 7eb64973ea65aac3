"""Verdicts in plain words: the same sentence everywhere a person meets one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evidence.store.listing import Listing

_GLOSS = {
    ("supported", "for"): "independent studies found for it, none against",
    ("leans-for", "for"): "most independent studies found for it, some against",
    ("reported-once", "for"): "one independent study found for it",
    ("unclear", None): "the studies neither show it nor speak against it",
    ("no-evidence", None): "no admissible study in this base bears on it",
    ("contested", None): "independent studies stand on both sides",
    ("reported-once", "against"): "one independent study found against it",
    ("leans-against", "against"): "most independent studies found against it, some for",
    ("not-supported", "against"): "independent studies found against it, none for",
}

_TONE = {"for": "for", "against": "against", None: "mixed"}

DIRECTION = {"supports": "for", "disputes": "against", "mixed": "mixed", "neutral": "neutral"}


def word(verdict: dict[str, Any]) -> str:
    """``supported``; a single report says which way: ``reported once, against``."""
    if verdict["word"] == "reported-once":
        return f"reported once, {verdict['direction']}"
    return str(verdict["word"]).replace("-", " ") if verdict["word"] != "no-evidence" else "no evidence"


def gloss(verdict: dict[str, Any]) -> str:
    """What the word means, in a sentence that holds for the tier that decides and names what lower tiers say."""
    text = _GLOSS[verdict["word"], verdict["direction"]]
    others = _other_tiers(verdict)
    if others:
        return f"among {verdict['deciding_tier']} studies {text}; in other tiers {others}"
    return f"{text}; nobody has repeated it here" if verdict["word"] == "reported-once" else text


def _other_tiers(verdict: dict[str, Any]) -> str:
    """What the studies outside the deciding tier come to: ``2 for, 1 mixed``; empty when there are none."""
    tiers = verdict.get("by_tier", {})
    rest = [tally for tier, tally in tiers.items() if tier != verdict.get("deciding_tier")]
    totals = {sign: sum(tally[sign] for tally in rest) for sign in ("for", "against", "mixed")}
    return ", ".join(f"{count} {sign}" for sign, count in totals.items() if count)


def tone(verdict: dict[str, Any]) -> str:
    """The colour a word leans to."""
    return "quiet" if verdict["word"] == "no-evidence" else _TONE[verdict["direction"]]


def headline(verdict: dict[str, Any]) -> str:
    """Word, certainty and counts in one line."""
    if verdict["word"] == "no-evidence":
        return f"NO EVIDENCE: {gloss(verdict)}"
    certainty = verdict["certainty"].replace("-", " ")
    return f"{word(verdict).upper()} ({certainty} certainty): {gloss(verdict)}"


def counts(verdict: dict[str, Any]) -> str:
    """``2 for, 1 against, 3 neutral``: independent studies over all tiers."""
    found = verdict["independent"]
    parts = [f"{found[sign]} {sign}" for sign in ("for", "against", "mixed", "neutral") if found[sign]]
    return ", ".join(parts) or "none"


def size(n: int | None) -> str:
    """A number of participants, or that it is not known."""
    return "n not known" if n is None else f"n={n}"


def people(n: int | None) -> str:
    """The human participants behind a vote; an animal experiment has none."""
    return "no people" if n == 0 else size(n)


def kind_of(study: dict[str, Any]) -> str:
    """Tier, design, species and size, each said once: ``human-interventional, open-label, human, n=12``."""
    known = dict.fromkeys((study["tier"], study["design"], study["species"]))
    return ", ".join((*known, size(study["n"]))).replace("not-stated", "kind not stated")


def plural(count: int, one: str, many: str = "") -> str:
    """``1 study``, ``2 studies``."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def left_out(listed: Listing, what: str) -> str:
    """That a list was cut short, and how to see the rest; empty when it was not."""
    shown = len(listed.items)
    if shown == listed.total:
        return ""
    return (
        f"The first {shown} of {listed.total} {what} are listed. --limit 0 lists all, --format json and csv do too; "
        "evidence find TEXT looks one up."
    )


def figure(item: dict[str, Any]) -> str:
    """A figure as printed: ``p = 0.002``, ``response 71 %``."""
    op = f" {item['op']} " if item.get("op") else " "
    unit = item.get("unit", "")
    return f"{item['name']}{op}{item['value']}{'' if unit in ('', '%') else ' '}{unit}"
