"""What the base knows of the concepts a text names, in the form in which units are compared."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from evidence.plain_words import words
from evidence.reading.claims.lexicon import senses
from evidence.reading.claims.units import Concept, Slot, label_slots
from evidence.store import Store

_CHUNK = 400
_ABOVE = (
    "SELECT a.concept, a.ancestor, c.label FROM concept_ancestor a JOIN concept c ON c.id = a.ancestor"
    " WHERE a.concept IN ({}) ORDER BY a.concept, a.ancestor"
)
#: A concept that is subject or object of more claims than this part is what they are all about.
_TOPIC_SHARE = 0.15


def topic(store: Store, subjects: Counter[str]) -> tuple[str, ...]:
    """The subject of most of the claims a text is held against, with its narrower ones; empty where they share none."""
    if not subjects:
        return ()
    name, count = min(subjects.items(), key=lambda item: (-item[1], item[0]))
    if count < max(2, _TOPIC_SHARE * subjects.total()):
        return ()
    narrower = store.rows("SELECT concept FROM concept_ancestor WHERE ancestor = ? ORDER BY concept", name)
    return (name, *(found[0] for found in narrower))


def concepts_for(store: Store, wanted: Iterable[str], topics: tuple[str, ...]) -> dict[str, Concept]:
    """The concepts of these ids. A narrower name of the topic is also the topic, and nothing wider than that."""
    ids = sorted(set(wanted))
    kinds: dict[str, tuple[str, str]] = {}
    above: dict[str, list[str]] = {}
    names: dict[str, set[str]] = {}
    for place in range(0, len(ids), _CHUNK):
        part = ids[place : place + _CHUNK]
        marks = ", ".join("?" * len(part))
        for row in store.rows(f"SELECT id, kind, label FROM concept WHERE id IN ({marks})", *part):  # noqa: S608
            kinds[row["id"]] = (row["kind"], row["label"])
        for concept, ancestor, label in store.rows(_ABOVE.format(marks), *part):
            if concept not in topics or ancestor in topics:
                above.setdefault(concept, []).append(label)
        for concept, name in _names(store, marks, part):
            names.setdefault(concept, set()).add(name)
    root = store.row("SELECT label FROM concept WHERE id = ?", topics[0]) if topics else None
    own_topic: Slot = frozenset().union(*label_slots(root["label"])) if root else frozenset()
    return {
        name: _concept(name, *kinds[name], above.get(name, []), names.get(name, set()), name in topics, own_topic)
        for name in ids
        if name in kinds
    }


def _names(store: Store, marks: str, part: list[str]) -> Iterable[tuple[str, str]]:
    sql = f"SELECT id, data FROM record WHERE kind = 'concept' AND id IN ({marks})"  # noqa: S608
    for row in store.rows(sql, *part):
        data = json.loads(row["data"])
        for name in (data["label"], *data.get("synonyms", ())):
            yield row["id"], name


def _concept(
    name: str, kind: str, label: str, above: list[str], names: set[str], is_topic: bool, own_topic: Slot
) -> Concept:
    single = [name for name in names if name.isalnum() and name.lower() != label.lower()]
    wide = frozenset(family for text in (*above, *single) for part in label_slots(text) for family in part)
    if not is_topic:
        wide -= own_topic
    sign = 1
    if not is_topic and kind in ("drug", "process", "factor", "treatment"):
        texts = [label, *above, *(names if kind == "drug" else ())]
        sign = -1 if any(_takes_away(text) for text in texts) else 1
    slots = label_slots(label) if kind != "organisation" else (frozenset((name,)),)
    misleading = frozenset() if is_topic else own_topic.difference(*slots)
    return Concept(name, kind, slots, wide, sign, misleading, tuple(label_slots(text) for text in above))


def _takes_away(text: str) -> bool:
    return any(
        sense.sign < 0 and sense.family in ("BLOCK", "DEPRIVE") for word in words(text) for sense in senses(word.plain)
    )
