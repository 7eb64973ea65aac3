"""The nanopublications of our own export, put together again: one record for all that describe it.

A nanopublication whose records would not pass lint's rules is refused. References to records that no nanopublication
of the import describes are left out and told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from evidence.interchange.gathered import Gathered, one_line
from evidence.interchange.imports.documents import Documents, Reference, reference_of
from evidence.interchange.imports.nanopub_fields import Reader
from evidence.model import BaseInfo, Claim, Concept, Line, Source, Study
from evidence.rdf.namespaces import NAMESPACES

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_DCTERMS = NAMESPACES["dcterms"]
_KINDS: dict[str, type] = {"concept": Concept, "claim": Claim, "source": Source, "study": Study}
_LICENCE = (f"{_DCTERMS}license", f"{NAMESPACES['dc']}rights")


class OwnRecords:
    """The records that the nanopublications of our own export in one import describe."""

    def __init__(self, into: Gathered, documents: Documents) -> None:
        self.into = into
        self.documents = documents
        self._records: dict[tuple[str, str], Any] = {}
        self._addresses: dict[str, str] = {}
        self._lines: list[tuple[str, Line]] = []
        self._licences: set[str] = set()
        self._dates: set[str] = set()

    def read(self, address: Node, assertion: Graph, provenance: Graph, info: Graph, name: Node) -> str:
        """Take in one nanopublication; why not, when it is refused."""
        reader = Reader(self.into, assertion, provenance, name)
        reader.read()
        said = {
            str(predicate): one_line(str(value), 300)
            for _, predicate, value in sorted(info.triples((address, None, None)))
        }
        as_of = said.get(f"{_DCTERMS}created", "")
        records, trouble = _records(reader, as_of if _is_day(as_of) else self.into.info.as_of)
        if trouble:
            return trouble
        for kind, record in records:
            self._keep(kind, record)
        self._addresses.update(reader.addresses)
        self._dates.update(filter(_is_day, [as_of]))
        self._licences.update(said[each] for each in _LICENCE if each in said)
        self.into.remark("its publication info, but for date and licence: who published it is not taken over")
        self.into.remark("a statement of our own export's kind that has no place in a record", reader.unread)
        return ""

    def _keep(self, kind: str, record: Any) -> None:
        if kind == "study":
            self._lines += ((record.id, line) for line in record.evidence)
            record = replace(record, evidence=())
        if self._records.setdefault((kind, record.id), record) != record:
            self.into.remark(f"a {kind} that another nanopublication describes differently: the first one is kept")

    def finish(self) -> None:
        """Put the records into the import, once all of it is read."""
        merged = self._documents()
        self._info()
        for record in self._of(Concept):
            self.into.concepts[record.id] = replace(record, is_a=self._known(Concept, record.is_a))
        for claim in self._of(Claim):
            people = self._known(Concept, claim.qualifiers.population)
            self.into.claims[claim.id] = replace(claim, qualifiers=replace(claim.qualifiers, population=people))
        for study in self._of(Study):
            self.into.studies[study.id] = self._linked(study)
        for study, line in self._lines:
            source = merged[line.source]
            made = replace(line, source=source, population=self._one(line.population))
            self.into.line(self.into.studies[study], made)

    def _linked(self, study: Study) -> Study:
        return replace(
            study,
            population=self._one(study.population),
            intervention=replace(study.intervention, drug=self._one(study.intervention.drug)),
            part_of=self._known(Study, study.part_of),
            includes=self._known(Study, study.includes),
        )

    def _documents(self) -> dict[str, str]:
        """Put the documents in; the id that each has there, which two with one DOI, PMID or PMCID share."""
        there = set(self.into.studies)
        cited = {
            source.id: self.documents.cited(self._references(source), None, source.kind) for source in self._of(Source)
        }
        merged = {name: one.source for name, one in cited.items()}
        made = {one.study for one in cited.values()} - there
        done: set[str] = set()
        for source in self._of(Source):
            name = merged[source.id]
            before = self.into.sources[name]
            reports = (*(each for each in before.reports if each not in made), *self._known(Study, source.reports))
            behind = (merged[each] for each in self._known(Source, source.derived_from) if merged[each] != name)
            if name in done:
                self.into.remark("a document with the DOI, PMID or PMCID of another: the two are one")
                kept = before
            else:
                kept = replace(source, id=name, derived_from=tuple(dict.fromkeys(behind)))
            self.into.sources[name] = replace(kept, reports=tuple(dict.fromkeys(reports)))
            done.add(name)
        for study in made:
            del self.into.studies[study]
        return merged

    def _references(self, source: Source) -> list[Reference]:
        csl = source.csl
        written = ((csl.PMID, "PMID:"), (csl.PMCID, "PMCID:"), (csl.DOI, "doi:"))
        found = [reference_of(f"{prefix}{value}") for value, prefix in written if value]
        return [Reference("ID", self._addresses[source.id]), *filter(None, found)]

    def _info(self) -> None:
        """The base is as of the latest date stated, and under the licence, when all state the same."""
        info = self.into.info
        licence = next(iter(self._licences)) if len(self._licences) == 1 else info.licence
        self.into.info = replace(info, as_of=max(self._dates, default=info.as_of), licence=licence)

    def _of(self, kind: type[Any]) -> Iterator[Any]:
        return (
            record for (name, _), record in sorted(self._records.items(), key=itemgetter(0)) if name == _NAMES[kind]
        )

    def _known(self, kind: type, names: Iterable[str]) -> tuple[str, ...]:
        known = []
        for name in names:
            if (_NAMES[kind], name) in self._records:
                known.append(name)
            else:
                self.into.remark(
                    f"a {_NAMES[kind]} that is named and nowhere described: left out of the record that names it"
                )
        return tuple(known)

    def _one(self, concept: str | None) -> str | None:
        return next(iter(self._known(Concept, [concept] if concept else [])), None)


_NAMES = {kind: name for name, kind in _KINDS.items()}


def _records(reader: Reader, as_of: str) -> tuple[list[tuple[str, Any]], str]:
    """The records that a nanopublication describes, by kind; or why it cannot be taken."""
    from evidence.validation import build

    if reader.trouble:
        return [], reader.trouble
    found = []
    for (kind, name), plain in sorted(reader.found.items()):
        record, problems = build(_KINDS[kind], plain)
        if problems:
            return [], f"{kind} {name}: {one_line(problems[0].message, 300)}"
        found.append((kind, record))
    sources = {record.id for kind, record in found if kind == "source"}
    claims = {record.id for kind, record in found if kind == "claim"}
    for line in (line for kind, record in found if kind == "study" for line in record.evidence):
        if line.source not in sources or line.claim not in claims:
            return [], "it does not describe the claim and the document of its evidence line"
    return found, _refused([record for _, record in found], as_of)


def _refused(records: list[Any], as_of: str) -> str:
    """What the rules that keep a base from being built say of some records; empty when nothing."""
    from evidence.loader import Loaded, Parsed
    from evidence.rules import kb106_bad_identifier, kb107_bad_date, kb109_cycle, kb210_effect_out_of_interval

    records = [BaseInfo("nanopublications", "1", as_of), *records]
    many = len(records)
    parsed = Parsed("nanopub", ((),) * many, tuple(records), (), tuple(range(many)))
    loaded = Loaded({}, {"": parsed})
    for rule in (kb106_bad_identifier, kb107_bad_date, kb109_cycle, kb210_effect_out_of_interval):
        for finding in rule.check(loaded):
            return one_line(finding.message, 300)
    return ""


def _is_day(written: str) -> bool:
    try:
        return len(written) == 10 and bool(date.fromisoformat(written))
    except ValueError:
        return False
