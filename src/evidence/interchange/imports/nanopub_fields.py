"""One nanopublication of our own export, as records: the tables of ``evidence.rdf.fields`` read from right to left.

What a record does not say stays unsaid. A value that no record can have is a trouble of the whole nanopublication, for
half a record can turn a word round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, get_origin, get_type_hints
from urllib.parse import unquote

from evidence import model
from evidence.ids import CURIE
from evidence.interchange.gathered import Gathered, one_line, slug_of
from evidence.interchange.imports.nanopub_terms import curie_of, local_name
from evidence.plain import SPELT
from evidence.rdf.fields import TABLES, Field, Table
from evidence.rdf.namespaces import EV, term

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Plain = dict[str, Any]
#: The model of each table that is one.
_MODELS: dict[str, type] = {
    "concept": model.Concept, "source": model.Source, "citation": model.Citation, "author": model.Author,
    "standing": model.StandingNote, "study": model.Study, "participants": model.Participants,
    "intervention": model.Intervention, "power": model.Power, "line": model.Line, "figure": model.Figure,
    "effect": model.Effect, "quote": model.Quote, "claim": model.Claim, "qualifiers": model.Qualifiers,
}  # fmt: skip
_UNSAID: dict[str, Plain] = {
    "concept": {"kind": "factor"},
    "study": {"design": "not-stated", "masking": "unknown", "species": ["not-stated"]},
    "claim": {"group": "nanopublications", "profile": "mechanism"},
    "line": {"outcome_role": "not-stated", "manipulates": "none", "causal_level": "0", "locator": "not stated",
             "status": "accepted"},
}  # fmt: skip
#: A line's fields that the export puts into the provenance.
_MAKING = ("made_by", "accepted_by", "status", "note")
#: Properties that say again, for other programs, what a field of ours says, or that are read by themselves.
_AGAIN = re.compile(
    r"http://www\.w3\.org/1999/02/22-rdf-syntax-ns#type|http://purl\.obolibrary\.org/obo/SEPIO_00000(?:0[6-9]|85)|"
    r"http://www\.w3\.org/2000/01/rdf-schema#seeAlso|https://w3id\.org/biolink/vocab/|"
    r"http://www\.w3\.org/ns/oa#has(?:Body|Target|Source|Selector)|http://www\.w3\.org/ns/prov#hadPrimarySource|"
    r"https://w3id\.org/evidence-kb/terms#(?:position|arm)"
)
#: What names the study of a line; the second did in the first exports, which also wrote a claim's predicate elsewhere.
_OF_STUDY = ("sepio:0000085", "ev:ofStudy")
_FIRST_PREDICATE = "biolink:predicate"
_WORDS = re.compile(r"[A-Za-z0-9-]{1,60}\Z")
#: The longest text that is taken over whole.
_TEXT = 20_000


class Reader:
    """The records that the graphs of one nanopublication describe, by kind and id, as plain values."""

    def __init__(self, into: Gathered, assertion: Graph, provenance: Graph, name: Node) -> None:
        self.into = into
        self.found: dict[tuple[str, str], Plain] = {}
        self.addresses: dict[str, str] = {}
        self.trouble = ""
        self.unread = 0
        self._graphs = (assertion, provenance)
        self._name = name
        self._lines: list[tuple[Node, Plain]] = []
        self._waiting: list[tuple[str, Node]] = []
        self._seen: set[Node] = {name}

    def read(self) -> None:
        """Read every evidence line, and all that is described and that it leads to."""
        assertion, provenance = self._graphs
        for node in _ordered(set(provenance.subjects(_iri("ev:sourceKind"), None))):
            self._record_id("source", node)
        for node in _ordered(set(assertion.subjects(_iri("ev:bearsOn"), None))):
            self._line(node)
        while self._waiting:
            kind, node = self._waiting.pop()
            plain = self._plain(kind, node)
            if plain:
                self._note(kind, node, plain)
        for study, line in self._lines:
            self._note("study", study, {})["evidence"].append(line)
        for plain in [plain for (kind, _), plain in self.found.items() if kind == "claim"]:
            self._ends(plain)
        self.unread += sum(
            subject not in self._seen and not _AGAIN.match(str(predicate))
            for graph in self._graphs
            for subject, predicate, _ in graph
        )

    def _line(self, node: Node) -> None:
        assertion, provenance = self._graphs
        studies = _ordered({study for name in _OF_STUDY for study in assertion.objects(node, _iri(name))})
        if len(studies) != 1:
            self.trouble = self.trouble or "its evidence line is of no study, or of several"
            return
        made = {field: TABLES["line"][field] for field in _MAKING}
        line = self._plain("line", node) | self._fields(_said(provenance, self._name), made, "line", set())
        line["id"] = one_line(unquote(local_name(node)), 200)
        self._record_id("study", studies[0])
        self._lines.append((studies[0], _UNSAID["line"] | line))

    def _note(self, kind: str, node: Node, plain: Plain) -> Plain:
        """Keep a record, with what it does not say and has to have."""
        name = self._record_id(kind, node)
        plain = {**_UNSAID.get(kind, {}), **plain, "id": name}
        if kind in ("study", "concept"):
            plain.setdefault("label", one_line(unquote(local_name(node)), 200))
        if kind == "study":
            plain["evidence"] = []
        if kind == "source":
            usual = model.CSL_TYPES.get(str(plain.get("kind")), "article-journal")
            plain["csl"] = {"type": usual, **plain.get("csl", {})}
        if kind == "claim":  # a file is named after the group
            plain["group"] = slug_of(str(plain["group"])) or "nanopublications"
            words = str(plain.get("predicate") or self._first_predicate(node))
            if words:
                plain["predicate"] = words if _WORDS.match(words) else slug_of(words)[:60] or "stated-of"
        return self.found.setdefault((kind, name), plain)

    def _first_predicate(self, claim: Node) -> str:
        codes = [local_name(code) for code in _ordered(self._graphs[0].objects(claim, _iri(_FIRST_PREDICATE)))]
        return next((code[len("Predicate-") :] for code in codes if code.startswith("Predicate-")), "")

    def _ends(self, claim: Plain) -> None:
        """The concepts a claim is about: described, else known by name only."""
        words = []
        for end in ("subject", "object"):
            name = claim.get(end)
            if isinstance(name, str):
                unsaid = {**_UNSAID["concept"], "id": name, "label": name.replace("-", " ")}
                words.append(self.found.setdefault(("concept", name), unsaid)["label"])
        claim.setdefault("statement", f" {str(claim.get('predicate')).replace('-', ' ')} ".join(map(str, words)))

    def _record_id(self, kind: str, node: Node) -> str:
        """The id of the record at an address, which is then read as well."""
        key = f"ID:{node}" if kind == "source" else str(node)
        name = self.into.slug(kind, key, unquote(local_name(node)))
        if node not in self._seen:
            self._seen.add(node)
            self.addresses[name] = str(node)
            self._waiting.append((kind, node))
        return name

    def _plain(self, kind: str, node: Node) -> Plain:
        """What a node says as the plain values of a kind of record or part; empty when nothing."""
        assertion, provenance = self._graphs
        self._seen.add(node)
        said = _said(provenance if kind in ("source", "author") else assertion, node)
        read: set[str] = set()
        plain = self._fields(said, _table(kind), kind, read)
        if kind == "study" and (arms := self._arms(said)):
            plain.setdefault("n", {})["arms"] = arms
        self.unread += sum(len(said[each]) for each in said if each not in read and not _AGAIN.match(each))
        return plain

    def _fields(self, said: dict[str, list[Node]], table: Table, kind: str, read: set[str]) -> Plain:
        found: Plain = {}
        for key, field in table.items():
            if field.kind == "flat":
                inner = self._fields(said, _table(field.of), field.of, read)
                if inner:
                    found[key] = inner
                continue
            property_ = term(field.property)[1:-1] if field.property else ""
            if field.kind == "skip" or property_ not in said:
                continue
            read.add(property_)
            values = [value for node in said[property_] if (value := self._value(field, node, kind)) not in (None, "")]
            if key in _lists(kind):
                found[key] = values
            elif len(values) > 1:
                self.trouble = self.trouble or f"it gives {key} of one {kind} {len(values)} values"
            elif values:
                found[key] = values[0]
        return found

    def _value(self, field: Field, node: Node, owner: str) -> Any:
        written = str(node)
        match field.kind:
            case "record":
                return self._record_id(field.of or owner, node)
            case "node":
                return self._plain(field.of, node)
            case "code":
                return one_line(unquote(local_name(node)).removeprefix(f"{field.of}-"), 200)
            case "curie":
                return curie_of(unquote(written)) or (written if CURIE.match(written) else "")
            case "boolean":
                return written == "true"
            case _:
                return one_line(written, _TEXT)

    def _arms(self, said: dict[str, list[Node]]) -> dict[str, str]:
        found = {}
        for node in said.get(f"{EV}arm", ()):
            self._seen.add(node)
            arm = _said(self._graphs[0], node)
            label, count = (arm.get(term(name)[1:-1], ()) for name in ("rdfs:label", "ev:participants"))
            if label and count:
                found[one_line(str(label[0]), 200)] = str(count[0])
        return found


def _said(graph: Graph, node: Node) -> dict[str, list[Node]]:
    """The values of each property of a node."""
    found: dict[str, list[Node]] = {}
    for _, predicate, value in _ordered(graph.triples((node, None, None))):
        found.setdefault(str(predicate), []).append(value)
    return {predicate: _ordered(values) for predicate, values in found.items()}


def _ordered(nodes: Iterable[Any]) -> list[Any]:
    """In the order of their words, numbers by their size: the parts of a record are numbered."""
    return sorted(nodes, key=_by_number)


def _by_number(node: Any) -> list[tuple[int, str]]:
    words = node if isinstance(node, tuple) else (node,)
    return [
        (int(part), "") if part.isdecimal() else (0, part)
        for word in words
        for part in re.split(r"([0-9]{1,9})", str(word))
    ]


@cache
def _iri(name: str) -> Any:
    from rdflib import URIRef

    return URIRef(term(name)[1:-1])


@cache
def _table(kind: str) -> Table:
    """The properties of a kind: those of its table, and for a field that it does not name the field's own name."""
    names = (SPELT.get(name, name) for name in get_type_hints(_MODELS[kind]))
    own = {name: Field("ev:" + re.sub(r"[_-](.)", lambda match: match[1].upper(), name)) for name in names}
    return own | dict(TABLES[kind])


@cache
def _lists(kind: str) -> frozenset[str]:
    """The fields of a model that hold several values, as written in the files."""
    hints = get_type_hints(_MODELS[kind])
    return frozenset(SPELT.get(name, name) for name, hint in hints.items() if get_origin(hint) is tuple)
