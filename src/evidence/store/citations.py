"""Which documents an id stands for, as source records: what ``cite`` and the reference lists of reports read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from evidence.store.open import Store


def cited(store: Store, names: Iterable[str]) -> list[dict[str, Any]]:
    """The source records behind some ids, each once, in the order they are met.

    A source stands for itself, a study for the documents that report it, a claim for the documents with a counted
    line on it, a hypothesis for those of the claims it tests and then of those that bear on it.
    """
    found = dict.fromkeys(source for name in names for source in _sources(store, name))
    return [source_record(store, source) for source in found]


def source_record(store: Store, source: str) -> dict[str, Any]:
    """One source record; raises ``EvidenceError`` when there is none of that id."""
    _, name = store.resolve(source, "source")
    record = store.record(name, "source")
    assert record is not None
    return record


def _sources(store: Store, name: str) -> Iterator[str]:
    kind, name = store.resolve(name, "source", "study", "claim", "hypothesis")
    if kind == "source":
        yield name
    elif kind == "study":
        yield from reporting(store, name)
    elif kind == "claim":
        yield from _counted(store, name)
    else:
        sql = "SELECT claim FROM hypothesis_claim WHERE hypothesis = ? ORDER BY role DESC, position"
        for claim in _column(store, sql, name):
            yield from _counted(store, claim)


#: Pairs of a document and a study it reports itself, not those it merely speaks of in a background line.
_REPORTS = (
    "SELECT s.source, s.study FROM source_study s WHERE EXISTS (SELECT 1 FROM line l WHERE l.source = s.source"
    " AND l.study = s.study AND l.role <> 'background') OR NOT EXISTS (SELECT 1 FROM line l WHERE"
    " l.source = s.source AND l.study = s.study)"
)


def reporting(store: Store, study: str) -> list[str]:
    """The documents that report a study."""
    return _column(store, f"SELECT source FROM ({_REPORTS}) WHERE study = ? ORDER BY source", study)  # noqa: S608


def reported(store: Store, source: str) -> list[str]:
    """The studies a document reports."""
    return _column(store, f"SELECT study FROM ({_REPORTS}) WHERE source = ? ORDER BY study", source)  # noqa: S608


def _counted(store: Store, claim: str) -> list[str]:
    return _column(store, "SELECT source FROM line WHERE claim = ? AND counted = 1 ORDER BY source, id", claim)


def _column(store: Store, sql: str, name: str) -> list[str]:
    return [row[0] for row in store.rows(sql, name)]
