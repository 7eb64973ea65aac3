"""Claims and hypotheses in the order in which a question is about them."""

from __future__ import annotations

import re
from typing import NamedTuple

from evidence.search import words as english
from evidence.search.heard import Heard
from evidence.search.world import Item, Unit, World

#: How many of the claims that share rare words with the question are compared with it phrase by phrase.
_COMPARED = 40
#: What a word of a phrasing weighs that the question does not hold.
_OTHER = 1.6
_ALIKE, _COVERED = 0.6, 0.4

#: A question about ways and causes is first of all about hypotheses.
_WAY = re.compile(r"\b(through|via|by|how|why|mechanism|theory|hypothesis|explain\w*|because|system)\b")
_HOW = re.compile(r"\b(how|why|mechanisms?|mode|theor(y|ies)|hypothes[ie]s|explanations?)\b")
_HOW_MUCH = re.compile(r"\bhow (well|good|effective|safe|much|many|often|strong|likely|dangerous|risky|big|large)\b")
_SAFETY = frozenset(("safe", "risk", "side-effects"))
_ASKED_MECHANISM = frozenset(("mechanism", "theory", "affect", "relieve", "cause", "drug", "people"))


class Ranked(NamedTuple):
    """A claim or hypothesis, how well it fits (0 to 1), and the units of the question it covers."""

    kind: str
    id: str
    score: float
    covered: frozenset[str]


class Ranking(NamedTuple):
    """What a question is about. ``overview`` names the group of a question so general that it asks for all of one."""

    matches: list[Ranked]
    units: list[Unit]
    overview: str | None
    understood: bool


def rank(world: World, heard: Heard) -> Ranking:
    """Rank everything that shares a rare word or a concept with the question."""
    units = world.units(heard)
    rough = _rough(units)
    overview = _overview(heard, units)
    if overview:
        rough |= dict.fromkeys(_group(world, overview), 0.0)
    best = sorted(rough, key=lambda item: (-rough[item], item))[:_COMPARED] if not overview else list(rough)
    alike = _alike(world, heard, units, best)
    total = sum(unit.weight for unit in units) or 1.0
    asks_way = bool(_WAY.search(" ".join(heard.all_words)))
    matches = []
    for item in best:
        covered = frozenset(unit.text for unit in units if unit.reach.get(item, 0.0) >= 0.5)
        score = _ALIKE * alike.get(item, 0.0) + _COVERED * min(1.0, rough[item] / total)
        if item[0] == "hypothesis" and asks_way:
            score *= 1.15
        matches.append(Ranked(*item, round(min(score, 1.0), 4), covered))
    if overview:
        members = set(_group(world, overview))
        matches = [match for match in matches if (match.kind, match.id) in members]
    matches.sort(key=lambda match: (-match.score, match.kind, match.id))
    return Ranking(matches, units, overview, bool(overview and matches) or _understood(matches, units))


def _rough(units: list[Unit]) -> dict[Item, float]:
    found: dict[Item, float] = {}
    for unit in units:
        for item, value in unit.reach.items():
            found[item] = found.get(item, 0.0) + unit.weight * value
    return found


def _alike(world: World, heard: Heard, units: list[Unit], items: list[Item]) -> dict[Item, float]:
    """How much the question resembles the nearest phrasing of each: weighted words in common over words in all."""
    weights = {family: unit.weight for unit in units for family in unit.families}
    asked = [frozenset(family for unit in units for family in unit.families), _relabelled(world, units)]
    found = {}
    for item, texts in _phrasings(world, items).items():
        phrased = [_families(text) for text in texts]
        found[item] = max(_overlap(one, other, weights) for one in asked for other in phrased)
    return found


def _relabelled(world: World, units: list[Unit]) -> frozenset[str]:
    """The question with every name replaced by the label of its concept."""
    found: set[str] = set()
    for unit in units:
        row = unit.mention and world.store.row("SELECT label FROM concept WHERE id = ?", unit.mention.concepts[0])
        found |= _families(row[0]) if row else set(unit.families)
    return frozenset(found)


def _families(text: str) -> frozenset[str]:
    spoken = english.tokens(english.normal(text))
    return frozenset(english.family(word) for word in spoken if word not in english.STOP)


def _overlap(one: frozenset[str], other: frozenset[str], weights: dict[str, float]) -> float:
    def total(families: frozenset[str]) -> float:
        return sum(weights.get(family, 0.4 if family in english.LIGHT else _OTHER) for family in families)

    whole = total(one) + total(other)
    return 2 * total(one & other) / whole if whole else 0.0


def _phrasings(world: World, items: list[Item]) -> dict[Item, list[str]]:
    marks = ", ".join("?" * len(items))
    sql = f"SELECT kind, id, title, body FROM document WHERE id IN ({marks}) AND rowid <= ?"  # noqa: S608
    wanted = set(items)
    found = {}
    for kind, name, title, body in world.store.rows(sql, *(item[1] for item in items), world.last_row):
        if (kind, name) in wanted:
            found[kind, name] = [part for part in (*title.split(". "), *body.split("\n")) if part.strip()]
    return found


def _overview(heard: Heard, units: list[Unit]) -> str | None:
    """The group that a question asks about as a whole, when it names nothing narrower."""
    said = {family for unit in units if not unit.is_topic for family in unit.families}
    spoken = " ".join(heard.all_words)
    if _HOW.search(spoken) and not _HOW_MUCH.search(spoken) and said <= _ASKED_MECHANISM:
        return "hypotheses"
    about_drug = any(unit.is_topic for unit in units)
    if about_drug and said & _SAFETY and said <= _SAFETY | english.LIGHT:
        return "safety"
    if about_drug and "relieve" in {family for unit in units for family in unit.families} and said <= english.LIGHT:
        return "efficacy"
    return None


def _group(world: World, name: str) -> list[Item]:
    if name == "hypotheses":
        return [("hypothesis", row[0]) for row in world.store.rows("SELECT id FROM hypothesis ORDER BY id")]
    rows = world.store.rows("SELECT id FROM claim WHERE topic = ? ORDER BY id", name)
    return [("claim", row[0]) for row in rows]


def _understood(matches: list[Ranked], units: list[Unit]) -> bool:
    """Whether the best match covers enough of what the question says beyond the drug and the illness."""
    telling = [unit for unit in units if not unit.is_topic and not unit.is_light]
    if not matches or not telling:
        return False
    covered = sum(unit.weight for unit in telling if unit.text in matches[0].covered)
    share = covered / sum(unit.weight for unit in telling)
    has_topic = any(unit.is_topic for unit in units)
    return share >= (0.45 if has_topic else 0.85)
