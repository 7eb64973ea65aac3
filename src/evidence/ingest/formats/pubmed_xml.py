"""PubMed and MEDLINE XML: ``PubmedArticleSet`` as E-utilities and the yearly files have it, and ``MedlineCitationSet``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evidence.diagnostics import Diagnostic
from evidence.ingest import aliases
from evidence.ingest.assemble import Raw, described
from evidence.ingest.described import Described
from evidence.ingest.fields import NO_PLACE, Fields, joined
from evidence.ingest.kinds import guess
from evidence.ingest.markup import append, records, remove, rest, take, take_all, take_date, wrapped
from evidence.ingest.notices import Link, related, standing
from evidence.ingest.people import organisation, person
from evidence.ingest.problems import problem
from evidence.model import Author

_WHY = {
    "AuthorList": "a record holds the names of authors, not where they work",
    "MeshHeadingList": "headings say what a paper is about; in a base its claims do",
    "KeywordList": "keywords say what a paper is about; in a base its claims do",
    "ChemicalList": "substances are concepts of a base, not of a document",
    "GrantList": "who paid belongs to a study (funding)",
    "CoiStatement": "what pays the authors belongs to a study (funding)",
    "ReferenceList": "works that a paper cites are documents of their own",
    "History": "the history of the manuscript",
    "Journal": "other names and numbers of the journal",
    "MedlineJournalInfo": "other names and numbers of the journal",
    "OtherAbstract": "a second abstract, often a translation",
    "ArticleDate": "the record holds the date of the issue",
    "Pagination": "the same pages, shortened",
    "PublicationTypeList": "the numbers of the headings; what they say is read",
    "Abstract": "words beside the abstract, mostly of its copyright",
    "CommentsCorrectionsList": "works that a paper cites are documents of their own",
}
_GROUPS = ("MedlineCitation", "Article", "PubmedData", "BookDocument", "Book", "PubmedBookData")


def read(content: bytes, origin: str) -> Iterable[Described | Diagnostic]:
    """Every article of the file."""
    bare = b"<MedlineCitationSet" in content[:4096]  # in the yearly files of old, citations stood alone
    tags = ("MedlineCitation",) if bare else ("PubmedArticle", "PubmedBookArticle", "DeleteCitation")
    for item in records(content, origin, tags):
        if isinstance(item, Diagnostic):
            yield item
            continue
        line = item.sourceline or 0
        if item.tag == "DeleteCitation":
            numbers = ", ".join(take_all(item, "PMID"))
            yield problem(
                "stray-text", origin, line, f"PubMed has deleted these numbers: {numbers}", severity="warning"
            )
        else:
            yield _article(wrapped(item, "PubmedArticle") if bare else item, origin, line)


def _article(root: Any, origin: str, line: int) -> Described:
    fields = Fields({})
    raw = _book(root) if root.tag == "PubmedBookArticle" else _journal(root)
    rest(root, _GROUPS, fields, _WHY, NO_PLACE)
    return described(raw, fields, origin, line)


def _journal(root: Any) -> Raw:
    citation = root.find("MedlineCitation")
    article = citation.find("Article") if citation is not None else None
    journal = article.find("Journal") if article is not None else None
    types = _types(article)
    title = take(article, "ArticleTitle")
    raw = Raw(guess(types, title), title=title or take(article, "VernacularTitle"))
    raw.authors, raw.et_al = _authors(article)
    raw.container = take(journal, "Title") or take(journal, "ISOAbbreviation")
    raw.volume, raw.issue = take(journal, "JournalIssue/Volume"), take(journal, "JournalIssue/Issue")
    raw.issued = _date(journal, "JournalIssue/PubDate") or _date(article, "ArticleDate")
    raw.page = _pages(article)
    raw.abstract = _abstract(article)
    _identifiers(raw, root, citation, article)
    links = list(_links(citation))
    raw.standing, raw.related = standing(links, types, "PubMed"), related(links)
    return raw


def _types(article: Any) -> list[str]:
    """Publication types; the numbers of their headings stay in the tree, to be left with the rest."""
    listed = article.findall("PublicationTypeList/PublicationType") if article is not None else []
    types = [type_.text or "" for type_ in listed]
    for type_ in listed:
        type_.text = None
    return types


def _book(root: Any) -> Raw:
    book = root.find("BookDocument")
    types = take_all(book, "PublicationType")
    title, whole = take(book, "ArticleTitle"), take(book, "Book/BookTitle")
    raw = Raw(
        guess(types, title)._replace(types="; ".join([*types, "book"])),
        type="chapter" if title else "book",
        title=title or whole,
    )
    raw.container = whole if title else ""
    raw.authors, raw.et_al = _authors(book)
    raw.issued = _date(book, "ContributionDate") or _date(book, "Book/PubDate")
    raw.publisher = take(book, "Book/Publisher/PublisherName")
    raw.abstract = _abstract(book)
    _identifiers(raw, root, book, book)
    return raw


def _authors(article: Any) -> tuple[tuple[Author | None, ...], bool]:
    """Names; the list may say of itself that it is cut short."""
    listed = article.find("AuthorList") if article is not None else None
    if listed is None:
        return (), False
    found = []
    for author in listed.findall("Author"):
        if group := take(author, "CollectiveName"):
            found.append(organisation(group))
        else:
            family, given = take(author, "LastName"), take(author, "ForeName") or take(author, "Initials")
            found.append(person(family, given, take(author, "Suffix")))
        author.attrib.pop("ValidYN", None)
    return tuple(found), listed.attrib.pop("CompleteYN", "Y") == "N"


def _date(parent: Any, path: str) -> str:
    found = parent.find(path) if parent is not None else None
    return take_date(found, ("Year", "Month", "Day", "Season", "MedlineDate"))


def _pages(article: Any) -> str:
    """First and last page where both are given whole; else as MEDLINE shortens them (``113-25``)."""
    first, last = take(article, "Pagination/StartPage"), take(article, "Pagination/EndPage")
    if first and last:
        whole = f"{first}-{last}"
        short = article.find("Pagination/MedlinePgn")
        if short is not None and (short.text or "").strip() == whole:
            remove(short)
        return whole
    return take(article, "Pagination/MedlinePgn") or first


def _abstract(article: Any) -> str:
    """The abstract, each part behind its label; what stands beside it (a copyright) is left in the tree."""
    found = article.find("Abstract") if article is not None else None
    if found is None:
        return ""
    parts = []
    for part in found.findall("AbstractText"):
        label = part.attrib.pop("Label", "")
        words = take(found, "AbstractText")
        parts.append(f"{label}: {words}" if label else words)
    return joined(parts)


def _identifiers(raw: Raw, root: Any, citation: Any, article: Any) -> None:
    raw.pmids = take_all(citation, "PMID")[:1]
    for kind, texts in (("doi", raw.dois), ("pmc", raw.pmcids), ("pubmed", raw.pmids)):
        for path in (
            f"PubmedData/ArticleIdList/ArticleId[@IdType='{kind}']",
            f"PubmedBookData/ArticleIdList/ArticleId[@IdType='{kind}']",
        ):
            texts += [text for text in take_all(root, path) if text not in texts]
    raw.dois = [*take_all(article, "ELocationID[@EIdType='doi']"), *raw.dois]
    numbers = take_all(article, "DataBankList/DataBank/AccessionNumberList/AccessionNumber")
    raw.registry = aliases.registrations(" ".join((*numbers, raw.abstract)))
    for number in numbers:
        if number not in raw.registry and article is not None:
            append(article, "DataBankList", number)  # what is no registration is left with the rest


def _links(citation: Any) -> Iterable[Link]:
    listed = citation.find("CommentsCorrectionsList") if citation is not None else None
    for item in listed.findall("CommentsCorrections") if listed is not None else ():
        if item.get("RefType") == "Cites":
            continue
        words = [take(item, "RefSource"), take(item, "Note")]
        yield Link(item.attrib.pop("RefType", ""), " ".join(filter(None, words)), take(item, "PMID"))
        remove(item)
