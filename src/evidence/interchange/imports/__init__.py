"""One module a format: ``gather(path, into)`` reads another project's files into ``Gathered``."""
