"""What a text cites, as the judge reads it: spans with the sources they stand for."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from evidence.reading.types import Span


class Cited(NamedTuple):
    """A stretch of text that names sources or studies of the base.

    ``studies`` are those meant; of several, the text may mean any. ``sources`` are set when documents themselves are
    cited. ``label`` is how the text puts it.
    """

    span: Span
    sources: tuple[str, ...]
    studies: tuple[str, ...]
    label: str


class Citations(Protocol):
    """Resolves citation keys and numbered references (from BibTeX, CSL or a reference list) to source ids."""

    def within(self, start: int, end: int) -> list[tuple[Span, tuple[str, ...]]]:
        """The citations between two offsets, each with the ids of the sources it stands for."""
        ...


class NoCitations:
    """A text without a reference list."""

    def within(self, start: int, end: int) -> list[tuple[Span, tuple[str, ...]]]:  # noqa: ARG002
        """Nothing is cited."""
        return []
