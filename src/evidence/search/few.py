"""A few claims and hypotheses, taken out of a large base to look for common words in them alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from evidence.store.open import Store


class Few:
    """An index in memory over these documents, with the tokenizer of the base, so a word matches as it does there."""

    def __init__(self, store: Store, items: Sequence[tuple[str, str]]) -> None:
        self._store = store
        self._items: dict[int, tuple[str, str]] = {}
        self._index = sqlite3.connect(":memory:", isolation_level=None)
        self._index.execute("BEGIN")
        self._index.execute(
            "CREATE VIRTUAL TABLE few USING fts5"
            ' (title, names, body, tokenize = "porter unicode61 remove_diacritics 2")'
        )
        sql = "SELECT rowid, title, names, body, kind, id FROM document WHERE id IN ({marks}) AND kind = ?"
        for kind in ("claim", "hypothesis"):
            for row in store.among(sql, (name for of, name in items if of == kind), kind):
                self._items[row["rowid"]] = (kind, row["id"])
                insert = "INSERT INTO few (rowid, title, names, body) VALUES (?, ?, ?, ?)"
                self._index.execute(insert, tuple(row)[:4])

    def matching(self, expression: str) -> list[tuple[str, str]]:
        """Those that match."""
        found = self._index.execute("SELECT rowid FROM few WHERE few MATCH ?", (expression,))
        return [self._items[row[0]] for row in found]

    def claims(self) -> list[Any]:
        """The claims among them, with their subjects and objects."""
        names = (name for kind, name in self._items.values() if kind == "claim")
        return self._store.among("SELECT id, subject, object FROM claim WHERE id IN ({marks})", names)
