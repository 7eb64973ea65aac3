"""EV401: a claim worth checking, about concepts the base knows, that no record covers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.reading.claims.match import likely
from evidence.reading.claims.units import Unit
from evidence.reading.claims.world import World
from evidence.reading.judge.findings import Finding
from evidence.reading.types import Sentence

_RELATIONS = frozenset(
    ("RELIEVE", "INCREASE", "LOWER", "BLOCK", "BIND", "ACTIVATE", "CAUSE", "BETTER", "PROLONG", "HARM", "EQUAL")
)
# "naltrexone, a drug that blocks opioid receptors" only says what naltrexone is.
_RELATIVE = re.compile(r"\b(?:that|which|who)\s+(?:\w+\s+)?$", re.I)
_CLAUSE = re.compile(r"\b(?:that|which|who|when|because|if|after|before|while|although)\b|;", re.I)
_DOING = frozenset(("drug", "treatment"))
_DONE = frozenset(("condition", "target", "process", "measure", "drug", "treatment"))


def not_in_base(sentence: Sentence, made: Sequence[Unit], world: World) -> Finding | None:
    """A note on a plain sentence in which a known drug does something to another known thing."""
    if sentence.is_question or sentence.certainty == "hedged" or sentence.block in ("heading", "reference", "code"):
        return None
    for place, unit in enumerate(made):
        if unit.concepts or unit.family not in _RELATIONS or _RELATIVE.search(sentence.text[: unit.start]):
            continue
        before = _named(made[:place], world, _DOING)
        stop = _CLAUSE.search(sentence.text, unit.end)
        after = _named([other for other in made[place + 1 :] if not stop or other.start < stop.start()], world, _DONE)
        if before and after and before != after and _is_new(before, after, world) and not likely(made, world):
            return Finding(
                "EV401", "note", sentence.start, sentence.end,
                "This looks like a claim about the evidence, and no record of this base covers it.",
                f"It names {before} and {after}; nothing is said here about whether it is true.",
                "Look for a study of it: this base holds none.",
            )  # fmt: skip
    return None


def _is_new(one: str, other: str, world: World) -> bool:
    """Whether no claim speaks of both: where one does, a sentence that was not matched may still be about it."""
    wanted = [part for name in (one, other) for part in world.concepts[name].slots]
    return not any(all(not profile.families.isdisjoint(part) for part in wanted) for profile in world.profiles.values())


def _named(made: Sequence[Unit], world: World, kinds: frozenset[str]) -> str:
    for unit in made:
        for name in unit.concepts:
            concept = world.concepts.get(name)
            if concept is not None and concept.kind in kinds:
                return name
    return ""
