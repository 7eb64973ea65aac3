"""What a draft cites, as sources of the base: identifiers, links, keys, numbers, authors and years."""

from evidence.reading.citations.resolve import Citation, Citations, resolve

__all__ = ["Citation", "Citations", "resolve"]
