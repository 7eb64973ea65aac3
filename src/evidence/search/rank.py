"""Claims and hypotheses in the order in which a question is about them, and whether it was understood at all."""

from __future__ import annotations

import re
from typing import NamedTuple

from evidence.search.heard import Heard
from evidence.search.likeness import likeness
from evidence.search.overview import group, overview
from evidence.search.world import ABOUT, COVERS, Unit, World, likely, sum_shared

#: How many of the claims that share rare words with the question are compared with it phrase by phrase.
_COMPARED = 30
#: What shares less than this part of what the best shares is not compared at all.
_HOPELESS = 0.3
_ALIKE, _COVERED = 0.6, 0.4
#: So like a phrasing of a claim is a question that says the same, even where every word of it is common in a small base.
_IN_ITS_WORDS = 0.99
#: A question about ways and causes is first of all about hypotheses.
_WAY = re.compile(
    r"\b(through|via|by|how|why|because|system|mechanism|theory|hypothesis|account|explain\w*|explanation)\b"
)
_WAY_BONUS, _LENT = 1.15, 0.9

#: What a word may weigh at most against understanding, be it ever so strange.
_STRANGE = 3.0
#: What share of a question is too little to understand it: of one that names the subject of the base, and of any other;
#: less where what is covered is a concept that the match is about.
_TOO_LITTLE = {(True, True): 0.4, (True, False): 0.52, (False, True): 0.5, (False, False): 0.85}


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
    shared = sum_shared(units)
    whole = overview(heard, units)
    members = group(world, whole) if whole else []
    whole = whole if members else None
    best = members or likely(shared, _COMPARED, _HOPELESS)
    asks_way = bool(_WAY.search(" ".join(heard.all_words)))
    alike = likeness(world, units, best, 1.0 if asks_way else _LENT)
    total = sum(unit.weight for unit in units) or 1.0
    matches = []
    for item in best:
        bonus = _WAY_BONUS if asks_way and item[0] == "hypothesis" else 1.0
        fit = _ALIKE * alike.get(item, 0.0) + _COVERED * shared.get(item, 0.0) / total
        covered = frozenset(unit.text for unit in units if unit.reach.get(item, 0.0) >= COVERS)
        matches.append(Ranked(*item, round(fit * bonus / _WAY_BONUS, 4), covered))
    matches.sort(key=lambda match: (-match.score, match.kind, match.id))
    in_its_words = bool(matches) and alike.get((matches[0].kind, matches[0].id), 0.0) > _IN_ITS_WORDS
    understood = bool(matches) and (bool(whole) or in_its_words or _understood(world, matches[0], units))
    return Ranking(matches, units, whole, understood)


def _understood(world: World, match: Ranked, units: list[Unit]) -> bool:
    """Whether the best match covers enough of what the question says beyond the drug and the illness."""
    telling = [unit for unit in units if not (unit.is_topic or unit.is_light or _is_aside(unit))]
    covered = [unit for unit in telling if unit.text in match.covered]
    if not covered:
        return False
    share = sum(min(unit.weight, _STRANGE) for unit in covered) / sum(min(unit.weight, _STRANGE) for unit in telling)
    anchored = world.is_anchored(units)
    least = COVERS if anchored else ABOUT
    named = any(unit.mention and unit.reach[match.kind, match.id] >= least for unit in covered)
    return share > _TOO_LITTLE[anchored, named]


def _is_aside(unit: Unit) -> bool:
    """Whether a word is an adverb the base does not use: ``basically`` asks nothing."""
    return unit.text.endswith("ly") and len(unit.text) > 5 and not unit.reach
