"""A saved web page: what its head says of it (Highwire ``citation_``, Dublin Core, PRISM, Open Graph, JSON-LD)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from evidence.diagnostics import Diagnostic
from evidence.errors import EvidenceError
from evidence.ingest import aliases
from evidence.ingest.assemble import Raw, described
from evidence.ingest.described import Described
from evidence.ingest.fields import Fields
from evidence.ingest.formats.decoding import of_text
from evidence.ingest.kinds import Guess, csl_type, guess
from evidence.ingest.licences import licence
from evidence.ingest.markup import page
from evidence.ingest.people import inverted, organisation, person
from evidence.ingest.problems import problem
from evidence.model import Author

_WHY = {
    "citation_reference": "works that a paper cites are documents of their own",
    "citation_author_institution": "a record does not say where authors work",
    "citation_author_email": "a record does not say where authors work",
    "citation_issn": "a serial number names the journal, not the document",
    "keywords": "keywords say what a page is about; in a base its claims do",
}
#: Meta tags that speak of the document; others (viewport, robots, verification) speak of the page to machines.
_SPEAKS = re.compile(
    r"(?:citation_|dc\.|dcterms\.|prism\.|article:|bepress_citation_|eprints\.)|"
    r"(?:og:(?:title|type|url|site_name|description)|author|description|keywords|date|publisher|copyright)\Z",
    re.IGNORECASE,
)
_PREPRINTS = re.compile(
    r"\b(?:bio|med|chem|psy|socar|ssr|pre)?rxiv\b|\bresearch square\b|\bpreprints\.org\b|\bssrn\b", re.I
)
_MAX_LD = 2 * 2**20


@of_text
def read(text: str, origin: str) -> Iterable[Described | Diagnostic]:
    """The page as one document."""
    root = page(text)
    if root is None:
        yield problem(
            "unreadable", origin, 0, "the file is empty or too broken to be read as HTML", "save the page again"
        )
        return
    body = _body(text.encode(), origin)
    if isinstance(body, Diagnostic):
        yield body
        body = ""
    fields = Fields(_meta(root), _WHY)
    yield described(_raw(root, fields, body), fields, origin, 1)


def _body(content: bytes, origin: str) -> str | Diagnostic:
    """The words of the page as the writers' check reads them: no scripts, menus, nor anything hidden."""
    from evidence.reading.documents import read_bytes

    try:
        return read_bytes(content, "page.html").document.text
    except EvidenceError as error:
        return problem(
            "unreadable", origin, 0, error.message.replace("page.html", origin), error.hint, severity="warning"
        )


