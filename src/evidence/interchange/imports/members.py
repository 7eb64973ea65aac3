"""The files of an import: one file, a folder or a ``.tar.gz``, each with the name that a problem is told at."""

from __future__ import annotations

import gzip
import tarfile
import zlib
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from evidence.errors import EvidenceError
from evidence.interchange.gathered import Gathered, one_line

#: A file that unpacks to more than this is refused: what it says it holds is not known before.
MAX_MEMBER_BYTES = 512 * 1024 * 1024
#: No archive may unpack to more than this.
MAX_BYTES = 4 * 1024 * 1024 * 1024
MAX_FILES = 200_000


class Member(NamedTuple):
    """A file's name, as told in problems, and its bytes."""

    name: str
    content: bytes


def members(path: Path, into: Gathered, endings: tuple[str, ...]) -> Iterator[Member]:
    """Every file below ``path`` whose name has one of ``endings``, sorted by name in a folder; one file is taken as it is.

    Links are not followed. A file too large and an archive cut short are problems; what came before is given all the
    same. Raises ``EvidenceError`` for a path that cannot be read.
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
    for file in sorted(path.rglob("*")):
        if file.name.endswith(endings) and not file.is_symlink() and file.is_file():
            yield from _file(file, file.relative_to(path).as_posix(), into)


def _file(path: Path, name: str, into: Gathered) -> Iterator[Member]:
    if path.exists() and not path.is_file():
        raise EvidenceError(f"{path} is no plain file", "name a file, a folder or a .tar.gz of them")
    if path.stat().st_size > MAX_MEMBER_BYTES:
        _too_large(name, into)
    else:
        yield Member(_shown(name), path.read_bytes())


def _archive(path: Path, into: Gathered, endings: tuple[str, ...]) -> Iterator[Member]:
    total = count = end = 0
    try:
        # tarfile takes a cut .gz for a whole one; gzip does not.
        with _unpacked(path) as file_, tarfile.open(fileobj=file_, mode="r|") as archive:
            for item in archive:
                count += 1
                total += item.size
                end = item.offset_data + item.size
                if count > MAX_FILES or total > MAX_BYTES:
                    raise EvidenceError(
                        f"{path} unpacks to too much", f"unpack it and import folders below {MAX_BYTES}"
                    )
                if item.issym() or item.islnk():
                    into.remark("a link in an archive: links are not followed")
                if not item.isfile() or not item.name.endswith(endings):
                    continue
                if item.size > MAX_MEMBER_BYTES:
                    _too_large(item.name, into)
                elif (file := archive.extractfile(item)) is not None:
                    yield Member(_shown(item.name), file.read())
            while total < MAX_BYTES and (rest := file_.read(2**20)):  # gzip checks its sum at the very end
                total += len(rest)
        if path.name.endswith(".tar") and path.stat().st_size < end + 512:
            raise EOFError("it ends without its end mark")
    except (tarfile.TarError, EOFError, zlib.error) as error:
        message = f"the archive cannot be read past file {count}: {error}"
        into.problem("IM001", "error", (path.name, 0, 0), message, "fetch it again")


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
