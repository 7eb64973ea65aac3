"""KB309: rivalry that only one side knows of."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Hypothesis
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records

RULE = Rule("KB309", "rivals-not-mutual", "note", "a rival that does not name one back")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each rivalry that cannot be read from both sides."""
    hypotheses = loaded.base.hypotheses
    for hypothesis, home in records(loaded.base, Hypothesis):
        for index, name in enumerate(hypothesis.rivals):
            other = hypotheses.get(name)
            at = inside(home, "rivals", index)
            if name == hypothesis.id:
                yield Finding(*at, f"{name} is named as its own rival", "remove it")
            elif other is not None and hypothesis.id not in other.rivals:
                message = f"{name} does not name {hypothesis.id} as a rival"
                yield Finding(*at, message, f"add {hypothesis.id} to rivals of {name}")
