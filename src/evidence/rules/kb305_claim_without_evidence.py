"""KB305: a claim that nothing in the base speaks to."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Claim
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import assertions, lines, records

RULE = Rule("KB305", "claim-without-evidence", "note", "no line and no assertion speaks to a claim")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each living claim that no line and no assertion names."""
    base = loaded.base
    named = {item.line.claim for item in lines(base)} | {told.assertion.claim for told in assertions(base)}
    for claim, home in records(base, Claim):
        if claim.id not in named and not claim.replaced_by:
            message = f"no evidence line and no assertion speaks to {claim.id}"
            yield Finding(*inside(home, "id"), message, "add a line, for or against")
