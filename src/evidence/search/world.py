"""The closed world of a question: which claims and hypotheses each of its words and names reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log
from typing import Any, NamedTuple

from evidence.said import normal, tokens
from evidence.search import words as english
from evidence.search.few import Few
from evidence.search.heard import Heard, Mention
from evidence.store.open import Store

Item = tuple[str, str]  # kind and id: a claim and a hypothesis may share a name

_EXACT, _NARROWER, _BROADER = 1.0, 0.75, 0.5
#: A unit reached this well is covered; by a claim that is about it, at least this well.
COVERS, ABOUT = 0.5, 0.9
_NAMED_ONLY = 0.6
#: The words of a name without the concept: the claim speaks of it but is not about it.
_IN_WORDS = 0.85
#: What fewer claims and hypotheses are about is not what a base is about, however small the base.
_A_FEW = 4
#: What reaches more claims or hypotheses than this is common: it is looked for only in those that rarer words reach.
MANY = 400
#: How many of those, best first; and how many at least before what only common words reach is looked at too.
_KEPT, _ENOUGH = 120, 30


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
    """What can be asked about in a base.

    A question is answered from what its rarer words reach. How much there is that a common word reaches is judged from
    the first few, so that the work for a question does not grow with the base.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._claims = self._last("claim", 0)
        self._concepts = self._last("concept", self._claims)
        self.last_row = self._last("hypothesis", self._concepts)
        self.size = max(1, self._claims + self.last_row - self._concepts)
        sql = (
            "SELECT u.concept, k.label FROM concept_claims u JOIN concept k ON k.id = u.concept"
            " WHERE u.claims >= ? AND k.kind = 'drug' ORDER BY u.concept"
        )
        rows = store.rows(sql, max(2, self._claims / 20))
        self._drugs = {row[0]: tokens(normal(row[1])) for row in rows}
        self._reached: dict[str, dict[Item, float]] = {}
        self._common: dict[str, int] = {}
        self._few: Few | None = None

    def _last(self, kind: str, before: int) -> int:
        """The row of the last document of a kind; they are in the order of their kinds and ids."""
        row = self.store.row("SELECT rowid FROM document WHERE kind = ? ORDER BY id DESC LIMIT 1", kind)
        return row[0] if row else before

    def tests(self, hypotheses: Iterable[str]) -> list[tuple[str, str]]:
        """Each of these hypotheses with the claims it stands or falls with."""
        sql = "SELECT hypothesis, claim FROM hypothesis_claim WHERE hypothesis IN ({marks}) AND role = 'tests'"
        return [(row[0], row[1]) for row in self.store.among(sql, hypotheses)]

    def units(self, heard: Heard) -> list[Unit]:
        """The question in units: each name it holds, and each content word outside of names."""
        found = self._units(heard)
        if not self._common:
            return found
        self._few = Few(self.store, self._nearest(found))
        for text in self._common:
            self._reached.pop(text, None)
        return self._units(heard)

    def _units(self, heard: Heard) -> list[Unit]:
        named = {word for mention in heard.mentions for word in self._said(mention)}
        found = [self._mention(mention) for mention in heard.mentions]
        seen = {family for unit in found for family in unit.families}
        for word in heard.words:
            family = english.family(word)
            if word not in named and family not in seen:
                seen.add(family)
                reach = self._word(word)
                found.append(self._unit(word, (family,), reach, self._common.get(family, 0)))
        return found

    def _nearest(self, units: list[Unit]) -> list[Item]:
        """What the rarer words and names reach, best first; where that is little, what the common ones share too."""
        kept = likely(sum_shared(units), _KEPT, 0.0)
        common = sorted(self._common, key=lambda text: (self._common[text], text))
        while len(kept) < _ENOUGH and common:
            together = " AND ".join(f"({_either(family)})" for family in common if " " not in family)
            kept += self._items(self._rows(together, _KEPT)[0]) if together else []
            common.pop()
        return list(dict.fromkeys(kept))

    def rarity(self, count: int) -> float:
        """How much a word tells that stands in so many of the claims and hypotheses."""
        return log(1 + (self.size - min(count, self.size) + 0.5) / (count + 0.5))

    def _unit(
        self,
        text: str,
        families: tuple[str, ...],
        reach: dict[Item, float],
        many: int = 0,
        mention: Mention | None = None,
    ) -> Unit:
        near = sum(value >= COVERS for value in reach.values())
        squarely = sum(value >= 0.8 for value in reach.values())
        light = english.LIGHT.issuperset(families)
        weight = self.rarity(max(squarely or near, many)) * (0.35 if light else 1.0)
        topic = max(squarely, many) >= max(0.4 * self.size, _A_FEW)
        topic = topic or bool(mention and self._drugs.keys() >= set(mention.concepts))
        return Unit(text, families, weight, reach, topic, light, mention)

    def is_anchored(self, units: list[Unit]) -> bool:
        """Whether a question names what the base is about, or a concept with that in its name."""
        if any(unit.is_topic and not unit.is_light for unit in units):
            return True
        mentions = (unit.mention for unit in units if unit.mention)
        labels = (set(tokens(normal(label))) for mention in mentions for label in self.labels(mention))
        return any(label.issuperset(drug) for label in labels for drug in self._drugs.values())

    @property
    def subjects(self) -> list[str]:
        """The drugs that most claims are about, by name."""
        return sorted(" ".join(label) for label in self._drugs.values())

    def labels(self, mention: Mention) -> list[str]:
        """The names that the base itself gives the concepts of a mention."""
        rows = self.store.among("SELECT label FROM concept WHERE id IN ({marks}) ORDER BY id", mention.concepts)
        return [row[0] for row in rows]

    def _mention(self, mention: Mention) -> Unit:
        reach = self._linked(mention.concepts)
        many = self._common.get(" ".join(mention.concepts), 0)
        labels = (tokens(normal(label)) for label in self.labels(mention))
        for name in (mention.words, *labels):
            for item, value in self._spelt(name).items():
                reach[item] = max(value, reach.get(item, 0.0))
            many = max(many, min((self._common.get(english.family(word), 0) for word in name), default=0))
        families = tuple(dict.fromkeys(english.family(word) for word in self._said(mention)))
        return self._unit(" ".join(mention.words), families, reach, many, mention)

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
        if family not in self._reached:
            forms = " OR ".join(f'"{form}"' for form in dict.fromkeys((word, *english.members(family))))
            self._reached[family] = self._reach(family, f"names : ({forms})", f"{{title body}} : ({forms})")
        return self._reached[family]

    def _reach(self, family: str, in_names: str, in_words: str) -> dict[Item, float]:
        if self._few and family in self._common:
            return dict.fromkeys(self._few.matching(in_names), _NAMED_ONLY) | dict.fromkeys(
                self._few.matching(in_words), 1.0
            )
        words, many = self._rows(in_words, MANY)
        names, many_named = ([], 0) if many else self._rows(in_names, MANY)
        if many or many_named:
            self._common[family] = many or len(words) or many_named
            return {}
        return dict.fromkeys(self._items(names), _NAMED_ONLY) | dict.fromkeys(self._items(words), 1.0)

    def _rows(self, expression: str, most: int) -> tuple[list[int], int]:
        """The rows of claims and hypotheses that match, ``most`` at most, and about how many there are if more."""
        sql = "SELECT rowid FROM document_text WHERE document_text MATCH ? AND rowid > ? AND rowid <= ? LIMIT ?"
        found: list[int] = []
        many = 0
        for first, last in ((0, self._claims), (self._concepts, self.last_row)):
            rows = [row[0] for row in self.store.rows(sql, expression, first, last, most + 1)]
            more = len(rows) > most
            many += len(rows) * (last - first) // (rows[-1] - first) if more else len(rows)
            found += rows[:most]
        return found, many if many > most else 0

    def _items(self, rows: list[int]) -> list[Item]:
        sql = "SELECT kind, id FROM document WHERE rowid IN ({marks})"
        return [(row[0], row[1]) for row in self.store.among(sql, rows)]

    def _linked(self, concepts: tuple[str, ...]) -> dict[Item, float]:
        """Claims about these concepts, narrower ones (asked about receptors, it is one) or broader ones."""
        name = " ".join(concepts)
        if self._few and name in self._common:
            rows = self._few.claims()
            near = self._near(concepts, {end for row in rows for end in (row["subject"], row["object"])})
        else:
            near = self._near(concepts)
            rows = self._about(near) if len(near) <= MANY else []
            if len(near) > MANY or len(rows) > MANY:
                self._common[name] = self._count(near) if len(near) <= MANY else self.size
                return {}
        found = {row["id"]: max(near.get(row["subject"], 0.0), near.get(row["object"], 0.0)) for row in rows}
        claims = {claim: value for claim, value in found.items() if value}
        return {("claim", claim): value for claim, value in claims.items()} | self._tested(claims)

    def _about(self, near: dict[str, float]) -> list[Any]:
        marks = ", ".join("?" * len(near))
        sql = f"SELECT id, subject, object FROM claim WHERE subject IN ({marks}) OR object IN ({marks}) LIMIT ?"  # noqa: S608
        return self.store.rows(sql, *near, *near, MANY + 1)

    def _count(self, near: dict[str, float]) -> int:
        """How many claims are about these concepts, those about two of them counted twice."""
        sql = "SELECT count(*) FROM claim WHERE {column} IN ({{marks}})"
        counts = (self.store.among(sql.format(column=column), near) for column in ("subject", "object"))
        return sum(row[0] for rows in counts for row in rows)

    def _near(self, concepts: tuple[str, ...], among: set[str] | None = None) -> dict[str, float]:
        """These concepts, the broader and the narrower ones, and how near each is; ``among`` these if they are many."""
        up = self.store.among("SELECT ancestor FROM concept_ancestor WHERE concept IN ({marks})", concepts)
        below = "SELECT concept FROM concept_ancestor WHERE ancestor IN ({marks}) LIMIT ?"
        if among is None:
            down = [row[0] for row in self.store.among(below, concepts, MANY + 1)]
        else:
            above = self.store.among("SELECT concept, ancestor FROM concept_ancestor WHERE concept IN ({marks})", among)
            down = [row[0] for row in above if row[1] in concepts]
        near = {row[0]: _BROADER for row in up} | dict.fromkeys(down, _NARROWER)
        return near | dict.fromkeys(concepts, _EXACT)

    def _tested(self, claims: dict[str, float]) -> dict[Item, float]:
        sql = "SELECT hypothesis, claim FROM hypothesis_claim WHERE claim IN ({marks}) AND role = 'tests'"
        found: dict[Item, float] = {}
        for hypothesis, claim in self.store.among(sql, claims):
            item = ("hypothesis", hypothesis)
            found[item] = max(found.get(item, 0.0), 0.9 * claims[claim])
        return found


def sum_shared(units: list[Unit]) -> dict[Item, float]:
    """The weight of what each claim and hypothesis has in common with a question."""
    found: dict[Item, float] = {}
    for unit in units:
        for item, value in unit.reach.items():
            found[item] = found.get(item, 0.0) + unit.weight * value
    return found


def likely(shared: dict[Item, float], most: int, part: float) -> list[Item]:
    """The best ``most`` of them, none that shares less than this part of what the best shares."""
    least = part * max(shared.values(), default=0.0)
    found = (item for item in shared if shared[item] >= least)
    return sorted(found, key=lambda item: (-shared[item], item))[:most]


def _either(family: str) -> str:
    return " OR ".join(f'"{form}"' for form in dict.fromkeys((family, *english.members(family))))
