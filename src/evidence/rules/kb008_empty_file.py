"""KB008: a file holds no record."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, troubles

RULE = Rule("KB008", "empty-file", "error", "a file holds no record")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each file without a record."""
    return troubles(loaded, "empty-file")
