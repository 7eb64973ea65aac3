"""KB301: a claim for which nobody looked for contrary evidence."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Claim
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records

RULE = Rule("KB301", "contrary-not-searched", "note", "no dated search for contrary evidence")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each living claim without ``searched``."""
    for claim, home in records(loaded.base, Claim):
        if not claim.searched and not claim.replaced_by:
            hint = "search, and add searched with the date, database, query and what was left out"
            yield Finding(*inside(home, "id"), f"contrary evidence on {claim.id} was not searched for", hint)
