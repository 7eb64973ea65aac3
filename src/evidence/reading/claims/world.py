"""The part of a base that a text can be about: its names, its candidate claims, their phrasings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evidence.plain_words import Word, words
from evidence.reading.claims.choice import choose
from evidence.reading.claims.concepts import concepts_for, topic
from evidence.reading.claims.likeness import Asked
from evidence.reading.claims.names import Names, names_for
from evidence.reading.claims.profile import Phrasing, Profile, Weights, weigh
from evidence.reading.claims.units import Concept, Unit, units
from evidence.reading.language import read_sentence
from evidence.store import Store

#: A base with no more claims than this is held whole; of a larger one, those that share most with its sentences.
_WHOLE = 300
_HELD = 200
_PHRASED = (
    "SELECT claim, phrasing FROM claim_phrasing WHERE claim IN ({0})"
    " UNION SELECT id, statement FROM claim WHERE id IN ({0}) ORDER BY 1, 2"
)
_EASED = frozenset(("reduces", "not-shown-to-reduce"))


@dataclass
class World:
    """Everything that matching needs, read once for a text."""

    store: Store
    names: Names
    concepts: dict[str, Concept]
    topics: tuple[str, ...]
    profiles: dict[str, Profile]
    weights: Weights
    holders: dict[str, frozenset[str]] = field(default_factory=dict)
    claimed: frozenset[str] = frozenset()
    asked: dict[int, Asked] = field(default_factory=dict)


def world_for(store: Store, text: str) -> World:
    """The world of a text."""
    rows, subjects = _claims(store, text)
    phrased = _phrasings(store, [row["id"] for row in rows])
    spoken = {line: words(line) for lines in phrased.values() for line in lines}
    names = names_for(store, (words(text), *spoken.values()))
    names.define(text)
    topics = topic(store, subjects)
    wanted = {concept for concepts in names.by_key.values() for concept in concepts}
    wanted.update(concept for row in rows for concept in (row["subject"], row["object"]))
    concepts = concepts_for(store, wanted, topics)
    profiles = {row["id"]: _profile(row, phrased.get(row["id"], []), spoken, names, concepts) for row in rows}
    world = World(store, names, concepts, topics, profiles, weigh(list(profiles.values())))
    holders: dict[str, set[str]] = {}
    for profile in profiles.values():
        for name in profile.families:
            holders.setdefault(name, set()).add(profile.id)
    world.claimed = frozenset(name for profile in profiles.values() for name in (profile.subject, profile.object))
    world.holders = {name: frozenset(claims) for name, claims in holders.items()}
    return world


def _claims(store: Store, text: str) -> tuple[list[dict[str, str]], Counter[str]]:
    """The claims that a text is held against, and how often each concept is the subject of those it is nearest to."""
    total = store.row("SELECT count(*) FROM claim")
    columns = "id, subject, predicate, object, species, profile, statement"
    if total is None or total[0] <= _WHOLE:
        rows = [dict(row) for row in store.rows(f"SELECT {columns} FROM claim ORDER BY id")]  # noqa: S608
        return rows, Counter(row["subject"] for row in rows)
    held, nearest = choose(store, text, total[0], _HELD)
    marks = ", ".join("?" * len(held))
    sql = f"SELECT {columns} FROM claim WHERE id IN ({marks}) ORDER BY id"  # noqa: S608
    rows = [dict(row) for row in store.rows(sql, *held)]
    subjects = {row["id"]: row["subject"] for row in rows}
    return rows, Counter(subjects[name] for name in nearest if name in subjects)


def _phrasings(store: Store, claims: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for place in range(0, len(claims), 400):
        part = claims[place : place + 400]
        marks = ", ".join("?" * len(part))
        for claim, phrasing in store.rows(_PHRASED.format(marks), *part, *part):
            found.setdefault(claim, []).append(phrasing)
    return found


def _profile(
    row: dict[str, str],
    lines: Iterable[str],
    spoken: Mapping[str, list[Word]],
    names: Names,
    concepts: dict[str, Concept],
) -> Profile:
    return Profile(
        id=row["id"],
        subject=row["subject"],
        predicate=row["predicate"],
        object=row["object"],
        species=tuple(row["species"].split()),
        kind=row["profile"],
        eases=row["predicate"] in _EASED,
        phrasings=tuple(Phrasing(line, _units(line, spoken[line], names, concepts)) for line in lines),
    )


def _units(line: str, spoken: list[Word], names: Names, concepts: dict[str, Concept]) -> tuple[Unit, ...]:
    """The units of a phrasing. Denials matter only to words that turn a meaning round, so most need not be read."""
    mentions = names.mentions(spoken, line)
    made = units(spoken, mentions, concepts)
    if any(unit.sign < 0 and not unit.concepts for unit in made):
        made = units(spoken, mentions, concepts, read_sentence(line).cues)
    return tuple(made)
