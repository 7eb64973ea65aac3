"""KB003: a merge conflict was left in a file."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, troubles

RULE = Rule("KB003", "merge-conflict", "error", "a merge conflict was left in a file")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report the first marker of each file."""
    return troubles(loaded, "merge-conflict")
