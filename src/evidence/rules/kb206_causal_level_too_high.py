"""KB206: a causal reading that the design cannot carry."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.designs import OBSERVATIONAL
from evidence.rules.rule import Finding, Rule
from evidence.rules.walk import LineAt, lines

RULE = Rule("KB206", "causal-level-too-high", "warning", "causal_level 3 where nothing was manipulated")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each line read as cause from a design that only observes, or where nothing was manipulated."""
    for item in lines(loaded.base):
        why = _why(item) if item.line.causal_level == "3" else ""
        if why:
            message = f"causal_level is 3, but {why}"
            yield Finding(*item.at("causal_level"), message, "1 is association, 2 is conditional")


def _why(item: LineAt) -> str:
    if item.study.design in OBSERVATIONAL:
        return f"a {item.study.design} study only observes"
    if item.line.manipulates == "none":
        return "nothing was manipulated"
    return ""
