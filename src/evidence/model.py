"""The six kinds of record, as frozen values. Field order is the house order of a file.

Terms in brackets are what a kind maps to on export. Nothing here checks anything: ``validation`` builds these from
plain values and says what is wrong; unknown, absent and empty are kept apart (``None`` is "not known").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ConceptKind = Literal[
    "drug", "target", "process", "region", "condition", "measure", "treatment", "population", "factor", "organisation"
]
SourceKind = Literal[
    "journal-article", "preprint", "systematic-review", "meta-analysis", "narrative-review", "guideline", "regulatory",
    "registry-entry", "letter", "conference", "press-release", "news", "web-page", "blog",
]  # fmt: skip
#: The CSL type of each kind of document; the rest are articles in journals.
CSL_TYPES: dict[str, str] = {
    "preprint": "article", "regulatory": "report", "registry-entry": "webpage", "conference": "paper-conference",
    "press-release": "webpage", "news": "article-newspaper", "web-page": "webpage", "blog": "post-weblog",
}  # fmt: skip
Standing = Literal["ok", "corrected", "concern", "retracted", "withdrawn", "replaced", "unknown"]
Design = Literal[
    "randomised-parallel", "randomised-crossover", "randomised-withdrawal", "randomised-sequential",
    "non-randomised-trial", "open-label", "cohort", "case-control", "cross-sectional", "case-series", "case-report",
    "post-hoc", "imaging", "pharmacovigilance", "animal-experiment", "in-vitro", "in-silico", "meta-analysis",
    "systematic-review", "guideline", "regulatory-record", "not-stated",
]  # fmt: skip
Masking = Literal["open-label", "single-blind", "double-blind", "not-applicable", "unknown"]
Species = Literal["human", "monkey", "rat", "mouse", "rodent", "other", "cells", "in-silico", "not-stated"]
Route = Literal[
    "intravenous", "intranasal", "oral", "sublingual", "intramuscular", "subcutaneous", "intraperitoneal", "inhaled",
    "local", "other",
]  # fmt: skip
Control = Literal[
    "inactive-placebo", "active-placebo", "active-treatment", "usual-care", "vehicle", "dose-comparison", "none"
]
Pools = Literal["randomised-trials", "trials", "observational", "animal", "mixed"]
Direction = Literal["supports", "disputes", "mixed", "neutral"]
Directness = Literal["direct", "indirect"]
Role = Literal["own-result", "background", "synthesis"]
OutcomeRole = Literal["primary", "secondary", "exploratory", "post-hoc", "not-stated"]
Manipulates = Literal["mechanism", "treatment", "none"]
CausalLevel = Literal["0", "1", "2", "3"]
LineStatus = Literal["draft", "accepted", "rejected"]
Comparator = Literal["=", "<", ">", "<=", ">=", "≤", "≥", "~"]
Stance = Literal["asserts", "denies", "hedged", "asks"]
Wording = Literal["hedged", "plain", "emphatic"]
Profile = Literal["mechanism", "outcome", "record"]
EffectMeasure = Literal["MD", "SMD", "OR", "RR", "HR", "RD"]
Word = Literal[
    "supported", "leans-for", "reported-once", "unclear", "no-evidence", "contested", "leans-against", "not-supported"
]
Certainty = Literal["high", "moderate", "low", "very-low"]

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A drug, target, process, region, condition, measure … [Biolink entity, SKOS concept]."""

    id: str
    kind: ConceptKind
    label: str
    synonyms: Names = ()
    xrefs: Names = ()
    is_a: Names = ()
    definition: str | None = None
    todo: str | None = None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """A person (``family``, ``given``) or an organisation (``literal``)."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """What is needed to cite a document, in CSL-JSON's words. ``issued`` is YYYY, YYYY-MM or YYYY-MM-DD."""

    type: str
    title: str | None = None
    author: tuple[Author, ...] = ()
    et_al: bool = False
    container_title: str | None = None
    issued: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    number: str | None = None
    publisher: str | None = None
    DOI: str | None = None
    PMID: str | None = None
    PMCID: str | None = None
    URL: str | None = None


