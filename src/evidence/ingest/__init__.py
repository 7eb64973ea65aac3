"""Documents in: what files and services say about a publication, and the texts that are held of it."""
