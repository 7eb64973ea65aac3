"""Who is said to be better than whom: the order of two sides in a comparison."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.reading.claims.profile import Profile
from evidence.reading.claims.units import Unit
from evidence.reading.claims.world import World

_STANDARD = re.compile(
    r"\b(?:than|compared (?:with|to)|in comparison (?:with|to)|against|versus|vs\.?|over|superior to|inferior to|to|beats?|beat|"
    r"outperform(?:s|ed)?|outdo(?:es)?|surpass(?:es|ed)?|exceed(?:s|ed)?|matche[sd]|equals)\s+(?:the\s+|an?\s+|its\s+|those on\s+|that of\s+)?"
    r"(?:[\w-]+\s+){0,3}?$",
    re.I,
)
_BEATEN = re.compile(
    r"\b(?:outperformed|beaten|surpassed|outdone|matched) by\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+){0,2}?$", re.I
)


def turned(made: Sequence[Unit], text: str, profile: Profile, world: World) -> int:
    """-1 where a comparison puts the claim's subject on the losing side of its sentence, 1 otherwise."""
    if profile.predicate not in ("outperforms", "noninferior-to"):
        return 1
    subject, target = _side(made, profile.subject, world), _side(made, profile.object, world)
    if subject is None or target is None or subject is target:
        return 1
    if _BEATEN.search(text[: subject.start]):
        return 1
    if _BEATEN.search(text[: target.start]):
        return -1
    if _STANDARD.search(text[: target.start]):
        return 1
    return -1 if _STANDARD.search(text[: subject.start]) else 1


def _side(made: Sequence[Unit], concept: str, world: World) -> Unit | None:
    """The unit that names one side: the concept itself before a narrower or a wider one."""
    exact = [unit for unit in made if concept in unit.concepts]
    if exact:
        return exact[0]
    known = world.concepts.get(concept)
    if known is None:
        return None
    wanted = {name for part in known.slots for name in part}
    near = [unit for unit in made if unit.concepts and not wanted.isdisjoint(unit.wide.union(*unit.slots))]
    return near[0] if near else None
