"""``build``: the base at a root → one SQLite file, atomic, the same bytes for the same input."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from evidence import __version__
from evidence.database.cache import cache_file, load_cached
from evidence.database.rows import compile_base
from evidence.database.state import ELSEWHERE, State, database_path
from evidence.database.write import write
from evidence.errors import EvidenceError
from evidence.files import BaseTexts, Entry, list_base
from evidence.lint import Report, lint
from evidence.loader import Loaded
from evidence.method import Method, default_values, fingerprint, method_of


class Built(NamedTuple):
    """What a build did. ``path`` is ``None`` when errors in the base stopped it."""

    path: Path | None
    report: Report
    content: str


def build(root: Path, target: Path | None = None, use_cache: bool = True) -> Built:
    """Compile the base at ``root`` into ``target`` (by default ``.evidence/base.sqlite`` below it).

    Errors found by lint stop the build and leave the last good file standing: a verdict without a record that could
    not be read would be silently wrong. Raises ``EvidenceError`` when there is no base or no place to write.
    """
    with _without_gc():
        entries = list_base(root)
        loaded, hashes = _load(root, entries, use_cache)
        report = lint(loaded)
        content = content_digest(hashes)
        del hashes
        if report.errors:
            return Built(None, report, content)
        path = target or database_path(root)
        hint = "name another place, or make room on the disk" if target else ELSEWHERE
        made = _compile(loaded, report, content, path, hint)
    if target is None:
        State.of(root, entries, content, made).save(path)
    return Built(path, report, content)


def _load(root: Path, entries: Mapping[str, Entry], use_cache: bool) -> tuple[Loaded, dict[str, str]]:
    if not entries:
        raise EvidenceError(f"{root} holds no base: there is nothing below kb/ or sources/", "run it inside a base")
    texts = BaseTexts(root, entries)
    return load_cached(texts, entries, cache_file(root) if use_cache else None)


def load_base(root: Path, use_cache: bool = True) -> Loaded:
    """Read the base at ``root`` from its files."""
    with _without_gc():
        return _load(root, list_base(root), use_cache)[0]


@contextlib.contextmanager
def _without_gc():  # type: ignore[no-untyped-def]
    """Thousands of small records at once: the collector would walk them again and again, and find nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def content_digest(hashes: Mapping[str, str]) -> str:
    """The sha256 over (path, content) pairs: what the base says, wherever and whenever it lies."""
    pairs = json.dumps(sorted(hashes.items()), separators=(",", ":"))
    return hashlib.sha256(pairs.encode()).hexdigest()


def method_for(loaded: Loaded) -> tuple[Method, str]:
    """The verdict rules of a base (its own, or those of the program), with their version and hash."""
    values = loaded.method_values or default_values()
    method = method_of(values)
    return method, f"{method.version}+{fingerprint(values)}"


def _compile(loaded: Loaded, report: Report, content: str, path: Path, hint: str) -> str:
    method, name = method_for(loaded)
    info = loaded.base.info
    meta = {
        "title": info.title,
        "description": info.description or "",
        "version": info.version,
        "as_of": info.as_of,
        "licence": info.licence or "",
        "method": name,
        "method_values": json.dumps(loaded.method_values or default_values(), ensure_ascii=False, sort_keys=True),
        "content": content,
        "program": __version__,
        "examined": json.dumps(report.examined, sort_keys=True),
    }
    try:
        return write(compile_base(loaded.base, method, name, report, meta), path)
    except (OSError, sqlite3.OperationalError) as error:  # a full disk is the one or the other
        why = error.strerror if isinstance(error, OSError) else error
        raise EvidenceError(f"{path} cannot be written: {why}", hint) from error
