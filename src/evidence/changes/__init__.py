"""What differs between two states of a base, and why: two git revisions, a revision and the files, or two bases."""
