"""DrugMechDB's kinds of node and of link, as kinds of concept and as sentences."""

from __future__ import annotations

from evidence.ids import CURIE, PREFIXES
from evidence.model import ConceptKind

KINDS: dict[str, ConceptKind] = {
    "Drug": "drug",
    "ChemicalSubstance": "factor",
    "Protein": "target",
    "GeneFamily": "target",
    "MacromolecularComplex": "target",
    "BiologicalProcess": "process",
    "MolecularActivity": "process",
    "Pathway": "process",
    "CellularComponent": "region",
    "GrossAnatomicalStructure": "region",
    "Cell": "region",
    "Disease": "condition",
    "PhenotypicFeature": "condition",
    "OrganismTaxon": "factor",
}
_PREFIXES = {"UniProt": "UNIPROT", "DB": "DRUGBANK", "taxonomy": "NCBITaxon"}
#: Links that are no verb in the third person.
_PHRASES = {
    "manifestation of": "is a manifestation of",
    "location of": "is the location of",
    "phenotype of": "is a phenotype of",
    "subclass of": "is a kind of",
    "superclass of": "has as a kind",
}
_VERBS = ("has ", "derives ", "coexists ", "is ", "contributes ", "participates ", "occurs ", "molecularly ")
_IS = ("correlated ", "positively correlated ", "negatively correlated ", "similar ", "chemically ", "actively ")
_PASSIVE = (" by", " in", " of", " for", " to")


def sentence(subject: str, link: str, target: str) -> str:
    """The link as a sentence: ``A is positively correlated with B.``"""
    return f"{_capital(subject)} {_verb(link)} {target}."


def _verb(link: str) -> str:
    if link in _PHRASES:
        return _PHRASES[link]
    word = link.partition(" ")[0]
    if link.startswith(_IS) or word in ("part", "in", "capable", "located", "expressed", "caused", "affected"):
        return f"is {link}"
    if link.startswith(_VERBS) or word.endswith(("s", "ly")):
        return link
    return f"is {link}" if link.endswith(_PASSIVE) else link


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:] if name[:2].islower() else name


def xref(node: str) -> str | None:
    """The node's id as an external reference, when its prefix is a known one."""
    prefix, _, number = node.partition(":")
    found = f"{_PREFIXES.get(prefix, prefix)}:{number}"
    return found if found.partition(":")[0] in PREFIXES and CURIE.match(found) else None
