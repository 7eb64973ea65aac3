"""Paragraphs out of the lines of pages: running heads dropped, words joined that a line end parted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from statistics import median

from evidence.reading.documents.draft import Builder
from evidence.reading.types import BlockKind

_DIGITS = re.compile(r"\d+")
_ITEM = re.compile(r"(?:[•‣◦▪●–*-]|\(?\d{1,2}[.)]|\[\d{1,3}\])\s+\S")
_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_PARTED = re.compile(r"([A-Za-zÀ-ÿ]+)[-\u2010\u00ad]$")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:-[A-Za-zÀ-ÿ]+)*")
_HEADING = re.compile(r"(?:\d+(?:\.\d+)*\.?\s+)?[A-Z][^.!?;]{2,80}")
# First parts that keep their hyphen where nothing else in the text settles it.
_COMPOUND = frozenset((
    "placebo", "double", "single", "open", "long", "short", "low", "high", "dose", "self", "well", "treatment", "evidence",
    "opioid", "half", "two", "three", "four", "five", "six", "ten", "one", "follow", "within", "between", "cross", "first",
    "second", "third", "mid", "risk", "case", "time", "population", "dopamine", "serotonin", "ketamine",
))  # fmt: skip


def paragraphs(builder: Builder, pages: list[str]) -> None:
    """Add the text of all pages; a paragraph may go on over the end of a page."""
    repeated = _running(pages)
    words = Counter(word.lower() for page in pages for word in _WORD.findall(page))
    kind: BlockKind = "paragraph"
    before = ""
    for number, page in enumerate(pages, 1):
        lines = list(_lines(page, repeated))
        usual = median([len(line) for _, line in lines if line] or [0])
        for column, line in lines:
            if not line:
                before = before + "\n" if before else before
                continue
            if builder.open and _breaks(before, line, usual):
                builder.close(kind)
            if not builder.open:
                kind = "list-item" if _ITEM.match(line) else "paragraph"
            _join(builder, before, line, number, column, words)
            before = line
        if before and not _goes_on(before):
            builder.close(kind)
    builder.close(kind)


def _running(pages: list[str]) -> set[str]:
    """Lines at the top or foot of many pages, numbers aside."""
    seen: Counter[str] = Counter()
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        seen.update({_DIGITS.sub("#", line) for line in (*lines[:2], *lines[-2:]) if len(lines) > 4})
    enough = max(2, min(len(pages) // 4, 5))
    return {line for line, count in seen.items() if count >= enough}


def _lines(page: str, repeated: set[str]) -> Iterator[tuple[int, str]]:
    """The lines that are text, each with its column in the page."""
    column = 1
    whole = page.split("\n")
    edge = {index for index, line in enumerate(whole) if line.strip()}
    ends = {*sorted(edge)[:2], *sorted(edge)[-2:]}
    for index, line in enumerate(whole):
        words = line.strip()
        running = index in ends and (_DIGITS.sub("#", words) in repeated or _NUMBER.fullmatch(words))
        if not running:
            yield column + len(line) - len(line.lstrip()), words
        column += len(line) + 1


def _breaks(before: str, line: str, usual: float) -> bool:
    """Whether a new paragraph begins with ``line``."""
    if before.endswith("\n"):
        return not (_goes_on(before.strip()) and line[0].islower())
    if _ITEM.match(line):
        return True
    if before.endswith((".", "!", "?", ":", '."', ".”")) and len(before) < 0.8 * usual:
        return True
    return _HEADING.fullmatch(before) is not None and len(before) < 0.6 * usual and line[0].isupper()


def _goes_on(line: str) -> bool:
    return not line.rstrip().endswith((".", "!", "?", ":", ".”", '."', ".)")) and len(line) > 20


def _join(builder: Builder, before: str, line: str, page: int, column: int, words: Counter[str]) -> None:
    """Add a line to the block that is open: after a space, or glued to the half word before it."""
    if builder.open:
        parted = _PARTED.search(before.rstrip("\n"))
        if parted and line[0].islower():
            if not _keeps_hyphen(parted[1], line, words):
                builder.unput("-\u2010\u00ad")
        else:
            builder.add(" ", page, column)
    builder.add(line, page, column)


def _keeps_hyphen(first: str, line: str, words: Counter[str]) -> bool:
    """Whether a hyphen at a line end belongs to the word: the rest of the text says so, or its first part does."""
    following = _WORD.match(line)
    rest = following[0].lower() if following else ""
    whole, parted = words[first.lower() + rest.partition("-")[0]], words[f"{first.lower()}-{rest}"]
    if whole or parted:
        return parted > whole
    return first.lower() in _COMPOUND
