"""The plain English of diagnostics: counts in words, a claim as half a sentence, and what could be said instead."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.reading.judge.verdicts import Standing

_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def number(count: int) -> str:
    """A count in words up to twelve."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def studies(count: int, kind: str = "independent") -> str:
    """``three independent studies``."""
    noun = "study" if count == 1 else "studies"
    return f"{number(count)} {kind + ' ' if kind else ''}{noun}"


def inside(statement: str) -> str:
    """A statement as it stands after "that": no full stop, a small letter unless its first word needs a capital."""
    text = statement.strip().rstrip(".")
    first = text.split(" ", 1)[0]
    keep = sum(letter.isupper() for letter in first) > 1 or any(letter.isdigit() for letter in first)
    return text if keep else text[:1].lower() + text[1:]


def tally(standing: Standing) -> str:
    """``two studies for, three against, one open``."""
    yes, no = standing.count("for"), standing.count("against")
    unclear = standing.count("mixed") + standing.count("neutral")
    parts = [f"{studies(yes)} found for it", f"{number(no) if no else 'none'} against"]
    if unclear:
        parts.append(f"{number(unclear)} left it open")
    return ", ".join(parts)


def contrast(standing: Standing, cited: Sequence[str], sign: str) -> str:
    """``One cited for this; three independent studies found against it``."""
    other = "against" if sign == "for" else "for"
    mine = len(set(cited))
    found = f"{studies(standing.count(other))} found {'for it' if other == 'for' else 'against it'}"
    return f"{number(mine).capitalize()} cited for this; {found}" if mine else found[:1].upper() + found[1:]


def milder(standing: Standing, label: str = "") -> str:
    """A wording that the evidence would carry."""
    text = inside(standing.statement)
    word, way = standing.word, standing.direction
    if word == "no-evidence":
        return f"Whether {text} has not been tested in the studies known here."
    if word == "unclear":
        return f"Studies so far leave open whether {text}."
    if word == "contested":
        return f"Studies disagree on whether {text}: {number(standing.count('for'))} found for it, {number(standing.count('against'))} against."
    where = " in animals or cells" if standing.only_animals else ""
    if word == "reported-once":
        who = f"One study{where}{' (' + label + ')' if label else ''}"
        return f"{who} reported that {text}." if way == "for" else f"{who} did not find that {text}."
    if way == "for":
        some = "most studies" if word == "leans-for" else "studies" + where
        return f"{some.capitalize()} suggest that {text}."
    if word == "leans-against":
        return f"Most studies did not find that {text}."
    return f"Studies so far do not show that {text}."
