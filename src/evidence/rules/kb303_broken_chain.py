"""KB303: a chain from drug to outcome whose steps do not join."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Hypothesis
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records

RULE = Rule("KB303", "broken-chain", "error", "a chain's steps do not join, or a step carries nothing")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each step that does not start where the last ended, or has not one of claim and gap."""
    for hypothesis, home in records(loaded.base, Hypothesis):
        before = None
        for index, step in enumerate(hypothesis.chain):
            if before is not None and step.from_ != before:
                message = f"the step starts from {step.from_}, but the one before ends at {before}"
                at = inside(home, "chain", index, "from")
                yield Finding(*at, message, "start where the last step ended")
            before = step.to
            if bool(step.claim) == bool(step.gap):
                what = "both a claim and a gap" if step.claim else "neither a claim nor a gap"
                message = f"the step from {step.from_} to {step.to} has {what}"
                yield Finding(*inside(home, "chain", index), message, "name the claim, or say the gap")
