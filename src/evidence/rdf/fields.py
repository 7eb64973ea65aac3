"""Which property each field of a record becomes: the whole mapping of the data model to RDF, as tables.

A field is a property with the kind of its value. ``flat`` opens a part of a record into its owner, ``node`` gives each
part a node of its own. A field that no table names becomes a term of ours with the field's own name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Kind = Literal["text", "number", "boolean", "date", "record", "curie", "address", "code", "flat", "node", "skip"]


class Field(NamedTuple):
    """A property (prefixed name) and the kind of its value; ``of`` names a code list, the kind of record that is pointed to, or the table of a part."""

    property: str
    kind: Kind = "text"
    of: str = ""


Table = Mapping[str, Field]


def _code(property_: str, scheme: str) -> Field:
    return Field(property_, "code", scheme)


def _record(property_: str, kind: str) -> Field:
    return Field(property_, "record", kind)


_EVERY: Table = {
    "id": Field("dcterms:identifier"),
    "todo": Field("ev:todo"),
    "replaced_by": Field("dcterms:isReplacedBy", "record"),  # of its own kind
}

TABLES: dict[str, Table] = {
    "concept": {
        **_EVERY,
        "kind": _code("ev:conceptKind", "ConceptKind"),
        "label": Field("skos:prefLabel"),
        "synonyms": Field("skos:altLabel"),
        "xrefs": Field("skos:closeMatch", "curie"),
        "is_a": _record("skos:broader", "concept"),
        "definition": Field("skos:definition"),
    },
    "source": {
        **_EVERY,
        "kind": _code("ev:sourceKind", "SourceKind"),
        "csl": Field("", "flat", "citation"),
        "reports": _record("ev:reports", "study"),
        "derived_from": _record("prov:wasDerivedFrom", "source"),
        "standing": Field("", "flat", "standing"),
        "licence": Field("dc:rights"),
        "text": Field("ev:textSha256"),
        "assertions": Field("ev:states", "node", "assertion"),
    },
    "citation": {
        "type": Field("ev:cslType"),
        "title": Field("dcterms:title"),
        "author": Field("dcterms:creator", "node", "author"),
        "et_al": Field("ev:furtherAuthors", "boolean"),
        "container-title": Field("prism:publicationName"),
        "issued": Field("dcterms:issued", "date"),
        "volume": Field("prism:volume"),
        "issue": Field("prism:number"),
        "page": Field("prism:pageRange"),
        "number": Field("ev:documentNumber"),
        "publisher": Field("dc:publisher"),
        "DOI": Field("prism:doi"),
        "PMID": Field("fabio:hasPubMedId"),
        "PMCID": Field("fabio:hasPubMedCentralId"),
        "URL": Field("prism:url", "address"),
    },
    "author": {"family": Field("ev:familyName"), "given": Field("ev:givenName"), "literal": Field("ev:fullName")},
    "standing": {
        "status": _code("ev:standing", "Standing"),
        "date": Field("ev:standingDate", "date"),
        "authority": Field("ev:standingAuthority"),
        "checked_on": Field("ev:standingCheckedOn", "date"),
        "note": Field("ev:standingNote"),
    },
    "assertion": {
        **_EVERY,
        "claim": _record("ev:about", "claim"),
        "stance": _code("ev:stance", "Stance"),
        "statement": Field("dcterms:description"),
        "wording": _code("ev:wording", "Wording"),
        "causal_level": _code("ev:causalLevel", "CausalLevel"),
        "study": _record("ev:pointsToStudy", "study"),
        "via": _record("ev:via", "source"),
        "species": _code("ev:species", "Species"),
        "figures": Field("ev:figure", "node", "figure"),
        "locator": Field("ev:locator"),
        "drift": Field("ev:drift"),
    },
    "study": {
        **_EVERY,
        "label": Field("rdfs:label"),
        "registry": Field("ev:registration"),
        "design": _code("ev:design", "Design"),
        "masking": _code("ev:masking", "Masking"),
        "species": _code("ev:species", "Species"),
        "population": _record("ev:population", "concept"),
        "participants": Field("ev:participantsDescribed"),
        "n": Field("", "flat", "participants"),
        "intervention": Field("", "flat", "intervention"),
        "comparator": Field("ev:comparator"),
        "control": _code("ev:control", "Control"),
        "timepoint": Field("ev:timepoint"),
        "team": Field("ev:team"),
        "cohort": Field("ev:cohort"),
        "part_of": _record("dcterms:isPartOf", "study"),
        "pools": _code("ev:pools", "Pools"),
        "includes": _record("ev:includes", "study"),
        "includes_complete": Field("ev:includesComplete", "boolean"),
        "studies": Field("ev:studiesPooled"),
        "power": Field("", "flat", "power"),
        "funding": Field("ev:funding"),
        "completed": Field("ev:completed", "date"),
        "caveats": Field("ev:caveats"),
        "evidence": Field("ev:hasLine", "node", "line"),
    },
    "participants": {
        "total": Field("ev:participants", "number"),
        "analysed": Field("ev:analysed", "number"),
        "arms": Field("", "skip"),  # a mapping of its own: written by records.py
        "note": Field("ev:participantsNote"),
    },
    "intervention": {
        "drug": _record("ev:drug", "concept"),
        "dose": Field("ev:dose"),
        "route": _code("ev:route", "Route"),
        "note": Field("ev:interventionNote"),
    },
    "power": {"adequate": Field("ev:adequatelyPowered", "boolean"), "reason": Field("ev:powerReason")},
    "line": {
        **_EVERY,
        "claim": _record("ev:bearsOn", "claim"),
        "source": _record("sepio:0000124", "source"),
        "direction": _code("ev:direction", "Direction"),
        "directness": _code("ev:directness", "Directness"),
        "role": _code("ev:role", "Role"),
        "outcome_role": _code("ev:outcomeRole", "OutcomeRole"),
        "manipulates": _code("ev:manipulates", "Manipulates"),
        "causal_level": _code("ev:causalLevel", "CausalLevel"),
        "species": _code("ev:species", "Species"),
        "population": _record("ev:population", "concept"),
        "finding": Field("dcterms:description"),
        "figures": Field("ev:figure", "node", "figure"),
        "effect": Field("ev:effect", "node", "effect"),
        "locator": Field("ev:locator"),
        "quote": Field("ev:quotation", "node", "quote"),
        "made_by": Field("ev:madeBy"),
        "accepted_by": Field("ev:acceptedBy"),
        "status": _code("ev:status", "LineStatus"),
        "note": Field("ev:note"),
    },
    "figure": {
        "name": Field("rdfs:label"),
        "value": Field("ev:printedValue"),
        "op": Field("ev:printedComparator"),
        "unit": Field("ev:unit"),
        "note": Field("ev:note"),
    },
    "effect": {
        "measure": _code("ev:measure", "EffectMeasure"),
        "better": _code("ev:better", "BetterSide"),
        "value": Field("ev:printedValue"),
        "low": Field("ev:printedLow"),
        "high": Field("ev:printedHigh"),
        "se": Field("ev:printedStandardError"),
        "level": Field("ev:intervalLevel"),
        "outcome": Field("ev:outcome"),
        "timepoint": Field("ev:timepoint"),
    },
    "quote": {
        "exact": Field("oa:exact"),
        "prefix": Field("oa:prefix"),
        "suffix": Field("oa:suffix"),
        "section": Field("ev:section"),
        "sha256": Field("ev:textSha256"),
    },
    "claim": {
        **_EVERY,
        "group": Field("ev:topic"),
        "profile": _code("ev:profile", "Profile"),
        "subject": _record("biolink:subject", "concept"),
        "predicate": _code("ev:predicate", "Predicate"),
        "object": _record("biolink:object", "concept"),
        "statement": Field("rdfs:label"),
        "qualifiers": Field("", "flat", "qualifiers"),
        "phrasings": Field("skos:altLabel"),
        "opposes": _record("sepio:0000101", "claim"),
        "searched": Field("ev:searched", "node", "search"),
        "says_more": Field("ev:saysMore"),
    },
    "qualifiers": {
        "species": _code("ev:withinSpecies", "Species"),
        "population": _record("ev:withinPopulation", "concept"),
        "dose": Field("ev:withinDose"),
        "route": _code("ev:withinRoute", "Route"),
        "time": Field("ev:withinTime"),
    },
    "search": {
        "date": Field("dcterms:date", "date"),
        "database": Field("ev:database"),
        "query": Field("ev:query"),
        "by": Field("ev:madeBy"),
        "hits": Field("ev:hits", "number"),
        "found": Field("ev:found"),
        "not_searched": Field("ev:notSearched"),
    },
    "hypothesis": {
        **_EVERY,
        "label": Field("rdfs:label"),
        "statement": Field("dcterms:description"),
        "tests": _record("ev:tests", "claim"),
        "bears": _record("ev:bears", "claim"),
        "chain": Field("ev:step", "node", "step"),
        "rivals": _record("ev:rival", "hypothesis"),
        "would_support": Field("ev:wouldSupport"),
        "would_refute": Field("ev:wouldRefute"),
    },
    "step": {
        "from": Field("ev:stepFrom"),
        "to": Field("ev:stepTo"),
        "claim": _record("ev:carriedBy", "claim"),
        "gap": Field("ev:gap"),
    },
    "override": {
        **_EVERY,
        "target": Field("", "skip"),  # a claim or a hypothesis: told apart by records.py
        "who": Field("ev:madeBy"),
        "why": Field("dcterms:description"),
        "when": Field("dcterms:date", "date"),
        "word": _code("ev:word", "Word"),
        "certainty": _code("ev:certainty", "Certainty"),
    },
}

#: The classes of each kind of record or part, ours first.
CLASSES: dict[str, tuple[str, ...]] = {
    "concept": ("ev:Concept", "skos:Concept"),
    "source": ("ev:Source", "prov:Entity"),
    "author": ("ev:Author", "prov:Agent"),
    "assertion": ("ev:SourceAssertion",),
    "study": ("ev:Study", "biolink:Study", "prov:Activity"),
    "line": ("ev:EvidenceLine", "sepio:0000002"),
    "figure": ("ev:Figure",),
    "effect": ("ev:EffectEstimate",),
    "quote": ("oa:TextQuoteSelector",),
    "claim": ("ev:Claim", "sepio:0000000", "biolink:Association"),
    "search": ("ev:ContrarySearch",),
    "hypothesis": ("ev:Hypothesis",),
    "step": ("ev:ChainStep",),
    "override": ("ev:Override",),
}

#: What kinds of document are in FaBiO, which has no word for a meta-analysis: not each one is a systematic review.
DOCUMENTS: dict[str, str] = {
    "journal-article": "fabio:JournalArticle",
    "preprint": "fabio:Preprint",
    "systematic-review": "fabio:SystematicReview",
    "meta-analysis": "fabio:ScholarlyWork",
    "narrative-review": "fabio:ReviewArticle",
    "guideline": "fabio:ClinicalGuideline",
    "regulatory": "fabio:ReportDocument",
    "registry-entry": "fabio:Entry",
    "letter": "fabio:Letter",
    "conference": "fabio:ConferencePaper",
    "press-release": "fabio:PressRelease",
    "news": "fabio:NewsReport",
    "web-page": "fabio:WebPage",
    "blog": "fabio:BlogPost",
}

#: What kinds of concept are in Biolink.
CONCEPTS: dict[str, str] = {
    "drug": "biolink:Drug",
    "target": "biolink:BiologicalEntity",
    "process": "biolink:BiologicalProcess",
    "region": "biolink:GrossAnatomicalStructure",
    "condition": "biolink:DiseaseOrPhenotypicFeature",
    "measure": "biolink:ClinicalMeasurement",
    "treatment": "biolink:Treatment",
    "population": "biolink:PopulationOfIndividualOrganisms",
    "factor": "biolink:Attribute",
    "organisation": "biolink:Agent",
}

#: Species with one taxon; "monkey" and "rodent" name several, so they stay a code of ours.
TAXA: dict[str, str] = {"human": "taxon:9606", "rat": "taxon:10116", "mouse": "taxon:10090"}

#: What kind of evidence a result is, in ECO: by the species it is about, and by design where that says more.
EVIDENCE_BY_SPECIES: dict[str, str] = {
    "human": "eco:0000180",
    "monkey": "eco:0000179",
    "rat": "eco:0000179",
    "mouse": "eco:0000179",
    "rodent": "eco:0000179",
    "other": "eco:0000179",
    "cells": "eco:0000181",
}
EVIDENCE_BY_DESIGN: dict[str, str] = {"imaging": "eco:0000324"}

#: A line's direction in CiTO (document to claim) and in SEPIO (claim to line).
CITO: dict[str, str] = {
    "supports": "cito:supports",
    "disputes": "cito:disputes",
    "mixed": "cito:qualifies",
    "neutral": "cito:discusses",
}
SEPIO: dict[str, str] = {"supports": "sepio:0000007", "disputes": "sepio:0000008", "neutral": "sepio:0000009"}
