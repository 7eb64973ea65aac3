"""The readings of a sentence: the whole, its clauses, and one reading for each item of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from evidence.reading.claims.units import Concept, Unit
from evidence.reading.types import Span

_PART = re.compile(
    r"\s*;\s+|,?\s+(?:but|whereas|although|though|yet)\s+|,\s+(?:and|so|while|because|as)\s+(?=\S)|\s+[–—]\s+|:\s+"
)
# A second predicate of the same subject: "relieves depression and is safe".
_SECOND = re.compile(
    r"\s+and\s+(?=(?:is|are|has|have|can|does|do|helps?|works?|treats?|lowers?|relieves?|carries|needs?)\b)"
)
_JOINT = re.compile(r"[\s,/]*(?:\b(?:and|or|as well as|plus|but also|and also|even)\b)?[\s,]*", re.I)
_BESIDE = re.compile(
    r"\b(?:(?:more|better|greater|less)\b[^,;.]{0,30}?\bthan|compared (?:with|to)|in comparison (?:with|to)|relative to|versus|vs\.?|over)"
    r"\s+$",
    re.I,
)
_LISTED = frozenset(("condition", "measure", "drug", "treatment"))
_KIND = frozenset(("BLOCK", "BIND", "ACTIVATE"))
# ", which is not an opioid," says something of its own of the name before it.
_ASIDE = re.compile(r",\s+(?:which|who)\b[^,;:()]*,\s")


class Reading(NamedTuple):
    """A part of a sentence to be compared: its units and how far it reaches."""

    units: tuple[Unit, ...]
    span: Span
    whole: bool


def readings(
    text: str, made: Sequence[Unit], concepts: Mapping[str, Concept], joint: re.Pattern[str] = _JOINT
) -> list[Reading]:
    """Every reading of a sentence. Offsets are those of the sentence."""
    whole = Span(0, len(text))
    found = _asides(text, made) or [Reading(tuple(made), whole, True)]
    found.extend(_clauses(text, made))
    found.extend(part for reading in list(found) for part in _predicates(text, reading, concepts))
    for reading in list(found):
        found.extend(_items(text, reading, concepts, joint))
    for reading in list(found):
        bare = _without_comparison(text, reading, concepts)
        if bare is not None:
            found.append(bare)
    return list(
        {tuple(unit.start for unit in reading.units): reading for reading in reversed(found) if reading.units}.values()
    )


def _asides(text: str, made: Sequence[Unit]) -> list[Reading]:
    """The sentence without a clause that only adds something on a name, and that clause with the name before it.

    "Ketamine, which blocks NMDA receptors," only says what kind of drug it is.
    """
    aside = _ASIDE.search(text)
    if aside is None:
        return []
    inside = tuple(unit for unit in made if aside.start() <= unit.start < aside.end())
    main = tuple(unit for unit in made if unit not in inside)
    named = [unit for unit in main if unit.end <= aside.start() and unit.concepts][-1:]
    if not inside or not named:
        return []
    whole = Reading(main, Span(0, len(text)), True)
    families = {unit.family for unit in inside}
    if families & _KIND and "MECH" not in families:
        return [whole]
    return [whole, Reading((*named, *inside), Span(named[0].start, aside.end()), False)]


def _clauses(text: str, made: Sequence[Unit]) -> list[Reading]:
    cuts = [match.span() for match in _PART.finditer(text)]
    if not cuts:
        return []
    edges = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    parts = []
    for start, end in zip(edges, ends, strict=True):
        inside = tuple(unit for unit in made if start <= unit.start and unit.end <= end)
        if inside:
            parts.append(Reading(inside, Span(start, end), False))
    return parts


def _predicates(text: str, reading: Reading, concepts: Mapping[str, Concept]) -> list[Reading]:
    """The predicates of one subject, each with that subject in front of it."""
    start, end = reading.span
    cut = _SECOND.search(text, start, end)
    if cut is None:
        return []
    one = tuple(unit for unit in reading.units if unit.end <= cut.start())
    other = tuple(unit for unit in reading.units if unit.start >= cut.end())
    subject = next((unit for unit in one if _kind(unit, concepts) == "drug"), None)
    if subject is None or not other:
        return []
    named = any(_kind(unit, concepts) == "drug" for unit in other)
    second = other if named else (subject, *other)
    return [Reading(one, Span(start, cut.start()), False), Reading(second, Span(cut.end(), end), False)]


def _kind(unit: Unit, concepts: Mapping[str, Concept]) -> str:
    first = concepts.get(unit.concepts[0]) if unit.concepts else None
    return first.kind if first else ""


def _items(text: str, reading: Reading, concepts: Mapping[str, Concept], joint: re.Pattern[str]) -> list[Reading]:
    """One reading for each item of a list of names: "PTSD, OCD and anxiety" is three."""
    made = reading.units
    found: list[Reading] = []
    at = 0
    while at < len(made):
        last = at
        while last + 1 < len(made) and _joined(text, made[last], made[last + 1], concepts, joint):
            last += 1
        if last > at:
            for keep in range(at, last + 1):
                rest = tuple(unit for place, unit in enumerate(made) if place == keep or not at <= place <= last)
                found.append(Reading(rest, reading.span, reading.whole))
        at = last + 1
    return found


def _joined(text: str, one: Unit, other: Unit, concepts: Mapping[str, Concept], joint: re.Pattern[str]) -> bool:
    kinds = _kind(one, concepts), _kind(other, concepts)
    between = text[one.end : other.start]
    return all(kind in _LISTED for kind in kinds) and bool(between.strip()) and joint.fullmatch(between) is not None


def _without_comparison(text: str, reading: Reading, concepts: Mapping[str, Concept]) -> Reading | None:
    """The reading without "more than placebo", "compared with midazolam": what is compared with says no claim alone."""
    for place, unit in enumerate(reading.units):
        if _kind(unit, concepts) in ("drug", "treatment") and _BESIDE.search(text[: unit.start]):
            match = _BESIDE.search(text[: unit.start])
            assert match is not None
            rest = tuple(
                other
                for at, other in enumerate(reading.units)
                if at != place and not match.start() <= other.start < unit.start
            )
            return Reading(rest, reading.span, reading.whole)
    return None
