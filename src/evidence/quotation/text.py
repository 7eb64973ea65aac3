"""A text made ready once, so that many figures and quotes can be looked for in it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from evidence.quotation import folding
from evidence.quotation.numbers import Number, digits, numbers

#: How much of the text a passage shows on either side of what it is about, in characters.
AROUND = 60


_LINE_END = re.compile(rf"(?<=\w)([{folding.HYPHENS}\xad])[ \t]*(?:\r\n|\r|\n)[ \t]*(?=\w)")
INNER_HYPHEN = re.compile(r"(?<=\w)- ?(?=\w)")


class Passage(NamedTuple):
    """A piece of the text: where it starts and ends, and the words, on one line."""

    start: int
    end: int
    words: str


class Text:
    """A held text with its folded form and its numbers, each made when first asked for."""

    def __init__(self, raw: str) -> None:
        self.raw = raw

    @cached_property
    def folded(self) -> str:
        """The text under the folds of ``folding``."""
        return folding.fold(self.raw)

    @cached_property
    def offsets(self) -> folding.Offsets:
        """Where each folded character stands in ``raw``."""
        return folding.Offsets(self.raw)

    @cached_property
    def line_ends(self) -> frozenset[int]:
        """The places in ``folded`` of the hyphens that stand at a line end, between parts of a word."""
        return frozenset(self.offsets.folded(match.start(1)) for match in _LINE_END.finditer(self.raw))

    @cached_property
    def unhyphened(self) -> tuple[str, list[int]]:
        """The folded text without hyphens inside words, and the place of each character in ``folded``."""
        kept: list[int] = []
        last = 0
        for match in INNER_HYPHEN.finditer(self.folded):
            kept.extend(range(last, match.start()))
            last = match.end()
        kept.extend(range(last, len(self.folded)))
        return INNER_HYPHEN.sub("", self.folded), kept

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Every number, in order."""
        return tuple(numbers(self.raw))

    @cached_property
    def by_digits(self) -> dict[str, list[int]]:
        """The places in ``numbers`` of each number, by its digits without thousands separators."""
        found: dict[str, list[int]] = {}
        for place, number in enumerate(self.numbers):
            found.setdefault(digits(number.digits), []).append(place)
        return found

    def passage(self, start: int, end: int) -> Passage:
        """The words from ``start`` to ``end`` and a little around them, cut at white space."""
        left = self._cut(self.raw.find(" ", max(0, start - AROUND), start) + 1 if start > AROUND else 0, start)
        right = self.raw.rfind(" ", end, end + AROUND) if end + AROUND < len(self.raw) else len(self.raw)
        words = " ".join(self.raw[left : max(right, end)].split())
        return Passage(start, end, words)

    def _cut(self, left: int, start: int) -> int:
        return left if left or start <= AROUND else start
