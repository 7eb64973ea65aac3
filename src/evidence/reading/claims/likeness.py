"""How alike a reading of a sentence and a phrasing of a claim are. The factors were set on the development sentences."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from evidence.reading.claims.profile import Phrasing, Profile
from evidence.reading.claims.units import Slot, Unit

if TYPE_CHECKING:
    from evidence.reading.claims.world import World

# What is left of a likeness where something speaks against it.
_UNRELIEVED = 0.7
_FOREIGN = 0.75
_UNSIDED = 0.75
_NO_CORE = 0.9
_OTHER_DRUG = 0.92
_NO_TOPIC = 0.8
_IMPLIED = 0.95
#: What a narrower word counts for a wider one, and a wider meaning for the name that carries it.
_ANCESTOR = 0.8
_WIDE_CREDIT = 0.6
#: A word this light is in so many claims that it tells nothing.
COMMON = 1.5

_MEANS = frozenset(("required-for", "mediates", "permits"))
_MEANING = frozenset(("MECH", "LOWER", "BLOCK", "DEPRIVE", "PERMIT", "CAUSE"))
_EFFECT = frozenset(("RELIEVE", "depress"))
_TELLING = frozenset(("measure", "condition", "treatment", "factor"))
THINGS = frozenset(("target", "process", "condition", "drug", "treatment", "measure"))


class Side(NamedTuple):
    """A reading or a phrasing as likeness needs it, worked out once for all it is compared with.

    ``units`` are, for each unit, its slots with their weights, their sum, its wider words, and whether it is a name.
    """

    own: frozenset[str]
    wide: frozenset[str]
    said: frozenset[str]
    units: tuple[tuple[tuple[tuple[Slot, float], ...], float, Slot, bool], ...]
    whole: float
    worded: bool
    drug: str


class Asked(NamedTuple):
    """What a phrasing asks of a reading: its slots with their weights, those that are relations, the heaviest."""

    slots: tuple[tuple[Slot, float], ...]
    total: float
    relations: tuple[Slot, ...]
    heaviest: Slot
    worded: bool
    drug: str


def side(made: Sequence[Unit], world: World) -> Side:
    """A reading, made ready to be compared."""
    own = frozenset(name for unit in made for part in unit.slots for name in part)
    wide = frozenset(name for unit in made for name in unit.wide)
    weigh = world.weights.of
    weighed = []
    for unit in made:
        slots = tuple((part, weigh(part)) for part in unit.slots)
        weighed.append((slots, sum(weight for _, weight in slots), unit.wide, bool(unit.concepts)))
    worded = any(_is_worded(unit, world) for unit in made)
    whole = 0.0
    for _, size, _, _ in weighed:
        whole += size
    return Side(own, wide, own | wide, tuple(weighed), whole, worded, drug(made, world))


def asked(phrasing: Phrasing, world: World) -> Asked:
    """A phrasing of the world's claims, made ready to be compared; kept with the world."""
    found = world.asked.get(id(phrasing))
    if found is None:
        slots = tuple((part, world.weights.of(part)) for part in phrasing.slots)
        total = 0.0
        for _, weight in slots:
            total += weight
        relations = tuple(part for part in phrasing.slots if any(name.isupper() for name in part))
        heaviest = max(slots, key=lambda item: item[1])[0] if slots else frozenset()
        worded = any(_is_worded(unit, world) for unit in phrasing.units)
        found = Asked(slots, total, relations, heaviest, worded, drug(phrasing.units, world))
        world.asked[id(phrasing)] = found
    return found


def shared(said: Side, phrasing: Phrasing, world: World) -> float:
    """Weighted words in common against the words of each (0 to 1): no likeness is greater than this."""
    wanted = asked(phrasing, world)
    recall = _recall(said, wanted)
    if not recall:
        return 0.0
    precision = _precision(said, phrasing.families)
    return 2 * recall * precision / (recall + precision) if precision else 0.0


def _recall(said: Side, wanted: Asked) -> float:
    """The share of the phrasing that the reading says; what it says in narrower words counts a little less."""
    covered = 0.0
    for part, weight in wanted.slots:
        if not said.own.isdisjoint(part):
            covered += weight
        elif not said.wide.isdisjoint(part):
            covered += _ANCESTOR * weight
    return covered / wanted.total if wanted.total else 0.0


def _precision(said: Side, families: Set[str]) -> float:
    """The share of the reading that the phrasing accounts for."""
    kept = 0.0
    for slots, size, wide, is_name in said.units:
        hit: float = 0
        for part, weight in slots:
            if not families.isdisjoint(part):
                hit += weight
        if is_name and hit < _WIDE_CREDIT * size and not families.isdisjoint(wide):
            hit = _WIDE_CREDIT * size
        kept += hit
    return kept / said.whole if said.whole else 0.0


def reservations(made: Sequence[Unit], said: Side, phrasing: Phrasing, world: World) -> float:
    """What speaks against a likeness of words: no relation in common, the telling word missing, another thing meant."""
    wanted = asked(phrasing, world)
    factor = 1.0
    if wanted.relations and all(said.said.isdisjoint(part) for part in wanted.relations):
        factor *= _UNRELIEVED
    if said.said.isdisjoint(wanted.heaviest):
        factor *= _NO_CORE
    if wanted.worded and not said.worded:
        factor *= _UNRELIEVED
    if said.drug != wanted.drug:
        factor *= _OTHER_DRUG
    if "RELIEVE" in phrasing.families and said.own.isdisjoint(("RELIEVE", "depress", "LOWER", "MECH")):
        factor *= _UNRELIEVED
    return factor * _FOREIGN if any(_is_foreign(unit, phrasing.families, world) for unit in made) else factor


