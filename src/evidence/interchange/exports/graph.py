"""A base as nodes and edges, for graph programs: every record a node, every line and link an edge.

Claims are nodes too, so that studies can point at them and hypotheses can rest on them. Each claim and hypothesis carries
its computed word, which is marked as computed by its name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from evidence.interchange.exports.held import parts
from evidence.store import Store

Value = str | int | bool | list[str]


class Node(NamedTuple):
    """A record: ``kind:id``, for a claim and a hypothesis may share an id."""

    id: str
    values: dict[str, Value]


class Edge(NamedTuple):
    """What one record says of another."""

    id: str
    source: str
    target: str
    relation: str
    values: dict[str, Value]


#: Links from a record to others: field, kind of the record pointed to.
_LINKS: dict[str, tuple[tuple[str, str], ...]] = {
    "concept": (("is_a", "concept"),),
    "source": (("reports", "study"), ("derived_from", "source")),
    "study": (("part_of", "study"), ("includes", "study")),
    "claim": (("subject", "concept"), ("object", "concept"), ("opposes", "claim")),
    "hypothesis": (("tests", "claim"), ("bears", "claim"), ("rivals", "hypothesis")),
}
_OVERRIDE_TARGETS = ("claim", "hypothesis")


def nodes(store: Store) -> Iterator[Node]:
    """Every record, sorted by kind and id; values that are lists or scalars only."""
    computed = {(row["kind"], row["id"]): row for row in store.each("SELECT * FROM verdict ORDER BY kind, id")}
    for kind, record in parts(store):
        if kind in ("line", "assertion"):
            continue
        values = {"kind_of_record": kind, "name": _name(kind, record), **_scalars(record, _linked(kind))}
        verdict = computed.get((kind, record["id"]))
        if verdict:
            values |= _verdict(dict(verdict))
        yield Node(f"{kind}:{record['id']}", values)


def edges(store: Store) -> Iterator[Edge]:
    """Every link, evidence line and assertion; an edge to a record that is not there is left out."""
    there = {f"{row['kind']}:{row['id']}" for row in store.each("SELECT kind, id FROM record")}
    studies = {line: study for line, study in store.each("SELECT id, study FROM line")}  # noqa: C416
    told = {name: source for name, source in store.each("SELECT id, source FROM assertion")}  # noqa: C416
    for kind, record in parts(store):
        for edge in _edges(kind, record, studies, told):
            if edge.source in there and edge.target in there:
                yield edge


def _edges(kind: str, record: dict[str, Any], studies: dict[str, str], told: dict[str, str]) -> Iterator[Edge]:
    name = record["id"]
    if kind == "line":
        yield Edge(name, f"study:{studies[name]}", f"claim:{record['claim']}", record["direction"], _scalars(record))
    elif kind == "assertion":
        yield Edge(name, f"source:{told[name]}", f"claim:{record['claim']}", record["stance"], _scalars(record))
    elif kind == "override":
        for other in _OVERRIDE_TARGETS:
            yield Edge(f"{name} {other}", f"override:{name}", f"{other}:{record['target']}", "judges", {})
    for field, other in _LINKS.get(kind, ()):
        targets = record.get(field, [])
        for target in [targets] if isinstance(targets, str) else targets:
            yield Edge(f"{kind}:{name} {field} {target}", f"{kind}:{name}", f"{other}:{target}", field, {})
    for number, step in enumerate(record.get("chain", []), 1):
        values: dict[str, Value] = {"position": number, **_scalars(step, {"from", "to"}), "hypothesis": name}
        ends = (f"concept:{step['from']}", f"concept:{step['to']}")
        yield Edge(f"{name} step {number}", *ends, "gap" if "gap" in step else "chain step", values)


def _linked(kind: str) -> set[str]:
    return {field for field, _ in _LINKS.get(kind, ())} | {"chain"}


def _scalars(record: dict[str, Any], without: set[str] | frozenset[str] = frozenset()) -> dict[str, Value]:
    """The fields of a record; parts are opened into ``part.field``, and lists of parts stay out."""
    found: dict[str, Value] = {}
    for field, value in record.items():
        if field in without:
            continue
        if isinstance(value, dict):
            found |= {f"{field}.{key}": inner for key, inner in _scalars(value).items()}
        elif holds("", field, value):
            found[field] = value
    return found


def holds(kind: str, field: str, value: Any) -> bool:
    """Whether a graph with lists of text holds a field."""
    texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return texts or isinstance(value, (str, bool, int)) or field in _linked(kind)


def holds_without_lists(kind: str, field: str, value: Any) -> bool:
    """Whether a graph without lists holds a field: lists of links are edges."""
    return field in _linked(kind) or (not isinstance(value, list) and holds(kind, field, value))


def _name(kind: str, record: dict[str, Any]) -> str:
    if kind == "source":
        return str(record["csl"].get("title") or record["id"])
    return str(record.get("label") or record.get("statement") or record["id"])


def _verdict(row: dict[str, Any]) -> dict[str, Value]:
    data = json.loads(row["data"])
    counts = {f"computed.{sign}": row[f"{sign}_count"] for sign in ("for", "against", "mixed", "neutral")}
    words = {f"computed.{key}": row[key] for key in ("word", "direction", "certainty")}
    words["computed.decided_by"] = data.get("decided_by")
    return {key: value for key, value in (words | counts).items() if value is not None}
