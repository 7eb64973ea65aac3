"""Rows into one SQLite file: the one door to sqlite-utils, and the bulk writer beneath it."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from evidence.database.rows import TABLES, Compiled
from evidence.database.state import file_stamp

#: Written into the file header, so that ``file`` and SQLite tools can tell a compiled base: "EVID".
APPLICATION_ID = 0x45564944


@cache
def schema() -> str:
    """The hand-written schema."""
    return (files("evidence.database") / "schema.sql").read_text("utf-8")


def write(compiled: Compiled, target: Path) -> str:
    """Write the compiled base to ``target``: under a temporary name, then moved into place; returns its stamp.

    A reader sees the old file or the new one, never a part; a build that is killed leaves the old one standing.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    os.close(handle)
    try:
        _fill(name, compiled)
        Path(name).chmod(0o644)
        stamp = file_stamp(Path(name))
        Path(name).replace(target)
        return stamp
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _fill(name: str, compiled: Compiled) -> None:
    connection = sqlite3.connect(name, isolation_level=None)
    try:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "page_size = 4096", "locking_mode = EXCLUSIVE"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("BEGIN")
        for statement in _statements(schema()):
            connection.execute(statement)
        for table, rows in TABLES:
            _insert(connection, table, rows(compiled))
        connection.execute("INSERT INTO document_text (document_text) VALUES ('rebuild')")
        connection.execute("INSERT INTO document_text (document_text) VALUES ('optimize')")
        connection.execute("COMMIT")
    finally:
        connection.close()


def _statements(script: str) -> list[str]:
    return [statement for part in script.split(";\n") if (statement := part.strip())]


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    columns = len(connection.execute(f'PRAGMA table_info("{table}")').fetchall())
    marks = ", ".join("?" * columns)
    connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608  (names of our own)


def check(path: Path) -> dict[str, int]:
    """Open a compiled base with sqlite-utils and count the rows of every table; raises when the file is damaged."""
    import sqlite_utils

    database = sqlite_utils.Database(path)
    try:
        problems = [row[0] for row in database.execute("PRAGMA integrity_check").fetchall()]
        if problems != ["ok"]:
            raise sqlite3.DatabaseError("; ".join(problems))
        hidden = ("document_text_",)
        return {table.name: table.count for table in database.tables if not table.name.startswith(hidden)}
    finally:
        database.close()
