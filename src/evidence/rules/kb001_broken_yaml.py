"""KB001: a file is not readable as YAML."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, troubles

RULE = Rule("KB001", "broken-yaml", "error", "a file is not readable as YAML")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report the place where reading stopped."""
    return troubles(loaded, "broken-yaml")
