"""KB021: a key that such a record does not have."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, troubles

RULE = Rule("KB021", "unknown-key", "error", "a key that such a record does not have")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each unknown key."""
    return troubles(loaded, "unknown-key")
