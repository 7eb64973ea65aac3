"""A sentence as words and marks with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

# Numbers keep their decimals, words their hyphens and apostrophes; every other mark stands alone.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:[-‐‑'’][^\W_]+)*|[^\w\s]|_+")


class Tokens(NamedTuple):
    """Words of one sentence: as written, in lower case, and where each starts and ends in the sentence."""

    text: str
    written: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]

    def size(self) -> int:
        """How many words and marks there are."""
        return len(self.words)


def tokens(text: str) -> Tokens:
    """Cut one sentence into words and marks."""
    found = list(_TOKEN.finditer(text))
    written = [match.group() for match in found]
    words = [word.lower().replace("’", "'").replace("‐", "-").replace("‑", "-") for word in written]
    return Tokens(text, written, words, [match.start() for match in found], [match.end() for match in found])
