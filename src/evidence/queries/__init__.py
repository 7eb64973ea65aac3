"""Saved questions: SQL over the views of a compiled base and SPARQL over its RDF, each with a header that explains it."""
