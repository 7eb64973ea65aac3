"""Which claims a sentence makes: its readings held against the phrasings of the base, and which way they point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from typing import Literal, NamedTuple

from evidence.reading.claims.clauses import Reading, readings
from evidence.reading.claims.denials import denials, doubts, is_opinion
from evidence.reading.claims.profile import Phrasing, Profile
from evidence.reading.claims.order import turned
from evidence.reading.claims.units import Unit, units
from evidence.reading.claims.words import words
from evidence.reading.claims.world import World
from evidence.reading.types import Sentence, Span

Stance = Literal["asserts", "denies", "hedged", "asks"]

#: A sentence makes a claim when it resembles one of its phrasings at least this much (0 to 1).
THRESHOLD = 0.66
#: Below this no claim is near.
RASH = 0.64
#: How many claims that share words with a sentence are compared with it phrasing by phrasing.
_COMPARED = 20
_LENGTH = 0.3
_NEAR = 0.25
_VOTERS = 5
_FOREIGN = 0.75
_OTHER_DRUG = 0.92
_NO_CORE = 0.9
_UNSIDED = 0.75
_MEANS = frozenset(("required-for", "mediates", "permits"))
_MEANING = frozenset(("MECH", "LOWER", "BLOCK", "DEPRIVE", "PERMIT", "CAUSE"))
_ALIKE = 0.15
_EFFECT = frozenset(("RELIEVE", "depress"))
_COMMON = 1.5
_UNRELIEVED = 0.7
_TELLING = frozenset(("measure", "condition", "treatment", "factor"))
_THINGS = frozenset(("target", "process", "condition", "drug", "treatment", "measure"))
_ANCESTOR = 0.8
_WIDE_CREDIT = 0.6
_NO_TOPIC = 0.8
_ASKED = re.compile(
    r"\b(?:test|investigat|examin|assess|evaluat|explor|ask|stud(?:y|ied)|to determin|to establish)\w*\s+(?:\w+\s+){0,2}?(?:whether|if)\b", re.I
)
_CHANGED = frozenset(("CHANGE", "INCREASE"))
_NOT_KNOWN = re.compile(
    r"\b(?:not|never|n't|yet to)\b[^.;]{0,30}?\b(?:known|established|proven|shown|demonstrated|clear|understood|studied)\b"
    r"|\b(?:unknown|unclear|uncertain|unproven|too little|understudied)\b",
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
        if not any(span.start <= word.start + sentence.start and word.end + sentence.start <= span.end for span in skipped)
    ]
    mentions = world.names.mentions(spoken, text)
    made = units(spoken, mentions, world.concepts, sentence.cues, sentence.start)
    made = [unit for unit in made if not _idle(unit, sentence, world)]
    if context.antecedent:
        made = _resolved(text, made, context.antecedent, world)
    return made


def _idle(unit: Unit, sentence: Sentence, world: World) -> bool:
    """Whether a unit cannot tell claims apart: a year, a number no claim holds, an emphatic word."""
    if unit.plain.replace(".", "").replace(",", "").isdigit():
        return not any(name in world.weights.counts for part in unit.slots for name in part)
    if unit.concepts or any(name in world.weights.counts for part in unit.slots for name in part):
        return False
    place = unit.start + sentence.start
    return any(cue.kind in ("emphasis", "speculation", "attribution") and cue.start <= place < cue.end for cue in sentence.cues)


_PRONOUN = re.compile(r"(?:(?<=^)|(?<=[.,;:]\s)|(?<=\bthat\s)|(?<=\band\s)|(?<=\bbut\s))(?:it|this)\b|\b(?:the|this) (?:drug|spray|treatment|medicine|medication|compound|anaesthetic|anesthetic|infusions?)\b", re.I)


def _resolved(text: str, made: list[Unit], antecedent: tuple[str, ...], world: World) -> list[Unit]:
    for match in _PRONOUN.finditer(text):
        inside = [unit for unit in made if match.start() <= unit.start and unit.end <= match.end()]
        concept = world.concepts.get(antecedent[0])
        if concept is None or any(unit.concepts and unit.concepts[0] in world.topics for unit in made):
            continue
        stand = Unit(match.start(), match.end(), concept.slots, concept.wide, 1, "", True, antecedent, match.group().lower())
        made = sorted([*(unit for unit in made if unit not in inside), stand])
    return made


def matches(sentence: Sentence, made: Sequence[Unit], world: World, context: Context = Context()) -> list[Match]:  # noqa: B008
    """The claims a sentence makes, best first."""
    if len(made) < 2:
        return []
    best: dict[str, Match] = {}
    for reading in readings(sentence.text, made, world.concepts):
        for profile in _candidates(reading, world):
            found = _compare(sentence, reading, profile, world, context)
            if found is not None and (profile.id not in best or found.score > best[profile.id].score):
                best[profile.id] = found
    return _chosen(best.values(), made, world)


def likely(made: Sequence[Unit], world: World) -> bool:
    """Whether some claim is near enough that calling the sentence unknown to the base would be rash."""
    reading = Reading(tuple(made), Span(0, 0), True)
    return any(
        likeness(made, phrasing, world) * _topical(reading, phrasing, world, Context()) >= RASH
        for profile in _candidates(reading, world)
        for phrasing in profile.phrasings
    )


def _candidates(reading: Reading, world: World) -> list[Profile]:
    """The claims that share most with a reading."""
    score: dict[str, float] = {}
    for name in {name for unit in reading.units for part in (*unit.slots, unit.wide) for name in part}:
        for claim in world.holders.get(name, ()):
            score[claim] = score.get(claim, 0.0) + world.weights.of(frozenset((name,)))
    rank = {claim: value - _LENGTH * world.profiles[claim].length for claim, value in score.items()}
    best = sorted(rank, key=lambda claim: (-rank[claim], claim))[:_COMPARED]
    return [world.profiles[claim] for claim in best]


def _compare(sentence: Sentence, reading: Reading, profile: Profile, world: World, context: Context) -> Match | None:
    scored = [
        (
            likeness(reading.units, phrasing, world)
            * _topical(reading, phrasing, world, context)
            * _sided(reading, phrasing, profile, world),
            phrasing,
        )
        for phrasing in profile.phrasings
    ]
    score, phrasing = max(scored, key=lambda item: item[0], default=(0.0, None))
    if phrasing is None or score < THRESHOLD:
        return None
    near = sorted((item for item in scored if item[0] >= score - _NEAR), key=lambda item: -item[0])[:_VOTERS]
    drug = _drug(reading.units, world)
    alike = [item for item in near if _drug(item[1].units, world) == drug]
    if alike and max(item[0] for item in alike) >= score - _ALIKE:
        near = alike
    places = frozenset(unit.start for unit in reading.units if _hits(unit, profile.families))
    start, end = sentence.start + reading.span.start, sentence.start + reading.span.end
    return Match(profile.id, _stance(sentence, reading, near, profile, world), score, Span(start, end), phrasing.text, places)


def _sided(reading: Reading, phrasing: Phrasing, profile: Profile, world: World) -> float:
    """Less where the phrasing names the claim's subject or object and the reading does not."""
    own = {name for unit in reading.units for part in (*unit.slots, unit.wide) for name in part}
    if not own.isdisjoint(_EFFECT):
        own |= _EFFECT
    factor = 1.0
    if profile.predicate in _MEANS and not any(
        not unit.concepts and unit.family in _MEANING or (not unit.concepts and "MECH" in unit.slots[0]) for unit in reading.units
    ):
        factor = _UNSIDED
    for name in (profile.subject, profile.object):
        concept = world.concepts.get(name)
        families = {family for part in concept.slots for family in part} if concept and name not in world.topics[:1] else set()
        named = {family for part in phrasing.slots for family in part} & families
        if named and own.isdisjoint(named):
            factor *= _UNSIDED
    return factor


