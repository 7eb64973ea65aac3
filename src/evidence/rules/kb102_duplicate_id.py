"""KB102: an id that two records share."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.base import KIND_NAMES
from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import assertions, lines
from evidence.yaml_text import Path

RULE = Rule("KB102", "duplicate-id", "error", "two records share an id")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each id at its second place, whatever the kinds."""
    first: dict[str, tuple[str, str, Path]] = {}
    for name, kind, path, at in _all(loaded):
        if name not in first:
            first[name] = (kind, path, at)
            continue
        taken, other, where = first[name]
        if {kind, taken} == {"claim", "hypothesis"}:
            continue  # an account and the one claim it rests on may share a name; they are asked for by kind
        line, column = loaded.document(other).place(where)
        message = f"the id {name!r} is already taken ({taken})"
        related = (f"{other}:{line}:{column}",)
        yield Finding(path, at, message, "rename this one; ids are unique across kinds", related)


def _all(loaded: Loaded) -> Iterator[tuple[str, str, str, Path]]:
    for record, home in loaded.base.entries:
        yield record.id, KIND_NAMES[type(record)], *inside(home, "id")
    for item in lines(loaded.base):
        yield item.line.id, "line", *item.at("id")
    for told in assertions(loaded.base):
        yield told.assertion.id, "assertion", *told.at("id")
