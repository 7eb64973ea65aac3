"""What a record names beside its subject only to leave it out: "approved esketamine, but not ketamine"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.reading.claims.profile import Profile
from evidence.reading.claims.units import Unit
from evidence.reading.claims.world import World

_BUT_NOT = re.compile(
    r"(?:\b(?:but|and)\s+(?:not|never)|,\s+(?:not|never)|\brather than)\s+(?:racemic\s+|generic\s+)?$", re.I
)
# "A ketamine spray", "a form of ketamine" is what was let in, under a looser name; and the drug has other uses.
_ANOTHER = re.compile(
    r"spray|nasal|\b(?:forms?|versions?|types?|kinds?|parts?|half|variants?|cousins?|relatives?|components?|compounds?) of\b|deriv|enantiomer|isomer"
    r"|\bketamine[- ](?:based|like|related|derived)|an(?:a)?esthe|off-label|\btrials?\b|\bstud(?:y|ies)\b|break-?through|fast[- ]track",
    re.I,
)


def is_what_was_left_out(made: Sequence[Unit], text: str, profile: Profile, world: World) -> bool:
    """Whether a sentence says of what the record leaves out, for the same illness, what the record says of another."""
    if profile.kind != "record" or _ANOTHER.search(text):
        return False
    subject = world.concepts.get(profile.subject)
    named = {name for unit in made for name in unit.concepts if name in world.topics}
    said = {name for unit in made for part in (*unit.slots, unit.wide) for name in part}
    if subject is None or any(said.isdisjoint(part) for part in subject.slots):
        return False
    return bool(named) and said >= {"APPROVE", "depress"} and named <= _left_out(profile, world)


def _left_out(profile: Profile, world: World) -> set[str]:
    return {
        name
        for phrasing in profile.phrasings
        for unit in phrasing.units
        if _BUT_NOT.search(phrasing.text[: unit.start])
        for name in unit.concepts
        if name in world.topics
    }
