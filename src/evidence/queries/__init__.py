"""Saved questions: SQL over the views of a compiled base, SPARQL over its RDF; a header explains each."""
