"""Nanopublications in TriG: one for every accepted evidence line, unsigned.

The assertion says what one study's result shows for a claim, never that the claim holds. With it stands all that the
claim's word hangs on as far as this line goes: the study and those it shares people with, the claim's scope, the concepts.
Provenance names the document it was read in, the others that report the study, and who read it; publication info says
whose base it is, as of when, and under which licence. Addresses lie below the base's own. Structure follows
http://nanopub.net/guidelines/working_draft/.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import IO, Any, NamedTuple

from evidence.interchange.exports.held import Lost
from evidence.rdf import ntriples as nt
from evidence.rdf.fields import SEPIO, TABLES
from evidence.rdf.namespaces import term
from evidence.rdf.ntriples import Triple
from evidence.rdf.records import Writer
from evidence.rdf.statements import base_address
from evidence.store import Store

_NP = "http://www.nanopub.org/nschema#"
_LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
#: What of a line is about its making, and not about the result.
_MAKING = ("made_by", "accepted_by", "status", "note")
#: What of a record is about the base, or for finding it there, and does not go with each line of it.
_NOT_HELD = {
    "source": ("text", "assertions", "todo", "replaced_by"),
    "study": ("evidence", "todo", "replaced_by"),
    "claim": ("phrasings", "opposes", "searched", "todo", "replaced_by"),
    "concept": ("synonyms", "definition", "todo", "replaced_by"),
}

Record = dict[str, Any]


class Around(NamedTuple):
    """The records that one line is read with, each kind sorted by id."""

    claims: tuple[Record, ...]
    studies: tuple[Record, ...]
    concepts: tuple[Record, ...]
    sources: tuple[Record, ...]


class Records:
    """The records of a base, each read once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._known: dict[tuple[str, str], Record] = {}
        self._reporting: dict[str, list[str]] = {}
        for row in store.each("SELECT data FROM record WHERE kind = 'source' ORDER BY id"):
            source = json.loads(row["data"])
            for study in source.get("reports", ()):
                self._reporting.setdefault(study, []).append(source["id"])

    def around(self, study: Record, line: Record) -> Around:
        """Claim, study, documents and concepts of a line, and all that they in turn are linked to."""
        claim = self._record("claim", line["claim"])
        studies = self._all("study", [study["id"]], lambda one: (*one.get("part_of", ()), *one.get("includes", ())))
        sources = [line["source"], *self._reporting.get(study["id"], ())]
        named = [claim.get("subject"), claim.get("object"), line.get("population")]
        named += claim.get("qualifiers", {}).get("population", ())
        for one in studies:
            named += [one.get("population"), one.get("intervention", {}).get("drug")]
        return Around(
            (claim,) if claim else (),
            studies,
            self._all("concept", filter(None, named), lambda one: one.get("is_a", ())),
            self._all("source", sources, lambda one: one.get("derived_from", ())),
        )

    def _all(self, kind: str, names: Iterable[str], links: Callable[[Record], Iterable[str]]) -> tuple[Record, ...]:
        found: dict[str, Record] = {}
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = self._record(kind, name)
                waiting += links(found[name])
        return tuple(found[name] for name in sorted(found) if found[name])

    def _record(self, kind: str, name: str) -> Record:
        """What a nanopublication holds of a record; empty when there is none, as in a base that lint has not passed."""
        if (kind, name) not in self._known:
            row = self.store.row("SELECT data FROM record WHERE kind = ? AND id = ?", kind, name)
            whole: Record = json.loads(row["data"]) if row else {}
            self._known[kind, name] = {field: value for field, value in whole.items() if field not in _NOT_HELD[kind]}
        return self._known[kind, name]


def write(store: Store, out: IO[bytes]) -> None:
    """Write a nanopublication for each accepted line, by its study's id and its place there."""
    writer = Writer(base_address(store), frozenset(store.ids("claim")))
    rest = list(_publication(store, writer))
    records = Records(store)
    for study, line in _accepted(store):
        maker = line.get("made_by") or store.meta["title"]
        for piece in _nanopub(
            writer, study, line, records.around(study, line), [(term("dc:creator"), nt.text(maker)), *rest]
        ):
            out.write(piece.encode())


def _accepted(store: Store) -> Iterator[tuple[Record, Record]]:
    for row in store.each("SELECT data FROM record WHERE kind = 'study' ORDER BY id"):
        study = json.loads(row["data"])
        for line in study.pop("evidence", ()):
            if line.get("status", "draft") == "accepted":
                yield study, line


