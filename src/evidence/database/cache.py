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
from typing import IO, Any

from evidence.files import Entry, cache_folder, digest, stream_write
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
        kept = _entry(known.get(path))
        if kept and kept.get("stamp") == stamp and not entry.refused and (same := _restored(kept)):
            hashes[path], parsed[path], fresh[path] = kept["sha"], same, known[path]
            continue
        content = texts[path]
        hashes[path] = digest(content)
        if kept and kept.get("sha") == hashes[path] and not entry.refused and (same := _restored(kept)):
            parsed[path], fresh[path] = same, _line({**kept, "stamp": stamp})
            continue
        parsed[path] = parse(path, content, entry.refused)
        if file and not parsed[path].troubles:
            fresh[path] = _line(_keep(parsed[path], stamp, hashes[path]))
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


def _line(kept: dict[str, Any]) -> bytes:
    """An entry as it stands in the file: a fifth of the memory that its values take."""
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def _entry(line: bytes | None) -> dict[str, Any] | None:
    """The values of a line, or ``None`` when there is none or it is damaged."""
    try:
        found = json.loads(line) if line else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


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


def _read(file: Path) -> dict[str, bytes]:
    """Path to line. A file of another format, or one cut short, gives the lines that can be told from each other."""
    found = {}
    with contextlib.suppress(OSError, ValueError, TypeError, RecursionError), file.open("rb") as lines:
        if lines.readline().strip().decode() == _format():
            for line in lines:
                path, tab, kept = line.rstrip(b"\n").partition(b"\t")
                if tab:
                    found[json.loads(path)] = kept
    return found


def _write(file: Path, fresh: Mapping[str, bytes]) -> None:
    """One line a file of the base, after a line that tells the format: its path, a tab, its entry."""

    def fill(target: IO[bytes]) -> None:
        target.write(f"{_format()}\n".encode())
        for path, line in fresh.items():
            target.write(json.dumps(path).encode() + b"\t" + line + b"\n")

    with contextlib.suppress(OSError):  # a home that cannot be written costs speed, nothing else
        file.parent.mkdir(parents=True, exist_ok=True)
        stream_write(file, fill)
