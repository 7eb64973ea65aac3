"""KB020: a field that every such record has is missing."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, troubles

RULE = Rule("KB020", "missing-field", "error", "a field that every such record has is missing")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each missing field at the value that lacks it."""
    return troubles(loaded, "missing-field")
