"""The assertions of nanopublications as claims, and what their provenance names as the documents they come from.

Read are statements about two things: triples between two addresses, reified ``rdf:Statement``, associations that
``refer to`` (SIO_000628) two things, AIDA sentences, and the evidence lines that our own export writes. Values, types and
descriptions are no claims, nor is what a nanopublication says of nanopublications.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, get_args
from urllib.parse import unquote_plus

from evidence.ids import CURIE, PREFIXES
from evidence.interchange.gathered import Gathered, one_line, slug_of
from evidence.interchange.imports.documents import Cited, Documents, Reference, line, reference_of, study_of
from evidence.interchange.imports.kgx_terms import kind_of
from evidence.model import (
    Citation,
    Claim,
    Concept,
    Design,
    Direction,
    Directness,
    Role,
    SourceKind,
    Species,
    Standing,
    StandingNote,
)

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_EV = "https://w3id.org/evidence-kb/terms#"
_BIOLINK = "https://w3id.org/biolink/vocab/"
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
_ADDRESSES = (
    *((base, prefix) for prefix, base in PREFIXES.items()),
    ("http://identifiers.org/ncbigene/", "NCBIGene"), ("http://www.ncbi.nlm.nih.gov/gene/", "NCBIGene"),
    ("http://linkedlifedata.com/resource/umls/id/", "UMLS"), ("http://purl.uniprot.org/uniprot/", "UNIPROT"),
    ("http://www.genenames.org/cgi-bin/gene_symbol_report?hgnc_id=", "HGNC"),
    ("http://purl.uniprot.org/taxonomy/", "NCBITaxon"),
)  # fmt: skip


class Said(NamedTuple):
    """One thing that an assertion says: of what, what, of what else, and the sentence when it brings one."""

    subject: Node
    predicate: str
    object: Node
    sentence: str = ""
    line: Node | None = None


@dataclass
class Assertions:
    """Reads the assertions of one import."""

    into: Gathered
    documents: Documents

    def read(self, address: Node, assertion: Graph, provenance: Graph, name: Node) -> None:
        """Make the claims of one nanopublication, and a line for each document that its provenance names."""
        found = list(dict.fromkeys(_said(assertion, name)))
        if not found:
            self.into.remark("a nanopublication that says nothing about two things, so there is no claim")
            return
        cited = self._cited(address, provenance, name)
        for said in found:
            claim = self._claim(said, assertion, str(address))
            for one in cited:
                self._line(claim, one, said, assertion, address)

    def _line(self, claim: Claim, cited: Cited, said: Said, graph: Graph, address: Node) -> None:
        text = "The nanopublication names this document for the claim."
        made = line(claim.id, cited.source, text, "not stated")
        made = replace(made, note=one_line(f"From {address}", 300))
        if said.line is not None:
            values = _values(graph, said.line)
            made = replace(
                made,
                direction=_coded(values, "direction", get_args(Direction), "neutral"),
                directness=_coded(values, "directness", get_args(Directness), "indirect"),
                role=_coded(values, "role", get_args(Role), "background"),
                finding=one_line(values.get("description", "")) or made.finding,
                locator=one_line(values.get("locator", "")) or made.locator,
            )
            cited = self._study(graph, said.line, cited)
        self.documents.add(cited, made)

    def _study(self, graph: Graph, node: Node, cited: Cited) -> Cited:
        """The document with the study that our own export names."""
        named = next((o for _, p, o in graph.triples((node, None, None)) if str(p) == f"{_EV}ofStudy"), None)
        if named is None:
            return cited
        values = _values(graph, named)
        study = study_of(self.into.slug("study", str(named), _local(named)), _label(graph, named))
        design: Design = _coded(values, "design", get_args(Design), "not-stated")
        species: Species = _coded(values, "species", get_args(Species), "not-stated")
        return self.documents.reports(cited, replace(study, design=design, species=(species,)))

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
        curie = "" if own else _curie(written)
        made = Concept(slug, kind_of((), "", curie), label, xrefs=(curie,) if curie else ())
        return self.into.concepts.setdefault(slug, made)

    def _cited(self, address: Node, provenance: Graph, name: Node) -> list[Cited]:
        """The documents that the assertion comes from; who says it, where none is named."""
        said = [(str(p), o) for _, p, o in _ordered(provenance.triples((name, None, None)))]
        behind = {o for p, o in said if p in _DOCUMENT}
        ours = next((one for node in _ordered(behind) if (one := self._ours(provenance, node))), None)
        if ours:
            return [ours]
        said += [
            (str(p), o) for node in _ordered(behind) for _, p, o in _ordered(provenance.triples((node, None, None)))
        ]
        named = [o for wanted in _DOCUMENT for p, o in said if p == wanted]
        references = [one for one in (reference_of(str(node)) for node in dict.fromkeys(named)) if one]
        papers = [one for one in references if one.scheme != "URL"] or references[:1]
        if papers:
            csl = self._title(provenance, named)
            return [self.documents.cited([one], csl) for one in papers]
        who = [o for p, o in said if p.endswith(("#wasAttributedTo", "/authoredBy", "#authoredBy", "/creator"))]
        self.into.remark("no document is named, only who says so: shown, and not counted")
        return [
            self.documents.unnamed(one_line(str(who[0] if who else address), 150), "says so, and names no document")
        ]

    def _ours(self, graph: Graph, node: Node) -> Cited | None:
        """A document as our own export describes it, with its kind and standing."""
        values = _values(graph, node)
        kind: SourceKind | None = _coded(values, "sourceKind", get_args(SourceKind), None)
        if kind is None:
            return None
        written = (f"PMID:{values.get('hasPubMedId')}", f"PMCID:{values.get('hasPubMedCentralId')}",
                   f"doi:{values.get('doi')}", values.get("url", ""))  # fmt: skip
        references = [one for one in map(reference_of, written) if one] or [Reference("ID", one_line(str(node), 300))]
        cited = self.documents.cited(references, Citation("document", title=_label(graph, node, "") or None), kind)
        standing: Standing = _coded(values, "standing", get_args(Standing), "unknown")
        self.documents.standing(references[0], StandingNote(standing, authority="the nanopublication"))
        return cited

    @staticmethod
    def _title(provenance: Graph, named: list[Node]) -> Citation | None:
        titles = {_label(provenance, node, "") for node in named} - {""}
        return Citation("document", title=titles.pop()) if len(titles) == 1 else None


def _said(graph: Graph, name: Node) -> Iterator[Said]:
    from rdflib import URIRef

    lines = _ordered(graph.triples((None, URIRef(f"{_EV}bearsOn"), None)))
    if lines:
        for node, _, claim in lines:
            yield from _own(graph, node, claim)
        return
    sentences = [str(o) for o in _ordered(graph.objects(name, URIRef(_SENTENCE)))]
    about = _ordered(graph.objects(name, URIRef(f"{_RDF}about")))
    for written in sentences:
        ends = (about[0], about[-1]) if about else (URIRef(written), URIRef(written))
        yield Said(ends[0], "stated-of", ends[1], one_line(unquote_plus(written.rpartition("/aida/")[2]), 1000))
    if not sentences:
        whole = next((one_line(str(o), 1000) for o in graph.objects(name, URIRef(_LABELS[0]))), "")
        reified = list(_reified(graph, whole))
        yield from reified or (*_referring(graph), *_plain(graph))


def _own(graph: Graph, node: Node, claim: Node) -> Iterator[Said]:
    from rdflib import URIRef

    ends = [graph.value(claim, URIRef(f"{_BIOLINK}{end}")) for end in ("subject", "predicate", "object")]
    if all(end is not None for end in ends):
        subject, predicate, object_ = ends
        words = _local(predicate).removeprefix("Predicate-")
        yield Said(subject, slug_of(words) or "stated-of", object_, _label(graph, claim, ""), node)  # type: ignore[arg-type]


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
    return slug_of(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", _local(node)))[:60] or "stated-of"


def _local(node: Any) -> str:
    return unquote_plus(re.split(r"[/#]", str(node).rstrip("/#"))[-1]) or str(node)


def _label(graph: Graph, node: Node, otherwise: str | None = None) -> str:
    from rdflib import URIRef

    found = sorted(str(o) for label in _LABELS for o in graph.objects(node, URIRef(label)))
    words = _curie(str(node)) or _local(node) if otherwise is None else otherwise
    return one_line(found[0] if found else words, 200) or one_line(words, 200)


def _described(graph: Graph, node: Node) -> str:
    """A node that has no name outside its nanopublication: its label, else what it is related to."""
    from rdflib import RDF

    label = _label(graph, node, "")
    related = [_local(o) for _, p, o in _ordered(graph.triples((node, None, None))) if p != RDF.type]
    kinds = [_local(o) for o in _ordered(graph.objects(node, RDF.type))]
    return label or one_line(" ".join((*kinds, *related)), 150) or "something not named"


def _curie(written: str) -> str:
    found = next((f"{prefix}:{written[len(base) :]}" for base, prefix in _ADDRESSES if written.startswith(base)), "")
    return found if CURIE.match(found) else ""


def _values(graph: Graph, node: Node) -> dict[str, str]:
    """The last word of each property of a node, and of its value when that is an address."""
    from rdflib import Literal

    return {
        _local(p): str(o) if isinstance(o, Literal) else _local(o)
        for _, p, o in _ordered(graph.triples((node, None, None)))
    }


def _coded(values: dict[str, str], name: str, known: tuple[str, ...], otherwise: str | None) -> Any:
    """A value of a code list such as ``Direction-supports``."""
    value = values.get(name, "").removeprefix(f"{name[:1].upper()}{name[1:]}-")
    return value if value in known else otherwise
