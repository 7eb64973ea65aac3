"""KB311: a document derived from one that appeared later."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Source
from evidence.rules.kb107_bad_date import is_date, later
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records

RULE = Rule("KB311", "derived-from-later", "warning", "a source derives from one that appeared later")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each derivation that runs against time."""
    sources = loaded.base.sources
    for source, home in records(loaded.base, Source):
        for index, name in enumerate(source.derived_from):
            issued = source.csl.issued
            older = sources[name].csl.issued if name in sources else None
            if issued and older and is_date(issued) and is_date(older) and later(older, issued):
                message = f"{source.id} ({issued}) derives from {name}, which appeared later ({older})"
                hint = "turn the derivation round, or give the date of first publication"
                yield Finding(*inside(home, "derived_from", index), message, hint)