@dataclass(frozen=True, slots=True)
class StandingNote:
    """What became of a document after it was published, who said so, and when that was looked up."""

    status: Standing
    date: str | None = None
    authority: str | None = None
    checked_on: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A reported number. ``value`` is the text as printed: ``0.50`` keeps its zero."""

    name: str
    value: str
    op: Comparator | None = None
    unit: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a document without data of its own says about a claim: an echo, weight 0."""

    id: str
    claim: str
    stance: Stance
    statement: str
    wording: Wording
    causal_level: CausalLevel | None = None
    study: str | None = None
    via: str | None = None
    species: tuple[Species, ...] = ()
    figures: tuple[Figure, ...] = ()
    locator: str | None = None
    drift: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A document [CSL-JSON item, prov:Entity, VA-Spec Document]."""

    id: str
    kind: SourceKind
    csl: Citation
    reports: Names = ()
    derived_from: Names = ()
    standing: StandingNote = StandingNote("unknown")
    licence: str | None = None
    text: str | None = None
    assertions: tuple[Assertion, ...] = ()
    todo: str | None = None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Participants:
    """How many took part. ``total`` entered the comparison, ``analysed`` were analysed; ``None`` is not known."""

    total: int | None = None
    analysed: int | None = None
    arms: dict[str, int] = field(default_factory=dict)
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Intervention:
    """What was given. ``drug`` is a concept id; ``dose`` is as printed."""

    drug: str | None = None
    dose: str | None = None
    route: Route | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Power:
    """Whether the study was sized for its primary outcome, and why one thinks so."""

    adequate: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Effect:
    """A between-group effect estimate as printed, for forest plots. ``better``: which side favours the intervention."""

    measure: EffectMeasure
    better: Literal["lower", "higher"]
    value: str
    outcome: str | None = None
    timepoint: str | None = None
    low: str | None = None
    high: str | None = None
    se: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim passage, for bases whose sources allow one [Web Annotation TextQuoteSelector]."""

    exact: str
    prefix: str | None = None
    suffix: str | None = None
    section: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One study's bearing on one claim [SEPIO / VA-Spec EvidenceLine]. Direction, directness, strength stay apart."""

    id: str
    claim: str
    source: str
    direction: Direction
    directness: Directness
    role: Role
    outcome_role: OutcomeRole
    manipulates: Manipulates
    causal_level: CausalLevel
    finding: str
    locator: str
    species: tuple[Species, ...] = ()
    population: str | None = None
    figures: tuple[Figure, ...] = ()
    effect: Effect | None = None
    quote: Quote | None = None
    made_by: str | None = None
    accepted_by: str | None = None
    status: LineStatus = "draft"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """One investigation, however many papers report it [Biolink Study, SEPIO study, VA-Spec StudyGroup]."""

    id: str
    label: str
    design: Design
    masking: Masking
    species: tuple[Species, ...]
    registry: Names = ()
    population: str | None = None
    participants: str | None = None
    n: Participants = field(default_factory=Participants)
    intervention: Intervention = Intervention()
    comparator: str | None = None
    control: Control | None = None
    timepoint: str | None = None
    team: str | None = None
    cohort: str | None = None
    part_of: Names = ()
    pools: Pools | None = None
    includes: Names = ()
    includes_complete: bool = False
    studies: str | None = None
    power: Power | None = None
    funding: str | None = None
    completed: str | None = None
    caveats: str | None = None
    evidence: tuple[Line, ...] = ()
    todo: str | None = None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """The scope a claim is made for. Species, population and route bound what counts; dose and time are shown."""

    species: tuple[Species, ...] = ()
    population: Names = ()
    dose: str | None = None
    route: tuple[Route, ...] = ()
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """One dated search for contrary evidence, and what it left out."""

    date: str
    database: str
    query: str
    by: str
    hits: int | None = None
    found: str | None = None
    not_searched: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition with no truth attached [VA-Spec Proposition, Biolink association].

    ``says_more`` is what the statement says beyond subject, predicate and object: who disputes that disputes no triple.
    """

    id: str
    group: str
    profile: Profile
    subject: str
    predicate: str
    object: str
    statement: str
    qualifiers: Qualifiers = Qualifiers()
    phrasings: Names = ()
    opposes: Names = ()
    searched: tuple[Search, ...] = ()
    says_more: str | None = None
    todo: str | None = None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step from drug to outcome: a claim that carries it, or a named gap."""

    from_: str
    to: str
    claim: str | None = None
    gap: str | None = None


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One rival account [VA-Spec Statement over propositions]. It carries no verdict: that is computed."""

    id: str
    label: str
    statement: str
    tests: Names
    bears: Names = ()
    chain: tuple[ChainStep, ...] = ()
    rivals: Names = ()
    would_support: str | None = None
    would_refute: str | None = None
    todo: str | None = None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """A person's judgement beside a computed verdict: who, why, when. It never replaces the computed one."""

    id: str
    target: str
    who: str
    why: str
    when: str
    word: Word | None = None
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class BaseInfo:
    """What the base is about and as of when its curators answer for it."""

    title: str
    version: str
    as_of: str
    description: str | None = None
    licence: str | None = None


Record = Concept | Source | Study | Claim | Hypothesis | Override
