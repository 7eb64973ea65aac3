"""One side of a comparison: the records and rules of a base, wherever they were read from, and what could not be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evidence.base import Base, Home
from evidence.changes.revisions import Revision, Span, load_revision
from evidence.diagnostics import Diagnostic
from evidence.errors import EvidenceError
from evidence.loader import RECORD_TYPES, Loaded, Parsed
from evidence.method import Method, default_values, fingerprint, method_of
from evidence.model import BaseInfo, Record, Source
from evidence.verdict import last_day

Known = dict[tuple[str, str], Parsed]


@dataclass(frozen=True)
class Side:
    """A base to compare. ``problems`` are the errors that keep it from being built; what could be read is compared.

    ``method`` is ``None`` when the rules of this side cannot be read.
    """

    name: str
    base: Base
    method: Method | None
    values: Any
    problems: tuple[Diagnostic, ...] = ()
    commit: str | None = None
    day: str | None = None

    @property
    def method_name(self) -> str:
        """Version and hash of the rules."""
        return f"{self.method.version}+{fingerprint(self.values)}" if self.method else "not readable"

    @property
    def title(self) -> str:
        """The name with commit and day, for a heading."""
        facts = [text for text in (self.commit and self.commit[:12], self.day) if text]
        return f"{self.name} ({', '.join(facts)})" if facts else self.name


def of_span(root: Path, found: Span) -> tuple[Side, Side]:
    """Both sides of a span of revisions; files that both hold are read once."""
    known: Known = {}
    after = of_folder(root, "the files as they lie", known) if found.after is None else None
    before = _of_revision(found, found.before, known)
    if after is None:
        assert found.after is not None
        after = _of_revision(found, found.after, known)
    return before, after


def of_place(place: Path, known: Known) -> Side:
    """The base in a folder or in a compiled file; raises ``EvidenceError`` when there is none."""
    from evidence.files import find_root, is_file

    if is_file(place):
        return _of_database(place)
    try:
        root = find_root(place) if place.is_dir() else None
    except OSError as error:
        raise EvidenceError(f"{place} cannot be read: {error.strerror}", "check its permissions") from error
    if root is None or root not in (place, place.resolve()):
        raise EvidenceError(f"{place} is not a base", "name the folder of a base, or a compiled .sqlite file")
    return of_folder(root, str(place), known)


def of_folder(root: Path, name: str, known: Known) -> Side:
    """The base that lies in a folder."""
    from evidence.database.cache import cache_file, load_cached
    from evidence.files import BaseTexts, list_base

    entries = list_base(root)
    if not entries:
        raise EvidenceError(f"{root} holds no base: there is nothing below kb/ or sources/", "run it inside a base")
    loaded, hashes = load_cached(BaseTexts(root, entries), entries, cache_file(root))
    known.update({(path, sha): loaded.parsed[path] for path, sha in hashes.items() if not entries[path].refused})
    return of_loaded(loaded, name)


def _of_revision(found: Span, revision: Revision, known: Known) -> Side:
    side = of_loaded(load_revision(found.repository, revision, known), revision.name)
    return replace(side, commit=revision.commit, day=revision.day)


def of_loaded(loaded: Loaded, name: str) -> Side:
    """A side from texts that were read."""
    from evidence.lint import ALL, lint

    problems = lint(loaded, (item for item in ALL if item.rule.severity == "error")).diagnostics
    values = loaded.method_values or default_values()
    return Side(name, _dated(loaded.base), _readable(values), values, problems)


def _readable(values: Any) -> Method | None:
    try:
        return method_of(values)
    except EvidenceError:
        return None


def _of_database(path: Path) -> Side:
    """The records in a compiled base; verdicts that are stored in it are not used."""
    from evidence.store import open_store

    store = open_store(path)
    try:
        info = BaseInfo(store.meta["title"], store.meta["version"], store.meta["as_of"])
        values = json.loads(store.meta["method_values"])
        rows = [tuple(row) for row in store.each("SELECT kind, path, line, data FROM record ORDER BY id, kind")]
        records = [_record(*row) for row in rows]
    except (KeyError, ValueError, TypeError) as error:
        raise EvidenceError(f"{path} was compiled by another version: {error}", "build it again") from error
    base = Base(tuple(sorted(records, key=lambda pair: pair[1])), info, None)
    return Side(str(path), _dated(base), _readable(values), values)


def _record(kind: str, path: str, line: int, data: str) -> tuple[Record, Home]:
    from evidence.plain import from_plain

    return from_plain(RECORD_TYPES[kind], json.loads(data)), Home(path, (), line)


def _dated(base: Base) -> Base:
    """The base without dates that no calendar has: lint reports those, and no verdict can be computed from them."""
    entries = tuple(_mended(base))
    return (
        base if all(new is old for new, (old, _) in zip(entries, base.entries, strict=True)) else _with(base, entries)
    )


def _with(base: Base, records: tuple[Record, ...]) -> Base:
    pairs = zip(records, base.entries, strict=True)
    return Base(tuple((record, home) for record, (_, home) in pairs), base.info, base.info_home)


def _mended(base: Base) -> Iterator[Record]:
    for record, _ in base.entries:
        if isinstance(record, Source) and not (_is_day(record.csl.issued) and _is_day(record.standing.date)):
            csl = record.csl if _is_day(record.csl.issued) else replace(record.csl, issued=None)
            standing = record.standing if _is_day(record.standing.date) else replace(record.standing, date=None)
            yield replace(record, csl=csl, standing=standing)
        else:
            yield record


def _is_day(text: str | None) -> bool:
    try:
        last_day(text)
    except (ValueError, IndexError):
        return False
    return True
