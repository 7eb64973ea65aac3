"""Titles and abstracts for a claim: FTS5's own BM25 over words, word pairs, sentences and parts of words, summed.

No model and no training beyond the four numbers of ``Weights``. What each part brings: docs/retrieval.md.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, pairwise
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from evidence.store.open import Store

#: A query is cut here: a claim is a sentence, and every further word costs a pass over its postings.
MAX_CHARACTERS, MAX_WORDS = 4_000, 64
#: A sentence is numbered by its document and its place there. Past so many, only the whole document is searched.
_SENTENCES = 4_096

_SCHEMA = """
CREATE TABLE IF NOT EXISTS item (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE IF NOT EXISTS whole USING fts5 (
  title, body, content = '', tokenize = "porter unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE IF NOT EXISTS sentence USING fts5 (
  text, content = '', tokenize = "porter unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE IF NOT EXISTS gram USING fts5 (title, body, content = '', tokenize = 'trigram');
"""
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(])")
_LETTERS = "αβγδεζηθικλμνξοπρστυφχψως"
_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi"
    " psi omega sigma"
)
_SPELT = str.maketrans({letter: f" {name} " for letter, name in zip(_LETTERS, _NAMES.split(), strict=True)})

_STOP = """
a an and are as at be been being but by can could did do does for from had has have if in into is it its may might
more most no nor not of on or our over than that the their them then there these they this those through to under was
we were which while who will with within without would
"""
#: Words that every abstract holds.
STOP = frozenset(_STOP.split())


class Weights(NamedTuple):
    """What each part counts against a word in the body; chosen on SciFact's training claims."""

    title: float = 2.0
    pairs: float = 0.4
    sentences: float = 0.2
    grams: float = 0.4


DEFAULT = Weights()


class Retriever:
    """Documents in memory or in a file, and the ones nearest to a claim."""

    def __init__(self, path: Path | str = ":memory:", weights: Weights = DEFAULT) -> None:
        self.weights = weights
        self._connection = sqlite3.connect(path)
        self._connection.executescript(_SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def add(self, documents: Iterable[tuple[str, str, str]]) -> int:
        """Index ``(id, title, body)``, all or none; how many there were. An id twice is an ``IntegrityError``."""
        run = self._connection.execute
        count = 0
        with self._connection:
            for name, title, body in documents:
                number = run("INSERT INTO item (id) VALUES (?)", (_storable(name),)).lastrowid or 0
                parts = [_telling(part) for part in (title, *_SENTENCE_END.split(_storable(body)))]
                whole = [" ".join(part) for part in (parts[0], chain.from_iterable(parts[1:]))]
                padded = [" " + text.replace(" ", "  ") + " " for text in whole]
                run("INSERT INTO whole (rowid, title, body) VALUES (?, ?, ?)", (number, *whole))
                run("INSERT INTO gram (rowid, title, body) VALUES (?, ?, ?)", (number, *padded))
                for place, part in enumerate(parts[:_SENTENCES]):
                    run(
                        "INSERT INTO sentence (rowid, text) VALUES (?, ?)",
                        (number * _SENTENCES + place, " ".join(part)),
                    )
                count += 1
        return count

    def rank(self, query: str, limit: int = 10) -> list[tuple[str, float]]:
        """``(id, score)`` of the documents nearest to ``query``, best first; nothing shared, nothing returned."""
        said = words(query)
        if not said or limit < 1:
            return []
        scores: defaultdict[int, float] = defaultdict(float)
        for number, score in self._parts(said):
            scores[number] += score
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
        names = (self._connection.execute("SELECT id FROM item WHERE number = ?", (number,)) for number, _ in best)
        return [(name.fetchone()[0], round(score, 6)) for name, (_, score) in zip(names, best, strict=True)]

    def _parts(self, said: list[str]) -> Iterable[tuple[int, float]]:
        """Every score that goes into the sum."""
        weights = self.weights
        yield from self._whole(said, 1.0)
        yield from self._whole(_pairs(said), weights.pairs)
        yield from self._sentences(said, weights.sentences)
        yield from self._grams(said, weights.grams)

    def _whole(self, phrases: list[str], weight: float) -> list[tuple[int, float]]:
        sql = "SELECT rowid, -? * bm25(whole, ?, 1.0) FROM whole WHERE whole MATCH ?"
        return self._scores(sql, phrases, weight, self.weights.title)

    def _sentences(self, said: list[str], weight: float) -> list[tuple[int, float]]:
        """Of each document, its best sentence: a claim is told in one, if it is told."""
        sql = "SELECT rowid, -? * bm25(sentence) FROM sentence WHERE sentence MATCH ?"
        best: dict[int, float] = {}
        for place, score in self._scores(sql, said, weight):
            number = place // _SENTENCES
            best[number] = max(score, best.get(number, 0.0))
        return list(best.items())

    def _grams(self, said: list[str], weight: float) -> list[tuple[int, float]]:
        """Three letters at a time: ``birthweight`` meets ``birth weight``, ``lymphocytic`` meets ``lymphocyte``."""
        padded = [f" {word} " for word in said]
        grams = [word[place : place + 3] for word in padded for place in range(len(word) - 2)]
        sql = "SELECT rowid, -? * bm25(gram, ?, 1.0) FROM gram WHERE gram MATCH ?"
        return self._scores(sql, grams, weight, self.weights.title)

    def _scores(self, sql: str, phrases: list[str], *values: float) -> list[tuple[int, float]]:
        if not phrases or not values[0]:
            return []
        either = " OR ".join(f'"{phrase}"' for phrase in dict.fromkeys(phrases))
        return self._connection.execute(sql, (*values, either)).fetchall()


def over(store: Store, kind: str = "source") -> Retriever:
    """The sources of a compiled base (or its studies, claims …), ready to be ranked for a claim."""
    retriever = Retriever()
    rows = store.rows("SELECT id, title, names || ' ' || body FROM document WHERE kind = ? ORDER BY id", kind)
    retriever.add((row[0], row[1], row[2]) for row in rows)
    return retriever


def words(query: str) -> list[str]:
    """The telling words of a query, in order, each once."""
    return list(dict.fromkeys(_telling(query[:MAX_CHARACTERS])))[:MAX_WORDS]


def _pairs(said: list[str]) -> list[str]:
    """Neighbours, in either order: "inflammation of the colon", "colon inflammation"."""
    return [f"{first} {second}" for one, other in pairwise(said) for first, second in ((one, other), (other, one))]


def _telling(text: str) -> list[str]:
    return [word for word in _WORD.findall(_spelt(text)) if word not in STOP]


def _spelt(text: str) -> str:
    """Small letters in one spelling, Greek ones by name."""
    return unicodedata.normalize("NFKC", _storable(text)).lower().translate(_SPELT)


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
