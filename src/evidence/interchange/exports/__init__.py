"""One module a format: a compiled base written in it, and a list of what it cannot hold."""
