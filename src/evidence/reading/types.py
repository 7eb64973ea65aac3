"""What is read out of a text, as values. Offsets count characters in the document's text, from 0."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "paragraph", "list-item", "table-cell", "caption", "quote", "reference", "code"]


class Block(NamedTuple):
    """A run of text that belongs together; sentences never cross blocks."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True)
class Document:
    """A text as read. ``origins`` maps offsets of ``text`` to line and column (from 1) in the file it came from.

    ``origins`` is a sorted list of (offset, line, column): from one entry to the next, columns run on with the text.
    """

    path: str
    text: str
    blocks: tuple[Block, ...]
    origins: tuple[tuple[int, int, int], ...]
    title: str | None = None

    @cached_property
    def _offsets(self) -> list[int]:
        return [offset for offset, _, _ in self.origins]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        index = bisect_right(self._offsets, offset) - 1
        if index < 0:
            return 1, offset + 1
        start, line, column = self.origins[index]
        return line, column + offset - start


class Span(NamedTuple):
    """A stretch of the document's text."""

    start: int
    end: int


Polarity = Literal["affirmed", "negated"]
Certainty = Literal["hedged", "plain", "emphatic"]


class Cue(NamedTuple):
    """A word or phrase that changes what a sentence says, and how far its force reaches (itself included).

    ``term`` is the phrase as the lexicon has it, in lower case; empty where a pattern found it. ``inside`` says that
    the denial is part of a word with a meaning of its own: "ineffective", "unable".
    """

    kind: Literal["negation", "speculation", "emphasis", "question", "attribution", "comparison"]
    start: int
    end: int
    scope: Span
    term: str = ""
    inside: bool = False


class Quantity(NamedTuple):
    """A number with its unit as written: ``70``, ``%``; ``kind`` is percent, count, dose, duration, p, effect, year, other."""

    start: int
    end: int
    value: str
    unit: str
    kind: str


@dataclass(frozen=True)
class Sentence:
    """One sentence and what its wording says, before anything is known about claims."""

    text: str
    start: int
    end: int
    block: BlockKind
    cues: tuple[Cue, ...] = ()
    certainty: Certainty = "plain"
    causal_level: int = 0
    is_question: bool = False
    species: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()

    def negated(self, start: int, end: int) -> bool:
        """Whether an odd number of negations reach over this stretch."""
        return (
            sum(cue.kind == "negation" and cue.scope.start <= start and end <= cue.scope.end for cue in self.cues) % 2
            == 1
        )

    def hedged(self, start: int, end: int) -> bool:
        """Whether a speculation cue reaches over this stretch."""
        return any(cue.kind == "speculation" and cue.scope.start <= start and end <= cue.scope.end for cue in self.cues)
