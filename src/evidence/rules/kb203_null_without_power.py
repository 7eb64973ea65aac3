"""KB203: a missed primary outcome counted against a claim without a word on power."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule
from evidence.rules.walk import LineAt, lines

RULE = Rule("KB203", "null-without-power", "warning", "a primary outcome disputes, power unsaid")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each human primary result that disputes while the study does not say whether it was powered."""
    for item in lines(loaded.base):
        if _disputes(item) and item.study.power is None:
            message = "the primary outcome disputes the claim, but the study has no power entry"
            yield Finding(*item.at("direction"), message, "add power to the study, or mark the line neutral")


def _disputes(item: LineAt) -> bool:
    line = item.line
    return (
        line.direction == "disputes"
        and line.outcome_role == "primary"
        and line.role == "own-result"
        and line.status != "rejected"
        and item.study.design != "regulatory-record"
        and "human" in (line.species or item.study.species)
    )
