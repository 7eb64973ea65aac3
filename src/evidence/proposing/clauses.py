"""A result as clauses: short stretches that each say one thing, with the words that tell what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from evidence.reading.language.sentences import sentences
from evidence.reading.language.tokens import word_set

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_CUT = re.compile(
    r";\s|,?\s+(?:but|whereas|although|though|however|while|yet)\b,?\s"
    r"|,\s+(?:and\s+)?(?=(?:no|not|did|there|with no|without|neither)\b)|\n{2,}",
    re.I,
)
_BLANKS = re.compile(r"[^\S\n]")
#: A row of a table as text: short lines, one a cell.
_CELL = 40
_LIGHT = word_set(
    "a an the of in on at to for with and or by from as is are was were be been has had have its their this "
    "that these  those between among during after before than into per each all both group groups patients "
    "participants subjects  people women men children rate rates level levels score scores number mean total "
    "change changes value values  incidence proportion percentage time day days week weeks month months year "
    "years at only plus treatment  intervention control study phase phases arm arms therapy dose doses daily "
    "weekly mg group-based h hours hour kg ml  received receive given once twice three two one four per-day "
    "initially then also "
)


class Clause(NamedTuple):
    """A stretch of a text, with its offset in it."""

    text: str
    start: int


def even(text: str) -> str:
    """``text`` with every kind of blank as a space and every minus as ``-``: the same length, so that places hold."""
    return _BLANKS.sub(" ", text).replace("−", "-").replace("‐", "-").replace("‑", "-").replace("·", ".")


def clauses(text: str) -> Iterator[Clause]:
    """The clauses of a text, in order; the row of a table is one."""
    if is_row(text):
        yield Clause(text, 0)
        return
    for span in sentences(text, 0, len(text)):
        start = span.start
        for cut in _CUT.finditer(text, span.start, span.end):
            if cut.start() - start > 10:
                yield Clause(text[start : cut.start()], start)
                start = cut.start() + len(cut.group()) - len(cut.group().lstrip("; ,\n"))
        yield Clause(text[start : span.end], start)


def is_row(text: str) -> bool:
    """Whether a text is a row taken out of a table."""
    lines = [line for line in text.strip().split("\n") if line.strip()]
    return len(lines) >= 3 and sum(len(line) < _CELL for line in lines) >= len(lines) - 1


@lru_cache(maxsize=4096)
def telling(text: str) -> frozenset[str]:
    """The stems of the words of a text that tell what it is about; all its words when all are light."""
    found = {stem(word) for word in _WORD.findall(text.lower())}
    return frozenset(found - _LIGHT) or frozenset(found)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending, so that one and many compare alike."""
    word = word.replace("’", "'").removesuffix("'s")
    for ending in ("ations", "ation", "ical", "ings", "ing", "ies", "ed", "es", "al", "ly", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def places(text: str, wanted: frozenset[str]) -> list[int]:
    """Where in a text the wanted stems stand."""
    return [match.start() for match in _WORD.finditer(text.lower()) if stem(match.group()) in wanted]