def _nanopub(
    writer: Writer, study: Record, line: Record, around: Around, info: Iterable[tuple[str, str]]
) -> Iterator[str]:
    address = writer.node("line", line["id"], "nanopub")
    head, assertion, provenance, publication = (
        _part(address, name) for name in ("Head", "assertion", "provenance", "pubinfo")
    )
    links = (("hasAssertion", assertion), ("hasProvenance", provenance), ("hasPublicationInfo", publication))
    yield from _graph(
        head,
        [
            Triple(address, term("rdf:type"), f"<{_NP}Nanopublication>"),
            *(Triple(address, f"<{_NP}{name}>", graph) for name, graph in links),
        ],
    )
    yield from _graph(assertion, _assertion(writer, study, line, around))
    yield from _graph(provenance, _provenance(writer, assertion, line, around))
    yield from _graph(publication, [Triple(address, predicate, object_) for predicate, object_ in info])
    yield "\n"


def _part(address: str, name: str) -> str:
    return f"{address[:-1]}#{name}>"


def _graph(name: str, triples: Iterable[Triple]) -> Iterator[str]:
    yield f"{name} {{\n"
    for subject, about in groupby(dict.fromkeys(triples), lambda triple: triple.subject):
        yield f"  {subject}\n"
        yield " ;\n".join(f"    {predicate} {object_}" for _, predicate, object_ in about)
        yield " .\n"
    yield "}\n"


def _assertion(writer: Writer, study: Record, line: Record, around: Around) -> Iterator[Triple]:
    node = writer.node("line", line["id"])
    yield from writer.part(node, "line", {field: value for field, value in line.items() if field not in _MAKING})
    yield Triple(node, term("sepio:0000085"), writer.node("study", study["id"]))
    yield Triple(writer.node("claim", line["claim"]), term(SEPIO.get(line["direction"], "sepio:0000006")), node)
    for kind, records in (("study", around.studies), ("claim", around.claims), ("concept", around.concepts)):
        for record in records:
            yield from writer.record(kind, record)


def _provenance(writer: Writer, assertion: str, line: Record, around: Around) -> Iterator[Triple]:
    yield Triple(assertion, term("prov:wasDerivedFrom"), writer.node("source", line["source"]))
    for field in _MAKING:
        if field in line:
            known = TABLES["line"][field]
            yield Triple(assertion, term(known.property), writer.value(known, line[field], "line"))
    for source in around.sources:
        doi = source["csl"].get("DOI")
        if doi and source["id"] == line["source"]:
            yield Triple(assertion, term("prov:hadPrimarySource"), nt.below("https://doi.org/", *doi.split("/")))
        yield from writer.record("source", source)


def _publication(store: Store, writer: Writer) -> Iterator[tuple[str, str]]:
    """What every nanopublication of a base says of itself, with its own address as the subject."""
    yield term("dcterms:isPartOf"), nt.address(writer.base)
    if store.meta["as_of"]:
        yield term("dcterms:created"), nt.date(store.meta["as_of"])
    licence = store.meta["licence"]
    if licence in _LICENCES:
        yield term("dcterms:license"), nt.address(_LICENCES[licence])
    elif licence:
        yield term("dc:rights"), nt.text(licence)


def left_out(store: Store) -> list[Lost]:
    """The lines that are not accepted, and the records that none of the others is read with."""
    held: dict[str, set[str]] = {kind: set() for kind in ("claim", "study", "concept", "source")}
    records = Records(store)
    for study, line in _accepted(store):
        for kind, found in zip(held, records.around(study, line), strict=True):
            held[kind].update(one["id"] for one in found)
    counts = {
        f"{kind} without an accepted line": len(set(store.ids(kind)) - names) for kind, names in sorted(held.items())
    }
    drafts = store.row("SELECT count(*) AS found FROM line WHERE status <> 'accepted'")
    counts["line that is not accepted"] = drafts["found"] if drafts else 0
    return [Lost(what, "*", count) for what, count in sorted(counts.items()) if count]


def holds(kind: str, field: str, _: Any) -> bool:
    """A line whole; of its study, claim, documents and concepts what it takes to read it alone."""
    return kind == "line" or (kind in _NOT_HELD and field.partition(".")[0] not in _NOT_HELD[kind])
