"""The texts of a base at a git revision, and what ``REV``, ``A..B`` and ``A...B`` mean."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import NamedTuple

from evidence.changes import git
from evidence.errors import EvidenceError
from evidence.files import MAX_FILE_BYTES, digest
from evidence.loader import Loaded, Parsed, parse

#: As ``files.list_base`` walks a base on disk.
FOLDERS = ("kb", "sources")
SKIPPED = frozenset((".texts", ".git", ".evidence", "__pycache__"))
#: More files than this in a revision are refused.
MAX_FILES = 500_000


class Revision(NamedTuple):
    """A commit, the name it was asked for by, and its day (ISO) where it says one."""

    name: str
    commit: str
    day: str | None


class Span(NamedTuple):
    """What is compared: an older revision with a newer one, or, when that is ``None``, with the files as they lie."""

    repository: git.Repository
    before: Revision
    after: Revision | None


def span(root: Path, words: str) -> Span:
    """Read ``REV`` (with the files), ``A..B``, or ``A...B`` (from their merge base); a side left empty is HEAD."""
    found = git.repository(root)
    for mark in ("...", ".."):
        one, dots, other = words.partition(mark)
        if dots:
            first, last = _revision(found, one or "HEAD"), _revision(found, other or "HEAD")
            if mark == "...":
                base = git.merge_base(found, first.commit, last.commit)
                first = Revision(f"merge base with {first.name}", base, git.day(found, base))
            return Span(found, first, last)
    return Span(found, _revision(found, words), None)


def _revision(found: git.Repository, name: str) -> Revision:
    commit = git.commit(found, name)
    return Revision(name, commit, git.day(found, commit))


def load_revision(found: git.Repository, revision: Revision, known: dict[tuple[str, str], Parsed]) -> Loaded:
    """The base in a commit. ``known`` holds files parsed before by path and sha256, and takes up those parsed now.

    Raises ``EvidenceError`` when the commit holds no base below the repository's prefix.
    """
    blobs = {path: blob for blob in git.listing(found, revision.commit, FOLDERS) if (path := _path(blob, found.prefix))}
    if not blobs:
        where = f"below {found.prefix}" if found.prefix else "in the repository"
        raise EvidenceError(f"{revision.name} holds no base {where}", "name a revision in which the base stands")
    if len(blobs) > MAX_FILES:
        raise EvidenceError(f"{revision.name} holds more than {MAX_FILES} files", "that is no base")
    refused = {path: why for path, blob in blobs.items() if (why := _refusal(path, blob))}
    wanted = {blob.id: blob.size for path, blob in blobs.items() if path not in refused}
    read = git.contents(found, wanted)
    texts, parsed = {}, {}
    for path, blob in sorted(blobs.items()):
        texts[path] = b"" if path in refused else read[blob.id]
        key = path, digest(texts[path])
        if path in refused:
            parsed[path] = parse(path, b"", refused[path])
        else:
            parsed[path] = known[key] if key in known else known.setdefault(key, parse(path, texts[path]))
    return Loaded(texts, parsed, refused)


def _path(blob: git.Blob, prefix: str) -> str:
    """The path of a file in its base, or ``''`` for one that a base on disk would pass over too."""
    path = blob.path.decode("utf-8", "backslashreplace").removeprefix(prefix)
    *folders, name = path.split("/")
    return "" if name.startswith(".") or any(folder in SKIPPED for folder in folders) else path


def _refusal(path: str, blob: git.Blob) -> str:
    if blob.mode == "120000":
        return "is a symbolic link, which may lead outside the base"
    if blob.size > MAX_FILE_BYTES:
        return f"is larger than {MAX_FILE_BYTES // 2**20} MiB"
    if posixpath.normpath(path) != path:
        return "has a path that is not plain"
    return "" if blob.path.isascii() or _is_text(blob.path) else "has a name that is not UTF-8"


def _is_text(path: bytes) -> bool:
    try:
        path.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
