"""KB006: nesting goes deeper than any record."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, troubles

RULE = Rule("KB006", "too-deep", "error", "nesting goes deeper than any record")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report the place where the nesting becomes too deep."""
    return troubles(loaded, "too-deep")
