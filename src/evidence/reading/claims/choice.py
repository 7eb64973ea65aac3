"""Which claims of a large base a text can be about: those that share telling words with one of its sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import zip_longest
from math import log
from typing import NamedTuple

from evidence.reading.claims.lexicon import LIGHT
from evidence.reading.claims.units import slot
from evidence.reading.language.sentences import sentences
from evidence.store import Store

#: A word that more claims hold than this finds none of them; it still ranks those that other words found.
_RARE = 400
#: How many claims a sentence is compared with by its rare words, and how many of them count as nearest to it.
_FOUND = 60
#: Of a long text, fewer for each sentence, so that no more than about so many are looked at; but not fewer than these.
_LOOKED_AT, _FEWEST = 8_000, 5
_NEAREST = 5
_CHUNK = 400
# As the index of the base parts words: a name with a hyphen is two.
_WORD = re.compile(r"[^\W_]+")
# Claims come first in the table, so their rows are those up to the number of claims.
_HITS = (
    "SELECT group_concat(rowid, ' ') FROM"
    " (SELECT rowid FROM document_text WHERE document_text MATCH ? AND rowid <= ? LIMIT ?)"
)


class Choice(NamedTuple):
    """Ids of claims: ``held`` for a text, each once, and the ``nearest`` few of each of its sentences."""

    held: tuple[str, ...]
    nearest: tuple[str, ...]


def choose(store: Store, text: str, claims: int, most: int) -> Choice:
    """Some of the ``claims`` claims of a base: for each sentence those that it shares most with.

    No more than ``most`` in all, or than one for each sentence of a long text.
    """
    said = [_said(text[span.start : span.end]) for span in sentences(text, 0, len(text))]
    hits = _hits(store, {word for spoken in said for word in spoken}, claims)
    few = max(_FEWEST, min(_FOUND, _LOOKED_AT // max(1, len(said))))
    found = [_found(spoken, hits, claims, few) for spoken in said]
    known = _families(store, {row for rows in found for row in rows})
    counts = Counter(name for _, names in known.values() for name in names)
    weights = {name: log(1 + len(known) / count) for name, count in counts.items()}
    ranked = [_ranked(spoken, rows, known, weights) for spoken, rows in zip(said, found, strict=True)]
    first = (known[row][0] for turn in zip_longest(*ranked) for row in turn if row is not None)
    held = tuple(dict.fromkeys(first))[: max(most, len(said))]
    return Choice(held, tuple(known[row][0] for rows in ranked for row in rows[:_NEAREST]))


def _said(text: str) -> tuple[str, ...]:
    """The telling words of a sentence, each once."""
    return tuple(word for word in dict.fromkeys(_WORD.findall(text.lower())) if word not in LIGHT and len(word) > 1)


def _hits(store: Store, spoken: Iterable[str], claims: int) -> dict[str, list[int]]:
    """The rows of the claims that hold each word, for words that few claims hold."""
    found: dict[str, list[int]] = {}
    for word in sorted(spoken):
        row = store.row(_HITS, f'"{word}"', claims, _RARE + 1)
        rows = [int(number) for number in row[0].split()] if row and row[0] else []
        if 0 < len(rows) <= _RARE:
            found[word] = rows
    return found


def _found(spoken: Iterable[str], hits: Mapping[str, Sequence[int]], claims: int, few: int) -> list[int]:
    """The few claims that share most rare words with a sentence."""
    score: dict[int, float] = {}
    for word in spoken:
        rows = hits.get(word, ())
        weight = log(1 + claims / len(rows)) if rows else 0.0
        for row in rows:
            score[row] = score.get(row, 0.0) - weight
    return [row for _, row in nsmallest(few, ((value, row) for row, value in score.items()))]


def _families(store: Store, rows: Iterable[int]) -> dict[int, tuple[str, frozenset[str]]]:
    """The id of each claim, and every family of its words and of the names of what it is about."""
    wanted = sorted(rows)
    found: dict[int, tuple[str, frozenset[str]]] = {}
    for place in range(0, len(wanted), _CHUNK):
        part = wanted[place : place + _CHUNK]
        marks = ", ".join("?" * len(part))
        sql = f"SELECT rowid, id, title, names, body FROM document WHERE rowid IN ({marks})"  # noqa: S608
        for row in store.rows(sql, *part):
            found[row["rowid"]] = row["id"], frozenset(_names(f"{row['title']} {row['names']} {row['body']}"))
    return found


def _names(text: str) -> Iterator[str]:
    for word in set(_WORD.findall(text.lower())):
        yield from slot(word)


def _ranked(
    spoken: Iterable[str],
    rows: Sequence[int],
    known: Mapping[int, tuple[str, frozenset[str]]],
    weights: Mapping[str, float],
) -> list[int]:
    """The rows whose claims share most with a sentence, all its words counted, best first."""
    own = sorted({name for word in spoken for name in slot(word)})
    return [
        row for _, row in sorted((-sum(weights[name] for name in own if name in known[row][1]), row) for row in rows)
    ]
