"""The wall: below it code reads YAML, above it code reads SQLite and nothing else."""