def _meta(root: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in root.iter("meta"):
        name = (tag.get("name") or tag.get("property") or "").strip()
        if _SPEAKS.match(name) and (value := (tag.get("content") or "").strip()):
            found.setdefault(name.lower(), []).append(value)
    for tag in root.iter("link"):
        if (tag.get("rel") or "").lower() == "canonical" and tag.get("href"):
            found.setdefault("canonical", []).append(tag.get("href").strip())
    head = root.find(".//title")
    if head is not None and head.text and head.text.strip():
        found["title"] = [" ".join(head.text.split())]
    return found


def _raw(root: Any, fields: Fields, body: str) -> Raw:
    linked = next(iter(_linked(root)), {})
    journal = fields.first("citation_journal_title", "prism.publicationname", "dc.source", "citation_conference_title")
    types = fields.all("citation_article_type", "dc.type", "prism.section", "og:type")
    title = fields.first("citation_title", "dc.title", "og:title") or _one(linked.get("headline") or linked.get("name"))
    title = title or fields.first("title")
    for name in ("dc.title", "og:title", "title", "citation_title", "dcterms.title"):
        fields.drop(title, name)
    raw = Raw(_guess(types, linked, journal, title), title=title)
    raw.type = csl_type(raw.guess.kind)
    raw.container = journal or fields.first("og:site_name") or _one(_name(linked.get("publisher")))
    raw.authors = tuple(_authors(fields, linked))
    raw.issued = fields.first(
        "citation_publication_date", "citation_date", "prism.publicationdate", "dc.date", "dcterms.issued",
        "article:published_time", "citation_online_date", "date",
    ) or _one(linked.get("datePublished"))  # fmt: skip
    raw.issued = raw.issued.partition("T")[0]
    raw.volume = fields.first("citation_volume", "prism.volume")
    raw.issue = fields.first("citation_issue", "prism.number")
    raw.page = "-".join(
        filter(
            None,
            (
                fields.first("citation_firstpage", "prism.startingpage"),
                fields.first("citation_lastpage", "prism.endingpage"),
            ),
        )
    )
    raw.publisher = fields.first("citation_publisher", "dc.publisher")
    raw.abstract = fields.first("citation_abstract")
    raw.licence = licence(" ".join([*fields.all("dc.rights", "dcterms.license"), _one(linked.get("license"))]))
    raw.dois = fields.all("citation_doi", "prism.doi") + _those_that(
        fields, aliases.doi, "dc.identifier", "citation_id"
    )
    raw.pmids, raw.pmcids = fields.all("citation_pmid"), fields.all("citation_pmcid", "citation_pmc")
    raw.urls = (fields.all("canonical") + fields.all("og:url") + fields.all("citation_public_url"))[:1]
    raw.registry = aliases.registrations(raw.abstract)
    raw.body = body
    return raw


def _those_that(fields: Fields, normal: Any, *names: str) -> list[str]:
    found = []
    for name in names:
        for text in fields.all(name):
            if normal(text):
                found.append(text)
            else:
                fields.leave(name, text, "an identifier of a kind that a record has no place for")
    return found


def _guess(types: list[str], linked: dict[str, Any], journal: str, title: str) -> Guess:
    said = [*types, *_texts(linked.get("@type"))]
    if _PREPRINTS.search(journal):
        return Guess("preprint", "; ".join([*said, journal]), False)
    telling = [text for text in said if text.lower() not in ("article", "website", "webpage")]
    found = guess(telling, title)
    if found.kind and (found.kind != "web-page" or not journal):
        return found
    if journal:
        return guess(["journal article"], title)._replace(types="; ".join([*said, "a page with the name of a journal"]))
    return Guess("web-page", "; ".join([*said, "a web page"]), False)


def _authors(fields: Fields, linked: dict[str, Any]) -> Iterator[Author | None]:
    names = fields.all("citation_author") or [
        name for text in fields.all("citation_authors") for name in re.split(r"\s*;\s*", text)
    ]
    names = names or fields.all("dc.creator", "dcterms.creator")
    if names:
        yield from (_author(name) for name in names)
        return
    people = linked.get("author") or []
    for one in people if isinstance(people, list) else [people]:
        name = _one(_name(one))
        yield organisation(name) if isinstance(one, dict) and one.get("@type") == "Organization" else _author(name)
    if not people:
        yield from (_author(name) for name in fields.all("author", "article:author") if "://" not in name)


def _author(name: str) -> Author | None:
    """``Family, Given`` or ``Given Family``; one word, or a word that names a body, is an organisation."""
    words = name.split()
    if "," in name or len(words) < 2:
        return inverted(name)
    if re.search(
        r"\b(?:group|team|society|institute|university|association|press|news|staff|editors?|office|the)\b", name, re.I
    ):
        return organisation(name)
    return person(words[-1], " ".join(words[:-1]))


def _linked(root: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of the page that speak of a document, the first the most telling."""
    wanted = re.compile(r"(?:Article|Posting|WebPage|Report|Dataset)\Z")
    found = []
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or not script.text or len(script.text) > _MAX_LD:
            continue
        try:
            value = json.loads(script.text)
        except (ValueError, RecursionError):
            continue
        waiting = value if isinstance(value, list) else [value]
        for item in waiting:
            inner = item.get("@graph", [item]) if isinstance(item, dict) else []
            found += [
                one for one in (inner if isinstance(inner, list) else [inner])
                if isinstance(one, dict) and any(map(wanted.search, _texts(one.get("@type"))))
            ]  # fmt: skip
    yield from sorted(found, key=lambda one: "WebPage" in _texts(one.get("@type")))


def _name(value: Any) -> Any:
    return value.get("name") if isinstance(value, dict) else value


def _texts(value: Any) -> list[str]:
    return [str(item) for item in (value if isinstance(value, list) else [value]) if isinstance(item, str | int)]


def _one(value: Any) -> str:
    return next(iter(_texts(value)), "")
