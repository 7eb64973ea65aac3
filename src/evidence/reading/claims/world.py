"""The part of a base that a text can be about: its names, its candidate claims, their phrasings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from evidence.reading.claims.concepts import concepts_for, topic
from evidence.reading.claims.denials import denials
from evidence.reading.claims.lexicon import LIGHT
from evidence.reading.claims.names import Names, names_for
from evidence.reading.claims.profile import Phrasing, Profile, Weights, weigh
from evidence.reading.claims.units import Concept, units
from evidence.reading.claims.words import words
from evidence.reading.language import read_sentence
from evidence.store import Store

#: A base with no more claims than this is held whole; of a larger one, as many as share rare words with the text.
_WHOLE = 300
_RARE = 400
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


def world_for(store: Store, text: str) -> World:
    """The world of a text."""
    rows = _claims(store, text)
    phrased = _phrasings(store, [row["id"] for row in rows])
    everything = "\n".join((text, *(line for lines in phrased.values() for line in lines)))
    names = names_for(store, everything)
    names.define(text)
    topics = topic(store)
    wanted = {concept for concepts in names.by_key.values() for concept in concepts}
    wanted.update(concept for row in rows for concept in (row["subject"], row["object"]))
    concepts = concepts_for(store, wanted, topics)
    profiles = {row["id"]: _profile(row, phrased.get(row["id"], []), names, concepts) for row in rows}
    world = World(store, names, concepts, topics, profiles, weigh(list(profiles.values())))
    holders: dict[str, set[str]] = {}
    for profile in profiles.values():
        for name in profile.families:
            holders.setdefault(name, set()).add(profile.id)
    world.claimed = frozenset(name for profile in profiles.values() for name in (profile.subject, profile.object))
    world.holders = {name: frozenset(claims) for name, claims in holders.items()}
    return world


def _claims(store: Store, text: str) -> list[dict[str, str]]:
    total = store.row("SELECT count(*) FROM claim")
    columns = "id, subject, predicate, object, species, profile, statement"
    if total is None or total[0] <= _WHOLE:
        return [dict(row) for row in store.rows(f"SELECT {columns} FROM claim ORDER BY id")]  # noqa: S608
    chosen = _sharing(store, text)
    marks = ", ".join("?" * len(chosen))
    sql = f"SELECT {columns} FROM claim WHERE id IN ({marks}) ORDER BY id"  # noqa: S608
    return [dict(row) for row in store.rows(sql, *chosen)]


def _sharing(store: Store, text: str) -> list[str]:
    """The claims that share most rare words with a text."""
    spoken = {word.plain for word in words(text) if word.plain not in LIGHT and len(word.plain) > 2}
    score: dict[int, float] = {}
    for word in sorted(spoken):
        sql = "SELECT rowid FROM document_text WHERE document_text MATCH ? LIMIT ?"
        hits = store.rows(sql, f'"{word}"', _RARE + 1)
        if len(hits) <= _RARE:
            for hit in hits:
                score[hit[0]] = score.get(hit[0], 0.0) + 1 / (1 + len(hits))
    best = sorted(score, key=lambda row: (-score[row], row))[: 3 * _WHOLE]
    marks = ", ".join("?" * len(best))
    sql = f"SELECT rowid, id FROM document WHERE kind = 'claim' AND rowid IN ({marks})"  # noqa: S608
    found = {row["rowid"]: row["id"] for row in store.rows(sql, *best)}
    return [found[row] for row in best if row in found][:_WHOLE]


def _phrasings(store: Store, claims: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for place in range(0, len(claims), 400):
        part = claims[place : place + 400]
        marks = ", ".join("?" * len(part))
        for claim, phrasing in store.rows(_PHRASED.format(marks), *part, *part):
            found.setdefault(claim, []).append(phrasing)
    return found


def _profile(row: dict[str, str], lines: Iterable[str], names: Names, concepts: dict[str, Concept]) -> Profile:
    made = []
    for line in lines:
        spoken = words(line)
        read = read_sentence(line)
        found = tuple(units(spoken, names.mentions(spoken, line), concepts, read.cues))
        made.append(Phrasing(line, found, len(denials(read, found))))
    return Profile(
        id=row["id"],
        subject=row["subject"],
        predicate=row["predicate"],
        object=row["object"],
        species=tuple(row["species"].split()),
        kind=row["profile"],
        eases=row["predicate"] in _EASED,
        phrasings=tuple(made),
    )
