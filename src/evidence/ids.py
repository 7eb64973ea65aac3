"""Identifiers: readable slugs, line and assertion ids, CURIEs; and the nearest known one to a misspelt one."""

from __future__ import annotations

import re
from collections.abc import Iterable

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
CURIE = re.compile(r"[A-Za-z][A-Za-z0-9_.]*:[A-Za-z0-9_][A-Za-z0-9_.\-]*\Z")

#: Prefixes an external reference may use, with the base address a CURIE expands to.
PREFIXES: dict[str, str] = {
    "CHEBI": "http://purl.obolibrary.org/obo/CHEBI_",
    "DOID": "http://purl.obolibrary.org/obo/DOID_",
    "DRUGBANK": "https://go.drugbank.com/drugs/",
    "EFO": "http://www.ebi.ac.uk/efo/EFO_",
    "GO": "http://purl.obolibrary.org/obo/GO_",
    "HGNC": "https://identifiers.org/hgnc:",
    "HP": "http://purl.obolibrary.org/obo/HP_",
    "LOINC": "https://loinc.org/",
    "MESH": "http://id.nlm.nih.gov/mesh/",
    "MONDO": "http://purl.obolibrary.org/obo/MONDO_",
    "NCBIGene": "https://identifiers.org/ncbigene:",
    "NCBITaxon": "http://purl.obolibrary.org/obo/NCBITaxon_",
    "NCIT": "http://purl.obolibrary.org/obo/NCIT_",
    "PR": "http://purl.obolibrary.org/obo/PR_",
    "PUBCHEM.COMPOUND": "https://identifiers.org/pubchem.compound:",
    "RXNORM": "https://identifiers.org/rxnorm:",
    "UBERON": "http://purl.obolibrary.org/obo/UBERON_",
    "UMLS": "https://identifiers.org/umls:",
    "UNIPROT": "https://identifiers.org/uniprot:",
    "WIKIDATA": "http://www.wikidata.org/entity/",
}


def is_slug(text: str) -> bool:
    """Whether ``text`` is a readable slug such as ``tiger-2020-trial``."""
    return bool(SLUG.match(text)) and len(text) <= 100


def slugged(text: str) -> str:
    """A slug of a text: Latin letters without their marks, digits, hyphens; ``""`` when nothing is left."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


def quoted(text: str) -> str:
    """Text that somebody gave, in quotes, for a message: no more than one line of it."""
    return repr(text if len(text) <= 80 else text[:79] + "…")


def nearest(unknown: str, known: Iterable[str]) -> str | None:
    """The known id most like ``unknown``, or ``None`` when nothing is close."""
    from difflib import get_close_matches

    if len(unknown) > 1000:
        return None
    matches = get_close_matches(unknown, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def nearest_hint(unknown: str, known: Iterable[str], otherwise: str) -> str:
    """``did you mean …?`` when something is close, else ``otherwise``."""
    match = nearest(unknown, known)
    return f"did you mean {match}?" if match else otherwise
