"""KB302: a claim that can be found in few words only."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Claim
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records

RULE = Rule("KB302", "few-phrasings", "warning", "a claim with fewer than six phrasings")

ENOUGH = 6


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each living claim with too few ways to say it."""
    for claim, home in records(loaded.base, Claim):
        few = len({phrasing.casefold() for phrasing in claim.phrasings})
        if few < ENOUGH and not claim.replaced_by:
            message = f"{claim.id} has {few} different phrasings, fewer than {ENOUGH}"
            hint = "add ways in which papers, news and lay readers say it, denials included"
            yield Finding(*inside(home, "phrasings" if claim.phrasings else "id"), message, hint)
