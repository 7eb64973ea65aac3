"""Nanopublications in TriG: one for every accepted evidence line, unsigned.

The assertion says what one study's result shows for a claim, never that the claim holds. Provenance names the document it
was read in and who read it; publication info says whose base it is, as of when, and under which licence. Addresses lie
below the base's own. Structure follows http://nanopub.net/guidelines/working_draft/.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

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
_OF_SOURCE = ("kind", "csl.title", "csl.DOI", "csl.PMID", "csl.PMCID", "csl.URL", "standing.status", "standing.date")
_OF_STUDY = ("label", "design", "masking", "species", "registry")
_OF_CONCEPT = ("label",)
_OF_CLAIM = ("subject", "predicate", "object", "statement", "qualifiers.species", "qualifiers.route")


def write(store: Store, out: IO[bytes]) -> None:
    """Write a nanopublication for each accepted line, by its study's id and its place there."""
    writer = Writer(base_address(store), frozenset(store.ids("claim")))
    rest = list(_publication(store, writer))
    for study, line in _accepted(store):
        for piece in _nanopub(writer, store, study, line, rest):
            out.write(piece.encode())


def _accepted(store: Store) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for row in store.each("SELECT data FROM record WHERE kind = 'study' ORDER BY id"):
        study = json.loads(row["data"])
        for line in study.pop("evidence", ()):
            if line.get("status", "draft") == "accepted":
                yield study, line


def _nanopub(
    writer: Writer, store: Store, study: dict[str, Any], line: dict[str, Any], rest: list[tuple[str, str]]
) -> Iterator[str]:
    address = writer.node("line", line["id"], "nanopub")
    head, assertion, provenance, info = (
        _part(address, name) for name in ("Head", "assertion", "provenance", "pubinfo")
    )
    links = (("hasAssertion", assertion), ("hasProvenance", provenance), ("hasPublicationInfo", info))
    yield from _graph(
        head,
        [
            Triple(address, term("rdf:type"), f"<{_NP}Nanopublication>"),
            *(Triple(address, f"<{_NP}{name}>", graph) for name, graph in links),
        ],
    )
    yield from _graph(assertion, _assertion(writer, store, study, line))
    yield from _graph(provenance, _provenance(writer, store, assertion, line))
    created_by = Triple(address, term("dcterms:creator"), nt.text(line.get("made_by") or store.meta["title"]))
    yield from _graph(info, [created_by, *(Triple(address, predicate, object_) for predicate, object_ in rest)])
    yield "\n"


def _part(address: str, name: str) -> str:
    return f"{address[:-1]}#{name}>"


def _graph(name: str, triples: Iterable[Triple]) -> Iterator[str]:
    yield f"{name} {{\n"
    for subject, predicate, object_ in dict.fromkeys(triples):
        yield f"  {subject} {predicate} {object_} .\n"
    yield "}\n"


def _assertion(writer: Writer, store: Store, study: dict[str, Any], line: dict[str, Any]) -> Iterator[Triple]:
    node = writer.node("line", line["id"])
    said = {field: value for field, value in line.items() if field not in _MAKING}
    yield from writer.part(node, "line", said)
    yield Triple(node, term("ev:ofStudy"), writer.node("study", study["id"]))
    yield Triple(writer.node("claim", line["claim"]), term(SEPIO.get(line["direction"], "sepio:0000006")), node)
    yield from _about(writer, "study", study, _OF_STUDY)
    claim = _record(store, "claim", line["claim"])
    yield from _about(writer, "claim", claim, _OF_CLAIM)
    for end in ("subject", "object"):
        yield from _about(writer, "concept", _record(store, "concept", claim.get(end, "")), _OF_CONCEPT)


def _provenance(writer: Writer, store: Store, assertion: str, line: dict[str, Any]) -> Iterator[Triple]:
    source = writer.node("source", line["source"])
    yield Triple(assertion, term("prov:wasDerivedFrom"), source)
    for field in _MAKING:
        if field in line:
            known = TABLES["line"][field]
            yield Triple(assertion, term(known.property), writer.value(known, line[field], "line"))
    record = _record(store, "source", line["source"])
    if doi := record.get("csl", {}).get("DOI"):
        yield Triple(assertion, term("prov:hadPrimarySource"), nt.below("https://doi.org/", *doi.split("/")))
    yield from _about(writer, "source", record, _OF_SOURCE)


def _record(store: Store, kind: str, name: str) -> dict[str, Any]:
    """A record whole; empty when there is none, as in a base that lint has not passed."""
    row = store.row("SELECT data FROM record WHERE kind = ? AND id = ?", kind, name)
    found: dict[str, Any] = json.loads(row["data"]) if row else {}
    return found


def _about(writer: Writer, kind: str, record: dict[str, Any], fields: Iterable[str]) -> Iterator[Triple]:
    """Some fields of a record that has its own place in the base, so that a nanopublication can be read alone."""
    node = writer.node(kind, record.get("id", ""))
    for path in fields:
        part, _, inner = path.rpartition(".")
        value = record.get(part, {}).get(inner) if part else record.get(inner)
        table = TABLES[TABLES[kind][part].of if part else kind]
        for item in value if isinstance(value, list) else [] if value is None else [value]:
            yield Triple(node, term(table[inner].property), writer.value(table[inner], item, kind))


def _publication(store: Store, writer: Writer) -> Iterator[tuple[str, str]]:
    """What every nanopublication of a base says of itself, with its own address as the subject."""
    yield term("dcterms:isPartOf"), nt.address(writer.base)
    if store.meta["as_of"]:
        yield term("dcterms:created"), nt.date(store.meta["as_of"])
    licence = store.meta["licence"]
    if licence in _LICENCES:
        yield term("dcterms:license"), nt.address(_LICENCES[licence])
    elif licence:
        yield term("dcterms:rights"), nt.text(licence)


_LEFT_OUT = """WITH spoken AS (SELECT claim, source, study FROM line WHERE status = 'accepted')
  SELECT 'claim without an accepted line', count(*) FROM claim WHERE id NOT IN (SELECT claim FROM spoken)
  UNION ALL SELECT 'line that is not accepted', count(*) FROM line WHERE status <> 'accepted'
  UNION ALL SELECT 'source without an accepted line', count(*) FROM source WHERE id NOT IN (SELECT source FROM spoken)
  UNION ALL SELECT 'study without an accepted line', count(*) FROM study WHERE id NOT IN (SELECT study FROM spoken)"""


def left_out(store: Store) -> list[Lost]:
    """The lines that are not accepted, and the records that none of the others is about."""
    return [Lost(what, "*", count) for what, count in store.each(_LEFT_OUT) if count]


def holds(kind: str, field: str, _: Any) -> bool:
    """A line whole; of its study, claim and document what it takes to read it alone."""
    held = {
        "source": ("id", *_OF_SOURCE),
        "study": ("id", *_OF_STUDY),
        "claim": ("id", *_OF_CLAIM),
        "concept": ("id", *_OF_CONCEPT),
    }
    return kind == "line" or field in held.get(kind, ())
