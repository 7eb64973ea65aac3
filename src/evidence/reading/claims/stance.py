"""Whether a sentence asserts a claim, denies it, hedges or asks: all that turns a meaning round, against the phrasings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from evidence.reading.claims.clauses import Reading
from evidence.reading.claims.denials import doubts, is_opinion
from evidence.reading.claims.left_out import is_what_was_left_out
from evidence.reading.claims.order import turned
from evidence.reading.claims.profile import Phrasing, Profile
from evidence.reading.claims.reach import denied, reaching
from evidence.reading.claims.units import Unit
from evidence.reading.claims.world import World
from evidence.reading.types import Sentence, Span

Stance = Literal["asserts", "denies", "hedged", "asks"]

_ASKED = re.compile(
    r"\b(?:test|investigat|examin|assess|evaluat|explor|ask|stud(?:y|ied)|to determin|to establish)\w*\s+(?:\w+\s+){0,2}?(?:whether|if)\b",
    re.I,
)
#: Opposites that turn a claim only where it speaks of the same: "for good" denies that an effect fades, and nothing else.
_OF_THEIR_OWN = frozenset(("FADE", "FAST", "FEW", "APPROVE"))
_CHANGED = frozenset(("CHANGE", "INCREASE"))
# Who says that some found it and others did not takes no side.
_BOTH_SIDES = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|teams?|groups?|researchers|scientists|authors|experiments?|some|one)\b.{0,200}?"
    r"\b(?:others?|another|the rest)\b.{0,60}?(?:\b(?:not|no|none|disagreed?|fail(?:ed|s)?|opposite|against)\b|n't\b)"
    r"|\bstud(?:y|ies)\b.{0,20}\b(?:disagree|conflict|are (?:divided|split|mixed))\b",
    re.I,
)
_NOT_KNOWN = re.compile(
    r"\b(?:not|never|n't|yet to)\b[^.;]{0,30}?\b(?:known|established|proven|shown|demonstrated|clear|understood|studied)\b"
    r"|\b(?:unknown|unclear|uncertain|unproven|too little|understudied)\b",
    re.I,
)
#: A phrasing turned by the same kinds of words as the sentence is trusted this much more.
_SAME_TURNS = 3.0
#: The nearest phrasings agree when this share of what they weigh goes one way.
_AGREED = 0.9


def stance_of(
    sentence: Sentence, reading: Reading, near: Sequence[tuple[float, Phrasing]], profile: Profile, world: World
) -> tuple[Stance, bool]:
    """Asks before hedged before the product of all that turns the meaning round, set against the nearest phrasings.

    The second value is whether the nearest phrasings agree: where they do not, nothing grave may rest on the answer.
    """
    start, end = sentence.start + reading.span.start, sentence.start + reading.span.end
    if sentence.is_question or _ASKED.search(sentence.text):
        return "asks", True
    if any(cue.scope.start < end and start < cue.scope.end for cue in doubts(sentence, reading.units)):
        return "hedged", True
    if is_opinion(sentence) or _BOTH_SIDES.search(sentence.text):
        return "hedged", True
    if profile.predicate.startswith("established") and _NOT_KNOWN.search(sentence.text):
        return "denies", True
    negations = reaching(sentence, reading.units, Span(start, end), profile, world)
    if is_what_was_left_out(reading.units, sentence.text, profile, world):
        return ("asserts" if negations % 2 else "denies"), True
    if any(part >= _CHANGED for unit in reading.units for part in unit.slots):
        return ("denies" if negations % 2 else "asserts"), True
    here = turned(reading.units, sentence.text, profile, world) * (-1) ** negations
    mine = _turns([unit for unit in reading.units if not _is_emphatic(sentence, unit)], profile, world)
    turns = sorted((*mine, *("NOT",) * (negations % 2)))
    blocks = _blocks(profile, world)
    votes = cast = 0.0
    for score, phrasing in near:
        other = _turns(phrasing.units, profile, world)
        refused = denied(phrasing, profile, world)
        way = here * (-1) ** (len(mine) + len(other) + refused)
        if (
            blocks
            and (mine.count("BLOCK") - other.count("BLOCK")) % 2
            and _plain(mine, negations) != _plain(other, refused)
        ):
            way = -way
        way *= turned(phrasing.units, phrasing.text, profile, world)
        weight = score * score * (_SAME_TURNS if turns == sorted((*other, *("NOT",) * (refused % 2))) else 1.0)
        votes += way * weight
        cast += weight
    return ("asserts" if votes >= 0 else "denies"), abs(votes) >= _AGREED * cast


def _is_emphatic(sentence: Sentence, unit: Unit) -> bool:
    """Whether a word only lends weight, as the "without" of "without a doubt" does."""
    start = sentence.start + unit.start
    return unit.family != "FEW" and any(
        cue.kind == "emphasis" and cue.start <= start < cue.end for cue in sentence.cues
    )


def _plain(turns: Sequence[str], negations: int) -> bool:
    """Whether nothing at all turns a wording round but a blocked thing or a denial left unsaid elsewhere."""
    return not any(turn in ("BLOCK", "LOWER", "DEPRIVE") for turn in turns) and negations < 2


def _blocks(profile: Profile, world: World) -> bool:
    """Whether blocking something is part of what the claim says, so that leaving it unsaid turns nothing round."""
    odd = sum(_turns(phrasing.units, profile, world).count("BLOCK") % 2 for phrasing in profile.phrasings)
    return 2 * odd >= len(profile.phrasings)


def _turns(made: Sequence[Unit], profile: Profile, world: World) -> list[str]:
    """Everything that turns the meaning round, by family. Less of what a claim eases is more of what it says."""
    target = world.concepts.get(profile.object)
    eased = {name for part in target.slots for name in part} | {"depress"} if target and profile.eases else {"depress"}
    turns: list[str] = []
    before: Unit | None = None
    for place, unit in enumerate(made):
        turn = unit.sign
        if unit.family in ("LOWER", "INCREASE") and not unit.concepts:
            near = [*made[place + 1 : place + 3], *made[max(0, place - 1) : place]]
            on_eased = any(not eased.isdisjoint(part) for other in near for part in other.slots)
            if unit.family == "LOWER":
                turn = 1 if profile.eases or (on_eased and _follows(made, place, eased)) else unit.sign
            elif profile.eases and _follows(made, place, eased):
                turn = -unit.sign
        if turn < 0 and not (unit.family in _OF_THEIR_OWN and unit.family not in profile.families):
            if not (before is not None and before.is_noun and unit.is_noun and unit.start - before.end < 40):
                turns.append(unit.family or "BLOCK")
            before = unit
        elif unit.family and not unit.concepts:
            before = None
    return turns


def _follows(made: Sequence[Unit], place: int, families: set[str]) -> bool:
    after = made[place + 1 : place + 2]
    return any(
        not families.isdisjoint(part) for other in after for part in other.slots if len(other.slots) <= 3
    ) and not any("RELIEVE" in part for other in after for part in other.slots)
