"""What full-text search reads: one document for each record a question can be about."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.base import Base
from evidence.model import Claim

Document = tuple[str, str, str, str, str]


def documents(base: Base) -> Iterator[Document]:
    """``(id, kind, title, names, body)`` of every record, sorted by kind and id.

    Search leans on that order: what a question can be about (claims, hypotheses) and the concepts come first.

    ``names`` holds the concept names a record is about, so that a question in other words finds it.
    """
    for claim in base.claims.values():
        yield claim.id, "claim", claim.statement, _names(base, claim), " \n".join(claim.phrasings)
    for concept in base.concepts.values():
        yield concept.id, "concept", concept.label, " \n".join(concept.synonyms), concept.definition or ""
    for item in base.hypotheses.values():
        tests = (base.claims[name] for name in item.tests if name in base.claims)
        names = " \n".join(_names(base, claim) for claim in tests)
        yield item.id, "hypothesis", f"{item.label}. {item.statement}", names, ""
    for source in base.sources.values():
        authors = " ".join(author.family or author.literal or "" for author in source.csl.author)
        told = " \n".join(assertion.statement for assertion in source.assertions)
        yield source.id, "source", source.csl.title or source.id, authors, told
    for study in base.studies.values():
        found = " \n".join(line.finding for line in study.evidence)
        about = " ".join(filter(None, (study.participants, study.team, *study.registry)))
        yield study.id, "study", study.label, about, found


def _names(base: Base, claim: Claim) -> str:
    about = (base.concepts[name] for name in (claim.subject, claim.object) if name in base.concepts)
    return " \n".join(name for concept in about for name in (concept.label, *concept.synonyms))
