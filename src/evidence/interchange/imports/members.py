"""The files of an import: one file, a folder or a ``.tar.gz``, each with the name that a problem is told at.

A file may be packed by itself (``.gz``). Of what is cut short, all that is whole is given, and the cut is a problem.
"""

from __future__ import annotations

import gzip
import os
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import IO, NamedTuple

from evidence.errors import EvidenceError
from evidence.interchange.gathered import Gathered, one_line

#: A file that unpacks to more than this is refused: what it says it holds is not known before.
MAX_MEMBER_BYTES = 512 * 1024 * 1024
#: No archive may unpack to more than this.
MAX_BYTES = 4 * 1024 * 1024 * 1024
MAX_FILES = 200_000
#: Files of which a part can be read as what it is: whole lines, or JSON whose reader knows where it breaks.
_BY_LINES = (".tsv", ".jsonl")
_IN_PARTS = (*_BY_LINES, ".json")
_AT_ONCE = 2**20


class Member(NamedTuple):
    """A file's name, as told in problems, and its bytes."""

    name: str
    content: bytes


def members(path: Path, into: Gathered, endings: tuple[str, ...]) -> Iterator[Member]:
    """Every file below ``path`` whose name has one of ``endings``, sorted by name in a folder; one file is taken as it is.

    Links are not followed. A file too large and one or an archive cut short are problems; what came before is given all
    the same, and of the file in which the cut is, its whole lines. Raises ``EvidenceError`` for a path that cannot be
    read, and at the end of a packed file that is damaged.
    """
    try:
        if path.is_dir():
            yield from _folder(path, into, endings)
        elif path.name.endswith((".tar.gz", ".tgz", ".tar")):
            yield from _archive(path, into, endings)
        else:
            yield from _file(path, path.name, into)
    except OSError as error:
        hint = "name a file, a folder or a .tar.gz of them"
        raise EvidenceError(f"{path} cannot be read: {error.strerror or error}", hint) from error


def _folder(path: Path, into: Gathered, endings: tuple[str, ...]) -> Iterator[Member]:
    def unreadable(error: OSError) -> None:
        name = _shown(os.path.relpath(error.filename or path, path))
        into.problem(
            "IM001", "error", (name, 0, 0), f"cannot be read: {error.strerror or error}", "check its permissions"
        )

    found = (Path(folder, name) for folder, _, names in os.walk(path, onerror=unreadable) for name in names)
    for file in sorted(found):
        if file.name.removesuffix(".gz").endswith(endings) and not file.is_symlink() and file.is_file():
            try:
                yield from _file(file, file.relative_to(path).as_posix(), into)
            except OSError as error:
                error.filename = error.filename or str(file)
                unreadable(error)


def _file(path: Path, name: str, into: Gathered) -> Iterator[Member]:
    if path.exists() and not path.is_file():
        raise EvidenceError(f"{path} is no plain file", "name a file, a folder or a .tar.gz of them")
    if path.stat().st_size > MAX_MEMBER_BYTES:
        _too_large(name, into)
    elif name.endswith(".gz"):
        yield from _packed(path, name, into)
    else:
        yield Member(_shown(name), path.read_bytes())


def _packed(path: Path, name: str, into: Gathered) -> Iterator[Member]:
    """A file packed by itself, under its name without ``.gz``."""
    with gzip.open(path) as packed:
        file = _Readable(packed)
        content = file.read(MAX_MEMBER_BYTES + 1)
    if len(content) > MAX_MEMBER_BYTES:
        _too_large(name, into)
        return
    if file.error:
        message = f"the file cannot be unpacked past byte {len(content)}: {file.error}"
        into.problem("IM001", "error", (_shown(name), 0, 0), message, "fetch it again")
    yield from _read(name.removesuffix(".gz"), content, file.error is None)


class _Readable:
    """A file that may be packed, up to where it is cut, as if it ended there; ``error`` says so."""

    def __init__(self, file: gzip.GzipFile | BufferedReader) -> None:
        self.file = file
        self.error: EOFError | None = None
        self.given = 0
        self.ended = False

    def read(self, size: int) -> bytes:
        """At most ``size`` bytes; fewer at the end only. Raises ``OSError`` for what is damaged or not packed at all."""
        found = bytearray()
        while len(found) < size and not self.ended:
            piece = self._piece(size - len(found))
            found += piece
            self.given += len(piece)
            self.ended = not piece
        return bytes(found)

    def _piece(self, size: int) -> bytes:
        try:
            return self.file.read1(min(size, _AT_ONCE))
        except EOFError as error:
            self.error = error
            return b""
        except zlib.error as error:
            # Damage shows long after the place it is at, so nothing that was unpacked before can be trusted.
            raise gzip.BadGzipFile(f"damaged: {error}") from error


