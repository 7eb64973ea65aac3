"""KB024: a count is not a whole number."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, troubles

RULE = Rule("KB024", "not-a-number", "error", "a count is not a whole number")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each count that is not written in digits."""
    return troubles(loaded, "not-a-number")