def _hits(unit: Unit, families: Set[str]) -> bool:
    return any(not families.isdisjoint(part) for part in unit.slots) or not families.isdisjoint(unit.wide)


def likeness(made: Sequence[Unit], phrasing: Phrasing, world: World) -> float:
    """How alike a reading and a phrasing are: weighted words in common against the words of each."""
    weigh = world.weights.of
    own = {name for unit in made for part in unit.slots for name in part}
    wide = {name for unit in made for name in unit.wide}
    total = covered = 0.0
    relation = related = False
    heaviest, core = 0.0, True
    for part in phrasing.slots:
        weight = weigh(part)
        total += weight
        if weight > heaviest:
            heaviest, core = weight, not (own.isdisjoint(part) and wide.isdisjoint(part))
        if not own.isdisjoint(part):
            covered += weight
        elif not wide.isdisjoint(part):
            covered += _ANCESTOR * weight
        if any(name.isupper() for name in part):
            relation = True
            related = related or not (own.isdisjoint(part) and wide.isdisjoint(part))
    if not total:
        return 0.0
    families = {name for part in phrasing.slots for name in part}
    whole = kept = 0.0
    for unit in made:
        size = sum(weigh(part) for part in unit.slots)
        hit = sum(weigh(part) for part in unit.slots if not families.isdisjoint(part))
        if unit.concepts and hit < _WIDE_CREDIT * size and not families.isdisjoint(unit.wide):
            hit = _WIDE_CREDIT * size
        whole += size
        kept += hit
    if not whole:
        return 0.0
    recall, precision = covered / total, kept / whole
    score = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
    if relation and not related:
        score *= _UNRELIEVED
    if not core:
        score *= _NO_CORE
    if any(_is_worded(unit, world) for unit in phrasing.units) and not any(_is_worded(unit, world) for unit in made):
        score *= _UNRELIEVED
    if _drug(made, world) != _drug(phrasing.units, world):
        score *= _OTHER_DRUG
    if "RELIEVE" in families and own.isdisjoint(("RELIEVE", "depress", "LOWER", "MECH")):
        score *= _UNRELIEVED
    return score * _FOREIGN if any(_is_foreign(unit, families, world) for unit in made) else score


