"""KB111: a reference to a record that another has replaced."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.base import Base
from evidence.loader import Loaded
from evidence.rules.references import references
from evidence.rules.rule import Finding, Rule, inside

RULE = Rule("KB111", "retired-reference", "warning", "a record is named that another has replaced")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each reference from a living record to a retired one."""
    replaced = _replaced(loaded.base)
    if not replaced:
        return
    for reference in references(loaded.base):
        if reference.id in replaced and reference.field != "replaced_by" and reference.owner not in replaced:
            message = f"{reference.field} names {reference.id!r}, which is retired"
            hint = f"name {_last(replaced, reference.id)}, which replaces it"
            yield Finding(*inside(reference.home, *reference.at), message, hint)


def _replaced(base: Base) -> dict[str, str]:
    found = ((record.id, getattr(record, "replaced_by", None)) for record, _ in base.entries)
    return {name: other for name, other in found if other}


def _last(replaced: dict[str, str], name: str) -> str:
    seen = {name}
    while (name := replaced[name]) in replaced and name not in seen:
        seen.add(name)
    return name
