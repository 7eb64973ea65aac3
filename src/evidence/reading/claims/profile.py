"""Claims as their phrasings: each a set of slots with a sign, and the words that tell claims apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from math import log

from evidence.reading.claims.denials import denials
from evidence.reading.claims.units import Slot, Unit
from evidence.reading.language import read_sentence


@dataclass(frozen=True)
class Phrasing:
    """One way to say a claim."""

    text: str
    units: tuple[Unit, ...]

    @cached_property
    def cues(self) -> int:
        """How many denials it holds; read when first asked for, as few phrasings ever are."""
        return len(denials(read_sentence(self.text), self.units))

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Every slot of every unit, each once."""
        return tuple(dict.fromkeys(part for unit in self.units for part in unit.slots))

    @cached_property
    def families(self) -> frozenset[str]:
        """Every family in it."""
        return frozenset(name for part in self.slots for name in part)


@dataclass(frozen=True)
class Profile:
    """A claim as matching reads it. ``eases`` is true where less of the object is what the claim promises."""

    id: str
    subject: str
    predicate: str
    object: str
    species: tuple[str, ...]
    kind: str
    eases: bool
    phrasings: tuple[Phrasing, ...]

    @cached_property
    def length(self) -> float:
        """How many slots its phrasings have on average."""
        return sum(len(phrasing.slots) for phrasing in self.phrasings) / max(1, len(self.phrasings))

    @cached_property
    def relations(self) -> frozenset[str]:
        """The relations that half of its phrasings speak of or more."""
        counts = Counter(name for phrasing in self.phrasings for name in phrasing.families if name.isupper())
        return frozenset(name for name, count in counts.items() if 2 * count >= len(self.phrasings))

    @cached_property
    def families(self) -> frozenset[str]:
        """Every family in any of its phrasings."""
        return frozenset(name for phrasing in self.phrasings for part in phrasing.slots for name in part)


#: The weight of a word that stands in no claim.
UNKNOWN = 0.8


@dataclass(frozen=True)
class Weights:
    """How much a word tells: much when few claims hold it."""

    claims: int
    counts: dict[str, int]
    _known: dict[Slot, float] = field(default_factory=dict, compare=False, repr=False)

    def of(self, part: Slot) -> float:
        """The weight of a slot: that of its most telling word; a word that stands in no claim weighs little."""
        found = self._known.get(part)
        if found is None:
            found = self._known[part] = self._weight(part)
        return found

    def _weight(self, part: Slot) -> float:
        known = [self.counts[name] for name in part if name in self.counts]
        if not known:
            return UNKNOWN
        weight = log(1 + self.claims / min(known))
        return min(weight, 2.0) if all(name.isupper() for name in part) else weight


def weigh(profiles: list[Profile]) -> Weights:
    """Count in how many claims each word stands."""
    counts: dict[str, int] = {}
    for profile in profiles:
        for name in profile.families:
            counts[name] = counts.get(name, 0) + 1
    return Weights(len(profiles), counts)
