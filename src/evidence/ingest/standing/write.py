"""New standings into the records: one key of each file is set, every other byte stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from evidence.errors import EvidenceError
from evidence.files import atomic_write, list_base, writing
from evidence.loader import parse
from evidence.model import Source, StandingNote
from evidence.plain import SPELT, to_plain
from evidence.yaml_write import set_key

_ORDER = tuple(SPELT.get(item.name, item.name) for item in fields(Source))


def record_standings(root: Path, standings: Mapping[str, StandingNote]) -> tuple[str, ...]:
    """Set ``standing`` in the file of each source; the paths written. Every new text is made before the first is written.

    Raises ``EvidenceError`` when one of the files cannot be changed, and then none has been.
    """
    return _set(root, {name: ("standing", to_plain(note)) for name, note in standings.items()})


def record_text(root: Path, source_id: str, sha256: str) -> tuple[str, ...]:
    """Set ``text`` in the file of a source to the hash of the text held of it."""
    return _set(root, {source_id: ("text", sha256)})


def _set(root: Path, wanted: Mapping[str, tuple[str, object]]) -> tuple[str, ...]:
    entries = list_base(root)
    texts = {}
    for name, (key, value) in sorted(wanted.items()):
        path = f"sources/{name}.yaml"
        if path not in entries or entries[path].refused:
            why = entries[path].refused if path in entries else "is not there"
            raise EvidenceError(f"{path} {why}, so nothing was written", "a source stands in a file of its own id")
        texts[path] = _changed(root / path, path, name, key, value)
    for path, content in texts.items():
        with writing(path, "check its permissions"):
            atomic_write(root / path, content)
    return tuple(texts)


def _changed(place: Path, path: str, name: str, key: str, value: object) -> bytes:
    try:
        text = place.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EvidenceError(f"{path} cannot be read, so nothing was written", "evidence lint says more") from error
    content = set_key(text, (key,), value, _ORDER).encode("utf-8")
    made = parse(path, content)
    if made.troubles or [record.id for record in made.records] != [name]:
        raise EvidenceError(f"{path} would not be a record any more, so nothing was written", "evidence lint says more")
    return content
