"""CX2, the exchange format of Cytoscape and NDEx: nodes, edges and their values, lists of text among them."""

from __future__ import annotations

import json
from typing import IO, Any

from evidence.interchange.exports.graph import edges, holds, nodes
from evidence.store import Store

__all__ = ("holds", "write")

_TYPES = {bool: "boolean", int: "integer", str: "string", list: "list_of_string"}


def write(store: Store, out: IO[bytes]) -> None:
    """Write the base as one CX2 network, aspect by aspect."""
    numbers = {node.id: number for number, node in enumerate(nodes(store), 1)}
    found = list(edges(store))
    of_nodes = _declared({**node.values, "key": ""} for node in nodes(store))
    of_edges = _declared({**edge.values, "interaction": "", "id_in_base": ""} for edge in found)
    attributes = {
        "name": store.meta["title"],
        "version": store.meta["version"],
        "description": f"As of {store.meta['as_of']}; verdicts computed by method {store.meta['method']}.",
    }
    aspects: list[tuple[str, Any]] = [
        (
            "attributeDeclarations",
            [{"networkAttributes": {key: {"d": "string"} for key in attributes}, "nodes": of_nodes, "edges": of_edges}],
        ),
        ("networkAttributes", [attributes]),
        ("nodes", ({"id": numbers[node.id], "v": {**node.values, "key": node.id}} for node in nodes(store))),
        (
            "edges",
            (
                {
                    "id": number,
                    "s": numbers[edge.source],
                    "t": numbers[edge.target],
                    "v": {**edge.values, "interaction": edge.relation, "id_in_base": edge.id},
                }
                for number, edge in enumerate(found, 1)
            ),
        ),
        ("status", [{"error": "", "success": True}]),
    ]
    out.write(b'[{"CXVersion": "2.0", "hasFragments": false}')
    for name, items in aspects:
        out.write(f',\n{{"{name}": ['.encode())
        for place, item in enumerate(items):
            out.write((",\n" if place else "").encode() + json.dumps(item).encode())
        out.write(b"]}")
    out.write(b"]\n")


def _declared(values: Any) -> dict[str, dict[str, str]]:
    """The type of every attribute; one that is text anywhere is text."""
    found: dict[str, type] = {}
    for each in values:
        for name, value in each.items():
            kind = type(value)
            found[name] = kind if found.get(name, kind) is kind else str
    return {name: {"d": _TYPES[kind]} for name, kind in sorted(found.items())}
