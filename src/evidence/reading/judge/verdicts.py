"""The verdicts a sentence is held against, read once for each claim and scope."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from evidence.store import Store
from evidence.store.claims import claim_verdict, claim_votes, overrides
from evidence.verdict import EVERYTHING, Scope

_SETTLED = frozenset(("supported", "not-supported"))


@dataclass(frozen=True)
class Standing:
    """How a claim stands: its verdict, and the independent votes on each side."""

    id: str
    statement: str
    profile: str
    species: tuple[str, ...]
    verdict: dict[str, Any]
    votes: tuple[dict[str, Any], ...]
    studies: tuple[dict[str, Any], ...]
    overrides: tuple[dict[str, Any], ...] = ()

    @property
    def word(self) -> str:
        """The word of the verdict."""
        return str(self.verdict["word"])

    @property
    def direction(self) -> str | None:
        """For, against, or neither."""
        found = self.verdict["direction"]
        return None if found is None else str(found)

    @property
    def certainty(self) -> str:
        """High, moderate, low or very-low."""
        return str(self.verdict["certainty"])

    @property
    def is_settled(self) -> bool:
        """Whether several independent studies agree with at least moderate certainty."""
        return self.word in _SETTLED and self.certainty in ("high", "moderate")

    def side(self, sign: str) -> tuple[str, ...]:
        """The studies on one side, each independent result by its studies."""
        return tuple(dict.fromkeys(study for vote in self.votes if vote["sign"] == sign for study in vote["studies"]))

    def count(self, sign: str) -> int:
        """How many independent studies stand on one side."""
        return sum(vote["sign"] == sign for vote in self.votes)

    @cached_property
    def only_animals(self) -> bool:
        """Whether every vote for the claim comes from animals, cells or models."""
        tiers = [vote["tier"] for vote in self.votes if vote["sign"] == "for"]
        return self.profile != "record" and bool(tiers) and not any(tier.startswith("human") for tier in tiers)

    @cached_property
    def only_associations(self) -> bool:
        """Whether no study for the claim shows more than that two things go together."""
        levels = [line["causal_level"] for line in self.studies if line["direction"] == "supports" and line["counted"]]
        return bool(levels) and all(level in ("0", "1") for level in levels)

    def lines_of(self, studies: tuple[str, ...]) -> list[dict[str, Any]]:
        """What these studies report on the claim."""
        return [line for line in self.studies if line["study"] in studies and line["role"] != "background"]


@dataclass
class Verdicts:
    """Verdicts by claim, computed for a what-if scope where one is given."""

    store: Store
    scope: Scope = EVERYTHING
    _known: dict[str, Standing] = field(default_factory=dict)

    def of(self, claim: str) -> Standing:
        """How a claim stands."""
        if claim not in self._known:
            self._known[claim] = self._read(claim)
        return self._known[claim]

    def _read(self, claim: str) -> Standing:
        row = self.store.row("SELECT statement, profile, species FROM claim WHERE id = ?", claim)
        assert row is not None
        sql = (
            "SELECT l.study, l.direction, l.causal_level, l.role, l.counted, s.label, s.population, s.route, s.dose, s.cluster,"
            " s.timepoint FROM line l JOIN study s ON s.id = l.study WHERE l.claim = ? ORDER BY l.id"
        )
        return Standing(
            id=claim,
            statement=row["statement"],
            profile=row["profile"],
            species=tuple(row["species"].split()),
            verdict=claim_verdict(self.store, claim, self.scope),
            votes=tuple(claim_votes(self.store, claim, self.scope)),
            studies=tuple(dict(line) for line in self.store.rows(sql, claim)),
            overrides=tuple(overrides(self.store, claim)),
        )
