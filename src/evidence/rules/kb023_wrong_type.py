"""KB023: text where a list is meant, or the like."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, troubles

RULE = Rule("KB023", "wrong-type", "error", "text where a list is meant, or the like")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each value of another type."""
    return troubles(loaded, "wrong-type")
