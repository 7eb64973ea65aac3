"""Which claims a sentence makes: its readings held against the phrasings of the base."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from typing import NamedTuple

from evidence.plain_words import words
from evidence.reading.claims.bounds import is_beside_treatment, is_less_than_safe, speaks_of_treatment, told
from evidence.reading.claims.clauses import Reading, readings
from evidence.reading.claims.likeness import (
    COMMON,
    THINGS,
    Side,
    asked,
    explained,
    reservations,
    shared,
    side,
    sided,
    topical,
)
from evidence.reading.claims.profile import Phrasing, Profile
from evidence.reading.claims.stance import Stance, stance_of
from evidence.reading.claims.units import Unit, units
from evidence.reading.claims.world import World
from evidence.reading.types import Sentence, Span

__all__ = ["Context", "Match", "Stance", "likely", "matches", "sentence_units"]

#: A sentence makes a claim when it resembles one of its phrasings at least this much (0 to 1).
THRESHOLD = 0.66
#: Below this no claim is near.
RASH = 0.64
#: How many claims that share words with a sentence are compared with it phrasing by phrasing.
_COMPARED = 20
#: What each slot of a claim's phrasings costs it in that choice: a short claim shares all its words easily.
_LENGTH = 0.3
#: How near the best phrasing another must be to have a say in the stance, how many have one, and when only those do
#: that name the same drug.
_NEAR = 0.25
_VOTERS = 5
_ALIKE = 0.15
#: What each unit explained is worth when two claims are equally alike.
_EXPLAINS = 0.03

_PRONOUN = re.compile(
    r"(?:(?<=^)|(?<=[.,;:]\s)|(?<=\bthat\s)|(?<=\band\s)|(?<=\bbut\s))(?:it|this)\b"
    r"|\b(?:the|this) (?:drug|spray|treatment|medicine|medication|compound|anaesthetic|anesthetic|infusions?)\b",
    re.I,
)


class Match(NamedTuple):
    """A claim that a sentence makes. The span is that of the part that makes it, in the document."""

    claim: str
    stance: Stance
    score: float
    span: Span
    phrasing: str
    places: frozenset[int]
    agreed: bool = True


class Context(NamedTuple):
    """What the text around a sentence gives to it: what "it" stands for, and whether the topic goes without saying."""

    antecedent: tuple[str, ...] = ()
    implied: bool = False


def sentence_units(sentence: Sentence, world: World, context: Context, skipped: Sequence[Span] = ()) -> list[Unit]:
    """The units of a sentence, pronouns resolved, without the stretches that only name a source."""
    text = sentence.text
    spoken = [
        word
        for word in words(text)
        if not any(
            span.start <= word.start + sentence.start and word.end + sentence.start <= span.end for span in skipped
        )
    ]
    mentions = world.names.mentions(spoken, text)
    made = units(spoken, mentions, world.concepts, sentence.cues, sentence.start)
    made = [unit for unit in made if not _idle(unit, sentence, world)]
    if context.antecedent:
        made = _resolved(text, made, context.antecedent, world)
    return made


def _idle(unit: Unit, sentence: Sentence, world: World) -> bool:
    """Whether a unit cannot tell claims apart: a year, a number no claim holds, an emphatic word; "not entirely safe"."""
    if unit.plain.replace(".", "").replace(",", "").isdigit():
        return not any(name in world.weights.counts for part in unit.slots for name in part)
    if is_less_than_safe(unit, sentence):
        return True
    if unit.concepts or any(name in world.weights.counts for part in unit.slots for name in part):
        return False
    place = unit.start + sentence.start
    return any(
        cue.kind in ("emphasis", "speculation", "attribution") and cue.start <= place < cue.end for cue in sentence.cues
    )


def _resolved(text: str, made: list[Unit], antecedent: tuple[str, ...], world: World) -> list[Unit]:
    for match in _PRONOUN.finditer(text):
        inside = [unit for unit in made if match.start() <= unit.start and unit.end <= match.end()]
        concept = world.concepts.get(antecedent[0])
        if concept is None or any(unit.concepts and unit.concepts[0] in world.topics for unit in made):
            continue
        stand = Unit(
            match.start(), match.end(), concept.slots, concept.wide, 1, "", True, antecedent, match.group().lower()
        )
        made = sorted([*(unit for unit in made if unit not in inside), stand])
    return made


def matches(sentence: Sentence, made: Sequence[Unit], world: World, context: Context = Context()) -> list[Match]:  # noqa: B008
    """The claims a sentence makes, best first."""
    if len(made) < 2:
        return []
    best: dict[str, Match] = {}
    for reading in told(readings(sentence.text, made, world.concepts), sentence, world):
        said = side(reading.units, world)
        beside = is_beside_treatment(sentence, reading)
        for profile in _candidates(said, world):
            if beside and speaks_of_treatment(profile):
                continue
            found = _compare(sentence, made, reading, said, profile, world, context)
            if found is not None:
                best[profile.id] = _better(best.get(profile.id), found)
    return _chosen(best.values(), made, world)


def _better(one: Match | None, other: Match) -> Match:
    """The likelier of two readings of a claim; where they point different ways, the two do not agree."""
    if one is None:
        return other
    chosen = other if other.score > one.score else one
    return chosen if one.stance == other.stance else chosen._replace(agreed=False)


def likely(made: Sequence[Unit], world: World) -> bool:
    """Whether some claim is near enough that calling the sentence unknown to the base would be rash."""
    said = side(made, world)
    return any(
        (score := shared(said, phrasing, world)) >= RASH
        and score * reservations(made, said, phrasing, world) * topical(made, said, phrasing, world, False) >= RASH
        for profile in _candidates(said, world)
        for phrasing in profile.phrasings
    )


def _candidates(said: Side, world: World) -> list[Profile]:
    """The claims that share most with a reading."""
    score: dict[str, float] = {}
    for name in sorted(said.said):
        weight = world.weights.of(frozenset((name,)))
        for claim in world.holders.get(name, ()):
            score[claim] = score.get(claim, 0.0) + weight
    rank = [(_LENGTH * world.profiles[claim].length - value, claim) for claim, value in score.items()]
    return [world.profiles[claim] for _, claim in nsmallest(_COMPARED, rank)]


def _compare(
    sentence: Sentence,
    made: Sequence[Unit],
    reading: Reading,
    said: Side,
    profile: Profile,
    world: World,
    context: Context,
) -> Match | None:
    scored = _scored(reading, said, profile, world, context)
    score, phrasing = max(scored, key=lambda item: item[0], default=(0.0, None))
    if phrasing is None or score < THRESHOLD or _is_unrelated(said, profile):
        return None
    near = _voters(scored, score, said, world)
    within = [unit for unit in made if reading.span.start <= unit.start and unit.end <= reading.span.end]
    places = frozenset(unit.start for unit in within if explained(unit, profile.families, world))
    start, end = sentence.start + reading.span.start, sentence.start + reading.span.end
    stance, agreed = stance_of(sentence, reading, near, profile, world)
    return Match(profile.id, stance, score, Span(start, end), phrasing.text, places, agreed)


def _is_unrelated(said: Side, profile: Profile) -> bool:
    """Whether a sentence names what a record is about, and nothing that was done to it: warned of is not approved."""
    return profile.kind == "record" and bool(profile.relations) and said.said.isdisjoint(profile.relations)


def _scored(
    reading: Reading, said: Side, profile: Profile, world: World, context: Context
) -> list[tuple[float, Phrasing]]:
    """The phrasings of a claim that may reach the threshold or lie near the best, with how alike they are.

    Every reservation only lowers what is shared, so what shares too little is left out unread.
    """
    common = [(shared(said, phrasing, world), phrasing) for phrasing in profile.phrasings]
    if all(value < THRESHOLD for value, _ in common):
        return []
    return [
        (
            value
            * reservations(reading.units, said, phrasing, world)
            * topical(reading.units, said, phrasing, world, context.implied)
            * sided(reading.units, said, phrasing, profile, world),
            phrasing,
        )
        for value, phrasing in common
        if value >= THRESHOLD - _NEAR
    ]


def _voters(
    scored: list[tuple[float, Phrasing]], best: float, said: Side, world: World
) -> list[tuple[float, Phrasing]]:
    """The phrasings that say which way a sentence points: the nearest, of the same drug where some are near enough."""
    near = sorted((item for item in scored if item[0] >= best - _NEAR), key=lambda item: -item[0])[:_VOTERS]
    alike = [item for item in near if asked(item[1], world).drug == said.drug]
    return alike if alike and alike[0][0] >= best - _ALIKE else near


def _chosen(found: Iterable[Match], made: Sequence[Unit], world: World) -> list[Match]:
    """The best matches, each from a part of its own or bringing something telling that a better one has not used."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda item: (-item.score - _EXPLAINS * len(item.places), item.claim)):
        used = frozenset().union(*(other.places for other in kept)) if kept else frozenset()
        if not kept or _adds(match, used, made, world) or all(_apart(match.span, other.span) for other in kept):
            kept.append(match)
    return kept


def _apart(one: Span, other: Span) -> bool:
    return one.end <= other.start or other.end <= one.start


def _adds(match: Match, used: frozenset[int], made: Sequence[Unit], world: World) -> bool:
    fresh = match.places - used
    return any(_tells(unit, world) for unit in made if unit.start in fresh)


def _tells(unit: Unit, world: World) -> bool:
    """Whether a unit names a thing of its own and not one that every claim is about ("major depression")."""
    concept = world.concepts.get(unit.concepts[0]) if unit.concepts else None
    if concept is None or concept.kind not in THINGS:
        return False
    common = any(world.weights.of(part) <= COMMON for part in unit.slots)
    return concept.kind != "condition" or concept.id in world.claimed or not common
