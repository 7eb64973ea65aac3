"""What became of documents after they were published: dated snapshots, what they say of a base, and what follows."""
