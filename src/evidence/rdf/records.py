"""What people curated, as triples: every record of a base, field by field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from evidence.ids import PREFIXES
from evidence.rdf import ntriples as nt
from evidence.rdf.biolink import relation
from evidence.rdf.fields import (
    CITO,
    CLASSES,
    CONCEPTS,
    DOCUMENTS,
    EVIDENCE_BY_DESIGN,
    EVIDENCE_BY_SPECIES,
    SEPIO,
    TABLES,
    Field,
)
from evidence.rdf.namespaces import term
from evidence.rdf.ntriples import Triple


class Writer:
    """Writes the records of one base. ``codes`` collects the code-list entries that were used."""

    def __init__(self, base: str, claims: frozenset[str] = frozenset()) -> None:
        self.base = base
        self.claims = claims
        self.codes: dict[tuple[str, str], None] = {}

    def node(self, kind: str, name: str, *parts: str) -> str:
        """The IRI of a record, or of a part of it. The kind is in it: a claim and a hypothesis may share an id."""
        return nt.below(self.base, kind, name, *parts)

    def record(self, kind: str, data: dict[str, Any]) -> Iterator[Triple]:
        """All triples of one record, the record's own first."""
        yield from self.part(self.node(kind, data["id"]), kind, data)

    def part(self, subject: str, kind: str, data: dict[str, Any]) -> Iterator[Triple]:
        """A record or a part of one: its classes, its fields, then the parts it is made of."""
        for name in CLASSES[kind]:
            yield Triple(subject, term("rdf:type"), term(name))
        later: list[Triple] = []
        yield from self._fields(subject, kind, data, later)
        if kind in _MORE:
            yield from _MORE[kind](self, subject, data)
        yield from later

    def code(self, scheme: str, value: str) -> str:
        """The entry of a code list, noted so that it gets described."""
        self.codes[scheme, value] = None
        return nt.below(term(f"ev:{scheme}")[1:-1] + "-", value)

    def _fields(self, subject: str, kind: str, data: dict[str, Any], later: list[Triple]) -> Iterator[Triple]:
        table = TABLES[kind]
        for key, value in data.items():
            field = table.get(key) or Field(f"ev:{_camel(key)}")
            if field.kind == "flat":
                yield from self._fields(subject, field.of, value, later)
            elif field.kind == "node":
                yield from self._nodes(subject, key, field, value, later)
            elif field.kind != "skip":
                for item in value if isinstance(value, list) else [value]:
                    yield Triple(subject, term(field.property), self.value(field, item, kind))

    def _nodes(self, subject: str, key: str, field: Field, value: Any, later: list[Triple]) -> Iterator[Triple]:
        for place, item in enumerate(value if isinstance(value, list) else [value], start=1):
            node = self.node(field.of, item["id"]) if "id" in item else nt.inside(subject, key, str(place))
            yield Triple(subject, term(field.property), node)
            later.extend(self.part(node, field.of, item))
            if key in ("author", "chain"):
                later.append(Triple(node, term("ev:position"), nt.number(place)))
            if field.of == "line":
                later.extend(self._around_line(subject, node, item))

    def value(self, field: Field, value: Any, owner: str) -> str:
        """One value as a term; ``owner`` is the kind of the record it stands in."""
        match field.kind:
            case "record":
                return self.node(field.of or owner, value)
            case "code":
                return self.code(field.of, value)
            case "number":
                return nt.number(value)
            case "boolean":
                return nt.boolean(value)
            case "date":
                return nt.date(value)
            case "address":
                return nt.address(value)
            case "curie":
                prefix, _, local = value.partition(":")
                return nt.below(PREFIXES[prefix], local) if prefix in PREFIXES else nt.text(value)
            case _:
                return nt.text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))

    def _around_line(self, study: str, line: str, data: dict[str, Any]) -> Iterator[Triple]:
        """What a line says to the rest: which study it is of, and claim and document as SEPIO and CiTO put it."""
        claim, source = self.node("claim", data["claim"]), self.node("source", data["source"])
        yield Triple(line, term("sepio:0000085"), study)
        yield Triple(claim, term(SEPIO.get(data["direction"], "sepio:0000006")), line)
        yield Triple(source, term(CITO[data["direction"]]), claim)


