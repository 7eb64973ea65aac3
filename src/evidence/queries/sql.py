"""SQL over a compiled base: one reading statement, bound parameters, and an end to it."""

from __future__ import annotations

import math
import re
import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path

from evidence.errors import EvidenceError
from evidence.rdf.sparql import Bounds, Cell, Rows, too_long
from evidence.store import open_store

_COMMENTS = re.compile(r"\A(?:\s+|--[^\n]*(?:\n|\Z)|/\*.*?(?:\*/|\Z))*", re.DOTALL)
_FORBIDDEN_FUNCTIONS = frozenset(("load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"))
_ALLOWED = frozenset((sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE))
_LONGEST_VALUE = 10_000_000
_STEPS = 20_000
_VIRTUAL = (
    "SELECT 1 FROM json_each('[]')",
    "SELECT 1 FROM json_tree('[]')",
    "SELECT 1 FROM document_text LIMIT 1",
)


def select(database: Path, query: str, parameters: Mapping[str, str | int], bounds: Bounds) -> Rows:
    """Run one SELECT over the base at ``database``."""
    first = query[_COMMENTS.match(query.lstrip("\ufeff")).end() :].split(None, 1)[:1]  # type: ignore[union-attr]
    if not first or first[0].upper() not in ("SELECT", "WITH"):
        raise EvidenceError(
            "the question is no SELECT", "a saved question only reads; write one SELECT or WITH … SELECT"
        )
    store = open_store(database)
    for sql in _VIRTUAL:  # a virtual table sets itself up when first read, which the authorizer would refuse
        store.rows(sql)
    connection = store.connection
    late = _bound(connection, bounds)
    try:
        cursor = connection.execute(query, parameters)
        names = tuple(item[0] for item in cursor.description)
        rows, more = _fetch(cursor, bounds)
    except (sqlite3.Error, sqlite3.Warning, MemoryError, OverflowError, UnicodeError) as error:
        raise too_long(bounds) if late[0] else _cannot(error) from error
    finally:
        connection.close()
    return Rows(names, rows, more, "SQLite")


def _bound(connection: sqlite3.Connection, bounds: Bounds) -> list[bool]:
    """Let the connection read and nothing else, for so long and so much; says in the list when time ran out."""
    late = [False]
    deadline = time.monotonic() + bounds.seconds

    def tick() -> int:
        late[0] = time.monotonic() > deadline
        return late[0]

    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA hard_heap_limit = {bounds.memory // 4}")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.set_progress_handler(tick, _STEPS)
    connection.set_authorizer(_may)
    return late


def _may(action: int, first: str | None, second: str | None, *_: object) -> int:
    if action in _ALLOWED:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and second not in _FORBIDDEN_FUNCTIONS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first == "data_version" and second is None:
        return sqlite3.SQLITE_OK  # full-text search asks for it
    return sqlite3.SQLITE_DENY


def _fetch(cursor: sqlite3.Cursor, bounds: Bounds) -> tuple[tuple[tuple[Cell, ...], ...], bool]:
    rows: list[tuple[Cell, ...]] = []
    size = 0
    for row in cursor:
        cells = tuple(_cell(value) for value in row)
        size += sum(len(cell) for cell in cells if isinstance(cell, str))
        if len(rows) == bounds.rows or size > bounds.characters:
            return tuple(rows), True
        rows.append(cells)
    return tuple(rows), False


def _cell(value: object) -> Cell:
    if isinstance(value, bytes):
        return f"x'{value[:1000].hex()}'"
    if isinstance(value, float) and not math.isfinite(value):
        return "INF" if value > 0 else "-INF"  # as SPARQL writes it; JSON has no such number, and SQLite no NaN
    return value  # type: ignore[return-value]


def _cannot(error: BaseException) -> EvidenceError:
    said = str(error) or "it needs more memory than it may have"
    if "not authorized" in said or "prohibited" in said or "access to" in said:
        return EvidenceError(f"the question may not do that: {said}", "a saved question only reads the base")
    if "binding" in said:
        return EvidenceError(
            f"the question uses a parameter that its header does not declare: {said}",
            "add -- param: name type = default; meaning; example",
        )
    if "one statement" in said:
        return EvidenceError("the question holds more than one statement", "ask one thing a file")
    return EvidenceError(
        f"the question cannot be run: {said}", "evidence build makes the base anew; docs/queries.md lists its views"
    )
