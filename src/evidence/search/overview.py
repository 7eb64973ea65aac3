"""Questions so general that they ask for all of a group: how does it work, does it work, is it safe."""

from __future__ import annotations

import re

from evidence.search import words as english
from evidence.search.heard import Heard
from evidence.search.world import Item, Unit, World

_WAYS = re.compile(r"\b(how|why|mechanisms?|mode|theor(y|ies)|hypothes[ie]s|explanations?)\b")
_MEASURE = re.compile(r"\bhow (well|good|effective|safe|much|many|often|strong|likely|dangerous|risky|big|large)\b")
#: The most members that an answer about a whole group lists.
_WHOLE = 300
_SAFETY = frozenset(("safe", "risk"))


def overview(heard: Heard, units: list[Unit]) -> str | None:
    """``hypotheses``, or the group of claims that a question asks about as a whole, when it names nothing narrower."""
    said = {family for unit in units if not unit.is_topic for family in unit.families}
    if said - _SAFETY - english.LIGHT or not any(unit.is_topic for unit in units):
        return None
    spoken = " ".join(heard.all_words)
    if _WAYS.search(spoken) and not _MEASURE.search(spoken) and not said & _SAFETY:
        return "hypotheses"
    if said & _SAFETY:
        return "safety"
    asks_relief = any("relieve" in unit.families for unit in units)
    return "efficacy" if asks_relief and any(not unit.is_light for unit in units) else None


def group(world: World, name: str) -> list[Item]:
    """The members of a group, sorted; none of a group too large to be read as one answer."""
    if name == "hypotheses":
        rows = world.store.rows("SELECT id FROM hypothesis ORDER BY id LIMIT ?", _WHOLE + 1)
    else:
        rows = world.store.rows("SELECT id FROM claim WHERE topic = ? ORDER BY id LIMIT ?", name, _WHOLE + 1)
    kind = "hypothesis" if name == "hypotheses" else "claim"
    return [(kind, row[0]) for row in rows] if len(rows) <= _WHOLE else []
