"""The closed list of what may be folded before two passages are compared, and the way back to the text as it is.

Folded: NFC; runs of white space to one space; curly quotes; the dash family to ``-``; soft hyphens away; Latin
ligatures to letters. Not folded, ever: digits, decimal points, signs, ``< > = ≤ ≥ ±``, percent, brackets, superscripts,
case. NFKC would fold superscripts and fractions, so it is not used. A hyphen at a line end is for ``quotes``.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_left, bisect_right

DASHES = "-‐‑‒–—―−"
#: Hyphens that join the parts of one word, unlike a dash between words.
HYPHENS = "-‐‑"

_FOLDS = {
    **dict.fromkeys(map(ord, DASHES[1:]), "-"),
    **dict.fromkeys(map(ord, "‘’‚‛"), "'"),
    **dict.fromkeys(map(ord, "“”„‟"), '"'),
    0xAD: None,
    **dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
}
_UNEVEN = re.compile("[\xad\ufb00-\ufb06]")
_STRETCH = re.compile(r"\S+(?:\s\S+)*")
_WORD = re.compile(r"\S+")
_SOFT_LINE_END = re.compile("\xad(?=[ \t]*[\r\n])")


def fold(text: str) -> str:
    """``text`` folded, without white space at either end."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(_composed(_hyphens_seen(text)).translate(_FOLDS).split())


def _hyphens_seen(text: str) -> str:
    """A soft hyphen at a line end is there to be seen: a hyphen like any other. The length stays."""
    return _SOFT_LINE_END.sub("‐", text) if "\xad" in text else text


def _composed(text: str) -> str:
    if unicodedata.is_normalized("NFC", text):
        return text
    return "".join(unicodedata.normalize("NFC", text[start:end]) for start, end in _clusters(text))


class Offsets:
    """The way from ``fold(text)`` back to ``text``.

    Kept a stretch: what lies between two runs of white space, or one word where folding changes the length of words.
    """

    def __init__(self, text: str) -> None:
        self._folded: list[int] = []
        self._raw: list[tuple[int, int]] = []
        self._changed: dict[int, list[int]] = {}
        here = 0
        even = text.isascii() or (unicodedata.is_normalized("NFC", text) and not _UNEVEN.search(text))
        for match in (_STRETCH if even else _WORD).finditer(_hyphens_seen(text)):
            start, end = match.span()
            plain = even or match[0].isascii()
            within = [] if plain else _within(match[0])
            long = end - start if plain else len(within)
            if not long:
                continue  # soft hyphens only
            if len(within) and within != list(range(end - start)):
                self._changed[len(self._raw)] = within
            self._folded.append(here)
            self._raw.append((start, end))
            here += long + 1

    def start(self, folded: int) -> int:
        """Where the folded character begins in the text; a space begins where the word before it ends."""
        word = bisect_right(self._folded, folded) - 1
        start, end = self._raw[word]
        within = self._changed.get(word)
        inside = folded - self._folded[word]
        if within is None:
            return min(start + inside, end)
        return start + within[inside] if inside < len(within) else end

    def end(self, folded: int) -> int:
        """Where the folded character ends in the text."""
        here = self.start(folded)
        word = bisect_right(self._folded, folded) - 1
        end = self._raw[word][1]
        within = self._changed.get(word)
        if within is None:
            return min(here + 1, end) if here < end else here
        further = (self._raw[word][0] + at for at in within if self._raw[word][0] + at > here)
        return next(further, end)

    def folded(self, raw: int) -> int:
        """The first folded character that begins at or after ``raw``."""
        word = bisect_right(self._raw, (raw, sys.maxsize)) - 1
        if word < 0:
            return 0
        start, _ = self._raw[word]
        within = self._changed.get(word)
        inside = raw - start if within is None else bisect_left(within, raw - start)
        last = self._folded[word + 1] if word + 1 < len(self._folded) else self._folded[word] + inside
        return min(self._folded[word] + inside, last)


def _within(word: str) -> list[int]:
    """For every character of a folded word where its cluster begins in the word."""
    normal = unicodedata.is_normalized("NFC", word)
    clusters = ((at, at + 1) for at in range(len(word))) if normal else _clusters(word)
    places: list[int] = []
    for start, end in clusters:
        piece = word[start:end] if normal else unicodedata.normalize("NFC", word[start:end])
        places.extend([start] * len(piece.translate(_FOLDS)))
    return places


def _clusters(text: str) -> list[tuple[int, int]]:
    """Each character with the marks that may be composed with it, as start and end."""
    starts = [at for at, char in enumerate(text) if not at or not _joins(char)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _joins(char: str) -> bool:
    return char > "\u02ff" and (unicodedata.category(char)[0] == "M" or "\u1161" <= char <= "\u11c2")


def wordlike(char: str) -> bool:
    """Whether ``char`` belongs to a word or number: a letter, digit, superscript, underscore or combining mark."""
    if char.isascii():
        return char.isalnum() or char == "_"
    return char.isalnum() or char in "⁺⁻₊₋\xad\u200d\u2060" or unicodedata.category(char)[0] == "M"
