"""KB007: a file is a link, too large or not a plain file."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, troubles

RULE = Rule("KB007", "unreadable-file", "error", "a file is a link, too large or not a plain file")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each file that the disk layer refused."""
    return troubles(loaded, "unreadable-file")
