"""The knowledge base: every record, indexed, immutable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from evidence.model import (
    Assertion,
    BaseInfo,
    Claim,
    Concept,
    Hypothesis,
    Line,
    Override,
    Record,
    Source,
    Study,
)
from evidence.yaml_text import Path

R = TypeVar("R", bound=Record)


class Home(NamedTuple):
    """Where a record stands: the file, the path of the record in it, and its first line."""

    path: str
    where: Path
    line: int = 1


KIND_NAMES: dict[type, str] = {
    Concept: "concept",
    Source: "source",
    Study: "study",
    Claim: "claim",
    Hypothesis: "hypothesis",
    Override: "override",
}


@dataclass(frozen=True)
class Base:
    """Records by id. Where two share an id the first in file order stands; ``entries`` holds them all."""

    entries: tuple[tuple[Record, Home], ...]
    info: BaseInfo
    info_home: Home | None

    @classmethod
    def of(cls, homes: Iterable[tuple[Record | BaseInfo, Home]]) -> Base:
        """Build a base from records and their homes, in any order."""
        entries: list[tuple[Record, Home]] = []
        info, info_home = BaseInfo(title="untitled base", version="0", as_of=""), None
        for record, home in sorted(homes, key=lambda pair: pair[1]):
            if isinstance(record, BaseInfo):
                info, info_home = record, home
            else:
                entries.append((record, home))
        return cls(tuple(entries), info, info_home)

    def _all(self, kind: type[R]) -> dict[str, R]:
        found: dict[str, R] = {}
        for record, _ in self.entries:
            if isinstance(record, kind):
                found.setdefault(record.id, record)
        return dict(sorted(found.items()))

    @cached_property
    def concepts(self) -> Mapping[str, Concept]:
        return self._all(Concept)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        return self._all(Source)

    @cached_property
    def studies(self) -> Mapping[str, Study]:
        return self._all(Study)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        return self._all(Claim)

    @cached_property
    def hypotheses(self) -> Mapping[str, Hypothesis]:
        return self._all(Hypothesis)

    @cached_property
    def overrides(self) -> Mapping[str, Override]:
        return self._all(Override)

    @cached_property
    def homes(self) -> Mapping[str, Home]:
        """Where each record id stands (the first, when two share an id)."""
        found: dict[str, Home] = {}
        for record, home in self.entries:
            found.setdefault(record.id, home)
        return found

    @cached_property
    def kinds(self) -> Mapping[str, tuple[str, ...]]:
        """The kinds of each record id: one, but for a claim and a hypothesis of the same name."""
        found: dict[str, tuple[str, ...]] = {}
        for record, _ in self.entries:
            kind = KIND_NAMES[type(record)]
            if kind not in found.get(record.id, ()):
                found[record.id] = (*found.get(record.id, ()), kind)
        return found

    def lines(self) -> Iterator[tuple[Study, Line]]:
        """Every evidence line with its study, by study id and the order in the file."""
        for study in self.studies.values():
            for line in study.evidence:
                yield study, line

    def assertions(self) -> Iterator[tuple[Source, Assertion]]:
        """Every assertion with its source, by source id and the order in the file."""
        for source in self.sources.values():
            for assertion in source.assertions:
                yield source, assertion

    @cached_property
    def reporting(self) -> Mapping[str, tuple[str, ...]]:
        """The sources that report each study, sorted; one that only restates a result of it (background) does not."""
        found: dict[str, set[str]] = {study: set() for study in self.studies}
        for source in self.sources.values():
            for study in source.reports:
                found.setdefault(study, set()).add(source.id)
        for own in self.studies.values():
            told = (line.source for line in own.evidence if line.role != "background")
            found[own.id].update(source for source in told if source in self.sources)
        return {study: tuple(sorted(sources)) for study, sources in found.items()}

    @cached_property
    def ancestors(self) -> Mapping[str, frozenset[str]]:
        """Each concept's ancestors over ``is_a``, itself included; a cycle ends where it closes."""
        found: dict[str, frozenset[str]] = {}
        for concept in self.concepts:
            seen: set[str] = set()
            waiting = [concept]
            while waiting:
                here = waiting.pop()
                if here in seen:
                    continue
                seen.add(here)
                parents = self.concepts[here].is_a if here in self.concepts else ()
                waiting.extend(parents)
            found[concept] = frozenset(seen)
        return found
