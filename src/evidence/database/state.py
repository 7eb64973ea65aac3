"""Whether a compiled base is still that of its files: one look at their sizes and times.

Looking at 600,000 files takes longer than any answer, so of a large base only the folders are looked at: they tell of
every file that was added, removed, renamed or checked out, and not of one that an editor wrote over in its place.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from evidence import __version__
from evidence.errors import EvidenceError
from evidence.files import Entry, atomic_write, cache_folder, list_base

DATABASE = Path(".evidence/base.sqlite")
_STATE = "state.json"

#: What to do when a base can be compiled to none of the usual places.
ELSEWHERE = "set EVIDENCE_BASE to a compiled file, or XDG_CACHE_HOME to a folder that can be written"


def stat_text(entries: Mapping[str, Entry]) -> str:
    """The path, size and time of change of every file, and of the program that compiles them, as one text.

    Not hashed: importing hashlib would cost a reading command more than comparing the text does.
    """
    text = "\n".join(f"{path}\t{entry.size}\t{entry.mtime_ns}" for path, entry in entries.items())
    return f"{_program_stamp()}\n{text}"


def _program_stamp() -> str:
    """Changes whenever the installed program does: a newer program compiles a base anew."""
    newest = 0
    count = 0
    for folder in _FOLDERS:
        with os.scandir(_PACKAGE + folder) as listing:
            for item in listing:
                if item.name.endswith((".py", ".sql", ".yaml")):
                    newest = max(newest, item.stat().st_mtime_ns)
                    count += 1
    return f"{__version__} {count} {newest}"


_PACKAGE = str(Path(__file__).parent.parent)
#: The parts of the program that decide what a compiled base says.
_FOLDERS = ("", "/database", "/verdict", "/rules")


#: A base of more files than this is looked at by its folders.
LARGE = 10_000


class State(NamedTuple):
    """What a build saw and made: ``stat`` of the files (of the folders, for a large base), ``content`` of the base,
    ``made`` of the database file, and the number of files and the folders when the base is large.

    ``made`` ties the state to one file, for two builds at once may each leave the file of one and the state of the
    other.
    """

    stat: str
    content: str
    made: str
    files: int = 0
    folders: tuple[str, ...] = ()

    @classmethod
    def of(cls, root: Path, entries: Mapping[str, Entry], content: str, made: str) -> State:
        """The state after a build that found ``entries`` below ``root``."""
        if len(entries) <= LARGE:
            return cls(stat_text(entries), content, made)
        folders = tuple(sorted({path.rpartition("/")[0] for path in entries} | {"kb", "sources"}))
        return cls(_folder_text(root, folders), content, made, len(entries), folders)

    def save(self, path: Path) -> None:
        """Keep it beside the database at ``path``. A state that cannot be written costs a rebuild, nothing else."""
        with contextlib.suppress(OSError):
            atomic_write(path.parent / _STATE, json.dumps(self._asdict()).encode())


def _folder_text(root: Path, folders: Iterable[str]) -> str:
    times = (f"{name}\t{(root / name).stat().st_mtime_ns if (root / name).is_dir() else 0}" for name in folders)
    return "\n".join((_program_stamp(), *times))


class Look(NamedTuple):
    """Whether the compiled base is current, and how many files were taken on trust for it."""

    current: bool
    trusted: int = 0


def look(root: Path, path: Path) -> Look:
    """Whether the compiled base at ``path`` exists and the files below ``root`` are those it was built from."""
    try:
        kept = State(**json.loads((path.parent / _STATE).read_bytes()))
        if not path.is_file() or kept.made != file_stamp(path):
            return Look(False)
        if kept.files:
            return Look(kept.stat == _folder_text(root, kept.folders), kept.files)
    except (OSError, ValueError, TypeError, RecursionError):
        return Look(False)
    return Look(kept.stat == stat_text(list_base(root)))


def file_stamp(path: Path) -> str:
    """What tells one written file from another at the same place; it survives being moved."""
    facts = path.stat()
    return f"{facts.st_ino} {facts.st_mtime_ns} {facts.st_size}"


def database_path(root: Path) -> Path:
    """Where the compiled base of ``root`` lies: ``.evidence/`` below it, or a cache folder where that is read-only."""
    if os.access(root, os.W_OK):
        return root / DATABASE
    from evidence.database.cache import cache_name

    folder = cache_folder()
    if folder is None:
        raise EvidenceError(f"{root} is read-only, and there is no home folder to keep a compiled base in", ELSEWHERE)
    return folder / cache_name(root) / DATABASE.name
