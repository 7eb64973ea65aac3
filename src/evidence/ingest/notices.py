"""What indexes say became of a document, and which other documents they tie it to.

The names of the links are those of PubMed's ``CommentsCorrections`` (and the tags of MEDLINE text that stand for them).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from evidence.ingest import dates
from evidence.ingest.described import Related
from evidence.model import Standing, StandingNote


class Link(NamedTuple):
    """A link of an index: its type, the citation it names, and the PubMed number when there is one."""

    type: str
    citation: str
    pmid: str = ""


#: What a link *to* a notice says of this document, the gravest first.
_STANDINGS: tuple[tuple[str, Standing], ...] = (
    ("RetractionIn", "retracted"),
    ("RetractedandRepublishedIn", "retracted"),
    ("ExpressionOfConcernIn", "concern"),
    ("CorrectedandRepublishedIn", "replaced"),
    ("PartialRetractionIn", "concern"),
    ("ErratumIn", "corrected"),
)
_RELATIONS = {
    "RetractionOf": "retraction of",
    "RetractedandRepublishedFrom": "republication, after retraction, of",
    "ExpressionOfConcernFor": "expression of concern about",
    "CorrectedandRepublishedFrom": "corrected republication of",
    "PartialRetractionOf": "partial retraction of",
    "ErratumFor": "correction of",
    "CommentOn": "comment on",
    "UpdateOf": "update of",
    "UpdateIn": "updated by",
    "PreprintOf": "preprint of",
    "PreprintIn": "preprint of",
    "RepublishedFrom": "republication of",
    "RepublishedIn": "republished by",
    "OriginalReportIn": "report about",
    "CommentIn": "commented on by",
    "SummaryForPatientsIn": "summed up for patients by",
    "ReprintIn": "reprinted by",
    "ReprintOf": "reprint of",
    **{type_: "noticed by" for type_, _ in _STANDINGS},
}
#: The tags of MEDLINE text for the links.
TAGS = {
    "RIN": "RetractionIn", "ROF": "RetractionOf", "RPI": "RepublishedIn", "RPF": "RepublishedFrom",
    "RRI": "RetractedandRepublishedIn", "RRF": "RetractedandRepublishedFrom", "EIN": "ErratumIn", "EFR": "ErratumFor",
    "ECI": "ExpressionOfConcernIn", "ECF": "ExpressionOfConcernFor", "CRI": "CorrectedandRepublishedIn",
    "CRF": "CorrectedandRepublishedFrom", "PRIN": "PartialRetractionIn", "PROF": "PartialRetractionOf",
    "CIN": "CommentIn", "CON": "CommentOn", "UIN": "UpdateIn", "UOF": "UpdateOf", "SPIN": "SummaryForPatientsIn",
    "ORI": "OriginalReportIn",
}  # fmt: skip


def standing(links: Iterable[Link], types: Iterable[str], authority: str) -> StandingNote | None:
    """The gravest standing that links or publication types give; ``None`` when they say nothing.

    The date is that of the notice. Nothing is said of when it was looked up: a file does not tell its age.
    """
    given = list(links)
    for type_, status in _STANDINGS:
        if named := [link for link in given if link.type.lower() == type_.lower()]:
            first = named[0]
            note = "; ".join(f"{link.citation}{f' PMID {link.pmid}' if link.pmid else ''}".strip() for link in named)
            return StandingNote(status, dates.iso(_dated(first.citation)), authority, note=f"Notice: {note}")
    if "retracted publication" in {text.lower() for text in types}:
        return StandingNote("retracted", authority=authority, note="Marked as a retracted publication.")
    return None


def _dated(citation: str) -> str:
    """The part of ``Lancet. 2010 Feb 6;375(9713):445`` that is a date."""
    return next((part for part in citation.replace(";", ".").split(".") if dates.iso(part)), "")


def related(links: Iterable[Link]) -> tuple[Related, ...]:
    """The documents that links tie this one to, each once."""
    found = []
    for link in links:
        relation = next((words for name, words in _RELATIONS.items() if name.lower() == link.type.lower()), link.type)
        named = f"{link.citation} PMID {link.pmid}" if link.pmid else link.citation
        found.append(Related(relation, named.strip()))
    return tuple(dict.fromkeys(found))
