"""KB022: a value is none of the words that may stand there."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, troubles

RULE = Rule("KB022", "bad-choice", "error", "a value is none of the words that may stand there")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each such value."""
    return troubles(loaded, "bad-choice")
