"""Which denials of a sentence reach a claim: those over its relation, not those that only say of whom or when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from evidence.reading.claims.denials import denials
from evidence.reading.claims.profile import Phrasing, Profile
from evidence.reading.claims.units import Unit
from evidence.reading.language import read_sentence
from evidence.reading.types import Cue, Sentence, Span

if TYPE_CHECKING:
    from evidence.reading.claims.world import World

#: Claims that something is done by means of something: there "without it" and "when it is blocked" are the claim itself.
MEANS = frozenset(("required-for", "mediates", "permits", "requires", "sustains", "independent-of", "leads-to"))

#: Claims that something does good: worded as "no better than placebo", such a claim is denied and not said otherwise.
BENEFITS = frozenset(("reduces", "treats", "prevents", "outperforms", "improves"))
_NO_BETTER = re.compile(r"\bno (?:better|more effective|different) (?:than|from)\b", re.I)

# What the whole base is about: a drug that relieves depression.
_EFFECT = frozenset(("RELIEVE", "depress"))

_read = lru_cache(maxsize=2_000)(read_sentence)

# What opens a clause about the people or the occasion. "That" is left out: it opens what is said as well.
_OPENS = re.compile(
    r"\b(?:who|whom|whose|which|where|when(?:ever)?|if|unless|until|because|since|although|though|despite|unlike)\b"
    r"|(?<=\bthose )that\b|(?<=\bpeople )that\b|(?<=\bpatients )that\b",
    re.I,
)
_OF_WHOM = re.compile(r"who|that|when|unlike|until", re.I)
_CLOSES = re.compile(r"[,;:()]|\s[–—]\s")
# "... although no trial has shown it" is about the claim after all.
_KNOWN = re.compile(
    r"\b(?:shown?|prove[nd]?|proof|evidence|confirm\w*|replicat\w*|establish\w*|demonstrat\w*|known|true|support\w*)\b",
    re.I,
)
_WRONG = re.compile(
    r"\b(?:wrong|false|untrue|incorrect|mistaken|mistake|misleading|nonsense|error)\s+"
    r"(?:to\s+(?:say|claim|think|believe|suggest|assume|conclude|write)\s+)?that\b",
    re.I,
)
_BESIDE = re.compile(r"(?:\bwith|\bbut|\beven if)\s+$", re.I)


def reaching(sentence: Sentence, made: Sequence[Unit], span: Span, profile: Profile, world: World) -> int:
    """How many denials within ``span`` (of the document) turn round what the sentence says of the claim."""
    wrong = _called_wrong(sentence, span)
    cues = [cue for cue in denials(sentence, made) if span.start <= cue.start < span.end]
    if not cues:
        return wrong
    main = _relation(made, profile, world)
    return wrong + sum(main is None or _reaches(sentence, cue, main, made, profile, world) for cue in cues)


def denied(phrasing: Phrasing, profile: Profile, world: World) -> int:
    """``reaching`` of a phrasing of the claim; a phrasing that denies what it should say is taken to say it."""
    if not phrasing.cues:
        return 0
    if profile.predicate in BENEFITS and _NO_BETTER.search(phrasing.text):
        return 0
    read = _read(phrasing.text)
    return reaching(read, phrasing.units, Span(read.start, read.end), profile, world)


def _called_wrong(sentence: Sentence, span: Span) -> int:
    """How often what follows is called wrong ("it is a mistake to think that"), where no denial cue says so already."""
    return sum(
        not any(
            cue.kind == "negation" and cue.start <= sentence.start + match.start() < cue.end for cue in sentence.cues
        )
        for match in _WRONG.finditer(sentence.text, span.start - sentence.start, span.end - sentence.start)
    )


def _relation(made: Sequence[Unit], profile: Profile, world: World) -> Unit | None:
    """The word that says what the claim's subject does: of those the claim has, the one that stands nearest to it."""
    subjects = [
        unit for unit in made
        if profile.subject in unit.concepts or any(name in world.topics for name in unit.concepts[:1])
    ]  # fmt: skip
    related = [
        unit for unit in made if unit.family and not unit.concepts and not profile.families.isdisjoint(unit.slots[0])
    ]
    if not subjects or not related:
        return None
    return min(related, key=lambda unit: min(_apart(unit, subject) for subject in subjects))


def _apart(one: Unit, other: Unit) -> int:
    return max(other.start - one.end, one.start - other.end, 0)


def _reaches(sentence: Sentence, cue: Cue, main: Unit, made: Sequence[Unit], profile: Profile, world: World) -> bool:
    start, end = cue.start - sentence.start, cue.scope.end - sentence.start
    first = cue.scope.start - sentence.start
    if first <= main.start and main.end <= end:
        return True
    opened = _opener(sentence.text, start)
    if opened is not None and opened <= main.start < end:
        return True
    inside = [unit for unit in made if (first if opened is None else opened) <= unit.start < end]
    if opened is not None:
        known = _KNOWN.search(sentence.text, opened, end) is not None
        of_whom = _OF_WHOM.match(sentence.text, opened) and profile.predicate not in MEANS
        return known or (not of_whom and _names_an_end(inside, profile, world))
    if cue.term.startswith("without") or _BESIDE.search(sentence.text[:start]):
        return profile.predicate in MEANS or _names_an_end(inside, profile, world)
    named = [unit for unit in inside if unit.concepts]
    return (
        start < main.start
        or not named
        or any(not profile.families.isdisjoint(part) for unit in named for part in unit.slots)
    )


def _opener(text: str, before: int) -> int | None:
    """Where the clause that holds a denial is opened by "who", "when" and the like; nothing in a main clause."""
    found = None
    for match in _OPENS.finditer(text, 0, before):
        found = match.start()
    if found is None or _CLOSES.search(text, found, before):
        return None
    return found


def _names_an_end(inside: Sequence[Unit], profile: Profile, world: World) -> bool:
    """Whether these words name what the claim links to the topic, itself or more narrowly."""
    ends = [world.concepts[name] for name in (profile.subject, profile.object) if name in world.concepts]
    telling = {name for end in ends if end.id not in world.topics for part in end.slots for name in part} - _EFFECT
    others = [unit for unit in inside if not any(name in world.topics for name in unit.concepts[:1])]
    return any(not telling.isdisjoint(unit.wide.union(*unit.slots)) for unit in others)
