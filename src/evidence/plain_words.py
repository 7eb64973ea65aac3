"""Text cut into plain words with their places: what names, phrasings and sentences are compared by."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"5-?\s?ht(?=\W|\d|$)(?:\(?\d[a-d]\)?)?r?|\d+(?:[.,]\d+)*|[^\W\d_]+\d*[^\W_]*|\d+[^\W_]*", re.I)
_KEEP_S = ("ss", "us", "is", "as", "os")


class Word(NamedTuple):
    """A word in plain form, and where it stands in the text."""

    plain: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text in lower case; hyphens part words, ``5-HT1B`` is one, a possessive ``s`` is left out."""
    spaced = _spaced(text)
    found = []
    for match in _WORD.finditer(spaced):
        word = match.group()
        start, end = match.span()
        if not (word in "sS" and spaced[start - 1 : start] == "'"):
            found.append(Word(_plain(word), start, end))
    return found


def _spaced(text: str) -> str:
    """Greek letters keep their place: one character is read as one, so offsets hold."""
    return text if text.isascii() else "".join(_ONE.get(letter, letter) for letter in text)


# One letter for one letter; the names of Greek letters are handled by ``key``.
_ONE = {"μ": "µ", "’": "'", "‑": "-", "‐": "-", "–": "-", "−": "-", "\u00a0": " "}
_LETTER = {"µ": "mu", "κ": "kappa", "δ": "delta", "α": "alpha", "β": "beta", "γ": "gamma"}


@lru_cache(maxsize=20_000)
def _plain(word: str) -> str:
    low = word.lower()
    if low.startswith("5") and "ht" in low[:4]:
        return re.sub(r"[-\s()]", "", low)
    return _LETTER.get(low, low)


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """A word without its plural ending, roughly: enough to compare names."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(_KEEP_S):
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]


def key(found: list[Word]) -> tuple[str, ...]:
    """The comparable form of a name: its words in the singular."""
    return tuple(singular(word.plain) for word in found)


def is_short(found: tuple[str, ...]) -> bool:
    """Whether a name is one short word, which may be an everyday word when it is not written in capitals."""
    return len(found) == 1 and len(found[0]) <= 5 and found[0].isalpha()
