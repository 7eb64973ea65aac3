"""The vocabularies the export speaks, and how a prefixed name becomes an address."""

from __future__ import annotations

from functools import cache

#: Our own terms: what no shared vocabulary has a word for. docs/rdf.md is their published page.
EV = "https://w3id.org/evidence-kb/terms#"
#: Bases live below this address, each in a folder named after its title.
BASES = "https://w3id.org/evidence-kb/base/"

NAMESPACES: dict[str, str] = {
    "biolink": "https://w3id.org/biolink/vocab/",
    "cito": "http://purl.org/spar/cito/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "eco": "http://purl.obolibrary.org/obo/ECO_",
    "ev": EV,
    "fabio": "http://purl.org/spar/fabio/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sepio": "http://purl.obolibrary.org/obo/SEPIO_",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "taxon": "http://purl.obolibrary.org/obo/NCBITaxon_",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@cache
def term(name: str) -> str:
    """``dcterms:title`` → ``<http://purl.org/dc/terms/title>``. Names are our own, never data."""
    prefix, _, local = name.partition(":")
    return f"<{NAMESPACES[prefix]}{local}>"


def short(address: str) -> str:
    """The prefixed name of an address without brackets, or the address itself."""
    for prefix, namespace in NAMESPACES.items():
        if address.startswith(namespace):
            return f"{prefix}:{address[len(namespace) :]}"
    return address
