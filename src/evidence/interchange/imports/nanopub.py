"""Nanopublications as TriG, N-Quads or TriX: each whole one becomes claims and the lines that its provenance gives them.

What makes one whole is in the guidelines (http://nanopub.net/guidelines/working_draft/): four graphs with different
names, none empty, provenance that is about the assertion, publication info that is about the nanopublication. Of a file
that breaks off the whole ones before that place are given all the same. Nothing is fetched. Signatures and the hashes of
trusty addresses are not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from evidence.interchange.gathered import Gathered, one_line
from evidence.interchange.imports.documents import Documents
from evidence.interchange.imports.members import Member, members
from evidence.interchange.imports.nanopub_claims import TAKES_BACK, Assertions
from evidence.interchange.imports.nanopub_own import OwnRecords
from evidence.interchange.imports.nanopub_syntax import FORMS, read
from evidence.rdf.namespaces import EV

if TYPE_CHECKING:
    from rdflib import Dataset, Graph
    from rdflib.term import Node

NP = "http://www.nanopub.org/nschema#"


class Nanopub(NamedTuple):
    """A whole nanopublication: its address, and its graphs."""

    address: Node
    assertion: Graph
    provenance: Graph
    info: Graph
    assertion_name: Node


class _Found(NamedTuple):
    """A whole nanopublication, and the file that it stands in."""

    one: Nanopub
    member: Member


def gather(path: Path, into: Gathered) -> None:
    """Read nanopublications from a file, folder or ``.tar.gz``; those that another one retracts are left out."""
    found: dict[Node, _Found] = {}
    for member in members(path, into, tuple(FORMS)):
        for each in _nanopubs(member, into):
            if each.one.address in found:
                into.remark("a nanopublication with the address of one read before")
            found.setdefault(each.one.address, each)
    retracted = {gone for each in found.values() for gone in _retracted(each.one)}
    claims = Assertions(into, Documents(into))
    own = OwnRecords(into, claims.documents)
    for address, each in sorted(found.items(), key=_by_number):
        into.count("nanopublications")
        if address in retracted:
            into.remark("retracted by another nanopublication, so it was left out")
        else:
            _take(each, claims, own)
    claims.documents.drop_unused()
    own.finish()
    if found:
        into.remark("signatures and trusty hashes were not checked")
    if not into.claims:
        into.problem("IM003", "error", (path.name, 0, 0), "no nanopublication that makes a claim was found",
                     "name TriG, N-Quads or TriX files")  # fmt: skip


def _by_number(item: tuple[Node, _Found]) -> str:
    """The address with the number of a line of our own export as wide as any, so that the tenth comes after the ninth."""
    return re.sub(r"\.([0-9]{1,9})(?=/nanopub\Z)", lambda match: f".{int(match[1]):09}", str(item[0]))


def _take(each: _Found, claims: Assertions, own: OwnRecords) -> None:
    from rdflib import URIRef

    one = each.one
    graphs = (one.address, one.assertion, one.provenance, one.info, one.assertion_name)
    if (None, URIRef(f"{EV}bearsOn"), None) not in one.assertion:
        claims.read(*graphs)
    elif why := own.read(*graphs):
        message = f"{one_line(str(one.address), 200)}: {why}"
        claims.into.problem("IM002", "error", _place(each.member, one.address), message, "it was left out")


def _nanopubs(member: Member, into: Gathered) -> Iterator[_Found]:
    found = read(member, into)
    if found is None:
        return
    from rdflib import RDF, URIRef

    data = found.data
    heads = sorted((s, g) for s, _, _, g in data.quads((None, RDF.type, URIRef(f"{NP}Nanopublication"), None)) if g)
    if not heads and not found.cut:
        into.problem("IM002", "error", (member.name, 0, 0), "the file holds no nanopublication: none is declared")
    used: set[Node] = set()
    good = []
    for address, head in heads:
        why, one, names = _one(data, address, head)
        used |= names
        if one is None:
            into.problem(
                "IM002", "error", _place(member, address), f"{one_line(str(address), 200)}: {why}", "it was left out"
            )
        else:
            good.append(_Found(one, member))
    extra = sorted(str(graph.identifier) for graph in data.graphs() if len(graph) and graph.identifier not in used)
    if heads and extra and not found.cut:
        message = f"a graph that belongs to no nanopublication: {one_line(extra[0], 200)}"
        into.problem("IM002", "error", (member.name, 0, 0), message, "all of the file was left out")
        return
    yield from good


def _one(data: Dataset, address: Node, head: Node) -> tuple[str, Nanopub | None, set[Node]]:
    """Why it is no whole nanopublication, or itself, and the names of its graphs."""
    from rdflib import URIRef

    parts, names = [], {head}
    for link in ("hasAssertion", "hasProvenance", "hasPublicationInfo"):
        found = set(data.graph(str(head)).objects(address, URIRef(NP + link)))
        names |= found
        parts.append(found)
    if any(len(found) != 1 for found in parts):
        return "its head does not name one assertion, one provenance and one publication info", None, names
    if len(names) != 4:
        return "two of its four graphs have the same name", None, names
    foreign = sorted(str(name) for name in names if not str(name).startswith(str(address)))
    if foreign:
        return f"the address of a graph does not begin with its own: {one_line(foreign[0], 200)}", None, names
    assertion, provenance, info = (data.graph(str(next(iter(found)))) for found in parts)
    name = assertion.identifier
    for words, graph in (("assertion", assertion), ("provenance", provenance), ("publication info", info)):
        if not len(graph):
            return f"its {words} is empty or is not there", None, names
    if not _about(provenance, name):
        return "its provenance says nothing of its assertion", None, names
    if (address, None, None) not in info:
        return "its publication info says nothing of it", None, names
    wrong = sorted(str(term) for triple in assertion for term in triple if getattr(term, "ill_typed", False))
    if wrong:
        return f"a value of the assertion is not of its type: {one_line(wrong[0], 80)!r}", None, names
    return "", Nanopub(address, assertion, provenance, info, name), names


def _about(graph: Graph, name: Node) -> bool:
    return (name, None, None) in graph or (None, None, name) in graph


def _retracted(one: Nanopub) -> Iterator[Node]:
    from rdflib import URIRef

    for link in map(URIRef, TAKES_BACK):
        yield from one.assertion.objects(None, link)
        yield from one.info.objects(one.address, link)


def _place(member: Member, address: Node) -> tuple[str, int, int]:
    """The first line that holds the address; 0 when it is written with a prefix."""
    at = member.content.find(str(address).encode())
    return member.name, member.content.count(b"\n", 0, at) + 1 if at >= 0 else 0, 0
