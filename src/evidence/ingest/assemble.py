"""Raw strings of one reference to a ``Described``: cleaned, checked, and what does not pass left with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from evidence.ingest import aliases, dates
from evidence.ingest.described import Described, Related
from evidence.ingest.fields import Fields
from evidence.ingest.kinds import Guess, csl_type
from evidence.ingest.wording import hidden, paragraphs, plain
from evidence.model import Author, Citation, StandingNote

_WHY = {
    "DOI": "it is not a DOI: 10.1000/xyz123",
    "PMID": "it is not a PubMed number",
    "PMCID": "it is not a PubMed Central number",
    "URL": "it is not a web address that a record may hold",
}


@dataclass(slots=True)
class Raw:
    """What a format says of one document, as it is written there."""

    guess: Guess
    type: str = ""
    title: str = ""
    authors: tuple[Author | None, ...] = ()
    et_al: bool = False
    container: str = ""
    issued: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    number: str = ""
    publisher: str = ""
    dois: list[str] = field(default_factory=list)
    pmids: list[str] = field(default_factory=list)
    pmcids: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    abstract: str = ""
    body: str = ""
    registry: tuple[str, ...] = ()
    licence: str = ""
    standing: StandingNote | None = None
    related: tuple[Related, ...] = ()
    doubts: tuple[str, ...] = ()


def described(raw: Raw, fields: Fields, origin: str, line: int = 0) -> Described:
    """The document; what fails a check is left in ``fields``, which is then asked for all that was not taken."""
    issued = dates.iso(raw.issued)
    if raw.issued and not dates.is_whole(raw.issued, issued):
        fields.leave("date", raw.issued, "only the part of a date that is sure goes into a record")
    if raw.guess.types.replace("-", " ").lower() != (raw.guess.kind or "").replace("-", " "):
        fields.leave("type", raw.guess.types, f"the record holds what it was read as: {raw.guess.kind or 'nothing'}")
    for link in raw.related:
        if link.relation != "noticed by":
            fields.leave(link.relation, link.named, "another document, to be added as one of its own")
    csl = Citation(
        type=raw.type or csl_type(raw.guess.kind),
        title=title(raw.title) or None,
        author=tuple(author for author in raw.authors if author),
        et_al=raw.et_al,
        container_title=plain(raw.container) or None,
        issued=issued,
        volume=plain(raw.volume) or None,
        issue=plain(raw.issue) or None,
        page=pages(raw.page) or None,
        number=plain(raw.number) or None,
        publisher=plain(raw.publisher) or None,
        **_identifiers(raw, fields),
    )
    return Described(
        origin=origin,
        kind=raw.guess.kind,
        csl=csl,
        abstract=paragraphs(raw.abstract),
        body=raw.body,
        registry=raw.registry,
        licence=plain(raw.licence) or None,
        standing=raw.standing,
        left=fields.left(),
        line=line,
        kind_from=raw.guess.types,
        doubts=(*raw.doubts, *_doubts(raw, csl)),
        related=raw.related,
    )


def _identifiers(raw: Raw, fields: Fields) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for name, texts, normal in (
        ("DOI", raw.dois, aliases.doi),
        ("PMID", raw.pmids, aliases.pmid),
        ("PMCID", raw.pmcids, aliases.pmcid),
        ("URL", raw.urls, aliases.url),
    ):
        found[name] = None
        for text in texts:
            value = normal(text)
            if value is None:
                fields.leave(name, text, _WHY[name])
            elif found[name] is None:
                found[name] = value
            elif value != found[name]:
                fields.leave(name, text, f"a record holds one {name}, and this is another")
    if found["DOI"] and found["URL"] and aliases.is_resolver(found["URL"], found["DOI"]):
        found["URL"] = None  # the DOI says the same
    return found


def _doubts(raw: Raw, csl: Citation) -> list[str]:
    doubts = []
    texts = {"title": raw.title, "container-title": raw.container, "page": raw.page, "publisher": raw.publisher}
    for name, text in texts.items():
        if code := hidden(text):
            doubts.append(f"The {name} held a hidden character ({code}), which was taken out.")
    if raw.guess.kind and raw.guess.vague:
        doubts.append(f"Kind taken from {raw.guess.types!r}, which does not tell trials, reviews and letters apart.")
    for name, value in (("title", csl.title), ("authors", csl.author), ("date", csl.issued)):
        if not value:
            doubts.append(f"No {name} where it was read.")
    return doubts


def title(text: str) -> str:
    """A title without markup and without the full stop that indexes add."""
    bare = plain(text)
    if (
        bare.endswith(".")
        and not bare.endswith("..")
        and not re.search(r"\b[A-Za-z]\.[A-Za-z]?\.\Z|\b(?:etc|al|vs|No|Jr)\.\Z", bare)
    ):
        bare = bare[:-1]
    return bare


def pages(text: str) -> str:
    """Pages as ``139-145``: one hyphen, and ``296-302`` where an index writes ``296-302.`` or ``pp. 296--302``."""
    bare = re.sub(r"^(?:pp?|pages?)\.?\s+", "", plain(text), flags=re.IGNORECASE).rstrip(".;,")
    bare = re.sub(r"\s*[-\u2010-\u2015\u2212]+\s*", "-", bare)
    first, dash, last = bare.partition("-")
    return first if dash and first == last else bare
