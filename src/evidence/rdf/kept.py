"""The triples of a compiled base in an Oxigraph store on disk, so that a question need not lay them out again.

Kept in the user's cache folder under the sha256 of what the triples are made of: a base or a program that changed has
another one. Only the newest two of each base stay. Opened read-only, by any number of processes at once.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import tempfile
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.files import cache_folder, digest
from evidence.rdf.statements import triples_text
from evidence.store import Store

if TYPE_CHECKING:
    from typing_extensions import Buffer

_NEWEST = 2


def place(store: Store) -> Path | None:
    """Where the triples of a compiled base belong; ``None`` without Oxigraph or a folder to keep them in."""
    folder = cache_folder()
    if folder is None or find_spec("pyoxigraph") is None:
        return None
    base = digest(os.fsencode(store.path.resolve()))[:24]
    content = "\n".join((store.meta["content"], store.meta["method"], store.meta["program"], _writer()))
    return folder / "triples" / base / digest(content.encode())[:24]


@cache
def _writer() -> str:
    """What lays out the triples: another version may lay out the same base otherwise."""
    return digest(b"\0".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))))


def keep(store: Store) -> Path | None:
    """The folder with the triples of a compiled base, made first where it is missing.

    ``None`` when none can be kept; the triples are then to be laid out in memory. Made under a temporary name and moved
    into place, so a process that is ended leaves nothing that looks whole.
    """
    target = place(store)
    if target is None or target.is_dir():
        return target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".new-") as name:
            _fill(Path(name) / "store", store)
            with contextlib.suppress(FileExistsError):  # somebody else was first
                (Path(name) / "store").rename(target)
    except OSError:
        return target if target.is_dir() else None
    _forget(target)
    return target


def _fill(folder: Path, store: Store) -> None:
    from pyoxigraph import RdfFormat
    from pyoxigraph import Store as Triples

    triples = Triples(folder)
    triples.bulk_load(io.BufferedReader(_Lines(triples_text(store))), format=RdfFormat.N_TRIPLES)
    triples.flush()


class _Lines(io.RawIOBase):
    """Lines of text to be read like a file: the triples of a large base are nowhere held as text, which takes 12 GB."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._read = b""

    def readable(self) -> bool:
        return True

    def readinto(self, into: Buffer) -> int:
        room = memoryview(into).cast("B")
        while len(self._read) < len(room) and (more := "".join(islice(self._lines, 1000))):
            self._read += more.encode()
        count = min(len(self._read), len(room))
        room[:count], self._read = self._read[:count], self._read[count:]
        return count


def _forget(target: Path) -> None:
    """Remove what was kept of older states of the same base."""
    others = [path for path in target.parent.iterdir() if path != target and not path.name.startswith(".")]
    with contextlib.suppress(OSError):
        for old in sorted(others, key=lambda path: path.stat().st_mtime_ns, reverse=True)[_NEWEST - 1 :]:
            shutil.rmtree(old, ignore_errors=True)
