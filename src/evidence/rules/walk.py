"""The records of a base with where they stand, for rules that look at every one of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from evidence.base import Base, Home
from evidence.model import Assertion, Line, Record, Source, Study
from evidence.rules.once import once
from evidence.rules.rule import inside
from evidence.yaml_text import Path

R = TypeVar("R", bound=Record)


class LineAt(NamedTuple):
    """An evidence line of the study at ``home``."""

    study: Study
    line: Line
    home: Home
    position: int

    def at(self, *path: str | int) -> tuple[str, Path]:
        """The file and full path of a value of the line: the first two fields of a finding."""
        return inside(self.home, "evidence", self.position, *path)


class AssertionAt(NamedTuple):
    """An assertion of the source at ``home``."""

    source: Source
    assertion: Assertion
    home: Home
    position: int

    def at(self, *path: str | int) -> tuple[str, Path]:
        """The file and full path of a value of the assertion."""
        return inside(self.home, "assertions", self.position, *path)


def records(base: Base, kind: type[R]) -> Iterator[tuple[R, Home]]:
    """Every record of a kind, those with a repeated id included."""
    for record, home in base.entries:
        if isinstance(record, kind):
            yield record, home


@once
def lines(base: Base) -> tuple[LineAt, ...]:
    """Every evidence line, by file."""
    return tuple(
        LineAt(study, line, home, index)
        for study, home in records(base, Study)
        for index, line in enumerate(study.evidence)
    )


@once
def assertions(base: Base) -> tuple[AssertionAt, ...]:
    """Every assertion, by file."""
    return tuple(
        AssertionAt(source, assertion, home, index)
        for source, home in records(base, Source)
        for index, assertion in enumerate(source.assertions)
    )