class _Padded:
    """The same with zeros after its end: tarfile gives nothing of a file whose end it does not see."""

    def __init__(self, file: _Readable) -> None:
        self.file = file

    def read(self, size: int) -> bytes:
        """Exactly ``size`` bytes."""
        return self.file.read(size).ljust(size, b"\0")


@dataclass
class _Seen:
    """What has been met of an archive: how many entries, how large together, and where the last ends."""

    count: int = 0
    total: int = 0
    end: int = 0

    def add(self, item: tarfile.TarInfo, path: Path) -> None:
        self.count += 1
        self.total += item.size
        self.end = item.offset_data + item.size
        if self.count > MAX_FILES or self.total > MAX_BYTES:
            raise EvidenceError(f"{path} unpacks to too much", f"unpack it and import folders below {MAX_BYTES}")


def _archive(path: Path, into: Gathered, endings: tuple[str, ...]) -> Iterator[Member]:
    seen = _Seen()
    try:
        with _unpacked(path) as opened:
            readable = _Readable(opened)
            with tarfile.open(fileobj=_Padded(readable), mode="r|") as archive:  # type: ignore[call-overload]
                for item in archive:
                    if readable.ended and item.offset_data > readable.given:
                        break
                    seen.add(item, path)
                    yield from _entry(archive, item, readable, into, endings)
            while readable.given < MAX_BYTES and readable.read(_AT_ONCE):
                pass  # gzip checks its sum at the very end
        if readable.error:
            raise readable.error
        if readable.given < seen.end + 512:
            raise EOFError("it ends without its end mark")
    except (tarfile.TarError, EOFError) as error:
        message = f"the archive cannot be read past file {seen.count}: {error}"
        into.problem("IM001", "error", (path.name, 0, 0), message, "fetch it again")


def _entry(
    archive: tarfile.TarFile, item: tarfile.TarInfo, readable: _Readable, into: Gathered, endings: tuple[str, ...]
) -> Iterator[Member]:
    if item.issym() or item.islnk():
        into.remark("a link in an archive: links are not followed")
    if not item.isfile() or not item.name.endswith(endings):
        return
    if item.size > MAX_MEMBER_BYTES:
        _too_large(item.name, into)
    elif (file := archive.extractfile(item)) is not None:
        content = _there(file, item, readable)
        yield from _read(item.name, content, len(content) == item.size)


def _there(file: IO[bytes], item: tarfile.TarInfo, archive: _Readable) -> bytes:
    """The bytes of a file in an archive that are really there."""
    found = bytearray()
    while len(found) < item.size and (len(found) + item.offset_data < archive.given or not archive.ended):
        found += file.read(_AT_ONCE)
    return bytes(found[: archive.given - item.offset_data]) if archive.ended else bytes(found)


def _read(name: str, content: bytes, whole: bool) -> Iterator[Member]:
    """A file, or what its cut leaves of it: no last line without its end, which would be a row with other values."""
    if not whole and name.endswith(_BY_LINES):
        content = content[: content.rfind(b"\n") + 1]
    if whole or (content and name.endswith(_IN_PARTS)):
        yield Member(_shown(name), content)


def _unpacked(path: Path) -> gzip.GzipFile | BufferedReader:
    return path.open("rb") if path.name.endswith(".tar") else gzip.open(path)


def _too_large(name: str, into: Gathered) -> None:
    message = f"larger than {MAX_MEMBER_BYTES // 2**20} MiB, so it was not read"
    into.problem("IM001", "error", (_shown(name), 0, 0), message, "split it")


def _shown(name: str) -> str:
    return one_line(name.encode("utf-8", "replace").decode(), 300)


def text_of(member: Member, into: Gathered) -> str | None:
    """A file's text; ``None``, and a problem at its byte, when it is not UTF-8."""
    try:
        return member.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = member.content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        message = f"not UTF-8 at byte {error.start}"
        into.problem("IM001", "error", (member.name, line, column), message, "save the file as UTF-8")
        return None