def _is_worded(unit: Unit, world: World) -> bool:
    """Whether a unit says what something does and not only what it is."""
    if not unit.concepts:
        return bool(unit.family)
    concept = world.concepts.get(unit.concepts[0])
    telling = concept is not None and concept.kind in _TELLING
    return any(name == "RELIEVE" or (telling and name.isupper()) for part in unit.slots for name in part)


def _drug(made: Sequence[Unit], world: World) -> str:
    """The first name of the topic in a reading: ketamine and the licensed spray are not told apart by their words."""
    return next((name for unit in made for name in unit.concepts[:1] if name in world.topics and _is_drug(name, world)), "")


def _is_drug(name: str, world: World) -> bool:
    concept = world.concepts.get(name)
    return concept is not None and concept.kind == "drug"


def _is_known(unit: Unit, world: World) -> bool:
    return all(any(name in world.weights.counts for name in part) for part in unit.slots)


def _is_foreign(unit: Unit, families: Set[str], world: World) -> bool:
    """Whether a unit names a thing that the phrasing does not speak of; what all claims are about is never foreign."""
    concept = world.concepts.get(unit.concepts[0]) if unit.concepts else None
    if concept is None or concept.kind not in _THINGS or not unit.slots:
        return False
    if concept.kind == "treatment" and concept.id not in world.claimed:
        return False
    sizes = [(world.weights.of(part), not families.isdisjoint(part)) for part in unit.slots]
    whole, hit = sum(size for size, _ in sizes), sum(size for size, found in sizes if found)
    if concept.kind == "condition":
        if hit >= 0.7 * whole or (max(size for size, _ in sizes) <= _COMMON and _is_known(unit, world)):
            return False
        return concept.id in world.claimed or not any(
            above and all(world.weights.of(part) <= _COMMON or not families.isdisjoint(part) for part in above)
            for above in concept.above
        )
    return not _hits(unit, families)


