"""KB216: a finding that still waits to be written."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule
from evidence.rules.walk import lines

RULE = Rule("KB216", "unwritten-finding", "note", "a finding still waits for its curator's words")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each line whose finding begins with TODO."""
    for item in lines(loaded.base):
        if item.line.finding.lstrip().upper().startswith("TODO"):
            message = f"the finding of {item.line.id} is still to be written"
            yield Finding(*item.at("finding"), message, "say in your own words what was found")
