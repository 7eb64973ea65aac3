"""Europe PMC: metadata and abstracts of PubMed and preprint servers, and open-access full texts as JATS."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from evidence.errors import EvidenceError
from evidence.ingest import aliases
from evidence.ingest.aliases import Alias
from evidence.ingest.assemble import Raw, described
from evidence.ingest.described import Described
from evidence.ingest.fields import Fields
from evidence.ingest.http import Client
from evidence.ingest.http_reply import Question
from evidence.ingest.kinds import guess
from evidence.ingest.licences import licence
from evidence.ingest.notices import Link, related, standing
from evidence.ingest.people import organisation, person
from evidence.ingest.services.values import each, flat, read_json, text
from evidence.model import Author, Citation

NAME = "Europe PMC"
_HOSTS = frozenset(("www.ebi.ac.uk", "europepmc.org", "www.europepmc.org"))
#: The longest review with all its tables comes to a few megabytes of XML.
MAX_FULL_TEXT = 48 * 1024 * 1024
_WHY = {
    "meshHeadingList": "headings say what a paper is about; in a base its claims do",
    "keywordList": "keywords say what a paper is about; in a base its claims do",
    "chemicalList": "substances are concepts of a base, not of a document",
    "grantsList": "who paid belongs to a study (funding)",
    "investigatorList": "a record names authors, not investigators",
    "affiliation": "a record does not say where authors work",
}
#: Names by which the index finds and counts; and what is read one by one.
_OWN = frozenset((
    "id", "source", "pmid", "pmcid", "doi", "title", "authorString", "authorList", "authorIdList", "journalInfo",
    "pubYear", "pageInfo", "abstractText", "pubTypeList", "isOpenAccess", "inEPMC", "inPMC", "license",
    "firstPublicationDate", "fullTextUrlList", "commentCorrectionList", "bookOrReportDetails", "hasPDF", "hasBook",
    "hasSuppl", "hasReferences", "hasTextMinedTerms", "hasDbCrossReferences", "hasLabsLinks", "hasTMAccessionNumbers",
    "tmAccessionTypeList", "hasData", "hasEvaluations", "hasPreprint", "citedByCount", "language", "pubModel",
    "dateOfCompletion", "dateOfCreation", "dateOfRevision", "firstIndexDate", "fullTextReceivedDate", "authMan",
    "epmcAuthMan", "nihAuthMan", "electronicPublicationDate", "fullTextIdList", "embargoDate", "manuscriptId",
    "publisherInfo",
))  # fmt: skip
#: Words of Europe PMC for what PubMed writes in one.
_LINKS = {
    "retraction in": "RetractionIn", "retraction of": "RetractionOf", "erratum in": "ErratumIn",
    "erratum for": "ErratumFor", "expression of concern in": "ExpressionOfConcernIn",
    "expression of concern for": "ExpressionOfConcernFor", "partial retraction in": "PartialRetractionIn",
    "corrected and republished in": "CorrectedandRepublishedIn", "comment in": "CommentIn", "comment on": "CommentOn",
    "retracted and republished in": "RetractedandRepublishedIn", "update in": "UpdateIn", "update of": "UpdateOf",
    "preprint in": "PreprintIn", "preprint of": "PreprintOf", "republished in": "RepublishedIn",
}  # fmt: skip


def record(wanted: Alias, client: Client, base: str, days: int = 7) -> tuple[Mapping[str, Any], str] | None:
    """The record with this DOI, PMID or PMCID and the day it was asked; ``None`` when there is none.

    The index searches: what does not bear the very identifier is no answer.
    """
    query = {
        "DOI": f'DOI:"{wanted.value}"',
        "PMID": f"EXT_ID:{wanted.value} AND SRC:MED",
        "PMCID": f"PMCID:{wanted.value}",
    }[wanted.scheme]
    url = f"{base}/search?{urlencode({'query': query, 'format': 'json', 'resultType': 'core', 'pageSize': '5'})}"
    answer = client.ask(Question(NAME, url, ("application/json",), _HOSTS, days))
    if answer.status == 404:
        return None
    found = each(read_json(answer, NAME), "resultList", "result")
    return next(((item, answer.asked_on) for item in found if wanted in names(item)), None)


def names(item: Any) -> tuple[Alias, ...]:
    """The identifiers that a record bears."""
    doi, pmid, pmcid = (text(item, name) for name in ("doi", "pmid", "pmcid"))
    return tuple(aliases.of_citation(Citation("", DOI=doi, PMID=pmid, PMCID=pmcid)))


def full_text(pmcid: str, client: Client, base: str) -> tuple[bytes, str] | None:
    """The JATS of an open-access article and the day it was asked; ``None`` when Europe PMC may not give it."""
    url = f"{base}/{quote(pmcid, safe='')}/fullTextXML"
    answer = client.ask(Question(NAME, url, ("application/xml", "text/xml"), _HOSTS, 30, MAX_FULL_TEXT))
    if answer.status == 404:
        return None
    if not answer.body.strip():
        raise EvidenceError(f"{NAME} sent an empty text for {pmcid}", "try again later")
    return answer.body, answer.asked_on


def read(item: Mapping[str, Any], origin: str) -> Described:
    """A record as a description; never raises for what a record may hold."""
    fields = Fields({name: flat(value) for name, value in item.items() if name not in _OWN}, _WHY)
    types = [text(name) for name in each(item, "pubTypeList", "pubType")]
    if text(item, "source") == "PPR":
        types.append("preprint")
    title = text(item, "title")
    raw = Raw(guess(types, title), title=title)
    raw.authors = tuple(_author(name) for name in each(item, "authorList", "author"))
    raw.container = text(item, "journalInfo", "journal", "title") or text(
        item, "journalInfo", "journal", "medlineAbbreviation"
    )
    raw.issued = (
        text(item, "journalInfo", "dateOfPublication") or text(item, "firstPublicationDate") or text(item, "pubYear")
    )
    raw.volume, raw.issue = text(item, "journalInfo", "volume"), text(item, "journalInfo", "issue")
    raw.page = text(item, "pageInfo")
    raw.publisher = text(item, "bookOrReportDetails", "publisher")
    raw.dois, raw.pmids, raw.pmcids = (
        [found] if (found := text(item, name)) else [] for name in ("doi", "pmid", "pmcid")
    )
    raw.abstract = text(item, "abstractText")
    raw.registry = aliases.registrations(raw.abstract)
    raw.licence = licence(text(item, "license")) or text(item, "license")
    links = [_link(found) for found in each(item, "commentCorrectionList", "commentCorrection")]
    raw.standing, raw.related = standing(links, types, NAME), related(links)
    return described(raw, fields, origin)


def _link(found: Any) -> Link:
    type_ = text(found, "type")
    number = text(found, "id") if text(found, "source") in ("MED", "") else ""
    return Link(_LINKS.get(type_.lower(), type_), text(found, "reference"), aliases.pmid(number) or "")


def _author(name: Any) -> Author | None:
    if text(name, "lastName"):
        return person(text(name, "lastName"), text(name, "firstName") or text(name, "initials"))
    return organisation(text(name, "collectiveName") or text(name, "fullName"))
