"""Concept mentions: the longest names of the base in a text, and the short forms that the text itself defines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from evidence.plain_words import Word, key, singular, words
from evidence.store import Store

_LONGEST = 9
#: More names than this with one first word are looked up by their first two.
_MANY = 100
_BEGINNING = "SELECT key, concept, written FROM concept_key WHERE key >= ? AND key < ? LIMIT ?"
# Right behind the space in order: a range that ends here holds a word alone and the word with others after it.
_AFTER_SPACE = "!"
_DEFINED = re.compile(r"\(([A-Za-z0-9][A-Za-z0-9,/.-]{1,12})\)")


class Mention(NamedTuple):
    """A name in a text: word numbers from ``first`` up to ``last`` (not included), and what it may stand for."""

    first: int
    last: int
    concepts: tuple[str, ...]


@dataclass
class Names:
    """A matcher prepared for the names that a text may hold."""

    by_key: dict[tuple[str, ...], tuple[str, ...]]
    capitals: dict[str, frozenset[str]]
    defined: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def mentions(self, found: list[Word], text: str) -> list[Mention]:
        """The names in a run of words, leftmost and longest, never overlapping."""
        plain = [singular(word.plain) for word in found]
        hits: list[Mention] = []
        at = 0
        while at < len(found):
            hit = self._at(found, plain, text, at)
            if hit is None:
                at += 1
            else:
                hits.append(hit)
                at = hit.last
        return hits

    def _at(self, found: list[Word], plain: list[str], text: str, at: int) -> Mention | None:
        for last in range(min(at + _LONGEST, len(found)), at, -1):
            part = tuple(plain[at:last])
            concepts = self.by_key.get(part) or self.defined.get(part)
            if concepts and self._written(part, text[found[at].start : found[last - 1].end]):
                return Mention(at, last, concepts)
        return None

    def _written(self, part: tuple[str, ...], text: str) -> bool:
        """A short name that the base has only in capitals counts only in capitals."""
        forms = self.capitals.get(part[0]) if len(part) == 1 else None
        return forms is None or text in forms or text.rstrip("s") in forms

    def define(self, text: str) -> None:
        """Learn the short forms a text defines: ``serotonin 1B receptor (5-HT1B)``, ``rapid relief (RR)``."""
        for match in _DEFINED.finditer(text):
            short = key(words(match.group(1)))
            before = words(text[max(0, match.start() - 120) : match.start()])
            if not short or short in self.by_key or not before:
                continue
            long = self._ending(before, match.group(1))
            if long:
                self.defined[short] = long

    def _ending(self, before: list[Word], short: str) -> tuple[str, ...] | None:
        plain = [singular(word.plain) for word in before]
        for size in range(min(_LONGEST, len(plain)), 0, -1):
            concepts = self.by_key.get(tuple(plain[-size:]))
            if concepts and short[0].lower() == plain[-size][0]:
                return concepts
        return None


def names_for(store: Store, texts: Iterable[Sequence[Word]]) -> Names:
    """The names of the base that stand in any of these runs of words: what a large base holds besides is never read."""
    follows: dict[str, set[str]] = {}
    for found in texts:
        plain = [singular(word.plain) for word in found]
        for word, after in zip(plain, [*plain[1:], ""], strict=True):
            follows.setdefault(word, set()).add(after)
    named: dict[tuple[str, ...], set[str]] = {}
    forms: dict[str, set[str]] = {}
    for name, concept, written in _rows(store, follows):
        part = tuple(name.split(" "))
        if follows.keys() >= set(part):
            named.setdefault(part, set()).add(concept)
            if written is not None:
                forms.setdefault(name, set()).update(written.split("\n"))
    capitals = {name: frozenset(written) for name, written in forms.items() if all(map(_has_capital, written))}
    return Names({part: tuple(sorted(concepts)) for part, concepts in named.items()}, capitals)


def _rows(store: Store, follows: Mapping[str, Iterable[str]]) -> Iterable[tuple[str, str, str | None]]:
    """The names that begin with one of these words; where a large base has many, those that go on as the text does."""
    for word in sorted(follows):
        rows = store.rows(_BEGINNING, word, word + _AFTER_SPACE, _MANY + 1)
        if len(rows) > _MANY:
            rows = store.rows("SELECT key, concept, written FROM concept_key WHERE key = ?", word)
            for after in sorted(follows[word]):
                two = f"{word} {after}"
                rows += store.rows(_BEGINNING, two, two + _AFTER_SPACE, -1) if after else []
        yield from ((row[0], row[1], row[2]) for row in rows)


def _has_capital(name: str) -> bool:
    return any(letter.isupper() for letter in name[1:])
