"""Held texts: what a user fetched of a document, kept in ``sources/.texts/`` and never committed.

Each is two files: ``<source id>.txt``, UTF-8, and ``<source id>.json``, which says where it came from and what it is.
A record's ``text`` is the sha256 of the ``.txt`` file. Symbolic links are refused, here and on the way here, and so is
any id that is no slug: nothing outside the folder is ever read or written.
"""

from __future__ import annotations

import json
import os
import stat
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, NamedTuple

from evidence.errors import EvidenceError
from evidence.files import atomic_write, digest, writing
from evidence.ids import is_slug, quoted

#: A larger text is refused: the longest books come to a few megabytes.
MAX_TEXT_BYTES = 64 * 1024 * 1024
_MAX_ABOUT_BYTES = 64 * 1024

What = Literal["full text", "abstract", "unknown"]


@dataclass(frozen=True, slots=True)
class About:
    """Where a text came from. ``fetched`` is a date; ``media_type`` is that of the original, before it became text."""

    origin: str = "unknown"
    fetched: str = "unknown"
    what: What = "unknown"
    media_type: str = "unknown"
    licence: str | None = None


class Held(NamedTuple):
    """One held text. ``sha256`` is that of the file as it is now; ``noted`` the one written down when it was fetched."""

    source: str
    text: str
    about: About
    sha256: str
    noted: str | None


def folder(root: Path) -> Path:
    """Where the texts of the base at ``root`` are held."""
    return root / "sources" / ".texts"


def listed(root: Path) -> tuple[str, ...]:
    """The ids of the sources of which a text is held, sorted. Raises ``EvidenceError`` for a folder it cannot read."""
    place = _folder(root)
    try:
        names = [item.name for item in os.scandir(place) if item.is_file(follow_symlinks=False)]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise EvidenceError(f"{place} cannot be read: {error.strerror}", "check its permissions") from error
    stems = (name.removesuffix(".txt") for name in names if name.endswith(".txt"))
    return tuple(sorted(stem for stem in stems if is_slug(stem)))


def read(root: Path, source_id: str) -> Held | None:
    """The held text of a source, or ``None`` when none is held.

    Raises ``EvidenceError`` for an id that is no slug, a symbolic link, a file too large, or one that is not UTF-8.
    """
    path = _path(root, source_id, ".txt")
    content = _content(path, MAX_TEXT_BYTES)
    if content is None:
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        hint = f"fetch it again: evidence source fetch {source_id}"
        raise EvidenceError(f"{path} is not UTF-8 at byte {error.start}", hint) from error
    about, noted = _about(_content(_path(root, source_id, ".json"), _MAX_ABOUT_BYTES))
    return Held(source_id, text, about, digest(content), noted)


def write(root: Path, source_id: str, text: str, about: About, force: bool = False) -> str:
    """Hold ``text`` and return its sha256, the value for the record's ``text``.

    The same text may be written again; another one in its place needs ``force``. Each file is written whole or not at
    all, what it is about first, so that a killed command leaves no text that nobody can account for.
    Raises ``EvidenceError``.
    """
    path = _path(root, source_id, ".txt")
    content = text.encode("utf-8", "replace")
    if len(content) > MAX_TEXT_BYTES:
        raise EvidenceError(
            f"the text of {source_id} is larger than {MAX_TEXT_BYTES // 2**20} MiB", "keep a part of it"
        )
    before = _content(path, MAX_TEXT_BYTES)
    if before is not None and before != content and not force:
        raise EvidenceError(f"another text of {source_id} is held already: {path}", "--force replaces it")
    sha256 = digest(content)
    beside = json.dumps({**asdict(about), "sha256": sha256}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    with writing(path, "check its permissions and the disk"):
        atomic_write(_path(root, source_id, ".json"), beside.encode("utf-8", "replace"))
        atomic_write(path, content)
    return sha256


def _folder(root: Path) -> Path:
    for place in (root / "sources", folder(root)):
        if place.is_symlink():
            raise EvidenceError(f"{place} is a symbolic link, which may lead outside the base", "make it a folder")
    return folder(root)


def _path(root: Path, source_id: str, ending: str) -> Path:
    if not is_slug(source_id):
        hint = "an id is lower-case words with hyphens, such as tiger-2020"
        raise EvidenceError(f"{quoted(source_id)} is not the id of a source", hint)
    return _folder(root) / f"{source_id}{ending}"


def _content(path: Path, most: int) -> bytes | None:
    """The bytes of a plain file, ``None`` when there is none."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | _NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise EvidenceError(f"{path} is not a plain file", "remove it")
            content = file.read(most + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EvidenceError(f"{path} cannot be read: {error.strerror}", "it has to be a plain file, no link") from error
    if len(content) > most:
        raise EvidenceError(f"{path} is larger than {most} bytes", "keep a part of it")
    return content


_NONBLOCK = getattr(os, "O_NONBLOCK", 0)  # else a named pipe put there would wait for ever


def _about(content: bytes | None) -> tuple[About, str | None]:
    """What stands beside a text; a file that is missing, damaged or tells something else makes it unknown."""
    try:
        found = json.loads(content or b"{}")
    except (ValueError, RecursionError):
        return About(), None
    if not isinstance(found, dict):
        return About(), None
    known = {field.name for field in fields(About)}
    told: dict[str, Any] = {key: value for key, value in found.items() if key in known and isinstance(value, str)}
    if told.get("what") not in ("full text", "abstract"):
        told["what"] = "unknown"
    noted = found.get("sha256")
    return About(**told), noted if isinstance(noted, str) else None
