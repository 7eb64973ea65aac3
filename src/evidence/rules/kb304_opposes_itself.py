"""KB304: opposition that is not mutual, or to oneself."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Claim
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records

RULE = Rule("KB304", "opposes-itself", "warning", "a claim opposes itself, or one that does not oppose it")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each opposition that cannot be read from both sides."""
    claims = loaded.base.claims
    for claim, home in records(loaded.base, Claim):
        for index, name in enumerate(claim.opposes):
            other = claims.get(name)
            if name == claim.id:
                message = f"{claim.id} opposes itself"
                yield Finding(*inside(home, "opposes", index), message, "name the contrary claim")
            elif other is not None and claim.id not in other.opposes:
                message = f"{claim.id} opposes {name}, but {name} does not oppose {claim.id}"
                yield Finding(*inside(home, "opposes", index), message, f"add {claim.id} there")
