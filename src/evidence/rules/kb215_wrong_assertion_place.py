"""KB215: assertions on a document that has data of its own."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Source
from evidence.rules.designs import WITH_DATA
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records

RULE = Rule("KB215", "wrong-assertion-place", "note", "assertions on a document that has data of its own")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each such source once: what a study found belongs in evidence lines, or it weighs nothing."""
    for source, home in records(loaded.base, Source):
        if source.assertions and source.kind in WITH_DATA:
            message = f"the source is of the kind {source.kind}; what it says here is an echo, weight 0"
            hint = "write its results as evidence lines of a study; keep assertions for what it only repeats"
            yield Finding(*inside(home, "assertions"), message, hint)
