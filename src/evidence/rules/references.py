"""Every place where one record names another, in one list: rules and exports walk it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from evidence.base import KIND_NAMES, Base, Home
from evidence.model import Claim, Concept, Hypothesis, Override, Record, Source, Study
from evidence.rules.once import once
from evidence.yaml_text import Path


class Reference(NamedTuple):
    """A record at ``home`` names ``id``, which has to be a ``kind``; ``at`` is the path inside the record.

    ``kind`` is ``claim or hypothesis`` where either will do.
    """

    owner: str
    home: Home
    field: str
    at: Path
    id: str
    kind: str


@once
def references(base: Base) -> tuple[Reference, ...]:
    """Every reference of every record, by file and record."""
    return tuple(
        Reference(record.id, home, field, at, name, kind)
        for record, home in base.entries
        for field, at, name, kind in _of(record)
    )


def fits(kind: str, wanted: str) -> bool:
    """Whether a record of ``kind`` is what a reference wants."""
    return kind in wanted.split(" or ")


_Found = tuple[str, Path, str, str]


def _of(record: Record) -> Iterator[_Found]:
    yield from _own(record)
    if not isinstance(record, Override) and record.replaced_by:
        yield "replaced_by", ("replaced_by",), record.replaced_by, KIND_NAMES[type(record)]


def _own(record: Record) -> Iterator[_Found]:
    match record:
        case Concept():
            yield from _each("is_a", record.is_a, "concept")
        case Source():
            yield from _source(record)
        case Study():
            yield from _study(record)
        case Claim():
            yield "subject", ("subject",), record.subject, "concept"
            yield "object", ("object",), record.object, "concept"
            yield from _each("opposes", record.opposes, "claim")
            for index, name in enumerate(record.qualifiers.population):
                yield "population", ("qualifiers", "population", index), name, "concept"
        case Hypothesis():
            yield from _hypothesis(record)
        case Override():
            yield "target", ("target",), record.target, "claim or hypothesis"


def _each(field: str, names: tuple[str, ...], kind: str) -> Iterator[_Found]:
    for index, name in enumerate(names):
        yield field, (field, index), name, kind


def _source(source: Source) -> Iterator[_Found]:
    yield from _each("reports", source.reports, "study")
    yield from _each("derived_from", source.derived_from, "source")
    for index, assertion in enumerate(source.assertions):
        at: Path = ("assertions", index)
        yield "claim", (*at, "claim"), assertion.claim, "claim"
        if assertion.study:
            yield "study", (*at, "study"), assertion.study, "study"
        if assertion.via:
            yield "via", (*at, "via"), assertion.via, "source"


def _study(study: Study) -> Iterator[_Found]:
    if study.population:
        yield "population", ("population",), study.population, "concept"
    if study.intervention.drug:
        yield "drug", ("intervention", "drug"), study.intervention.drug, "concept"
    yield from _each("part_of", study.part_of, "study")
    yield from _each("includes", study.includes, "study")
    for index, line in enumerate(study.evidence):
        at: Path = ("evidence", index)
        yield "claim", (*at, "claim"), line.claim, "claim"
        yield "source", (*at, "source"), line.source, "source"
        if line.population:
            yield "population", (*at, "population"), line.population, "concept"


def _hypothesis(hypothesis: Hypothesis) -> Iterator[_Found]:
    for field in ("tests", "bears"):
        yield from _each(field, getattr(hypothesis, field), "claim")
    yield from _each("rivals", hypothesis.rivals, "hypothesis")
    for index, step in enumerate(hypothesis.chain):
        yield "from", ("chain", index, "from"), step.from_, "concept"
        yield "to", ("chain", index, "to"), step.to, "concept"
        if step.claim:
            yield "claim", ("chain", index, "claim"), step.claim, "claim"
