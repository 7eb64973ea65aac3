"""All of a compiled base as triples, each in one of three graphs: curated, computed, or about the base itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Literal, NamedTuple

from evidence.files import digest
from evidence.ids import slugged
from evidence.rdf import ntriples as nt
from evidence.rdf.computed import computed
from evidence.rdf.namespaces import BASES, term
from evidence.rdf.ntriples import Triple
from evidence.rdf.records import Writer
from evidence.rdf.vocabulary import described
from evidence.store import Store

Graph = Literal["about", "curated", "computed"]


class Statement(NamedTuple):
    """A triple and the graph it stands in."""

    graph: Graph
    triple: Triple


def base_address(store: Store) -> str:
    """The address below which everything of this base lies: named after its title.

    A title without a Latin letter or digit leaves no slug; the start of its sha256 stands in, so that bases with
    different titles keep apart.
    """
    title = store.meta["title"]
    return f"{BASES}{slugged(title) or f'untitled-{digest(title.encode())[:8]}'}/"


def statements(store: Store) -> Iterator[Statement]:
    """Every statement, in a fixed order; what is about one subject stands together."""
    writer = Writer(base_address(store), frozenset(store.ids("claim")))
    for triple in _about(store, writer.base):
        yield Statement("about", triple)
    for row in store.each("SELECT kind, data FROM record ORDER BY kind, id"):
        for triple in writer.record(row["kind"], json.loads(row["data"])):
            yield Statement("curated", triple)
    for triple in computed(store, writer):
        yield Statement("computed", triple)
    for triple in described(writer.codes):
        yield Statement("about", triple)


def _about(store: Store, base: str) -> Iterator[Triple]:
    about = nt.address(base)
    yield Triple(about, term("rdf:type"), term("ev:Base"))
    yield Triple(about, term("rdf:type"), term("prov:Entity"))
    yield Triple(about, term("dcterms:title"), nt.text(store.meta["title"]))
    yield Triple(about, term("owl:versionInfo"), nt.text(store.meta["version"]))
    if description := store.meta.get("description"):
        yield Triple(about, term("dcterms:description"), nt.text(description))
    if store.meta["as_of"]:
        yield Triple(about, term("ev:asOf"), nt.date(store.meta["as_of"]))
    if store.meta["licence"]:
        yield Triple(about, term("dc:rights"), nt.text(store.meta["licence"]))


def graph_address(base: str, graph: Graph) -> str:
    """The name of a graph in TriG and N-Quads; ``about`` is the default graph and has none."""
    return "" if graph == "about" else nt.below(base, "graph", graph)


def triples_text(store: Store) -> Iterator[str]:
    """N-Triples, a line each."""
    for _, (subject, predicate, object_) in statements(store):
        yield f"{subject} {predicate} {object_} .\n"


def quads_text(store: Store) -> Iterator[str]:
    """N-Quads, a line each: what is computed stands in a graph of its own."""
    base = base_address(store)
    names = {graph: graph_address(base, graph) for graph in ("about", "curated", "computed")}
    for graph, what in (("curated", "What people wrote."), ("computed", "What the program computed from it.")):
        yield f"{names[graph]} {term('dcterms:description')} {nt.text(what)} .\n"
    for graph, (subject, predicate, object_) in statements(store):
        name = names[graph]
        yield f"{subject} {predicate} {object_} {name} .\n" if name else f"{subject} {predicate} {object_} .\n"
