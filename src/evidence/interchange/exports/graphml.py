"""GraphML 1.0 for Cytoscape, yEd and networkx: nodes, edges and their scalar values. It has no lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from evidence.interchange.exports.graph import Value, edges, nodes
from evidence.interchange.exports.graph import holds_without_lists as holds
from evidence.store import Store

__all__ = ("holds", "write")

#: What no XML 1.0 document may hold.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TYPES = {bool: "boolean", int: "int", str: "string"}


def write(store: Store, out: IO[bytes]) -> None:
    """Write the base as a directed graph. Two passes over the base, so that nothing large is held at once."""
    keys = _keys(store)
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for (place, name, kind), key in keys.items():
        out.write(f'<key id="{key}" for="{place}" attr.name={_attribute(name)} attr.type="{kind}"/>\n'.encode())
    out.write(b'<graph edgedefault="directed">\n')
    for node in nodes(store):
        out.write(f"<node id={_attribute(node.id)}>{_data('node', node.values, keys)}</node>\n".encode())
    for edge in edges(store):
        ends = f"source={_attribute(edge.source)} target={_attribute(edge.target)}"
        values = {"relation": edge.relation, **edge.values}
        out.write(f"<edge id={_attribute(edge.id)} {ends}>{_data('edge', values, keys)}</edge>\n".encode())
    out.write(b"</graph>\n</graphml>\n")


Key = tuple[str, str, str]


def _keys(store: Store) -> dict[Key, str]:
    found = {key for node in nodes(store) for key in _used("node", node.values)}
    found |= {key for edge in edges(store) for key in _used("edge", {"relation": "", **edge.values})}
    return {key: f"d{number}" for number, key in enumerate(sorted(found))}


def _used(place: str, values: dict[str, Value]) -> Iterable[Key]:
    return [(place, name, _TYPES[type(value)]) for name, value in values.items() if not isinstance(value, list)]


def _data(place: str, values: dict[str, Value], keys: dict[Key, str]) -> str:
    found = []
    for name, value in values.items():
        if not isinstance(value, list):
            text = str(value).lower() if isinstance(value, bool) else str(value)
            found.append(f'<data key="{keys[place, name, _TYPES[type(value)]]}">{escape(_clean(text))}</data>')
    return "".join(found)


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))
