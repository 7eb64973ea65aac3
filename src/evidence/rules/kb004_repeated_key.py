"""KB004: a key that stands twice in one mapping."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, troubles

RULE = Rule("KB004", "repeated-key", "error", "a key stands twice in one mapping")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each repeated key at its second place."""
    return troubles(loaded, "repeated-key")
