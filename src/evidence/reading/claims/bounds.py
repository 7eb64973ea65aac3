"""What a sentence is bounded to: another use of the drug than treatment, and words that only say in whom or how much."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.reading.claims.clauses import Reading
from evidence.reading.claims.profile import Profile
from evidence.reading.claims.units import Unit
from evidence.reading.claims.world import World
from evidence.reading.types import Quantity, Sentence

_BESIDE_TREATMENT = re.compile(
    r"\brecreational(?:ly)?\s+(?:doses?|amounts?|use[rs]*|using|abuse|abusers?)\b|\b(?:used?|taken|abused|taking|using)\s+recreationally\b"
    r"|\b(?:non-?medical|illicit|illegal|street)\s+(?:ketamine\s+)?(?:use[rs]*|doses?)\b|\b(?:heavy|chronic|street|nightclub)\s+(?:ketamine\s+)?users\b"
    r"|\b(?:abusers|misusers|addicts)\b|\bpeople who (?:mis|ab)use\b",
    re.I,
)

_SEXES = frozenset(("male", "female", "sex"))


def is_beside_treatment(sentence: Sentence, reading: Reading) -> bool:
    """Whether what is said is said of use outside treatment ("at recreational doses")."""
    return _BESIDE_TREATMENT.search(sentence.text, reading.span.start, reading.span.end) is not None


def speaks_of_treatment(profile: Profile) -> bool:
    """Whether a claim is about a treatment, in no wording of it about other use."""
    return profile.kind == "outcome" and not any(
        _BESIDE_TREATMENT.search(phrasing.text) for phrasing in profile.phrasings
    )


def is_less_than_safe(unit: Unit, sentence: Sentence) -> bool:
    """Whether a unit is the "completely safe" of "not completely safe", which leaves open how much is wrong."""
    start, end = unit.start + sentence.start, unit.end + sentence.start
    return unit.family == "FEW" and any("SAFE" in part for part in unit.slots) and sentence.negated(start, end)


def told(found: Sequence[Reading], sentence: Sentence, world: World) -> list[Reading]:
    """Readings, each also without the one group of people and the one dose that it is said of."""
    return [*found, *(bare for reading in found if (bare := _unbounded(reading, sentence, world)) is not None)]


def _unbounded(reading: Reading, sentence: Sentence, world: World) -> Reading | None:
    groups = [unit for unit in reading.units if _is_group(unit, world)]
    doses = [quantity for quantity in sentence.quantities if quantity.kind == "dose"]
    left = set(groups if len(groups) == 1 and not set(sentence.species) - {"human"} else ())
    if len(doses) == 1:
        left.update(unit for unit in reading.units if _inside(unit, sentence, doses[0]))
    rest = tuple(unit for unit in reading.units if unit not in left)
    return reading._replace(units=rest) if rest and left else None


def _is_group(unit: Unit, world: World) -> bool:
    """Whether a unit names people that no claim is about; the sexes are not bounds, as claims set them side by side."""
    known = [world.concepts[name] for name in unit.concepts if name in world.concepts]
    return all(concept.kind == "population" and concept.id not in world.claimed for concept in known) and any(
        _SEXES.isdisjoint(part) for concept in known for part in concept.slots
    )


def _inside(unit: Unit, sentence: Sentence, quantity: Quantity) -> bool:
    return quantity.start <= unit.start + sentence.start and unit.end + sentence.start <= quantity.end
