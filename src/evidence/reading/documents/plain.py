"""Plain text: paragraphs are parted by blank lines, list items by their marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from evidence.reading.documents.draft import Builder, Draft
from evidence.reading.types import BlockKind

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_ITEM = re.compile(r"[ \t]*+(?:[-*+•‣◦·–][ \t]++|\(?\d{1,3}[.)][ \t]++(?=\D))")
_NUMBERED = re.compile(r"[ \t]*+\[\d{1,3}\][ \t]")
_QUOTE = re.compile(r"[ \t]*+(?:>[ \t]?+)++")


def read_plain(text: str, path: str) -> Draft:
    """A plain text as a draft."""
    builder = Builder()
    comments, text = _comments(text)
    kind: BlockKind = "paragraph"
    for number, line in enumerate(text.split("\n"), 1):
        kind = _line(builder, line, number, kind)
        for words in comments.get(number, ()):
            builder.remark(words, number)
    builder.close(kind)
    return builder.draft(path)


def _comments(text: str) -> tuple[dict[int, list[str]], str]:
    """Comments by the line they begin on, and the text with spaces in their place."""
    found: dict[int, list[str]] = {}
    if "<!--" not in text or "-->" not in text:
        return found, text
    ends = list(accumulate(len(line) + 1 for line in text.split("\n")))
    for comment in _COMMENT.finditer(text):
        found.setdefault(bisect_right(ends, comment.start()) + 1, []).append(comment[1])
    return found, _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)


def _line(builder: Builder, line: str, number: int, kind: BlockKind) -> BlockKind:
    """Add one line; the kind of the block that is open afterwards."""
    if not line.strip():
        builder.close(kind)
        return "paragraph"
    mark, new = 0, kind
    if item := _ITEM.match(line):
        mark, new = item.end(), "list-item"
    elif quote := _QUOTE.match(line):
        mark, new = quote.end(), "quote"
    elif kind == "quote":
        new = "paragraph"
    if item or new != kind or _NUMBERED.match(line):
        builder.close(kind)
    if builder.open:
        builder.add(" ", number, 1)
    words = line[mark:].rstrip()
    builder.add(words.lstrip(), number, mark + 1 + len(words) - len(words.lstrip()))
    return new
