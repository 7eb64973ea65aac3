"""What a format can hold of a base, field by field, and so what it cannot."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from evidence.store import Store

#: Whether a format holds a field: kind of record (lines and assertions apart), field (``csl.title``), value.
Holds = Callable[[str, str, Any], bool]


class Lost(NamedTuple):
    """A field that a format has no place for, and how many records of the base fill it."""

    kind: str
    field: str
    records: int


def lost(store: Store, holds: Holds) -> list[Lost]:
    """Every field that stands in the base and not in the format; a kind that is lost whole has field ``*``. Sorted."""
    found: Counter[tuple[str, str]] = Counter()
    for kind, record in parts(store):
        fields = dict(_fields(record))
        held = [field for field, value in fields.items() if holds(kind, field, value)]
        for field in {_named(field) for field in fields.keys() - set(held)} if held else {"*"}:
            found[kind, field] += 1
    return [Lost(kind, field, count) for (kind, field), count in sorted(found.items())]


def _named(field: str) -> str:
    """A field as it is told of: the arms of a study have names that its curator chose."""
    return "n.arms" if field.startswith("n.arms.") else field


def _fields(record: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for field, value in record.items():
        if isinstance(value, dict):
            yield from _fields(value, f"{before}{field}.")
        else:
            yield before + field, value


def parts(store: Store) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every record, each line and assertion as a part of its own, by kind and id."""
    for row in store.each("SELECT kind, data FROM record ORDER BY kind, id"):
        data = json.loads(row["data"])
        field, part = {"study": ("evidence", "line"), "source": ("assertions", "assertion")}.get(row["kind"], ("", ""))
        items = data.pop(field, [])
        yield row["kind"], data
        for item in items:
            yield part, item
