"""KB308: a hypothesis that no claim can decide."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Hypothesis
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records

RULE = Rule("KB308", "hypothesis-without-tests", "error", "a hypothesis that no claim can decide")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each living hypothesis with empty ``tests``: its verdict would rest on nothing."""
    for hypothesis, home in records(loaded.base, Hypothesis):
        if not hypothesis.tests and not hypothesis.replaced_by:
            message = f"{hypothesis.id} names no claim it stands or falls with"
            yield Finding(*inside(home, "tests"), message, "name at least one claim under tests")