def _camel(name: str) -> str:
    first, *rest = name.replace("-", "_").split("_")
    return first + "".join(part.capitalize() for part in rest)


def _concept(_: Writer, subject: str, data: dict[str, Any]) -> Iterator[Triple]:
    yield Triple(subject, term("rdf:type"), term(CONCEPTS[data["kind"]]))


def _source(_: Writer, subject: str, data: dict[str, Any]) -> Iterator[Triple]:
    yield Triple(subject, term("rdf:type"), term(DOCUMENTS[data["kind"]]))
    if doi := data["csl"].get("DOI"):
        yield Triple(subject, term("rdfs:seeAlso"), nt.below("https://doi.org/", *doi.split("/")))


def _study(writer: Writer, subject: str, data: dict[str, Any]) -> Iterator[Triple]:
    for name, count in data.get("n", {}).get("arms", {}).items():
        arm = nt.inside(subject, "arms", name)
        yield Triple(subject, term("ev:arm"), arm)
        yield Triple(arm, term("rdf:type"), term("ev:Arm"))
        yield Triple(arm, term("rdfs:label"), nt.text(name))
        yield Triple(arm, term("ev:participants"), nt.number(count))
    yield from _line_evidence(writer, data)


def _line_evidence(writer: Writer, study: dict[str, Any]) -> Iterator[Triple]:
    for line in study.get("evidence", ()):
        subject = writer.node("line", line["id"])
        species = line.get("species") or study.get("species", ())
        kinds = {EVIDENCE_BY_SPECIES[one] for one in species if one in EVIDENCE_BY_SPECIES}
        kinds |= {EVIDENCE_BY_DESIGN[study["design"]]} if study["design"] in EVIDENCE_BY_DESIGN else set()
        for kind in sorted(kinds) or ["eco:0000000"]:
            yield Triple(subject, term("rdf:type"), term(kind))


def _line(writer: Writer, subject: str, data: dict[str, Any]) -> Iterator[Triple]:
    """A quotation as Web Annotation has it: the line is an annotation on a passage of the document."""
    if "quote" not in data:
        return
    target = nt.inside(subject, "passage")
    yield Triple(subject, term("rdf:type"), term("oa:Annotation"))
    yield Triple(subject, term("oa:hasBody"), writer.node("claim", data["claim"]))
    yield Triple(subject, term("oa:hasTarget"), target)
    yield Triple(target, term("rdf:type"), term("oa:SpecificResource"))
    yield Triple(target, term("oa:hasSource"), writer.node("source", data["source"]))
    yield Triple(target, term("oa:hasSelector"), nt.inside(subject, "quote", "1"))


def _claim(_: Writer, subject: str, data: dict[str, Any]) -> Iterator[Triple]:
    """The claim's predicate in Biolink's words, where they say the same."""
    said = relation(data["predicate"])
    if said is None:
        return
    yield Triple(subject, term("biolink:predicate"), term(f"biolink:{said.predicate}"))
    if said.qualified:
        yield Triple(subject, term("biolink:qualified_predicate"), term(f"biolink:{said.qualified}"))
    if said.direction:
        yield Triple(subject, term("biolink:object_direction_qualifier"), nt.text(said.direction))
    if said.aspect:
        yield Triple(subject, term("biolink:object_aspect_qualifier"), nt.text(said.aspect))


def _override(writer: Writer, subject: str, data: dict[str, Any]) -> Iterator[Triple]:
    kind = "claim" if data["target"] in writer.claims else "hypothesis"
    yield Triple(subject, term("ev:about"), writer.node(kind, data["target"]))


_MORE: dict[str, Callable[[Writer, str, dict[str, Any]], Iterator[Triple]]] = {
    "concept": _concept,
    "source": _source,
    "study": _study,
    "line": _line,
    "claim": _claim,
    "override": _override,
}
