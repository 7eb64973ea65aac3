"""KB312: a paper that cannot be looked up."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Source
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records

RULE = Rule("KB312", "gap-in-identifiers", "note", "a paper without DOI, PMID, PMCID and URL")

_KINDS = ("journal-article", "preprint", "systematic-review", "meta-analysis")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each paper with none of the identifiers by which it could be found."""
    for source, home in records(loaded.base, Source):
        csl = source.csl
        if source.kind in _KINDS and not (csl.DOI or csl.PMID or csl.PMCID or csl.URL):
            message = f"{source.id} has no DOI, PMID, PMCID or URL, so nobody can look it up"
            yield Finding(*inside(home, "csl"), message, "add the DOI")
