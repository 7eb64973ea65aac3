"""The few terms of Biolink Model 4.4 that a base needs, and which of a base's own words mean the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from evidence.rdf.biolink import Relation
from evidence.rdf.fields import CONCEPTS, TAXA

#: Prefixes of our references that Biolink spells otherwise; all others in ``ids.PREFIXES`` are the same there.
_PREFIXES: Mapping[str, str] = MappingProxyType({"RXNORM": "RXCUI", "UNIPROT": "UniProtKB"})
#: Species with one taxon.
TAXON_CURIES = {species: f"NCBITaxon:{taxon.partition(':')[2]}" for species, taxon in TAXA.items()}
#: What a kind is in Biolink where that is not the class that RDF has for it. A measure is a finding, which Biolink
#: means for clinical laboratory values too: attributes must name an ontology's class for their type, which a base may not
#: have. Without a reference a target may be a gene, a complex, a cell or a pathway.
_KINDS = {"measure": "biolink:ClinicalFinding", "factor": "biolink:NamedThing", "target": "biolink:NamedThing"}
#: Kinds that a reference tells more of, by its prefix.
_BY_PREFIX: Mapping[str, Mapping[str, str]] = {
    "target": {
        "HGNC": "biolink:Gene",
        "NCBIGene": "biolink:Gene",
        "UniProtKB": "biolink:Protein",
        "PR": "biolink:Protein",
        "CHEBI": "biolink:ChemicalEntity",
        "UBERON": "biolink:AnatomicalEntity",
        "GO": "biolink:NamedThing",
    },
    "condition": {"MONDO": "biolink:Disease", "DOID": "biolink:Disease", "HP": "biolink:PhenotypicFeature"},
}


def curie(reference: str) -> str:
    """A reference of ours with the prefix that Biolink uses."""
    prefix, _, local = reference.partition(":")
    return f"{_PREFIXES.get(prefix, prefix)}:{local}"


def category(kind: str, references: Iterable[str]) -> str:
    """The Biolink class of a concept, by its kind and, for some, by what its references name."""
    known = _BY_PREFIX.get(kind, {})
    prefixes = (reference.partition(":")[0] for reference in references)
    found = next((known[prefix] for prefix in prefixes if prefix in known), None)
    return found or _KINDS.get(kind) or CONCEPTS[kind]


class Association(NamedTuple):
    """A Biolink class of edges: its predicates and what its ends may be (empty: any), and which qualifiers it has."""

    name: str
    predicates: frozenset[str]
    subjects: frozenset[str]
    objects: frozenset[str]
    qualifiers: frozenset[str]

    def fits(self, said: Relation, subject: str, object_: str) -> bool:
        """Whether an edge that says this between these categories is one of the class."""
        used = {name for name, value in (("direction", said.direction), ("aspect", said.aspect)) if value}
        asked = ((self.predicates, said.predicate), (self.subjects, subject), (self.objects, object_))
        return used <= self.qualifiers and all(not allowed or value in allowed for allowed, value in asked)


def _names(*names: str) -> frozenset[str]:
    return frozenset(f"biolink:{name}" for name in names)


_ANY: frozenset[str] = frozenset()
_BOTH = frozenset(("direction", "aspect"))
_AFFECTS = frozenset(("affects",))
_BINDS = frozenset(("physically_interacts_with", "directly_physically_interacts_with"))
_HELPS = frozenset(("ameliorates_condition", "preventative_for_condition"))
_BRINGS = frozenset(("affects", "causes", "contributes_to", "exacerbates_condition", "predisposes_to_condition"))
_LIKELIHOOD = frozenset(f"associated_with_{sign}_likelihood_of" for sign in ("increased", "decreased"))
_CHEMICAL = _names("Drug", "ChemicalEntity")
_TREATMENT = _names("Treatment")
_GENE = _names("Gene", "Protein")
_PROCESS = _names("BiologicalProcess")
_FEATURE = _names("ClinicalFinding", "PhenotypicFeature")
_DISEASE = _names("Disease")
_CONDITION = _FEATURE | _DISEASE | _names("DiseaseOrPhenotypicFeature")
_LIVING = _names("AnatomicalEntity", "GrossAnatomicalStructure", "PopulationOfIndividualOrganisms")
_BIOLOGICAL = _GENE | _CONDITION | _PROCESS | _LIVING

#: Narrow before wide. Ends and predicates are those of the model's ``slot_usage``; what has no subject there takes any.
ASSOCIATIONS = (
    Association("ChemicalAffectsGeneAssociation", _AFFECTS, _CHEMICAL, _GENE, _BOTH),
    Association("ChemicalAffectsBiologicalEntityAssociation", _AFFECTS, _CHEMICAL, _BIOLOGICAL, _BOTH),
    Association("GeneAffectsChemicalAssociation", _AFFECTS, _GENE, _CHEMICAL, _BOTH),
    Association("ChemicalGeneInteractionAssociation", _BINDS, _CHEMICAL, _GENE, _BOTH),
    Association("PairwiseGeneToGeneInteraction", _BINDS, _GENE, _GENE, _BOTH),
    Association(
        "ChemicalOrDrugOrTreatmentToDiseaseOrPhenotypicFeatureAssociation", _HELPS, _CHEMICAL | _TREATMENT, _CONDITION,
        _BOTH,
    ),
    Association("ExposureEventToPhenotypicFeatureAssociation", _ANY, _TREATMENT, _FEATURE, _BOTH),
    Association("PhenotypicFeatureToPhenotypicFeatureAssociation", _ANY, _FEATURE, _FEATURE, _BOTH),
    Association("DiseaseToPhenotypicFeatureAssociation", _ANY, _DISEASE, _FEATURE, _BOTH),
    Association(
        "ChemicalEntityToDiseaseOrPhenotypicFeatureAssociation", _BRINGS, _CHEMICAL | _TREATMENT, _CONDITION, _BOTH
    ),
    Association("EntityToPhenotypicFeatureAssociation", _ANY, _ANY, _FEATURE, _BOTH),
    Association("EntityToDiseaseAssociation", _ANY, _ANY, _DISEASE, _BOTH),
    Association("ChemicalEntityToBiologicalProcessAssociation", _ANY, _CHEMICAL, _PROCESS, frozenset(("direction",))),
    Association(
        "NamedThingAssociatedWithLikelihoodOfNamedThingAssociation", _LIKELIHOOD, _ANY, _ANY, frozenset(("aspect",))
    ),
    Association("Association", _ANY, _ANY, _ANY, frozenset()),
)  # fmt: skip


def association(said: Relation, subject: str, object_: str) -> str | None:
    """The narrowest class for an edge between two categories; ``None`` when none has a place for its qualifiers."""
    return next((f"biolink:{each.name}" for each in ASSOCIATIONS if each.fits(said, subject, object_)), None)
