"""KB104: an id of another kind than the place wants."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.references import fits, references
from evidence.rules.rule import Finding, Rule, inside

RULE = Rule("KB104", "wrong-kind-reference", "error", "an id is named that is of another kind")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each reference to a record of another kind than wanted."""
    kinds = loaded.base.kinds
    for reference in references(loaded.base):
        found = kinds.get(reference.id, ())
        if found and not any(fits(kind, reference.kind) for kind in found):
            kind = " and ".join(found)
            message = f"{reference.field} names {reference.id!r}, which is of the kind {kind}, not {reference.kind}"
            yield Finding(*inside(reference.home, *reference.at), message, f"name a {reference.kind}")
