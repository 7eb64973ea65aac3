"""The one module that touches the disk for a base: list it, read it, and write without ever leaving half a file."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from evidence.errors import EvidenceError

#: A larger record file is refused: nobody reviews it, and nothing here needs it.
MAX_FILE_BYTES = 8 * 1024 * 1024

_FOLDERS = ("kb", "sources")
_SKIPPED = frozenset((".texts", ".git", ".evidence", "__pycache__"))


class Entry(NamedTuple):
    """One file of a base: its size in bytes, its time of change in ns, and why it cannot be read (or ``""``)."""

    size: int
    mtime_ns: int
    refused: str = ""


def list_base(root: Path) -> dict[str, Entry]:
    """Every file below ``kb/`` and ``sources/``, by path relative to ``root`` with ``/``, sorted.

    An empty folder that is named like a file is listed too, with ``/`` at its end. Raises ``EvidenceError`` for a
    folder that cannot be read: without its files the base would be another one.
    """
    found: dict[str, Entry] = {}
    try:
        for folder in _FOLDERS:
            top = os.path.join(root, folder)  # noqa: PTH118  (hot path: pathlib costs twice the walk)
            if os.path.isdir(top):  # noqa: PTH112
                found.update(_walk(top, folder))
    except OSError as error:
        where = error.filename or root
        raise EvidenceError(f"{where} cannot be read: {error.strerror}", "check its permissions") from error
    return dict(sorted(found.items()))


def _walk(top: str, prefix: str) -> Iterator[tuple[str, Entry]]:
    with os.scandir(top) as listing:
        for item in listing:
            path = f"{prefix}/{item.name}"
            if item.is_dir(follow_symlinks=False):
                if item.name not in _SKIPPED:
                    inside = list(_walk(item.path, path))
                    if item.name.endswith(".yaml") and not inside:
                        inside = [(f"{_text(path)}/", Entry(0, 0, "is a folder"))]
                    yield from inside
            elif not item.name.startswith("."):
                shown = _text(path)
                yield shown, _entry(item) if shown == path else Entry(0, 0, "has a name that is not UTF-8")


def _text(path: str) -> str:
    """A path as text: bytes of it that are not UTF-8 become escapes."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "backslashreplace")


def _entry(item: os.DirEntry[str]) -> Entry:
    try:
        facts = item.stat(follow_symlinks=False)
    except OSError as error:
        return Entry(0, 0, f"cannot be read: {error.strerror}")
    if stat.S_ISLNK(facts.st_mode):
        return Entry(0, facts.st_mtime_ns, "is a symbolic link, which may lead outside the base")
    if not stat.S_ISREG(facts.st_mode):
        return Entry(0, facts.st_mtime_ns, "is not a regular file")
    if facts.st_size > MAX_FILE_BYTES:
        return Entry(facts.st_size, facts.st_mtime_ns, f"is larger than {MAX_FILE_BYTES // 2**20} MiB")
    return Entry(facts.st_size, facts.st_mtime_ns)


class BaseTexts(Mapping[str, bytes]):
    """The files of a base as path to bytes, read on demand."""

    def __init__(self, root: Path, entries: Mapping[str, Entry]) -> None:
        self.root = root
        self.entries = entries

    def __getitem__(self, path: str) -> bytes:
        if self.entries[path].refused:
            return b""
        try:
            return (self.root / path).read_bytes()
        except OSError as error:
            raise EvidenceError(f"{path} cannot be read: {error.strerror}", "check its permissions") from error

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def find_root(start: Path) -> Path | None:
    """The nearest folder at or above ``start`` that holds a base (``kb/base.yaml`` or ``kb/claims/``).

    Raises ``OSError`` when a folder on the way cannot be looked into.
    """
    for folder in (start, *start.parents):
        if (folder / "kb" / "base.yaml").is_file() or (folder / "kb" / "claims").is_dir():
            return folder
    return None


def is_file(path: Path) -> bool:
    """Whether a file is to be seen at ``path``."""
    try:
        return path.is_file()
    except OSError:
        return False


def atomic_write(path: Path, content: bytes) -> None:
    """Write ``content`` as ``stream_write`` does."""
    stream_write(path, lambda file: file.write(content))


def stream_write(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Let ``write`` fill a temporary file beside ``path``, and move it into place; a device or pipe is written to itself.

    Raises ``OSError``.
    """
    import tempfile

    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as file:
            write(file)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp", delete=False) as file:
        temporary = Path(file.name)
        try:
            write(file)
            file.close()
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


@contextmanager
def writing(what: object, hint: str) -> Iterator[None]:
    """Say of what could not be written why, and what to do next: an ``OSError`` inside becomes an ``EvidenceError``."""
    try:
        yield
    except OSError as error:
        raise EvidenceError(f"{what} cannot be written: {error.strerror}", hint) from error


def cache_folder() -> Path | None:
    """The folder for what can be made again: ``$XDG_CACHE_HOME/evidence`` or ``~/.cache/evidence``; ``None`` for a
    user who has no home."""
    home = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(home) if home else Path.home() / ".cache") / "evidence"
    except RuntimeError:
        return None


def digest(content: bytes) -> str:
    """The sha256 of ``content`` in hexadecimal."""
    import hashlib

    return hashlib.sha256(content).hexdigest()
