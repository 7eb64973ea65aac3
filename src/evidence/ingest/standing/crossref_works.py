"""Works of Crossref kept in files: answers of its API, lists of works, JSON lines, plain or gzipped."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, cast

from evidence.errors import EvidenceError
from evidence.ingest.aliases import Alias
from evidence.ingest.services.values import at, text
from evidence.ingest.standing.crossref_updates import doi_of, events_of, unknown_types
from evidence.ingest.standing.events import Event
from evidence.ingest.standing.snapshot import Snapshot, day_of

AUTHORITY = "Crossref"
#: The most that one JSON file, or one line of JSON lines, may hold when it is unpacked.
MAX_BYTES = 128 * 1024 * 1024
_ENDINGS = (".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz", ".ndjson.gz")


def read(place: Path, wanted: frozenset[Alias], as_of: str | None = None) -> Snapshot:
    """What a file, or every file of a folder, says of the ``wanted`` documents."""
    problems: list[str] = []
    found = _Gathered(wanted)
    for path in _files(place):
        for work in _works(path, problems):
            found.add(work, problems)
    if not found.examined:
        raise EvidenceError(f"{place} holds no work of Crossref", "--crossref wants works as its API gives them")
    day, by = day_of(place, as_of, found.newest)
    events = {name: tuple(items) for name, items in found.events.items()}
    return Snapshot(
        f"{AUTHORITY} ({place.name})",
        AUTHORITY,
        day,
        by,
        found.examined,
        events,
        frozenset(found.covers),
        tuple(problems),
    )


class _Gathered:
    """What was read so far."""

    def __init__(self, wanted: frozenset[Alias]) -> None:
        self.wanted = wanted
        self.events: dict[Alias, list[Event]] = {}
        self.covers: set[Alias] = set()
        self.examined, self.newest = 0, ""

    def add(self, work: Mapping[str, Any], problems: list[str]) -> None:
        own = doi_of(work)
        if own is None:
            problems.append("an entry without a DOI is left aside")
            return
        self.examined += 1
        self.newest = max(self.newest, text(work, "indexed", "date-time")[:10])
        if own in self.wanted:
            self.covers.add(own)
        for name, event in events_of(work):
            if name in self.wanted:
                self.covers.add(name)
                self.events.setdefault(name, []).append(event)
                strange = unknown_types(work)
                problems += [f"{own.value}: an update of type {kind[:40]!r} is not known" for kind in sorted(strange)]


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place]
    found = sorted(
        path for path in place.iterdir() if path.name.endswith(_ENDINGS) and path.is_file() and not path.is_symlink()
    )
    if not found:
        raise EvidenceError(f"{place} holds no file of Crossref", f"their names end in {', '.join(_ENDINGS[:3])} (.gz)")
    return found


def _works(path: Path, problems: list[str]) -> Iterator[Mapping[str, Any]]:
    try:
        with _opened(path) as file:
            if path.name.removesuffix(".gz").endswith((".jsonl", ".ndjson")):
                yield from _lines(file, path, problems)
            else:
                yield from _whole(file.read(MAX_BYTES + 1), path, problems)
    except (OSError, EOFError, gzip.BadGzipFile) as error:
        why = getattr(error, "strerror", None) or "it is cut short or not gzipped"
        raise EvidenceError(f"{path} cannot be read: {why}", "is the name right?") from error


def _opened(path: Path) -> IO[bytes]:
    if path.name.endswith(".gz"):
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return path.open("rb")


def _lines(file: IO[bytes], path: Path, problems: list[str]) -> Iterator[Mapping[str, Any]]:
    number = 0
    while line := file.readline(MAX_BYTES + 1):
        number += 1
        if line.strip():
            yield from _whole(line, path, problems, number)


def _whole(content: bytes, path: Path, problems: list[str], line: int = 0) -> Iterator[Mapping[str, Any]]:
    where = f"{path.name}, line {line}" if line else path.name
    if len(content) > MAX_BYTES:
        raise EvidenceError(f"{where} is larger than {MAX_BYTES // 2**20} MiB", "split it, or use JSON lines")
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        problems.append(f"{where} is no JSON, so it is left aside")
        return
    message = at(value, "message")
    value = message if isinstance(message, dict) else value
    items = at(value, "items")
    for work in items if isinstance(items, list) else value if isinstance(value, list) else [value]:
        inside = at(work, "message")
        found = inside if isinstance(inside, dict) else work
        if isinstance(found, dict):
            yield found
        else:
            problems.append(f"{where}: an entry is no work, so it is left aside")
