"""The closed world of a question: which claims and hypotheses each of its words and names reaches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import log
from typing import NamedTuple

from evidence.search import words as english
from evidence.search.heard import Heard, Mention
from evidence.store.open import Store

Item = tuple[str, str]  # kind and id: a claim and a hypothesis may share a name

_EXACT, _NARROWER, _BROADER = 1.0, 0.75, 0.5
#: A unit reached this well is covered; by a claim that is about it, at least this well.
COVERS, ABOUT = 0.5, 0.9
_NAMED_ONLY = 0.6
#: The words of a name without the concept: the claim speaks of it but is not about it.
_IN_WORDS = 0.85


class Unit(NamedTuple):
    """One thing a question says: a name or a word, how rare it is, and what it reaches and how well."""

    text: str
    families: tuple[str, ...]
    weight: float
    reach: dict[Item, float]
    is_topic: bool
    is_light: bool
    mention: Mention | None = None


class World:
    """What can be asked about in a base."""

    def __init__(self, store: Store) -> None:
        self.store = store
        sql = "SELECT (SELECT count(*) FROM claim), (SELECT count(*) FROM concept), (SELECT count(*) FROM hypothesis)"
        claims, concepts, hypotheses = store.rows(sql)[0]
        self.last_row = claims + concepts + hypotheses
        self.size = max(1, claims + hypotheses)
        sql = (
            "SELECT c.subject, k.label FROM claim c JOIN concept k ON k.id = c.subject WHERE k.kind = 'drug'"
            " GROUP BY c.subject HAVING count(*) >= ?"
        )
        self._reached: dict[str, dict[Item, float]] = {}
        self._drugs = {row[0]: english.tokens(english.normal(row[1])) for row in store.rows(sql, max(2, claims / 20))}

    @cached_property
    def tests(self) -> list[tuple[str, str]]:
        """Every hypothesis with the claims it stands or falls with."""
        sql = "SELECT hypothesis, claim FROM hypothesis_claim WHERE role = 'tests' ORDER BY hypothesis, position"
        return [(row[0], row[1]) for row in self.store.rows(sql)]

    @cached_property
    def _items(self) -> dict[int, Item]:
        sql = "SELECT rowid, kind, id FROM document WHERE rowid <= ? AND kind <> 'concept'"
        return {row[0]: (row[1], row[2]) for row in self.store.rows(sql, self.last_row)}

    def units(self, heard: Heard) -> list[Unit]:
        """The question in units: each name it holds, and each content word outside of names."""
        named = {word for mention in heard.mentions for word in self._said(mention)}
        found = [self._mention(mention) for mention in heard.mentions]
        seen = {family for unit in found for family in unit.families}
        for word in heard.words:
            family = english.family(word)
            if word not in named and family not in seen:
                seen.add(family)
                found.append(self._unit(word, (family,), self._word(word)))
        return found

    def rarity(self, count: int) -> float:
        """How much a word tells that stands in so many of the claims and hypotheses."""
        return log(1 + (self.size - min(count, self.size) + 0.5) / (count + 0.5))

    def _unit(
        self, text: str, families: tuple[str, ...], reach: dict[Item, float], mention: Mention | None = None
    ) -> Unit:
        near = sum(value >= COVERS for value in reach.values())
        squarely = sum(value >= 0.8 for value in reach.values())
        light = english.LIGHT.issuperset(families)
        weight = self.rarity(squarely or near) * (0.35 if light else 1.0)
        topic = squarely >= 0.4 * self.size or bool(mention and self._drugs.keys() >= set(mention.concepts))
        return Unit(text, families, weight, reach, topic, light, mention)

    def is_anchored(self, units: list[Unit]) -> bool:
        """Whether a question names what the base is about, or a concept with that in its name."""
        if any(unit.is_topic and not unit.is_light for unit in units):
            return True
        mentions = (unit.mention for unit in units if unit.mention)
        labels = (set(english.tokens(english.normal(label))) for mention in mentions for label in self.labels(mention))
        return any(label.issuperset(drug) for label in labels for drug in self._drugs.values())

    @property
    def subjects(self) -> list[str]:
        """The drugs that most claims are about, by name."""
        return sorted(" ".join(label) for label in self._drugs.values())

    def labels(self, mention: Mention) -> list[str]:
        """The names that the base itself gives the concepts of a mention."""
        marks = ", ".join("?" * len(mention.concepts))
        rows = self.store.rows(f"SELECT label FROM concept WHERE id IN ({marks}) ORDER BY id", *mention.concepts)  # noqa: S608
        return [row[0] for row in rows]

    def _mention(self, mention: Mention) -> Unit:
        reach = self._linked(mention.concepts)
        labels = (english.tokens(english.normal(label)) for label in self.labels(mention))
        for name in (mention.words, *labels):
            for item, value in self._spelt(name).items():
                reach[item] = max(value, reach.get(item, 0.0))
        families = tuple(dict.fromkeys(english.family(word) for word in self._said(mention)))
        return self._unit(" ".join(mention.words), families, reach, mention)

    def _said(self, mention: Mention) -> tuple[str, ...]:
        """The words a mention takes up; what stands around the drug's own name (intravenous, racemic) tells more."""
        labels = [self._drugs[concept] for concept in mention.concepts if concept in self._drugs]
        own = tuple(word for word in mention.words if any(word in label for label in labels))
        return own or mention.words

    def _spelt(self, name: Sequence[str]) -> dict[Item, float]:
        parts = [self._word(word) for word in name]
        items = {item for part in parts for item in part}
        return {item: _IN_WORDS * sum(part.get(item, 0.0) for part in parts) / len(parts) for item in items}

    def _word(self, word: str) -> dict[Item, float]:
        """Claims and hypotheses with a word or one of its family: in their own words, or only in names they go by."""
        family = english.family(word)
        if family in self._reached:
            return self._reached[family]
        forms = dict.fromkeys((word, *english.members(family)))
        either = " OR ".join(f'"{form}"' for form in forms)
        reach = dict.fromkeys(self._matching(f"names : ({either})"), _NAMED_ONLY)
        reach |= dict.fromkeys(self._matching(f"{{title body}} : ({either})"), 1.0)
        return self._reached.setdefault(family, reach)

    def _matching(self, expression: str) -> list[Item]:
        sql = "SELECT rowid FROM document_text WHERE document_text MATCH ? AND rowid <= ?"
        return [self._items[row[0]] for row in self.store.rows(sql, expression, self.last_row) if row[0] in self._items]

    def _linked(self, concepts: tuple[str, ...]) -> dict[Item, float]:
        """Claims about these concepts, narrower ones (asked about receptors, it is one) or broader ones."""
        near = self._near(concepts)
        marks = ", ".join("?" * len(near))
        sql = f"SELECT id, subject, object FROM claim WHERE subject IN ({marks}) OR object IN ({marks})"  # noqa: S608
        found: dict[Item, float] = {}
        for name, subject, target in self.store.rows(sql, *near, *near):
            found["claim", name] = max(near.get(subject, 0.0), near.get(target, 0.0))
        return found | self._tested({name: value for (_, name), value in found.items()})

    def _near(self, concepts: tuple[str, ...]) -> dict[str, float]:
        marks = ", ".join("?" * len(concepts))
        up = self.store.rows(f"SELECT ancestor FROM concept_ancestor WHERE concept IN ({marks})", *concepts)  # noqa: S608
        down = self.store.rows(f"SELECT concept FROM concept_ancestor WHERE ancestor IN ({marks})", *concepts)  # noqa: S608
        near = {row[0]: _BROADER for row in up} | {row[0]: _NARROWER for row in down}
        return near | dict.fromkeys(concepts, _EXACT)

    def _tested(self, claims: dict[str, float]) -> dict[Item, float]:
        found: dict[Item, float] = {}
        for hypothesis, claim in self.tests:
            item = ("hypothesis", hypothesis)
            found[item] = max(found.get(item, 0.0), 0.9 * claims.get(claim, 0.0))
        return {item: value for item, value in found.items() if value}