def _topical(reading: Reading, phrasing: Phrasing, world: World, context: Context) -> float:
    """1 when a reading names the drug the claim is about, less when that goes without saying, 0 when it names another."""
    if not world.topics:
        return 1.0
    names = {concept for unit in reading.units for concept in unit.concepts}
    asked = {concept for unit in phrasing.units for concept in unit.concepts}
    families = {name for part in phrasing.slots for name in part}
    root = world.concepts[world.topics[0]].slots
    needs = any(not families.isdisjoint(part) for part in root)
    others = [
        unit
        for unit in reading.units
        if unit.concepts
        and (concept := world.concepts.get(unit.concepts[0]))
        and concept.kind == "drug"
        and concept.id not in world.topics
        and not _hits(unit, families)
    ]
    if others:
        return 0.0
    own = {name for unit in reading.units for part in (*unit.slots, unit.wide) for name in part}
    if not needs or any(not own.isdisjoint(part) for part in root) or not names.isdisjoint(asked & set(world.topics)):
        return 1.0
    return 0.95 if context.implied else _NO_TOPIC


def _stance(
    sentence: Sentence, reading: Reading, near: Sequence[tuple[float, Phrasing]], profile: Profile, world: World
) -> Stance:
    """Asks before hedged before the product of all that turns the meaning round, set against the nearest phrasings."""
    start, end = sentence.start + reading.span.start, sentence.start + reading.span.end
    if sentence.is_question or _ASKED.search(sentence.text):
        return "asks"
    if any(cue.scope.start < end and start < cue.scope.end for cue in doubts(sentence, reading.units)):
        return "hedged"
    if is_opinion(sentence):
        return "hedged"
    if profile.predicate.startswith("established") and _NOT_KNOWN.search(sentence.text):
        return "denies"
    negations = sum(start <= cue.start < end for cue in denials(sentence, reading.units))
    if any(_CHANGED <= part for unit in reading.units for part in unit.slots):
        return "denies" if negations % 2 else "asserts"
    here = turned(reading.units, sentence.text, profile, world) * (-1) ** negations
    mine = _turns(reading.units, profile, world)
    turns = sorted((*mine, *("NOT",) * (negations % 2)))
    blocks = _blocks(profile, world)
    votes = 0.0
    for score, phrasing in near:
        other = _turns(phrasing.units, profile, world)
        way = here * (-1) ** (len(mine) + len(other) + phrasing.cues)
        if blocks and (mine.count("BLOCK") - other.count("BLOCK")) % 2 and _plain(mine, negations) != _plain(other, phrasing.cues):
            way = -way
        way *= turned(phrasing.units, phrasing.text, profile, world)
        weight = score * score * (3.0 if turns == sorted((*other, *("NOT",) * (phrasing.cues % 2))) else 1.0)
        votes += way * weight
    return "asserts" if votes >= 0 else "denies"


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
        if turn < 0:
            if not (before is not None and before.is_noun and unit.is_noun and unit.start - before.end < 40):
                turns.append(unit.family or "BLOCK")
            before = unit
        elif unit.family and not unit.concepts:
            before = None
    return turns


def _follows(made: Sequence[Unit], place: int, families: set[str]) -> bool:
    after = made[place + 1 : place + 2]
    return any(not families.isdisjoint(part) for other in after for part in other.slots if len(other.slots) <= 3) and not any(
        "RELIEVE" in part for other in after for part in other.slots
    )


def _chosen(found: Iterable[Match], made: Sequence[Unit], world: World) -> list[Match]:
    """The best matches, each bringing something telling that a better one has not used."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda item: (-item.score, item.claim)):
        used = frozenset().union(*(other.places for other in kept)) if kept else frozenset()
        if not kept or _adds(match, used, made, world):
            kept.append(match)
    return kept


def _adds(match: Match, used: frozenset[int], made: Sequence[Unit], world: World) -> bool:
    fresh = match.places - used
    kinds = {unit.start: concept.kind for unit in made if unit.concepts and (concept := world.concepts.get(unit.concepts[0]))}
    return any(kinds.get(place) in _THINGS for place in fresh)
