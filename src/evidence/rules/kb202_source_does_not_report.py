"""KB202: an own result in a document that does not say it reports the study."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule
from evidence.rules.walk import lines

RULE = Rule("KB202", "source-does-not-report", "warning", "a line's document does not list its study")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each own result whose source exists but does not list the study."""
    sources = loaded.base.sources
    for item in lines(loaded.base):
        source = sources.get(item.line.source)
        if source and item.line.role == "own-result" and item.study.id not in source.reports:
            message = f"{source.id} does not list {item.study.id} among the studies it reports"
            hint = f"add {item.study.id} to reports of {source.id}, or make the line background"
            yield Finding(*item.at("source"), message, hint, (loaded.base.homes[source.id].path,))
