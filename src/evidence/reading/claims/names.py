"""Concept mentions: the longest names of the base in a text, and the short forms that the text itself defines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from evidence.reading.claims.words import Word, key, singular, words
from evidence.store import Store

_LONGEST = 9
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


def names_for(store: Store, text: str) -> Names:
    """The names of the base that begin like a word of the text: what a large base holds besides is never read."""
    starts = {singular(word.plain)[:3] for word in words(text)}
    found: dict[tuple[str, ...], set[str]] = {}
    short: dict[str, set[str]] = {}
    for name, concept in _rows(store, starts):
        part = key(words(name))
        if part:
            found.setdefault(part, set()).add(concept)
            if len(part) == 1 and len(part[0]) <= 5 and part[0].isalpha():
                short.setdefault(part[0], set()).add(concept)
    capitals = _capitals(store, short, {word.plain for word in words(text)})
    return Names({part: tuple(sorted(concepts)) for part, concepts in found.items()}, capitals)


def _rows(store: Store, starts: Iterable[str]) -> Iterable[tuple[str, str]]:
    fixed = ("(", "[", "'", "5-", "5 ", "5h")
    for start in sorted({*(start for start in starts if len(start) > 1), *fixed}):
        sql = "SELECT name, concept FROM concept_name WHERE name >= ? AND name < ?"
        yield from ((row[0], row[1]) for row in store.rows(sql, start, start + "\U0010ffff"))


def _capitals(store: Store, short: dict[str, set[str]], spoken: set[str]) -> dict[str, frozenset[str]]:
    """The written forms of short names that stand in the records in capitals alone."""
    wanted = {part: concepts for part, concepts in short.items() if part in spoken or part + "s" in spoken}
    forms: dict[str, frozenset[str]] = {}
    for part, concepts in wanted.items():
        written: set[str] = set()
        for concept in sorted(concepts):
            row = store.row("SELECT data FROM record WHERE id = ? AND kind = 'concept'", concept)
            data = json.loads(row["data"]) if row else {}
            names = (data.get("label", ""), *data.get("synonyms", ()))
            written.update(name for name in names if key(words(name)) == (part,))
        if written and all(any(letter.isupper() for letter in name[1:]) for name in written):
            forms[part] = frozenset(written)
    return forms
