"""How much a question resembles the nearest of the phrasings a claim or hypothesis is known by."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.said import normal, tokens
from evidence.search import words as english
from evidence.search.world import Item, Unit, World

#: What a word of a phrasing weighs at most that the question lacks, and what is left of it for a word of no colour.
_LACKED, _PALE = 1.6, 0.25

Families = frozenset[str]


def likeness(world: World, units: list[Unit], items: list[Item], lent: float) -> dict[Item, float]:
    """From 0 to 1 for each item: the weight of the families in common over that of all.

    A hypothesis is also asked about in the phrasings of the claims that test it, for the share ``lent``.
    """
    phrased = {item: [_families(text) for text in texts] for item, texts in _phrasings(world, items).items()}
    asked = {family: unit.weight for unit in units for family in unit.families}
    weights = _common(phrased) | asked
    ways = (frozenset(asked), _relabelled(world, units))
    found = {
        item: max(_overlap(way, text, weights) for way in ways for text in texts) for item, texts in phrased.items()
    }
    for hypothesis, claim in world.tests([name for kind, name in items if kind == "hypothesis"]):
        item = ("hypothesis", hypothesis)
        if item in found:
            found[item] = max(found[item], lent * found.get(("claim", claim), 0.0))
    return found


def _common(phrased: dict[Item, list[Families]]) -> dict[str, float]:
    """What words weigh that the question lacks: little where nearly every claim at hand has them."""
    count: dict[str, int] = {}
    for texts in phrased.values():
        for family in frozenset[str]().union(*texts):
            count[family] = count.get(family, 0) + 1
    rare = {family: _LACKED * (1 - number / (len(phrased) + 1)) for family, number in count.items()}
    return {family: weight * (_PALE if family in english.LIGHT else 1.0) for family, weight in rare.items()}


def _relabelled(world: World, units: list[Unit]) -> Families:
    """The question with every name in it replaced by the label of its concept."""
    found: set[str] = set()
    for unit in units:
        labels = world.labels(unit.mention) if unit.mention else []
        found |= _families(labels[0]) if labels else set(unit.families)
    return frozenset(found)


def _families(text: str) -> Families:
    spoken = tokens(normal(text))
    return frozenset(english.family(word) for word in spoken if word not in english.STOP)


def _overlap(one: Families, other: Families, weights: dict[str, float]) -> float:
    def total(families: Iterable[str]) -> float:
        return sum(weights.get(family, _LACKED) for family in families)

    whole = total(one) + total(other)
    return 2 * total(one & other) / whole if whole else 0.0


def _phrasings(world: World, items: list[Item]) -> dict[Item, list[str]]:
    sql = "SELECT kind, id, title, body FROM document WHERE id IN ({marks}) AND kind IN ('claim', 'hypothesis')"
    wanted = set(items)
    found: dict[Item, list[str]] = {}
    for kind, name, title, body in world.store.among(sql, (item[1] for item in items)):
        if (kind, name) in wanted:
            found[kind, name] = [part for part in (*title.split(". "), *body.split("\n")) if part.strip()]
    return found
