"""A draft: the document, and what stands beside its words (links, comments, front matter). Built piece by piece."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from evidence.reading.types import Block, BlockKind, Document


class Link(NamedTuple):
    """A stretch of the text (empty for a bare mark) that leads somewhere: an address, or ``#name`` in this file."""

    start: int
    end: int
    target: str


class Remark(NamedTuple):
    """A comment in the source, on the lines ``line`` to ``last``; ``offset`` is where in the text it stands.

    ``alone`` says that it stands outside any paragraph, and so speaks of the next one.
    """

    text: str
    offset: int
    line: int
    last: int
    alone: bool


@dataclass(frozen=True)
class Draft:
    """A document as its writer made it.

    ``anchors`` leads from a name in the file (a footnote, an id) to the offset of the text that bears it. ``unit`` says
    what the document's lines count: ``line``, ``paragraph`` (DOCX) or ``page`` (PDF).
    """

    document: Document
    links: tuple[Link, ...] = ()
    remarks: tuple[Remark, ...] = ()
    anchors: dict[str, int] = field(default_factory=dict)
    front: dict[str, Any] = field(default_factory=dict)
    unit: str = "line"

    @cached_property
    def _ends(self) -> list[int]:
        return [block.end for block in self.document.blocks]

    def block_at(self, offset: int) -> Block | None:
        """The block that holds an offset, or the first one after it."""
        place = bisect_right(self._ends, offset)
        return self.document.blocks[place] if place < len(self._ends) else None


# Characters without a width or that turn the direction: they hide words from a reader and from a matcher.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_REFERENCES = re.compile(
    r"(?:\d+\.?\s*)?(?:references?|bibliography|literature(?: cited)?|works cited|sources|further reading|endnotes)\s*:?\s*",
    re.IGNORECASE,
)


class Builder:
    """Gathers text block by block and remembers where each piece came from."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.size = 0
        self.origins: list[tuple[int, int, int]] = []
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.remarks: list[Remark] = []
        self.anchors: dict[str, int] = {}
        self.front: dict[str, Any] = {}
        self.title: str | None = None
        self._begin = 0
        self._next = (0, 0)  # the place that runs on from the last piece
        self._references = 0  # level of the heading that opened a list of references; 0 outside one

    @property
    def open(self) -> bool:
        """Whether the block being gathered holds anything."""
        return self.size > self._begin

    def add(self, text: str, line: int, column: int) -> None:
        """Add text that stands at one place of the source; hidden characters are left out, controls become spaces."""
        if text.isprintable():  # nothing hidden: no mark without a width is
            self._put(text, line, column)
            return
        start = 0
        for hidden in _INVISIBLE.finditer(text):
            self._put(_CONTROL.sub(" ", text[start : hidden.start()]), line, column + start)
            start = hidden.end()
        self._put(_CONTROL.sub(" ", text[start:]), line, column + start)

    def _put(self, text: str, line: int, column: int) -> None:
        if not text:
            return
        if (line, column) != self._next:
            self.origins.append((self.size, line, column))
        self.pieces.append(text)
        self.size += len(text)
        self._next = (line, column + len(text))

    def unput(self, marks: str) -> None:
        """Take back the last character if it is one of ``marks``: the hyphen of a word that a line end parted."""
        if self.open and self.pieces[-1][-1:] in marks:
            self.pieces[-1] = self.pieces[-1][:-1]
            self.size -= 1
            self._next = (0, 0)

    def link(self, start: int, target: str) -> None:
        """The text from ``start`` up to here leads to ``target``."""
        if target:
            self.links.append(Link(start, self.size, target))

    def remark(self, text: str, line: int) -> None:
        """Keep a comment that stands here, and begins on this line of the source."""
        self.remarks.append(Remark(text.strip(), self.size, line, line + text.count("\n"), not self.open))

    def close(self, kind: BlockKind = "paragraph", level: int = 0) -> None:
        """End the block, if it holds anything but space; ``level`` is that of a heading."""
        begin, text = self._begin, ""
        if self.size > begin:
            text = self._tail(begin)
            if text.strip():
                self.blocks.append(Block(begin, self.size, self._kind(kind, level, text)))
                if kind == "heading" and level == 1 and self.title is None:
                    self.title = " ".join(text.split())
            self.pieces.append("\n\n")
            self.size += 2
            self._next = (0, 0)
        self._begin = self.size

    def _tail(self, begin: int) -> str:
        """The text from ``begin`` on: the last pieces."""
        have, index = self.size, len(self.pieces)
        while have > begin:
            index -= 1
            have -= len(self.pieces[index])
        return "".join(self.pieces[index:])

    def _kind(self, kind: BlockKind, level: int, text: str) -> BlockKind:
        """What follows a heading that says "References" is a reference, up to the next heading as high."""
        bare = kind in ("heading", "paragraph") and len(text) < 40 and _REFERENCES.fullmatch(text.strip())
        if bare:
            self._references = level or 9
            return "heading"
        if kind == "heading":
            if self._references and level <= self._references:
                self._references = 0
            return kind
        return "reference" if self._references and kind in ("paragraph", "list-item", "table-cell") else kind

    def draft(self, path: str, unit: str = "line") -> Draft:
        """The draft, when all has been added."""
        self.close()
        document = Document(
            path, "".join(self.pieces).rstrip("\n"), tuple(self.blocks), tuple(self.origins), self.title
        )
        return Draft(document, tuple(self.links), tuple(self.remarks), self.anchors, self.front, unit)
