"""The JSON-LD context: a plain key for every property, and JSON-LD written with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from evidence.rdf.fields import TABLES
from evidence.rdf.namespaces import NAMESPACES, short, term
from evidence.rdf.ntriples import Triple
from evidence.rdf.vocabulary import PROPERTIES

_LINKS = frozenset(("record", "curie", "address", "code", "node"))
#: Properties that no field has, whose values are addresses.
_OTHER_LINKS = (
    "about", "addSign", "arm", "becomes", "certainty", "decidedBy", "decidingTier", "flip", "fromLine", "ofStudy",
    "sign", "tier", "verdict", "vote", "withoutStudy", "word", "wouldChange",
)  # fmt: skip
_BORROWED = (
    "rdfs:label", "rdfs:comment", "skos:notation", "skos:prefLabel", "skos:altLabel", "dcterms:title",
    "dcterms:description", "dcterms:identifier", "dcterms:bibliographicCitation", "owl:versionInfo",
    "biolink:object_direction_qualifier", "biolink:object_aspect_qualifier",
)  # fmt: skip
_BORROWED_LINKS = (
    "rdfs:isDefinedBy", "rdfs:seeAlso", "prov:wasGeneratedBy", "prov:used", "sepio:0000006", "sepio:0000007",
    "sepio:0000008", "sepio:0000009", "sepio:0000085", "cito:supports", "cito:disputes", "cito:qualifies",
    "cito:discusses", "biolink:predicate", "biolink:qualified_predicate", "rdfs:subPropertyOf", "skos:exactMatch",
    "oa:hasBody", "oa:hasTarget", "oa:hasSource", "oa:hasSelector",
)  # fmt: skip
_LITERAL = re.compile(r'"(?P<text>.*)"(?:\^\^<(?P<type>[^>]*)>)?\Z', re.DOTALL)


@cache
def context() -> dict[str, Any]:
    """The context: prefixes, then our own properties by their bare name and borrowed ones by their prefixed name."""
    found: dict[str, Any] = {"@version": 1.1}
    found.update({prefix: {"@id": address, "@prefix": True} for prefix, address in sorted(NAMESPACES.items())})
    links = {field.property for table in TABLES.values() for field in table.values() if field.kind in _LINKS}
    links |= {f"ev:{name}" for name in _OTHER_LINKS} | set(_BORROWED_LINKS)
    names = {field.property for table in TABLES.values() for field in table.values() if field.property}
    for name in sorted(names | links | {f"ev:{item}" for item in PROPERTIES} | set(_BORROWED)):
        key = name.removeprefix("ev:")
        found[key] = {"@id": name, "@type": "@id"} if name in links else {"@id": name}
    return found


def context_text() -> str:
    """The context file that ships with the package."""
    return json.dumps({"@context": context()}, indent=2) + "\n"


def jsonld(triples: Iterable[Triple]) -> Iterator[str]:
    """JSON-LD text in pieces, one node object for each run of triples with the same subject."""
    yield '{"@context": ' + json.dumps(context()) + ',\n"@graph": ['
    first = True
    for node in _nodes(triples):
        yield ("\n" if first else ",\n") + json.dumps(node, ensure_ascii=False)
        first = False
    yield "\n]}\n"


def _nodes(triples: Iterable[Triple]) -> Iterator[dict[str, Any]]:
    node: dict[str, Any] = {}
    for subject, predicate, object_ in triples:
        name = subject[1:-1]
        if node.get("@id") != name:
            if node:
                yield node
            node = {"@id": name}
        if predicate == term("rdf:type"):
            _add(node, "@type", short(object_[1:-1]))
        else:
            key = short(predicate[1:-1]).removeprefix("ev:")
            _add(node, key, _value(key, object_))
    if node:
        yield node


def _add(node: dict[str, Any], key: str, value: Any) -> None:
    if key not in node:
        node[key] = value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]


def _value(key: str, object_: str) -> Any:
    if object_.startswith("<"):
        linked = context().get(key, {}).get("@type") == "@id"
        return object_[1:-1] if linked else {"@id": object_[1:-1]}
    match = _LITERAL.match(object_)
    assert match is not None, object_
    text = json.loads(f'"{match["text"]}"')
    kind = match["type"]
    if kind == NAMESPACES["xsd"] + "integer":
        return int(text)
    if kind == NAMESPACES["xsd"] + "boolean":
        return text == "true"
    linked = context().get(key, {}).get("@type") == "@id"
    return {"@value": text, "@type": short(kind)} if kind else {"@value": text} if linked else text
