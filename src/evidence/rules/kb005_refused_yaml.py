"""KB005: an anchor, alias, tag, second document or key that is not text."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, troubles

RULE = Rule("KB005", "refused-yaml", "error", "an anchor, alias, tag, second document or odd key")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report what is refused, where it stands."""
    return troubles(loaded, "refused-yaml")
