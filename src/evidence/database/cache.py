"""What each file held when it was last read, so that a build parses only what changed.

Kept in the user's own cache folder, never in the checkout: a cache that came with somebody else's base could say
anything. Entries are keyed by the sha256 of a file's content.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from evidence.files import Entry, atomic_write, cache_folder, digest
from evidence.loader import RECORD_TYPES, Loaded, Parsed, parse
from evidence.plain import from_plain, to_plain

_READERS = ("model.py", "yaml_text.py", "validation.py", "loader.py", "plain.py", "database/cache.py")


@cache
def _format() -> str:
    """What the cache was written by: another version of the reading code may read the same file otherwise."""
    package = Path(__file__).parent.parent
    return digest(b"\0".join((package / name).read_bytes() for name in _READERS))


def cache_name(root: Path) -> str:
    """What tells the base at ``root`` from others in the cache folder."""
    return digest(os.fsencode(root.resolve()))[:24]


def cache_file(root: Path) -> Path | None:
    """Where the parse cache of the base at ``root`` lives, if anywhere."""
    folder = cache_folder()
    return folder and folder / f"{cache_name(root)}.json"


def load_cached(
    texts: Mapping[str, bytes], entries: Mapping[str, Entry], file: Path | None
) -> tuple[Loaded, dict[str, str]]:
    """Load a base, parsing only files whose size or time changed since; also the sha256 of every file."""
    known = _read(file) if file else {}
    parsed, hashes, fresh = {}, {}, {}
    for path, entry in entries.items():
        stamp = [entry.size, entry.mtime_ns]
        kept = known.get(path)
        if kept and kept.get("stamp") == stamp and not entry.refused and (same := _restored(kept)):
            hashes[path], parsed[path], fresh[path] = kept["sha"], same, kept
            continue
        content = texts[path]
        hashes[path] = digest(content)
        if kept and kept.get("sha") == hashes[path] and not entry.refused and (same := _restored(kept)):
            parsed[path], fresh[path] = same, {**kept, "stamp": stamp}
            continue
        parsed[path] = parse(path, content, entry.refused)
        if not parsed[path].troubles:
            fresh[path] = _keep(parsed[path], stamp, hashes[path])
    if file and fresh != known:
        _write(file, fresh)
    return Loaded(texts, parsed, {path: entry.refused for path, entry in entries.items() if entry.refused}), hashes


def _keep(parsed: Parsed, stamp: list[int], sha: str) -> dict[str, Any]:
    return {
        "stamp": stamp,
        "sha": sha,
        "kind": parsed.kind,
        "homes": parsed.homes,
        "lines": parsed.lines,
        "records": [to_plain(record) if parsed.kind != "method" else record for record in parsed.records],
    }


def _restored(kept: dict[str, Any]) -> Parsed | None:
    """The parsed file that an entry holds, or ``None`` when the entry is damaged."""
    try:
        return _restore(kept)
    except (TypeError, KeyError, ValueError):
        return None


def _restore(kept: dict[str, Any]) -> Parsed:
    kind = kept["kind"]
    homes = tuple(tuple(home) for home in kept["homes"])
    if kind in ("method", "other"):
        return Parsed(kind, homes, tuple(_tuples(record) for record in kept["records"]), ())
    record_type = RECORD_TYPES[kind]
    records = tuple(from_plain(record_type, record) for record in kept["records"])
    return Parsed(kind, homes, records, (), tuple(kept["lines"]))


def _tuples(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    return {key: _tuples(item) for key, item in value.items()} if isinstance(value, dict) else value


def _read(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    right = isinstance(content, dict) and content.get("format") == _format() and isinstance(content.get("files"), dict)
    return content["files"] if right else {}


def _write(file: Path, fresh: Mapping[str, Any]) -> None:
    content = json.dumps({"format": _format(), "files": fresh}, ensure_ascii=False, separators=(",", ":"))
    with contextlib.suppress(OSError):  # a home that cannot be written costs speed, nothing else
        atomic_write(file, content.encode())