def topical(made: Sequence[Unit], said: Side, phrasing: Phrasing, world: World, implied: bool) -> float:
    """1 when a reading names the drug the claim is about, less when that goes without saying, 0 when it names another."""
    if not world.topics:
        return 1.0
    if any(_is_other_drug(unit, phrasing.families, world) for unit in made):
        return 0.0
    root = world.concepts[world.topics[0]].slots
    if _is_of_a_stranger(made, said, root, world):
        return 0.0
    if all(phrasing.families.isdisjoint(part) for part in root) or any(not said.said.isdisjoint(part) for part in root):
        return 1.0
    named = {concept for unit in made for concept in unit.concepts}
    both = {concept for unit in phrasing.units for concept in unit.concepts if concept in named}
    if not both.isdisjoint(world.topics):
        return 1.0
    return _IMPLIED if implied else _NO_TOPIC


def _is_of_a_stranger(made: Sequence[Unit], said: Side, root: Sequence[Slot], world: World) -> bool:
    """Whether a word the base does not know does what the sentence says, and the topic is not named: "Aspirin treats"."""
    if len(made) < 2 or any(not said.said.isdisjoint(part) for part in root):
        return False
    first, second = made[:2]
    return not first.concepts and not first.family and not _is_known(first, world) and second.family == "RELIEVE"


def _is_other_drug(unit: Unit, families: Set[str], world: World) -> bool:
    concept = world.concepts.get(unit.concepts[0]) if unit.concepts else None
    if concept is None or concept.kind != "drug" or concept.id in world.topics:
        return False
    return not _hits(unit, families)


def sided(made: Sequence[Unit], said: Side, phrasing: Phrasing, profile: Profile, world: World) -> float:
    """Less where the phrasing names the claim's subject or object and the reading does not, or no way is named."""
    own = said.said if said.said.isdisjoint(_EFFECT) else said.said | _EFFECT
    factor = 1.0
    if profile.predicate in _MEANS and not any(_is_means(unit) for unit in made):
        factor = _UNSIDED
    for name in (profile.subject, profile.object):
        concept = world.concepts.get(name)
        families = (
            {family for part in concept.slots for family in part} if concept and name not in world.topics[:1] else set()
        )
        named = phrasing.families & families
        if named and own.isdisjoint(named):
            factor *= _UNSIDED
    return factor


def _is_means(unit: Unit) -> bool:
    return not unit.concepts and (unit.family in _MEANING or "MECH" in unit.slots[0])


def explained(unit: Unit, families: Set[str], world: World) -> bool:
    """Whether a claim's words account for a unit: of a name, for more than half of what it tells."""
    sizes = [(world.weights.of(part), not families.isdisjoint(part)) for part in unit.slots]
    return 2 * sum(size for size, hit in sizes if hit) > sum(size for size, _ in sizes)


def _hits(unit: Unit, families: Set[str]) -> bool:
    return any(not families.isdisjoint(part) for part in unit.slots) or not families.isdisjoint(unit.wide)


def _is_worded(unit: Unit, world: World) -> bool:
    """Whether a unit says what something does and not only what it is."""
    if not unit.concepts:
        return bool(unit.family)
    concept = world.concepts.get(unit.concepts[0])
    telling = concept is not None and concept.kind in _TELLING
    return any(name == "RELIEVE" or (telling and name.isupper()) for part in unit.slots for name in part)


def drug(made: Sequence[Unit], world: World) -> str:
    """The first name of the topic in a reading: ketamine and the licensed spray are not told apart by their words."""
    return next(
        (name for unit in made for name in unit.concepts[:1] if name in world.topics and _is_drug(name, world)), ""
    )


def _is_drug(name: str, world: World) -> bool:
    concept = world.concepts.get(name)
    return concept is not None and concept.kind == "drug"


def _is_known(unit: Unit, world: World) -> bool:
    return all(any(name in world.weights.counts for name in part) for part in unit.slots)


def _is_foreign(unit: Unit, families: Set[str], world: World) -> bool:
    """Whether a unit names a thing that the phrasing does not speak of; what all claims are about is never foreign."""
    concept = world.concepts.get(unit.concepts[0]) if unit.concepts else None
    if concept is None or concept.kind not in THINGS or not unit.slots:
        return False
    if concept.kind == "treatment" and concept.id not in world.claimed:
        return False
    sizes = [(world.weights.of(part), not families.isdisjoint(part)) for part in unit.slots]
    whole, hit = sum(size for size, _ in sizes), sum(size for size, found in sizes if found)
    if concept.kind == "condition":
        if hit >= 0.7 * whole or (max(size for size, _ in sizes) <= COMMON and _is_known(unit, world)):
            return False
        return concept.id in world.claimed or not any(
            above and all(world.weights.of(part) <= COMMON or not families.isdisjoint(part) for part in above)
            for above in concept.above
        )
    return not _hits(unit, families)
