"""KB009: a file lies where no record file belongs."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, troubles

RULE = Rule("KB009", "unexpected-file", "warning", "a file lies where no record file belongs")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each file that is not read."""
    return troubles(loaded, "unexpected-file")
