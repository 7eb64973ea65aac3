"""A base as RDF, and SPARQL over it: the one door to rdflib and the store beneath it."""

from evidence.rdf.export import FORMATS, export

__all__ = ["FORMATS", "export"]
