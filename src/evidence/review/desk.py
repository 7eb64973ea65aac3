"""A base as a reviewer has it before them: its living records, every proof, and the day it is judged on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from evidence.base import Base
from evidence.cases import Cases
from evidence.method import Method
from evidence.model import Claim, Line, Source, Study
from evidence.verdict import Proof, last_day, prove
from evidence.verify import Verified


@dataclass(frozen=True)
class Desk:
    """``as_of`` is a day (ISO); a search or check more than ``months`` before it is old.

    ``first_days`` are the days on which files (by path) came into the repository, as far as git knows; ``held`` the
    sources of which a text is held; ``verified`` how figures and quotes stand against those.
    """

    base: Base
    method: Method
    as_of: str
    months: int
    first_days: Mapping[str, str] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    verified: Verified | None = None

    @cached_property
    def cases(self) -> Cases:
        """The case of every claim."""
        return Cases(self.base)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Claims that are not retired."""
        return tuple(claim for claim in self.base.claims.values() if not claim.replaced_by)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Sources that are not retired."""
        return tuple(source for source in self.base.sources.values() if not source.replaced_by)

    @cached_property
    def proofs(self) -> Mapping[str, Proof]:
        """The proof of every living claim."""
        return {claim.id: prove(self.cases.case(claim), self.method) for claim in self.claims}

    def lines(self, status: str) -> Iterator[tuple[Study, Line]]:
        """The lines of a status, with their studies."""
        return ((study, line) for study, line in self.base.lines() if line.status == status)

    def age(self, date: str) -> int | None:
        """Whole months from the last day that ``date`` can mean to ``as_of``; ``None`` for what is no date."""
        try:
            day = last_day(date)
            return None if day is None else months_between(day, self.as_of)
        except (ValueError, IndexError):
            return None

    def is_old(self, date: str) -> bool:
        """Whether a search or check of that date is to be made again."""
        age = self.age(date)
        return age is None or age >= self.months


def months_between(day: str, later: str) -> int:
    """Whole months from one day to another (ISO); negative when the other is earlier."""
    (year, month, date), (to_year, to_month, to_date) = (map(int, text.split("-")) for text in (day, later))
    return (to_year - year) * 12 + to_month - month - (to_date < date)
