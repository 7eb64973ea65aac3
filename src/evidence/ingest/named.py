"""A document of which only an identifier is known: what was typed, recognised, and a record of it without guesses."""

from __future__ import annotations

from evidence.ingest import aliases
from evidence.ingest.aliases import Alias
from evidence.ingest.described import Described
from evidence.ingest.kinds import csl_type
from evidence.model import Citation, SourceKind

_KINDS: dict[str, SourceKind] = {"registry": "registry-entry", "URL": "web-page"}


def identifier(text: str) -> Alias | None:
    """What a word names: a DOI, PMID, PMCID, registration or address, also as the address that leads to one."""
    from evidence.ingest.lookup import identify

    found = aliases.registrations(text.strip())
    return identify(text) or (Alias("registry", found[0]) if found and found[0] == text.strip() else None)


def described(found: Alias) -> Described:
    """The document that bears this name, with nothing but the name."""
    kind = _KINDS.get(found.scheme, "journal-article")
    csl = _entry(found.value) if found.scheme == "registry" else _bare(found, kind)
    doubts = ("Only its identifier was known: title, authors, date and kind have to be filled in.",)
    return Described(f"{found.scheme} {found.value}", kind, csl, kind_from="the identifier alone", doubts=doubts)


def _bare(found: Alias, kind: SourceKind) -> Citation:
    doi, pmid, pmcid, url = (found.value if found.scheme == name else None for name in ("DOI", "PMID", "PMCID", "URL"))
    return Citation(csl_type(kind), DOI=doi, PMID=pmid, PMCID=pmcid, URL=url)


def _entry(number: str) -> Citation:
    """An entry of a trial register, with its address where that is known."""
    address = f"https://clinicaltrials.gov/study/{number}" if number.startswith("NCT") else None
    return Citation(csl_type("registry-entry"), number=number, URL=address)
