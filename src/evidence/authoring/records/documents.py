"""``new source`` and ``new study``: a document, and an investigation that a document reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from evidence.authoring.records.draft import Desk, Draft, Gap
from evidence.authoring.records.given import choice, known, slug, slug_of, text, texts
from evidence.errors import EvidenceError
from evidence.model import CSL_TYPES, Author, Control, Design, Masking, Route, Source, SourceKind, Species

#: A guideline that an index describes stands in a journal; one that is typed in is taken for a report.
_CSL_TYPES: dict[str, str] = {**CSL_TYPES, "guideline": "report"}
#: What a study of each design is called in its id; the rest are trials.
_NAMES = {
    "cohort": "cohort",
    "case-control": "cohort",
    "cross-sectional": "survey",
    "case-series": "case",
    "case-report": "case",
    "post-hoc": "analysis",
    "pharmacovigilance": "analysis",
    "imaging": "imaging",
    "animal-experiment": "experiment",
    "in-vitro": "experiment",
    "in-silico": "experiment",
    "meta-analysis": "synthesis",
    "systematic-review": "synthesis",
    "guideline": "guideline",
    "regulatory-record": "record",
}
_UNMASKED = ("meta-analysis", "systematic-review", "guideline", "regulatory-record")


def source_draft(
    desk: Desk,
    *,
    title: str,
    kind: str = "journal-article",
    authors: Sequence[str] = (),
    issued: str | None = None,
    journal: str | None = None,
    doi: str | None = None,
    pmid: str | None = None,
    pmcid: str | None = None,
    url: str | None = None,
    name: str | None = None,
) -> Draft:
    """A document. Raises ``EvidenceError`` when the base has it already under one of its identifiers."""
    people = [_author(value) for value in texts("--author", authors)]
    csl: dict[str, Any] = {
        "type": _CSL_TYPES.get(choice("--kind", kind, SourceKind), "article-journal"),
        "title": text("--title", title),
        "author": people,
        "container-title": text("--journal", journal) if journal is not None else None,
        "issued": text("--issued", issued) if issued is not None else None,
        "DOI": _bare(text("--doi", doi), r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)") if doi is not None else None,
        "PMID": _bare(text("--pmid", pmid), r"pmid:?\s*") if pmid is not None else None,
        "PMCID": text("--pmcid", pmcid) if pmcid is not None else None,
        "URL": text("--url", url) if url is not None else None,
    }
    csl = {key: value for key, value in csl.items() if value}
    _refuse_known(desk, csl)
    first = people[0].get("family") or people[0].get("literal", "") if people else ""
    year = (csl.get("issued") or "")[:4]
    made = slug_of(f"{first} {year}" if first else " ".join(f"{csl['title']} {year}".split()[:6]))
    chosen = desk.free_id("source", slug("--id", name) if name is not None else None, made)
    gaps = [Gap(f"csl.{key}", what) for key, what in _SOURCE_GAPS if key not in csl]
    if not any(key in csl for key in ("DOI", "PMID", "PMCID", "URL")):
        gaps.append(Gap("csl.DOI", "the DOI, or PMID, PMCID or URL, so that it can be looked up"))
    gaps += [
        Gap("reports", "the studies whose results stand in it; evidence new study adds itself"),
        Gap("standing", "whether it was corrected or retracted, who says so, and when that was looked up"),
    ]
    values = {"id": chosen, "kind": kind, "csl": csl, "standing": {"status": "unknown"}}
    return Draft("source", chosen, f"sources/{chosen}.yaml", values, False, tuple(gaps))


_SOURCE_GAPS = (
    ("author", "its authors, - {family: …, given: …}"),
    ("container-title", "the journal, or leave it out"),
    ("issued", "when it came out: YYYY, YYYY-MM or YYYY-MM-DD"),
)


def _author(value: str) -> dict[str, str]:
    """``Family, Given``; without a comma an organisation."""
    family, comma, given = (part.strip() for part in value.partition(","))
    if not comma:
        return {"literal": value}
    return {"family": family, "given": given} if given else {"family": family}


def _bare(value: str, prefix: str) -> str:
    return re.sub(rf"\A{prefix}", "", value, flags=re.IGNORECASE)


def _refuse_known(desk: Desk, csl: dict[str, Any]) -> None:
    for key in ("DOI", "PMID", "PMCID", "URL"):
        wanted = str(csl.get(key, "")).casefold()
        for source in desk.base.sources.values() if wanted else ():
            if (getattr(source.csl, key) or "").casefold() == wanted:
                home = desk.base.homes[source.id]
                raise EvidenceError(
                    f"{source.id} has this {key} already: {home.path}:{home.line}", "add to that record"
                )


def study_draft(
    desk: Desk,
    *,
    source: str,
    design: str,
    species: Sequence[str],
    label: str | None = None,
    masking: str | None = None,
    population: str | None = None,
    total: int | None = None,
    drug: str | None = None,
    dose: str | None = None,
    route: str | None = None,
    control: str | None = None,
    registry: Sequence[str] = (),
    name: str | None = None,
) -> Draft:
    """An investigation, named after the document that reports it; that document's ``reports`` gets its id."""
    document = desk.base.sources[known("--source", source, desk.base.sources, "source")]
    choice("--design", design, Design)
    given = {
        "registry": texts("--registry", registry),
        "population": known("--population", population, desk.base.concepts, "concept") if population else None,
        "n": {"total": total} if total is not None else None,
        "intervention": _intervention(desk, drug, dose, route),
        "control": choice("--control", control, Control) if control else None,
    }
    mask = choice("--masking", masking, Masking) if masking else "not-applicable" if design in _UNMASKED else "unknown"
    made = f"{source}-{_NAMES.get(design, 'trial')}"
    chosen = desk.free_id("study", slug("--id", name) if name is not None else None, made)
    values = {
        "id": chosen,
        "label": text("--label", label) if label is not None else _label(document),
        "design": design,
        "masking": mask,
        "species": [choice("--species", value, Species) for value in dict.fromkeys(species)],
        **{key: value for key, value in given.items() if value},
        "evidence": [],
    }
    gaps = [Gap(key, what) for key, what in _STUDY_GAPS if key not in values]
    gaps += [Gap("masking", "who did not know what was given")] if mask == "unknown" else []
    gaps.append(Gap("evidence", "a line for each result that bears on a claim; neutral and contrary ones too"))
    links = ((desk.base.homes[source].path, ("reports",)),) if chosen not in document.reports else ()
    return Draft("study", chosen, f"kb/studies/{chosen}.yaml", values, False, tuple(gaps), links)


_STUDY_GAPS = (
    ("registry", "its registry number, as printed"),
    ("population", "a concept id; for people only"),
    ("participants", "who took part, in your words"),
    ("n", "{total: …}: how many entered the comparison"),
    ("intervention", "{drug: …, dose: …, route: …}"),
    ("control", "what it was compared with"),
    ("timepoint", "when the result was taken"),
    ("team", "a slug of the research group"),
)


def _intervention(desk: Desk, drug: str | None, dose: str | None, route: str | None) -> dict[str, str]:
    given = {
        "drug": known("--drug", drug, desk.base.concepts, "concept") if drug else None,
        "dose": text("--dose", dose) if dose is not None else None,
        "route": choice("--route", route, Route) if route else None,
    }
    return {key: value for key, value in given.items() if value}


def _label(source: Source) -> str:
    people: tuple[Author, ...] = source.csl.author
    first = (people[0].family or people[0].literal) if people else None
    year = (source.csl.issued or "")[:4]
    return f"{first} {year}".strip() if first else source.id
