"""KB307: a base in which next to nothing is disputed."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule
from evidence.rules.walk import lines

RULE = Rule("KB307", "one-sided-base", "warning", "of fifty accepted lines or more, fewer than 5 % dispute")

ENOUGH, SHARE = 50, 20


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report on the base as a whole, at kb/base.yaml."""
    accepted = [item.line for item in lines(loaded.base) if item.line.status == "accepted"]
    disputing = sum(1 for line in accepted if line.direction == "disputes")
    if len(accepted) >= ENOUGH and disputing * SHARE < len(accepted):
        message = f"only {disputing} of {len(accepted)} accepted lines dispute a claim"
        hint = "search for contrary evidence; a literature this one-sided is more often a search that was"
        yield Finding("kb/base.yaml", None, message, hint)
