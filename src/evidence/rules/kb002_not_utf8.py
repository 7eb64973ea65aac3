"""KB002: a file is not UTF-8 text."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, troubles

RULE = Rule("KB002", "not-utf8", "error", "a file is not UTF-8 text")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report the first byte that is not UTF-8."""
    return troubles(loaded, "not-utf8")
