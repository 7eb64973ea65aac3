"""KB310: a concept that no record names and no synonym leads to."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Concept
from evidence.rules.references import references
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records

RULE = Rule("KB310", "concept-unused", "note", "no record names a concept, and no synonym leads to it")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each living concept that nothing refers to. With synonyms it serves the text reader, and is left."""
    named = {item.id for item in references(loaded.base)}
    for concept, home in records(loaded.base, Concept):
        if not (concept.id in named or concept.synonyms or concept.replaced_by):
            message = f"no record names the concept {concept.id}, and it has no synonym"
            yield Finding(*inside(home, "id"), message, "add synonyms for the text reader, use it, or delete it")
