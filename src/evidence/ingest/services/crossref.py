"""Crossref: what publishers registered of a document under its DOI."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from evidence.errors import EvidenceError
from evidence.ingest import aliases
from evidence.ingest.assemble import Raw, described
from evidence.ingest.described import Described, Related
from evidence.ingest.fields import Fields
from evidence.ingest.http import Client
from evidence.ingest.http_cache import Kept
from evidence.ingest.http_reply import Question
from evidence.ingest.kinds import guess
from evidence.ingest.licences import licence
from evidence.ingest.people import organisation, person
from evidence.ingest.services.values import at, date_parts, each, flat, read_json, text
from evidence.ingest.standing.crossref_updates import doi_of, events_of
from evidence.ingest.standing.events import settle
from evidence.model import Author

NAME = "Crossref"
_HOSTS = frozenset(("api.crossref.org", "api.production.crossref.org"))
_WHY = {
    "reference": "works that a paper cites are documents of their own",
    "ISSN": "a serial number names the journal, not the document",
    "issn-type": "a serial number names the journal, not the document",
    "funder": "who paid belongs to a study (funding)",
    "editor": "a record names authors, not editors",
    "subject": "subjects say what a paper is about; in a base its claims do",
}
#: What the registry says about its own entry, not about the document.
_OWN = frozenset((
    "source", "prefix", "member", "score", "deposited", "indexed", "created", "content-domain", "reference-count",
    "references-count", "is-referenced-by-count", "resource", "link", "language", "DOI", "URL", "author", "issued",
    "published", "title", "container-title", "type", "subtype", "license", "update-to", "updated-by", "relation",
    "clinical-trial-number", "abstract", "volume", "issue", "page", "article-number", "publisher", "subtitle",
))  # fmt: skip
_TYPES = {"proceedings-article": "conference paper", "posted-content": "preprint"}
_RELATIONS = {
    "is-preprint-of": "preprint of", "has-preprint": "preprint", "is-version-of": "version of",
    "has-version": "version", "is-review-of": "review of", "has-review": "review", "is-comment-on": "comment on",
    "is-correction-of": "correction of", "is-retraction-of": "retraction of", "is-supplement-to": "supplement to",
}  # fmt: skip


def question(doi: str, base: str, days: int = 7) -> Question:
    """Ask for the work with a DOI."""
    return Question(NAME, f"{base}/works/{quote(doi, safe='')}", ("application/json",), _HOSTS, days)


def work(doi: str, client: Client, base: str, days: int = 7) -> tuple[Mapping[str, Any], str] | None:
    """The work as Crossref has it and the day it was asked; ``None`` for a DOI of another agency, or of none."""
    answer = client.ask(question(doi, base, days))
    return None if answer.status == 404 else (_message(answer, doi), answer.asked_on)


def _message(answer: Kept, doi: str) -> Mapping[str, Any]:
    message = at(read_json(answer, NAME), "message")
    if not isinstance(message, dict) or doi_of(message) is None:
        raise EvidenceError(f"{NAME} sent no work for {doi}", "try again later")
    own = aliases.doi(text(message, "DOI"))
    if own != aliases.doi(doi):
        # An alias of an old DOI leads to the new one: that is said, and the record keeps what was asked for.
        message = {**message, "asked-for": doi}
    return message


def read(message: Mapping[str, Any], origin: str) -> Described:
    """A work as a description; never raises for what a work may hold."""
    values = {name: flat(value) for name, value in message.items() if name not in _OWN}
    if "reference" in message:
        values["reference"] = [f"{len(each(message, 'reference'))} works"]
    fields = Fields(values, _WHY)
    title, subtitle = text(message, "title"), text(message, "subtitle")
    type_, genre = text(message, "type"), text(message, "subtype")
    raw = Raw(
        guess([_TYPES.get(type_, type_), *filter(None, [genre])], title),
        title=f"{title}: {subtitle}" if subtitle else title,
    )
    raw.authors = tuple(_author(name) for name in each(message, "author"))
    raw.container = text(message, "container-title")
    raw.issued = date_parts(message, "issued") or date_parts(message, "published")
    raw.volume, raw.issue = text(message, "volume"), text(message, "issue")
    raw.page = text(message, "page") or text(message, "article-number")
    raw.publisher = text(message, "publisher")
    raw.dois = [text(message, "DOI")]
    raw.abstract = text(message, "abstract")
    raw.registry = aliases.registrations(" ".join(flat(at(message, "clinical-trial-number"))) + " " + raw.abstract)
    raw.licence = _licence(message)
    raw.related = tuple(_related(message))
    settled = settle(event for alias, event in events_of(message) if alias == doi_of(message))
    if settled:
        raw.standing, raw.doubts = settled.standing, settled.doubts
    if asked := text(message, "asked-for"):
        raw.doubts = (*raw.doubts, f"Crossref answers for {asked} with another DOI: {text(message, 'DOI')}.")
    return described(raw, fields, origin)


def _author(name: Any) -> Author | None:
    if text(name, "family"):
        return person(text(name, "family"), text(name, "given"), text(name, "suffix"))
    return organisation(text(name, "name"))


def _licence(message: Mapping[str, Any]) -> str:
    """The licence of the version of record, else of any version; a publisher's own terms are none."""
    given = sorted(each(message, "license"), key=lambda item: text(item, "content-version") != "vor")
    return next((name for item in given if (name := licence(text(item, "URL")))), "")


def _related(message: Mapping[str, Any]) -> list[Related]:
    relations = at(message, "relation")
    named = sorted(relations.items()) if isinstance(relations, dict) else []
    found = [
        Related(_RELATIONS[name], f"{text(item, 'id-type')} {text(item, 'id')}".strip())
        for name, items in named
        if name in _RELATIONS
        for item in (items if isinstance(items, list) else ())
        if text(item, "id")
    ]
    for update in each(message, "update-to"):
        kind = text(update, "type").replace("_", " ")
        if kind and text(update, "DOI"):
            found.append(Related(f"{kind} of", f"doi {text(update, 'DOI')}"))
    return list(dict.fromkeys(found))
