"""New records: what can be filled in from what was given and from the base, and what is left to a person."""
