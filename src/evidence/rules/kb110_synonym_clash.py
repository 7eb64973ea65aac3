"""KB110: one name for two concepts."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Concept
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records
from evidence.yaml_text import Path

RULE = Rule("KB110", "synonym-clash", "warning", "two concepts share a label or synonym")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each name at the second concept that has it; case makes no difference."""
    seen: dict[str, str] = {}
    for concept, home in records(loaded.base, Concept):
        if concept.replaced_by:
            continue
        for at, name in _names(concept):
            first = seen.setdefault(name.casefold(), concept.id)
            if first != concept.id:
                message = f"{name!r} already names {first}, so a text that says it could mean either"
                hint = "leave the name to one of them, or make it longer"
                yield Finding(*inside(home, *at), message, hint, (loaded.base.homes[first].path,))


def _names(concept: Concept) -> Iterator[tuple[Path, str]]:
    yield ("label",), concept.label
    for index, synonym in enumerate(concept.synonyms):
        yield ("synonyms", index), synonym
