"""What each section of a DisMech disorder says of it: the predicate of its claims and the kind of its items."""

from __future__ import annotations

from typing import NamedTuple

from evidence.model import ConceptKind, Direction, Directness, Profile, Species


class Section(NamedTuple):
    """A claim reads ``disorder predicate item``; ``words`` are the predicate in a sentence."""

    predicate: str
    words: str
    kind: ConceptKind
    profile: Profile = "mechanism"


SECTIONS: dict[str, Section] = {
    "pathophysiology": Section("involves-mechanism", "involves", "process"),
    "downstream": Section("leads-to", "leads to", "process"),
    "phenotypes": Section("has-phenotype", "has the phenotype", "condition", "outcome"),
    "sequelae": Section("leads-to", "leads to", "condition", "outcome"),
    "treatments": Section("treated-by", "is treated by", "treatment", "outcome"),
    "clinical_trials": Section("studied-in", "is studied in", "treatment", "outcome"),
    "genetic": Section("has-genetic-factor", "has the genetic factor", "target"),
    "variants": Section("has-variant", "has the variant", "target"),
    "inheritance": Section("inherited-by", "is inherited by", "process"),
    "environmental": Section("has-environmental-factor", "has the environmental factor", "factor", "outcome"),
    "biochemical": Section("has-biochemical-marker", "has the biochemical marker", "measure"),
    "histopathology": Section("has-histopathology", "has the histological finding", "measure"),
    "diagnosis": Section("diagnosed-by", "is diagnosed by", "measure", "outcome"),
    "differential_diagnoses": Section("differs-from", "has to be told apart from", "condition", "outcome"),
    "has_subtypes": Section("has-subtype", "has the subtype", "condition", "outcome"),
    "progression": Section("progresses-through", "progresses through", "process", "outcome"),
    "stages": Section("progresses-through", "progresses through", "process", "outcome"),
    "prevalence": Section("has-prevalence-in", "has a prevalence in", "population", "outcome"),
    "epidemiology": Section("has-epidemiology", "has this epidemiology", "measure", "outcome"),
    "infectious_agent": Section("caused-by", "is caused by", "factor"),
    "life_cycle_stages": Section("has-life-cycle-stage", "has the life-cycle stage", "process"),
    "transmission": Section("transmitted-by", "is transmitted by", "process", "outcome"),
    "animal_models": Section("modelled-in", "is modelled in", "factor"),
    "findings": Section("has-model-finding", "has the finding in a computational model", "process"),
    "modeling_considerations": Section("has-modelling-consideration", "is modelled with regard to", "factor"),
    "datasets": Section("has-dataset", "has the data set", "measure"),
}


class Support(NamedTuple):
    """What DisMech's one word says on our axes."""

    direction: Direction
    directness: Directness = "direct"


#: PARTIAL says that the reference supports part of the statement, so it speaks for it, but not to it directly.
SUPPORTS: dict[str, Support] = {
    "SUPPORT": Support("supports"),
    "PARTIAL": Support("supports", "indirect"),
    "REFUTE": Support("disputes"),
}
#: Words that are no evidence either way. ``WRONG_STATEMENT`` has no definition, and is used for several things.
NOT_EVIDENCE = {
    "NO_EVIDENCE": "NO_EVIDENCE: the reference holds nothing on the statement, so there is no line",
    "WRONG_STATEMENT": "WRONG_STATEMENT: DisMech does not define it and uses it in several senses, so there is no line",
}

SPECIES: dict[str, Species] = {"HUMAN_CLINICAL": "human", "IN_VITRO": "cells", "COMPUTATIONAL": "in-silico"}
