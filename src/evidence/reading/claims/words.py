"""The plain words of a text, as claims and names are compared by them."""

from __future__ import annotations

from evidence.plain_words import Word, key, singular, words

__all__ = ["Word", "key", "singular", "words"]
