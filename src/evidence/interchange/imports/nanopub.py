"""Nanopublications as TriG, N-Quads or TriX: each whole one becomes claims and the lines that its provenance gives them.

What makes one whole is in the guidelines (http://nanopub.net/guidelines/working_draft/): four graphs with different
names, none empty, provenance that is about the assertion, publication info that is about the nanopublication. Nothing is
fetched. Signatures and the hashes of trusty addresses are not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from evidence.interchange.gathered import Gathered, one_line
from evidence.interchange.imports.documents import Documents
from evidence.interchange.imports.members import Member, members, text_of
from evidence.interchange.imports.nanopub_claims import Assertions

if TYPE_CHECKING:
    from rdflib import Dataset, Graph
    from rdflib.term import Node

NP = "http://www.nanopub.org/nschema#"
NPX = "http://purl.org/nanopub/x/"
#: rdflib reads about a megabyte a second: a larger file is refused, so that no import takes for ever.
MAX_FILE_BYTES = 64 * 1024 * 1024
_FORMS = {".trig": "trig", ".nq": "nquads", ".xml": "trix"}


class Nanopub(NamedTuple):
    """A whole nanopublication: its address, and its graphs."""

    address: Node
    assertion: Graph
    provenance: Graph
    info: Graph
    assertion_name: Node


def gather(path: Path, into: Gathered) -> None:
    """Read nanopublications from a file, folder or ``.tar.gz``; those that another one retracts are left out."""
    found: dict[Node, Nanopub] = {}
    for member in members(path, into, tuple(_FORMS)):
        for one in _nanopubs(member, into):
            if one.address in found:
                into.remark("a nanopublication with the address of one read before")
            found.setdefault(one.address, one)
    retracted = {gone for one in found.values() for gone in _retracted(one)}
    reader = Assertions(into, Documents(into))
    for address, one in sorted(found.items()):
        into.count("nanopublications")
        if address in retracted:
            into.remark("retracted by another nanopublication, so it was left out")
        else:
            reader.read(one.address, one.assertion, one.provenance, one.assertion_name)
    reader.documents.drop_unused()
    if found:
        into.remark("signatures and trusty hashes were not checked")
    if not into.claims:
        into.problem("IM003", "error", (path.name, 0, 0), "no nanopublication that makes a claim was found",
                     "name TriG, N-Quads or TriX files")  # fmt: skip


def _nanopubs(member: Member, into: Gathered) -> Iterator[Nanopub]:
    data = _parsed(member, into)
    if data is None:
        return
    from rdflib import RDF, URIRef

    heads = sorted((s, g) for s, _, _, g in data.quads((None, RDF.type, URIRef(f"{NP}Nanopublication"), None)) if g)
    if not heads:
        into.problem("IM002", "error", (member.name, 0, 0), "the file holds no nanopublication: none is declared")
    used: set[Node] = set()
    good = []
    for address, head in heads:
        why, one, names = _one(data, address, head)
        used |= names
        if one is None:
            place = (member.name, _line(member, str(address)), 0)
            into.problem("IM002", "error", place, f"{one_line(str(address), 200)}: {why}", "it was left out")
        else:
            good.append(one)
    extra = sorted(str(graph.identifier) for graph in data.graphs() if len(graph) and graph.identifier not in used)
    if heads and extra:
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

    for link in ("retracts", "supersedes"):
        yield from one.assertion.objects(None, URIRef(NPX + link))
        yield from one.info.objects(one.address, URIRef(NPX + link))


def _parsed(member: Member, into: Gathered) -> Dataset | None:
    text = text_of(member, into)
    if text is None:
        return None
    if len(member.content) > MAX_FILE_BYTES:
        message = f"larger than {MAX_FILE_BYTES // 2**20} MiB, so it was not read"
        into.problem("IM001", "error", (member.name, 0, 0), message, "split it")
        return None
    form = _FORMS.get(Path(member.name).suffix, "trig")
    if form == "trix" and "<!" in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL):
        into.problem("IM001", "error", (member.name, 0, 0), "an XML file that declares entities is not read")
        return None
    return _read(member, text, form, into)


def _read(member: Member, text: str, form: str, into: Gathered) -> Dataset | None:
    import logging
    import warnings
    import xml.sax

    from rdflib import Dataset
    from rdflib.exceptions import ParserError

    log = logging.getLogger("rdflib.term")  # it prints each value that is not of its type; they are told as problems
    was = log.disabled
    log.disabled = True
    try:
        data = Dataset()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            data.parse(data=text, format=form, publicID="urn:nanopub:")
    except (SyntaxError, ParserError, xml.sax.SAXException, ValueError, RecursionError, IndexError) as error:
        line = getattr(error, "lines", None)
        place = (member.name, line + 1 if isinstance(line, int) else _sax_line(error), 0)
        why = one_line(str(getattr(error, "_why", None) or error), 200) or type(error).__name__
        into.problem("IM001", "error", place, f"not {form}: {why}", "fetch the file again")
        return None
    finally:
        log.disabled = was
    return data


def _sax_line(error: Exception) -> int:
    found = getattr(error, "getLineNumber", lambda: None)()
    return found if isinstance(found, int) else 0


def _line(member: Member, words: str) -> int:
    """The first line that holds ``words``; 0 when they are written as a prefix."""
    at = member.content.find(words.encode())
    return member.content.count(b"\n", 0, at) + 1 if at >= 0 else 0
