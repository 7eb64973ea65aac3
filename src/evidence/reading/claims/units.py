"""A stretch of text as units that can be compared: names by the label of their concept, other words by their family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from evidence.plain_words import Word, singular, words
from evidence.reading.claims.lexicon import LIGHT, phrase_senses, senses
from evidence.reading.claims.names import Mention
from evidence.reading.types import Cue

Slot = frozenset[str]

#: Words that deny or take away as things and not as deeds: two of them side by side deny once ("the AMPA blocker NBQX").
_NOUNS = frozenset(
    [
        "blocker",
        "blockers",
        "blocking",
        "blockade",
        "inhibitor",
        "inhibitors",
        "inhibition",
        "antagonist",
        "antagonists",
        "antagonism",
    ]
)
_BY_DOING = frozenset(("blocking", "boosting", "raising"))


@dataclass(frozen=True)
class Concept:
    """What is needed of a concept: the words of its label, wider words it is also known by, and words that mislead.

    A ketamine metabolite is not ketamine, though its name holds the word.
    """

    id: str
    kind: str
    slots: tuple[Slot, ...]
    wide: Slot
    sign: int
    misleading: Slot = frozenset()
    above: tuple[tuple[Slot, ...], ...] = ()


class Unit(NamedTuple):
    """A word or a name: ``slots`` must be matched, ``wide`` may be. ``sign`` is -1 for what turns the meaning round."""

    start: int
    end: int
    slots: tuple[Slot, ...]
    wide: Slot
    sign: int
    family: str
    is_noun: bool
    concepts: tuple[str, ...]
    plain: str


@lru_cache(maxsize=20_000)
def slot(word: str) -> Slot:
    """The families of a word, or the word itself; empty for one that tells nothing."""
    found = () if word == "ones" else senses(word) or senses(singular(word))
    if found:
        return frozenset(sense.family for sense in found)
    return frozenset() if word in LIGHT or singular(word) in LIGHT else frozenset((_stem(word),))


def _stem(word: str) -> str:
    word = singular(word)
    for ending in ("ing", "ed", "ly", "al", "ic"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def label_slots(label: str) -> tuple[Slot, ...]:
    """The telling words of a label."""
    return tuple(found for word in words(label) if (found := slot(word.plain)))


def units(
    found: Sequence[Word],
    mentions: Sequence[Mention],
    concepts: Mapping[str, Concept],
    cues: Sequence[Cue] = (),
    offset: int = 0,
) -> list[Unit]:
    """The units of a run of words. Words that a negation cue covers carry no sign of their own: the cue does."""
    denied = [(cue.start - offset, cue.end - offset) for cue in cues if cue.kind == "negation"]
    starts = {mention.first: mention for mention in mentions}
    plain = [word.plain for word in found]
    made: list[Unit] = []
    at = 0
    while at < len(found):
        mention = starts.get(at)
        if mention is not None:
            made.append(_named(found, mention, concepts, plain))
            at = mention.last
            continue
        taken = max(phrase_senses(plain, at), key=lambda item: item[1], default=None)
        size = taken[1] if taken and not any(place in starts for place in range(at, at + taken[1])) else 1
        made.extend(_worded(found, plain, at, size, denied))
        at += size
    return made


def _named(found: Sequence[Word], mention: Mention, concepts: Mapping[str, Concept], plain: list[str]) -> Unit:
    known = [concepts[name] for name in mention.concepts if name in concepts]
    own = frozenset(family for word in plain[mention.first : mention.last] for family in slot(word))
    start, end = found[mention.first].start, found[mention.last - 1].end
    if not known:
        return Unit(start, end, (own,) if own else (), frozenset(), 1, "", True, mention.concepts, " ".join(plain))
    first = known[0]
    wide = (own - first.misleading).union(
        *(concept.wide for concept in known), *(part for concept in known[1:] for part in concept.slots)
    )
    text = " ".join(plain[mention.first : mention.last])
    said = tuple(dict.fromkeys(part for word in plain[mention.first : mention.last] if (part := slot(word))))
    slots = said if said and _tells_itself(first, said) else first.slots
    return Unit(start, end, slots, wide, first.sign, "", True, mention.concepts, text)


def _is_adjective(text: str, plain: list[str], at: int) -> bool:
    """Whether "lost" only describes what follows ("lost synapses")."""
    return text == "lost" and plain[at - 1 : at] not in (["is"], ["are"], ["was"], ["were"], ["be"], ["been"])


def _tells_itself(concept: Concept, said: tuple[Slot, ...]) -> bool:
    """Whether a name says what it means in everyday words ("within hours", "infusion"), so that its label adds nothing."""
    if concept.kind not in ("measure", "treatment"):
        return False
    return set(said) < set(concept.slots) or (
        concept.kind == "measure" and any(name.isupper() for part in said for name in part)
    )


def _worded(found: Sequence[Word], plain: list[str], at: int, size: int, denied: list[tuple[int, int]]) -> list[Unit]:
    start, end = found[at].start, found[at + size - 1].end
    text = " ".join(plain[at : at + size])
    if size > 1:
        meant = [sense for sense, length in phrase_senses(plain, at) if length == size]
        families = frozenset(sense.family for sense in meant)
    else:
        meant = [] if text == "ones" else list(senses(text) or senses(singular(text)))
        families = slot(text)
        if text == "by" and at + 1 < len(plain) and plain[at + 1].endswith("ing"):
            families = frozenset(("MECH",))
    if not families:
        return []
    sign = -1 if any(sense.sign < 0 for sense in meant) else 1
    if families == {"DEPRIVE"} and any(a <= start and end <= b for a, b in denied):
        return []
    if any(a < end and start < b for a, b in denied) or _is_adjective(text, plain, at):
        sign = 1
    family = next((sense.family for sense in meant if sense.family.isupper()), "")
    return [Unit(start, end, (families,), frozenset(), sign, family, text in _NOUNS, (), text)]
