"""ClinicalTrials.gov, version 2 of its API: the registry entry of a trial."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evidence.errors import EvidenceError
from evidence.ingest import aliases
from evidence.ingest.assemble import Raw, described
from evidence.ingest.described import Described, Related
from evidence.ingest.fields import Fields
from evidence.ingest.http import Client
from evidence.ingest.http_reply import Question
from evidence.ingest.kinds import Guess
from evidence.ingest.people import organisation
from evidence.ingest.services.values import at, each, flat, read_json, text

NAME = "ClinicalTrials.gov"
_HOSTS = frozenset(("clinicaltrials.gov", "www.clinicaltrials.gov"))
_STUDY = "it belongs to the study that the entry registers"
#: What a curator of the study will want, by name and path in the protocol.
_FACTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("acronym", ("identificationModule", "acronym")),
    ("brief title", ("identificationModule", "briefTitle")),
    ("overall status", ("statusModule", "overallStatus")),
    ("why stopped", ("statusModule", "whyStopped")),
    ("start date", ("statusModule", "startDateStruct")),
    ("primary completion", ("statusModule", "primaryCompletionDateStruct")),
    ("completion", ("statusModule", "completionDateStruct")),
    ("last update posted", ("statusModule", "lastUpdatePostDateStruct")),
    ("collaborators", ("sponsorCollaboratorsModule", "collaborators")),
    ("study type", ("designModule", "studyType")),
    ("phases", ("designModule", "phases")),
    ("enrolment", ("designModule", "enrollmentInfo")),
    ("design", ("designModule", "designInfo")),
    ("conditions", ("conditionsModule", "conditions")),
    ("arms", ("armsInterventionsModule", "armGroups")),
    ("interventions", ("armsInterventionsModule", "interventions")),
    ("primary outcomes", ("outcomesModule", "primaryOutcomes")),
    ("secondary outcomes", ("outcomesModule", "secondaryOutcomes")),
    ("eligibility", ("eligibilityModule",)),
)


def study(nct: str, client: Client, base: str) -> tuple[Mapping[str, Any], str]:
    """The entry with this number and the day it was asked; raises ``EvidenceError`` when there is none."""
    answer = client.ask(Question(NAME, f"{base}/studies/{nct}?format=json", ("application/json",), _HOSTS))
    if answer.status == 404:
        raise EvidenceError(f"{NAME} holds no {nct}", "check the number")
    entry = read_json(answer, NAME)
    own = text(entry, "protocolSection", "identificationModule", "nctId")
    old = [text(name) for name in each(entry, "protocolSection", "identificationModule", "nctIdAliases")]
    if nct not in (own, *old):
        raise EvidenceError(f"{NAME} sent no entry for {nct}", "try again later")
    return entry, answer.asked_on


def read(entry: Mapping[str, Any], origin: str) -> Described:
    """An entry as a description; what belongs to the study is left, each with its name."""
    protocol = at(entry, "protocolSection")
    fields = Fields({})
    for name, path in _FACTS:
        fields.leave(name, "; ".join(flat(at(protocol, *path))), _STUDY)
    nct = text(protocol, "identificationModule", "nctId")
    raw = Raw(Guess("registry-entry", NAME, False), type="webpage")
    raw.title = text(protocol, "identificationModule", "officialTitle") or text(
        protocol, "identificationModule", "briefTitle"
    )
    raw.authors = (organisation(text(protocol, "sponsorCollaboratorsModule", "leadSponsor", "name")),)
    raw.issued = _date(protocol, "studyFirstPostDateStruct") or _date(protocol, "studyFirstSubmitDate")
    raw.number, raw.container, raw.publisher = nct, NAME, "National Library of Medicine"
    raw.urls = [f"https://clinicaltrials.gov/study/{nct}"] if aliases.registrations(nct) else []
    others = [text(item, "id") for item in each(protocol, "identificationModule", "secondaryIdInfos")]
    raw.registry = aliases.registrations(" ".join((nct, *others)))
    raw.abstract = text(protocol, "descriptionModule", "briefSummary")
    raw.body = "\n\n".join(_sections(protocol))
    raw.related = tuple(
        Related(f"{text(item, 'type').lower() or 'other'} paper", f"PMID {text(item, 'pmid')}")
        for item in each(protocol, "referencesModule", "references")
        if text(item, "pmid")
    )
    if at(entry, "hasResults") is True:
        raw.doubts = ("The entry has results of its own; they were not read.",)
    return described(raw, fields, origin)


def _date(protocol: Any, name: str) -> str:
    return text(protocol, "statusModule", name, "date") or text(protocol, "statusModule", name)


def _sections(protocol: Any) -> Iterator[str]:
    """The entry as a text to read and to check figures against."""
    for head, key in (("Summary", "briefSummary"), ("Description", "detailedDescription")):
        if words := text(protocol, "descriptionModule", key):
            yield f"{head}\n\n{words}"
    for name, path in _FACTS:
        if words := "; ".join(flat(at(protocol, *path))):
            yield f"{name.capitalize()}\n\n{words}"
