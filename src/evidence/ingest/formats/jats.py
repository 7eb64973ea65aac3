"""JATS: the article as PubMed Central and publishers keep it, its metadata and its whole text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from evidence.diagnostics import Diagnostic
from evidence.ingest import aliases
from evidence.ingest.assemble import Raw, described
from evidence.ingest.described import Described
from evidence.ingest.fields import NO_PLACE, Fields, joined
from evidence.ingest.kinds import guess
from evidence.ingest.licences import licence
from evidence.ingest.markup import records, remove, rest, take, take_all, take_date, text
from evidence.ingest.notices import Link, related, standing
from evidence.ingest.people import organisation, person
from evidence.ingest.wording import paragraphs
from evidence.model import Author

_WHY = {
    "article-categories": "subjects say what a paper is about; in a base its claims do",
    "kwd-group": "keywords say what a paper is about; in a base its claims do",
    "contrib-group": "a record holds the names of authors, not where they work",
    "aff": "a record does not say where authors work",
    "author-notes": "notes on the authors",
    "issn": "a serial number names the journal, not the document",
    "history": "the history of the manuscript",
    "permissions": "the whole words of the licence",
    "pub-date": "the record holds one date",
    "ref-list": "works that a paper cites are documents of their own",
    "sub-article": "a document of its own inside this one",
    "response": "a document of its own inside this one",
    "abstract": "a second abstract",
    "trans-abstract": "a translated abstract",
    "funding-group": "who paid belongs to a study (funding)",
}
_GROUPS = ("front", "article-meta", "journal-meta", "title-group", "journal-title-group", "publisher", "back")
_LINKS = {
    "retracted-article": "RetractionOf", "retraction-forward": "RetractionIn", "retraction": "RetractionIn",
    "corrected-article": "ErratumFor", "correction-forward": "ErratumIn", "correction": "ErratumIn",
    "addended-article": "ErratumFor", "object-of-concern": "ExpressionOfConcernFor",
    "expression-of-concern": "ExpressionOfConcernIn", "concern-forward": "ExpressionOfConcernIn",
    "commentary-article": "CommentOn", "commentary": "CommentIn", "letter": "CommentOn", "preprint": "PreprintOf",
    "partial-retraction": "PartialRetractionOf",
}  # fmt: skip
#: Which date of a paper is that of its issue, the first that there is.
_DATES = ("ppub", "epub-ppub", "epub", "pub", "collection", "pmc-release", "")


def read(content: bytes, origin: str) -> Iterable[Described | Diagnostic]:
    """Every article of the file; nearly always there is one."""
    for item in records(content, origin, ("article",)):
        if isinstance(item, Diagnostic):
            yield item
            continue
        line = item.sourceline or 0
        if item.find("front/article-meta") is not None:
            yield _article(item, origin, line)


def _article(root: Any, origin: str, line: int) -> Described:
    fields = Fields({})
    raw = _raw(root)
    references = [text(found) for found in _emptied(root, ".//ref-list")]
    others = [(found.tag, text(found)) for name in ("sub-article", "response") for found in _emptied(root, name)]
    raw.body = joined(
        paragraphs(text(part)) for name in ("body", "back", "floats-group") for part in _emptied(root, name)
    )
    for words in references:
        fields.leave("ref-list", " ".join(words.split()), _WHY["ref-list"])
    for name, words in others:
        fields.leave(name, " ".join(words.split()), _WHY[name])
    rest(root, _GROUPS, fields, _WHY, NO_PLACE)
    return described(raw, fields, origin, line)


def _emptied(root: Any, path: str) -> Iterator[Any]:
    """The elements at ``path``, each taken out of the tree."""
    for found in root.findall(path):
        remove(found)
        yield found


def _raw(root: Any) -> Raw:
    meta, journal = root.find("front/article-meta"), root.find("front/journal-meta")
    subjects = [
        text(found).strip()
        for found in meta.findall("article-categories/subj-group[@subj-group-type='heading']/subject")
    ]
    title = take(meta, "title-group/article-title") or take(meta, "article-title")
    raw = Raw(guess([root.get("article-type") or "", *subjects], title), title=title)
    if subtitle := take(meta, "title-group/subtitle"):
        raw.title = f"{title}: {subtitle}"
    raw.authors, raw.et_al = tuple(_authors(meta)), meta.find(".//contrib-group//etal") is not None
    raw.container = take(journal, "journal-title-group/journal-title") or take(journal, "journal-title")
    raw.container = raw.container or take(journal, "journal-id[@journal-id-type='nlm-ta']")
    raw.publisher = take(journal, "publisher/publisher-name")
    raw.issued = _date(meta)
    raw.volume, raw.issue = take(meta, "volume"), take(meta, "issue")
    raw.page = "-".join(filter(None, (take(meta, "fpage"), take(meta, "lpage")))) or take(meta, "elocation-id")
    raw.licence = _licence(meta)
    raw.abstract = _abstract(meta)
    for kind, texts in (("doi", raw.dois), ("pmid", raw.pmids), ("pmc", raw.pmcids), ("pmcid", raw.pmcids)):
        texts += take_all(meta, f"article-id[@pub-id-type='{kind}']")
    raw.pmcids = list(dict.fromkeys(map(str, filter(None, map(aliases.pmcid, raw.pmcids)))))
    raw.registry = aliases.registrations(text(meta) + raw.abstract)
    links = list(_links(root, meta))
    raw.standing, raw.related = standing(links, (), "the article's own metadata"), related(links)
    return raw


def _authors(meta: Any) -> Iterator[Author | None]:
    for contributor in meta.findall(".//contrib-group/contrib"):
        if contributor.get("contrib-type") not in ("author", None):
            continue
        contributor.attrib.pop("contrib-type", None)
        names = contributor.find("name")
        if names is None:
            names = contributor.find("name-alternatives/name")
        if names is None:
            names = contributor.find("string-name")
        if names is not None and names.find("surname") is not None:
            yield person(take(names, "surname"), take(names, "given-names"), take(names, "suffix"))
            names.attrib.clear()
        elif (collective := contributor.find("collab")) is not None:
            yield organisation(_collective(collective))
        elif names is not None:
            yield organisation(text(names))


def _collective(group: Any) -> str:
    """The name of a group without its members."""
    words = "".join([group.text or "", *(part.tail or "" for part in group)]) if len(group) else text(group)
    return words if words.strip() else take(group, "institution") or take(group, "named-content") or text(group)


def _date(meta: Any) -> str:
    found = {date.get("pub-type") or date.get("date-type") or "": date for date in reversed(meta.findall("pub-date"))}
    chosen = next((found[name] for name in (*_DATES, *found) if name in found), None)
    return take_date(chosen, ("year", "month", "day", "season", "string-date"))


def _licence(meta: Any) -> str:
    found = meta.find("permissions/license")
    if found is None:
        return ""
    addresses = [found.get("href") or "", *(link.get("href") or "" for link in found.iter("ext-link")), text(found)]
    return next((name for name in map(licence, addresses) if name), "")


def _abstract(meta: Any) -> str:
    """The abstract that is marked as no special one."""
    for found in meta.findall("abstract"):
        if found.get("abstract-type") in (None, "section", "structured", "abstract"):
            remove(found)
            words = paragraphs(text(found))
            return re.sub(r"\AAbstract\s*\n+", "", words)
    return ""


def _links(root: Any, meta: Any) -> Iterator[Link]:
    for found in meta.findall("related-article"):
        type_ = found.attrib.pop("related-article-type", "")
        target = found.attrib.pop("href", "")
        words = " ".join(text(found).split())
        number = target if found.get("ext-link-type") == "pubmed" and aliases.pmid(target) else ""
        named = " ".join(filter(None, (words, "" if number else target)))
        yield Link(_LINKS.get(type_, type_), named, number)
        remove(found)
    root.attrib.pop("article-type", None)
