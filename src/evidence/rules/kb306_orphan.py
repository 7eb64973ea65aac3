"""KB306: a study or source that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Source, Study
from evidence.rules.references import references
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records

RULE = Rule("KB306", "orphan", "note", "a study without lines, or a source that nothing leads to or from")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each living record that adds nothing to any claim."""
    for study, home in records(loaded.base, Study):
        if not study.evidence and not study.replaced_by:
            hint = "add one; a neutral result counts too"
            yield Finding(*inside(home, "id"), f"{study.id} has no evidence line", hint)
    cited = {item.id for item in references(loaded.base) if item.kind == "source"}
    for source, home in records(loaded.base, Source):
        if not (source.reports or source.assertions or source.replaced_by or source.id in cited):
            message = f"{source.id} reports no study, asserts nothing and is cited by nothing"
            yield Finding(*inside(home, "id"), message, "add reports or assertions, or delete the record")
