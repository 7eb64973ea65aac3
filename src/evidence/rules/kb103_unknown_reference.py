"""KB103: an id that no record has."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.ids import nearest_hint
from evidence.loader import Loaded
from evidence.rules.references import references
from evidence.rules.rule import Finding, Rule, inside

RULE = Rule("KB103", "unknown-reference", "error", "an id is named that no record has")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each reference to an id that no record of the wanted kind has."""
    base = loaded.base
    for reference in references(base):
        if reference.id in base.kinds:
            continue
        known = (name for name, kind in base.kinds.items() if kind == reference.kind)
        hint = nearest_hint(reference.id, known, f"add the {reference.kind}, or name one that exists")
        message = f"{reference.field} names {reference.id!r}, but there is no such {reference.kind}"
        yield Finding(*inside(reference.home, *reference.at), message, hint)
