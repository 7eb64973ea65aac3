"""What Biolink's categories, taxa and prefixes are in a base."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from evidence.ids import CURIE, PREFIXES
from evidence.model import ConceptKind, Species

#: By category, then by prefix for something without one.
_CATEGORIES: dict[ConceptKind, str] = {
    "target": "Gene Protein GeneOrGeneProduct GeneProduct Transcript RNAProduct GeneFamily ProteinFamily Polypeptide "
    "MacromolecularComplex SequenceVariant Genotype NucleicAcidEntity",
    "drug": "Drug SmallMolecule ChemicalEntity ChemicalSubstance MolecularEntity MolecularMixture ChemicalMixture",
    "condition": "Disease PhenotypicFeature DiseaseOrPhenotypicFeature ClinicalFinding",
    "process": "BiologicalProcess Pathway MolecularActivity PhysiologicalProcess PathologicalProcess Phenomenon",
    "region": "AnatomicalEntity GrossAnatomicalStructure Cell CellularComponent CellLine",
    "treatment": "Treatment ClinicalIntervention Procedure",
    "population": "OrganismTaxon PopulationOfIndividualOrganisms Cohort",
    "measure": "ClinicalMeasurement ClinicalAttribute Attribute",
    "organisation": "Agent",
}
_BY_CATEGORY: dict[str, ConceptKind] = {name: kind for kind, names in _CATEGORIES.items() for name in names.split()}
_BY_PREFIX: dict[str, ConceptKind] = {
    "HGNC": "target", "NCBIGene": "target", "ENSEMBL": "target", "UniProtKB": "target", "PR": "target",
    "MONDO": "condition", "DOID": "condition", "HP": "condition", "OMIM": "condition", "CHEBI": "drug",
    "DRUGBANK": "drug", "RXCUI": "drug", "UBERON": "region", "CL": "region", "NCBITaxon": "population",
}  # fmt: skip
_SPELT = {"RXCUI": "RXNORM", "UniProtKB": "UNIPROT"}
_TAXA: dict[str, Species] = {"NCBITaxon:9606": "human", "NCBITaxon:10090": "mouse", "NCBITaxon:10116": "rat"}

#: Levels of knowledge that are no study's result.
BACKGROUND = frozenset(("logical_entailment", "prediction"))
#: Qualifiers that are read elsewhere: species belongs to the result.
NOT_READ = frozenset(("species_context_qualifier",))


def kind_of(categories: Iterable[str], told: str, name: str) -> ConceptKind:
    """The kind of a node: told by our own export, else by its category or prefix, else ``factor``, the widest."""
    if told in get_args(ConceptKind):
        return told  # type: ignore[return-value]
    known = (_BY_CATEGORY.get(category.rpartition(":")[2]) for category in categories)
    return next((kind for kind in known if kind), _BY_PREFIX.get(name.partition(":")[0], "factor"))


def species_of(row: dict[str, Any]) -> tuple[Species, ...]:
    """In whom a result was found, where the edge says so."""
    found = _TAXA.get(str(row.get("species_context_qualifier")))
    return (found,) if found else ()


def xref_of(written: str) -> str | None:
    """A CURIE with a prefix that a base knows, as a base spells it."""
    prefix, _, local = written.partition(":")
    curie = f"{_SPELT.get(prefix, prefix)}:{local}"
    return curie if _SPELT.get(prefix, prefix) in PREFIXES and CURIE.match(curie) else None
