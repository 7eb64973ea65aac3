"""The assertions of nanopublications as claims, and what their provenance names as the documents they come from.

Read are statements about two things: triples between two addresses, reified ``rdf:Statement``, associations that
``refer to`` (SIO_000628) two things, and AIDA sentences. Values, types and descriptions are no claims, nor is what a
nanopublication says of nanopublications: such statements are counted and told. Our own export is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote_plus

from evidence.interchange.gathered import Gathered, one_line, slug_of
from evidence.interchange.imports.documents import Cited, Documents, line, reference_of
from evidence.interchange.imports.kgx_terms import kind_of
from evidence.interchange.imports.nanopub_terms import curie_of, local_name
from evidence.model import Citation, Claim, Concept

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SENTENCE = "http://purl.org/nanopub/x/asSentence"
_REFERS = "http://semanticscience.org/resource/SIO_000628"
_LABELS = (
    "http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://purl.org/dc/terms/title", "http://xmlns.com/foaf/0.1/name",
)  # fmt: skip
#: Vocabularies that speak of records and files, not of the world.
_NOT_CLAIMS = re.compile(
    r"http://www\.w3\.org/(?:1999/02/22-rdf-syntax-ns|2000/01/rdf-schema|2002/07/owl|ns/shacl)#|http://purl\.org/nanopub/x/|"
    r"https://w3id\.org/np/o/|http://purl\.org/dc/|http://www\.nanopub\.org/|http://www\.w3\.org/ns/(?:prov|dcat)#|"
    r"http://purl\.org/pav/|http://xmlns\.com/foaf/|https?://schema\.org/"
)
#: Properties of an assertion, and of what it was quoted from, that name the document; the best first.
_DOCUMENT = (
    "http://www.w3.org/ns/prov#hadPrimarySource", "http://semanticscience.org/resource/SIO_000772",
    "http://semanticscience.org/resource/SIO_000253", "http://www.w3.org/ns/prov#wasQuotedFrom",
    "http://purl.org/dc/terms/source", "http://purl.org/dc/terms/bibliographicCitation",
    "http://www.w3.org/ns/prov#wasDerivedFrom",
)  # fmt: skip

#: Properties that a claim is put together from.
_PARTS = (_SENTENCE, _REFERS, *(f"{_RDF}{part}" for part in ("about", "subject", "predicate", "object")))
#: How the properties end that name who says so.
_WHO = ("#wasAttributedTo", "/authoredBy", "#authoredBy", "/creator")
#: What takes a nanopublication back, which is read.
TAKES_BACK = ("http://purl.org/nanopub/x/retracts", "http://purl.org/nanopub/x/supersedes")


class Said(NamedTuple):
    """One thing that an assertion says: of what, what, of what else, and the sentence when it brings one."""

    subject: Node
    predicate: str
    object: Node
    sentence: str = ""


@dataclass
class Assertions:
    """Reads the assertions of one import."""

    into: Gathered
    documents: Documents

    def read(self, address: Node, assertion: Graph, provenance: Graph, info: Graph, name: Node) -> None:
        """Make the claims of one nanopublication, and a line for each document that its provenance names."""
        found = list(dict.fromkeys(_said(assertion, name)))
        self._tell(found, assertion, provenance, info)
        if not found:
            self.into.remark("a nanopublication that says nothing about two things, so there is no claim")
            return
        cited = self._cited(address, provenance, name)
        for said in found:
            claim = self._claim(said, assertion, str(address))
            for one in cited:
                made = line(
                    claim.id, one.source, "The nanopublication names this document for the claim.", "not stated"
                )
                self.documents.add(one, replace(made, note=one_line(f"From {address}", 300)))

    def _tell(self, found: list[Said], assertion: Graph, provenance: Graph, info: Graph) -> None:
        """Count what is not taken over: values and descriptions, provenance beyond who and where, publication info."""
        ends = {node for said in found for node in (said.subject, said.object)}
        rest = (
            ("a value, type or description in an assertion, of which no claim is made",
             sum(not _taken(triple, ends, found) for triple in assertion)),
            ("a statement of provenance that names neither the document nor who says so",
             sum(not str(predicate).endswith((*_DOCUMENT, *_WHO, *_LABELS)) for _, predicate, _ in provenance)),
            ("a statement of publication info", sum(not str(predicate).startswith(TAKES_BACK) for _, predicate, _ in info)),
        )  # fmt: skip
        for why, count in rest:
            self.into.remark(why, count)

    def _claim(self, said: Said, graph: Graph, address: str) -> Claim:
        subject, object_ = (self._concept(node, graph, address) for node in (said.subject, said.object))
        key = " ".join((subject.id, said.predicate, object_.id, said.sentence))
        name = self.into.slug("claim", key, f"{subject.id[:35]} {said.predicate[:20]} {object_.id[:35]}")
        statement = said.sentence or f"{subject.label} {said.predicate.replace('-', ' ')} {object_.label}."
        made = Claim(name, "nanopublications", "mechanism", subject.id, said.predicate, object_.id, statement)
        return self.into.claims.setdefault(name, made)

    def _concept(self, node: Node, graph: Graph, address: str) -> Concept:
        from rdflib import BNode

        written = str(node)
        own = isinstance(node, BNode) or written.startswith(address)
        label = _described(graph, node) if own else _label(graph, node)
        slug = self.into.slug("concept", f"{address} {written}" if own else written, label)
        curie = "" if own else curie_of(written)
        made = Concept(slug, kind_of((), "", curie), label, xrefs=(curie,) if curie else ())
        return self.into.concepts.setdefault(slug, made)

    def _cited(self, address: Node, provenance: Graph, name: Node) -> list[Cited]:
        """The documents that the assertion comes from; who says it, where none is named."""
        said = [(str(p), o) for _, p, o in _ordered(provenance.triples((name, None, None)))]
        behind = {o for p, o in said if p in _DOCUMENT}
        said += [
            (str(p), o) for node in _ordered(behind) for _, p, o in _ordered(provenance.triples((node, None, None)))
        ]
        named = [o for wanted in _DOCUMENT for p, o in said if p == wanted]
        references = [one for one in (reference_of(str(node)) for node in dict.fromkeys(named)) if one]
        papers = [one for one in references if one.scheme != "URL"] or references[:1]
        if papers:
            csl = self._title(provenance, named)
            return [self.documents.cited([one], csl) for one in papers]
        who = [o for p, o in said if p.endswith(_WHO)]
        self.into.remark("no document is named, only who says so: shown, and not counted")
        return [
            self.documents.unnamed(one_line(str(who[0] if who else address), 150), "says so, and names no document")
        ]

    @staticmethod
    def _title(provenance: Graph, named: list[Node]) -> Citation | None:
        titles = {_label(provenance, node, "") for node in named} - {""}
        return Citation("document", title=titles.pop()) if len(titles) == 1 else None


def _said(graph: Graph, name: Node) -> Iterator[Said]:
    from rdflib import URIRef

    sentences = [str(o) for o in _ordered(graph.objects(name, URIRef(_SENTENCE)))]
    about = _ordered(graph.objects(name, URIRef(f"{_RDF}about")))
    for written in sentences:
        ends = (about[0], about[-1]) if about else (URIRef(written), URIRef(written))
        yield Said(ends[0], "stated-of", ends[1], one_line(unquote_plus(written.rpartition("/aida/")[2]), 1000))
    if not sentences:
        whole = next((one_line(str(o), 1000) for o in graph.objects(name, URIRef(_LABELS[0]))), "")
        reified = list(_reified(graph, whole))
        yield from reified or (*_referring(graph), *_plain(graph))


def _taken(triple: tuple[Node, Node, Node], ends: set[Node], found: list[Said]) -> bool:
    """Whether a claim was made of a triple, or the name of a concept."""
    subject, predicate, object_ = triple
    words = str(predicate)
    if words in _LABELS:
        return subject in ends or bool(found)
    if words in _PARTS or words.startswith(TAKES_BACK):
        return bool(found)
    return any((said.subject, said.object) == (subject, object_) for said in found)


def _reified(graph: Graph, sentence: str) -> Iterator[Said]:
    from rdflib import RDF

    for node in _ordered(graph.subjects(RDF.predicate, None)):
        subject, predicate, object_ = (graph.value(node, end) for end in (RDF.subject, RDF.predicate, RDF.object))
        if subject is not None and predicate is not None and object_ is not None:
            yield Said(subject, _predicate(predicate), object_, sentence)


def _referring(graph: Graph) -> Iterator[Said]:
    from rdflib import URIRef

    refers = URIRef(_REFERS)
    for node in _ordered(set(graph.subjects(refers, None))):
        things = _ordered(graph.objects(node, refers))
        if len(things) == 2:
            yield Said(things[0], "associated-with", things[1])


def _plain(graph: Graph) -> Iterator[Said]:
    from rdflib import Literal

    for subject, predicate, object_ in _ordered(graph):
        about_records = _NOT_CLAIMS.match(str(predicate)) or str(predicate) == _REFERS
        if not about_records and not isinstance(object_, Literal):
            yield Said(subject, _predicate(predicate), object_)


def _ordered(items: Iterable[Any]) -> list[Any]:
    """Nodes or triples in an order that does not hang on how they were read."""
    return sorted(items, key=str)


def _predicate(node: Node) -> str:
    return slug_of(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", local_name(node)))[:60] or "stated-of"


def _label(graph: Graph, node: Node, otherwise: str | None = None) -> str:
    from rdflib import URIRef

    found = sorted(str(o) for label in _LABELS for o in graph.objects(node, URIRef(label)))
    words = curie_of(str(node)) or local_name(node) if otherwise is None else otherwise
    return one_line(found[0] if found else words, 200) or one_line(words, 200)


def _described(graph: Graph, node: Node) -> str:
    """A node that has no name outside its nanopublication: its label, else what it is related to."""
    from rdflib import RDF

    label = _label(graph, node, "")
    related = [local_name(o) for _, p, o in _ordered(graph.triples((node, None, None))) if p != RDF.type]
    kinds = [local_name(o) for o in _ordered(graph.objects(node, RDF.type))]
    return label or one_line(" ".join((*kinds, *related)), 150) or "something not named"
