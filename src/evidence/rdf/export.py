"""``evidence export``: the base in an RDF format, whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from typing import IO

from evidence.errors import EvidenceError
from evidence.rdf.context import jsonld
from evidence.rdf.namespaces import NAMESPACES
from evidence.rdf.statements import base_address, quads_text, statements, triples_text
from evidence.store import Store


def _lines(text: Callable[[Store], Iterator[str]]) -> Callable[[Store, IO[bytes]], None]:
    def write(store: Store, out: IO[bytes]) -> None:
        for line in text(store):
            out.write(line.encode())

    return write


def _turtle(store: Store, out: IO[bytes]) -> None:
    _convert(store, triples_text, "turtle", out)


def _trig(store: Store, out: IO[bytes]) -> None:
    _convert(store, quads_text, "trig", out)


def _jsonld(store: Store, out: IO[bytes]) -> None:
    for piece in jsonld(triple for _, triple in statements(store)):
        out.write(piece.encode())


#: Each format with its writer. TriG and N-Quads keep what is computed in a graph of its own.
FORMATS: dict[str, Callable[[Store, IO[bytes]], None]] = {
    "turtle": _turtle,
    "trig": _trig,
    "jsonld": _jsonld,
    "nquads": _lines(quads_text),
    "ntriples": _lines(triples_text),
}


def export(store: Store, form: str, out: IO[bytes]) -> None:
    """Write the base to ``out`` in a format of ``FORMATS``."""
    if form not in FORMATS:
        raise EvidenceError(f"there is no export format {form!r}", f"one of {', '.join(FORMATS)}")
    FORMATS[form](store, out)


def _convert(store: Store, text: Callable[[Store], Iterator[str]], form: str, out: IO[bytes]) -> None:
    """Let a library lay out Turtle or TriG: Oxigraph where it is installed (it streams), rdflib otherwise."""
    with tempfile.TemporaryFile() as file:
        _lines(text)(store, file)
        file.seek(0)
        try:
            import pyoxigraph
        except ImportError:
            _with_rdflib(file, form, out)
            return
        formats = {"turtle": pyoxigraph.RdfFormat.TURTLE, "trig": pyoxigraph.RdfFormat.TRIG}
        quads = pyoxigraph.parse(file, format=pyoxigraph.RdfFormat.N_QUADS)
        found = (quad.triple for quad in quads) if form == "turtle" else quads
        prefixes = {**NAMESPACES, "": base_address(store)}
        pyoxigraph.serialize(found, out, formats[form], prefixes=prefixes)


def _with_rdflib(file: IO[bytes], form: str, out: IO[bytes]) -> None:
    from rdflib import Dataset, Graph

    graph: Graph = Dataset() if form == "trig" else Graph()
    graph.parse(file, format="nquads" if form == "trig" else "nt")
    for prefix, namespace in NAMESPACES.items():
        graph.bind(prefix, namespace)
    out.write(graph.serialize(format=form, encoding="utf-8"))
