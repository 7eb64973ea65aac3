"""KB204: an own result in a document that only restates."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule
from evidence.rules.walk import lines

RULE = Rule("KB204", "echo-as-own-result", "note", "an own result stands in a document that only restates")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each own result whose document counts as an echo."""
    echoes = echo_kinds(loaded)
    sources = loaded.base.sources
    for item in lines(loaded.base):
        source = sources.get(item.line.source)
        if source and item.line.role == "own-result" and source.kind in echoes:
            message = f"{source.id} is of the kind {source.kind}, so this line counts as an echo, weight 0"
            yield Finding(*item.at("source"), message, "name the document that holds the data")


def echo_kinds(loaded: Loaded) -> frozenset[str]:
    """The kinds of document that the base's method counts as echoes."""
    values = loaded.method_values
    kinds = values.get("echo_kinds") if isinstance(values, dict) else None
    if not isinstance(kinds, tuple):
        from evidence.method import default_values

        kinds = default_values()["echo_kinds"]
    return frozenset(kind for kind in kinds if isinstance(kind, str))
