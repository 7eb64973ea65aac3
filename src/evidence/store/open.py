"""Open a compiled base read-only."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from evidence.errors import EvidenceError
from evidence.ids import nearest_hint, quoted

#: A query is given so many values at once: SQLite takes 999 in its oldest versions.
_AT_ONCE = 500

_REBUILD = "run evidence build --fresh to make it again"


class Store:
    """A compiled base. Rows come back as ``sqlite3.Row``; nothing can be written through it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path

    def rows(self, sql: str, *parameters: Any) -> list[sqlite3.Row]:
        """Run one query; raises ``EvidenceError`` when the file is damaged or of another version."""
        return list(self.each(sql, *parameters))

    def each(self, sql: str, *parameters: Any) -> Iterator[sqlite3.Row]:
        """``rows`` one by one, for what is large."""
        try:
            yield from self.connection.execute(sql, parameters)
        except (
            sqlite3.DatabaseError,
            UnicodeDecodeError,
        ) as error:  # sqlite3 decodes what SQLite says of a damaged name
            raise EvidenceError(f"{self.path} cannot be read: {error}", _REBUILD) from error
        except UnicodeEncodeError:
            return  # bytes from a command line that are no text: nothing in a base is like them

    def row(self, sql: str, *parameters: Any) -> sqlite3.Row | None:
        """The first row of a query, or ``None``."""
        found = self.rows(sql, *parameters)
        return found[0] if found else None

    def among(self, sql: str, values: Iterable[Any], *parameters: Any) -> list[sqlite3.Row]:
        """Run a query whose ``{marks}`` stand for ``values``, sorted and a few hundred at a time."""
        wanted = sorted(set(values))
        found: list[sqlite3.Row] = []
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            found += self.rows(sql.format(marks=", ".join("?" * len(part))), *part, *parameters)
        return found

    @cached_property
    def meta(self) -> dict[str, str]:
        """Title, version, date, method and content hash of the base."""
        return {row["key"]: row["value"] for row in self.rows("SELECT key, value FROM meta")}

    def kind(self, name: str) -> str | None:
        """The kind of a record id, or ``None``; a claim comes before a hypothesis of the same name."""
        found = self.row("SELECT kind FROM record WHERE id = ? ORDER BY kind", name)
        return found["kind"] if found else None

    def resolve(self, name: str, *kinds: str) -> tuple[str, str]:
        """``(kind, id)`` of a name as a person types it: an id, or ``hypothesis:id`` where two kinds share one.

        Raises ``EvidenceError`` when there is no such record of one of ``kinds`` (any, when none is given).
        """
        wanted, mark, bare = name.partition(":")
        rows = self.rows("SELECT kind FROM record WHERE id = ? ORDER BY kind", bare if mark else name)
        for row in rows:
            if (not mark or row["kind"] == wanted) and (not kinds or row["kind"] in kinds):
                return row["kind"], bare if mark else name
        raise self.unknown(name, *kinds)

    def record(self, name: str, kind: str | None = None) -> dict[str, Any] | None:
        """A whole record as it stands in its file, with ``record_kind``, ``path`` and ``line``."""
        kind = kind or self.kind(name)
        found = self.row("SELECT kind, path, line, data FROM record WHERE id = ? AND kind = ?", name, kind)
        if found is None:
            return None
        data = json.loads(found["data"])
        return {"record_kind": found["kind"], "path": found["path"], "line": found["line"], **data}

    def ids(self, *kinds: str) -> Iterator[str]:
        """Every record id, of these kinds if any are given, sorted."""
        marks = ", ".join("?" * len(kinds))
        where = f"WHERE kind IN ({marks})" if kinds else ""
        for row in self.rows(f"SELECT id FROM record {where} ORDER BY id", *kinds):  # noqa: S608  (marks only)
            yield row["id"]

    def unknown(self, name: str, *kinds: str) -> EvidenceError:
        """The error for an id that is not in the base, with the nearest one that is."""
        what = " or ".join(kinds) or "record"
        hint = nearest_hint(name, self.ids(*kinds), "evidence find TEXT looks for records by their words")
        return EvidenceError(f"there is no {what} {quoted(name)} in this base", hint)


def open_store(path: Path) -> Store:
    """Open the compiled base at ``path``, read-only; raises ``EvidenceError`` when it is not one."""
    if not path.is_file():
        raise EvidenceError(f"there is no compiled base at {path}", _REBUILD)
    address = f"file:{quote(os.fsencode(path.resolve()))}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(address, uri=True)
    except sqlite3.OperationalError as error:
        raise EvidenceError(f"{path} cannot be read: {error}", "check its permissions") from error
    connection.row_factory = sqlite3.Row
    store = Store(connection, path)
    if store.row("PRAGMA application_id")[0] != 0x45564944:  # type: ignore[index]
        raise EvidenceError(f"{path} is not a compiled base", _REBUILD)
    return store
