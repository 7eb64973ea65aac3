"""Read what a git repository holds at a revision, without touching its work tree.

Only plumbing commands that read objects are run: none of them runs hooks, filters, textconv, a pager or a signature
check, and what a hostile repository could set is switched off besides. Calls are argument lists, never a shell.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from evidence.errors import EvidenceError
from evidence.ids import quoted

#: Seconds after which a git command is given up.
TIMEOUT = 120
#: Bytes of a listing, and of records, beyond which a repository is not read.
MAX_LISTING = 64 << 20
MAX_BYTES = 1 << 30

_SAFE = (
    "--no-pager", "--no-replace-objects", "--literal-pathspecs", "--no-optional-locks",
    "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "core.pager=cat",
    "-c", "safe.bareRepository=explicit", "-c", "log.showSignature=false",
)  # fmt: skip
#: No transport: a partial clone names a program to fetch missing objects with, and its own settings can allow any but this.
_ENVIRONMENT = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
_KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM")
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")


class Blob(NamedTuple):
    """A file in a tree: its mode, object id, size in bytes, and path as bytes relative to the repository."""

    mode: str
    id: str
    size: int
    path: bytes


class Repository(NamedTuple):
    """A git repository as seen from a folder: ``prefix`` is that folder's path in it, ``''`` or ending in ``/``."""

    folder: Path
    prefix: str


class _Answer(NamedTuple):
    code: int
    text: bytes
    said: str


def _run(folder: Path, *words: str, given: bytes = b"", limit: int = MAX_LISTING) -> _Answer:
    """Run git in ``folder``; one that answers more than ``limit`` bytes or takes too long is stopped."""
    import shutil

    program = shutil.which("git")
    if program is None:
        raise EvidenceError("git is not installed, so no revision can be read", "compare two folders with --between")
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key in _KEPT}
    environment = {**kept, **_ENVIRONMENT}
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as said:
        asked.write(given)
        asked.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603  (an argument list; what a user typed has been checked)
                [program, *_SAFE, "-C", str(folder), *words],
                env=environment, stdin=asked, stdout=subprocess.PIPE, stderr=said,
            )  # fmt: skip
        except OSError as error:
            raise EvidenceError(f"git cannot be run: {error.strerror}", "compare two folders with --between") from error
        text = _answer(process, words[0], limit)
        said.seek(0)
        lines = said.read(10_000).decode("utf-8", "replace").strip().splitlines()
    first = lines[0] if lines else f"git ended with {process.returncode}"
    return _Answer(process.returncode, text, first.removeprefix("fatal: ")[:300])


def _answer(process: subprocess.Popen[bytes], command: str, limit: int) -> bytes:
    """What a process writes before it ends; raises ``EvidenceError`` when that is too much or takes too long."""
    timer = threading.Timer(TIMEOUT, process.kill)
    timer.start()
    try:
        with process:
            assert process.stdout is not None
            text = process.stdout.read(limit + 1)
            if len(text) > limit:
                process.kill()
    finally:
        timer.cancel()
    if len(text) > limit:
        raise EvidenceError(f"git {command} answers with more than {limit >> 20} MiB", "that is no base; look with git")
    if process.returncode < 0:
        raise EvidenceError(f"git {command} was stopped; it has {TIMEOUT} s", "look at the repository with git")
    return text


def repository(folder: Path) -> Repository:
    """The repository around ``folder``; raises ``EvidenceError`` when there is none that git is willing to read."""
    done = _run(folder, "rev-parse", "--is-inside-work-tree", "--show-prefix")
    inside, _, prefix = done.text.decode("utf-8", "surrogateescape").partition("\n")
    if done.code or inside != "true":
        hint = "name two folders or compiled bases with --between"
        raise EvidenceError(f"{folder} is not in a git work tree: {done.said}", hint)
    return Repository(folder, prefix.removesuffix("\n"))


def commit(found: Repository, name: str) -> str:
    """The full id of the commit that ``name`` stands for; raises ``EvidenceError`` for a name that is none."""
    if not name or name.startswith("-") or len(name) > 250 or any(ord(char) < 33 or ord(char) == 127 for char in name):
        raise EvidenceError(f"{quoted(name)} is not a revision", "name a commit, branch or tag, such as HEAD~1 or main")
    done = _run(found.folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", limit=1000)
    text = done.text.decode("ascii", "replace").strip()
    if done.code or not _COMMIT.match(text):
        hint = "git log --oneline lists commits; a shallow clone lacks older ones (git fetch --unshallow)"
        raise EvidenceError(f"git knows no revision {quoted(name)}", hint)
    return text


def merge_base(found: Repository, one: str, other: str) -> str:
    """The newest common ancestor of two commits; raises ``EvidenceError`` when they have none."""
    done = _run(found.folder, "merge-base", one, other)
    text = done.text.decode("ascii", "replace").strip()
    if done.code or not _COMMIT.match(text):
        hint = "a shallow clone may lack it (git fetch --unshallow); A..B compares without it"
        raise EvidenceError("the two revisions have no common ancestor", hint)
    return text


def listing(found: Repository, commit: str, folders: Iterable[str]) -> Iterator[Blob]:
    """Every file of a commit below ``folders`` of the repository's prefix; submodules are passed over."""
    wanted = [f"{found.prefix}{folder}" for folder in folders]
    done = _run(found.folder, "ls-tree", "-r", "-z", "--long", "--full-tree", commit, "--", *wanted)
    if done.code:
        raise EvidenceError(f"git cannot list {commit[:12]}: {done.said}", "git fsck says whether it is whole")
    for entry in done.text.split(b"\0")[:-1]:
        about, _, path = entry.partition(b"\t")
        mode, kind, name, size = about.decode("ascii").split()
        if kind == "blob":
            yield Blob(mode, name, int(size), path)


def contents(found: Repository, blobs: Mapping[str, int]) -> dict[str, bytes]:
    """The bytes of objects by id, given their sizes; raises ``EvidenceError`` when they are too many or missing."""
    if sum(blobs.values()) > MAX_BYTES:
        raise EvidenceError(f"the revision holds more than {MAX_BYTES >> 30} GiB of records", "compare smaller parts")
    names = sorted(blobs)
    if not names:
        return {}
    limit = sum(blobs.values()) + 200 * len(names)
    done = _run(found.folder, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode(), limit=limit)
    kept, place = {}, 0
    for name in names:
        end = done.text.find(b"\n", place)
        head = done.text[place:end].decode("ascii", "replace").split() if end >= 0 else []
        if len(head) != 3 or head[0] != name:
            raise EvidenceError(f"git cannot read {name[:12]}: {done.said}", "git fsck says whether it is whole")
        start = end + 1
        kept[name] = done.text[start : start + int(head[2])]
        place = start + int(head[2]) + 1
    return kept


def day(found: Repository, commit: str) -> str | None:
    """The day (ISO, in the committer's own time) on which a commit was made, or ``None`` when it does not say."""
    from datetime import UTC, datetime, timedelta

    done = _run(found.folder, "cat-file", "commit", commit)
    match = re.search(rb"^committer .*> (\d{1,11}) ([+-])(\d\d)(\d\d)$", done.text.partition(b"\n\n")[0], re.MULTILINE)
    if match is None:
        return None
    sign = 1 if match[2] == b"+" else -1
    shift = timedelta(hours=sign * int(match[3]), minutes=sign * int(match[4]))
    try:
        return (datetime.fromtimestamp(int(match[1]), UTC) + shift).date().isoformat()
    except (OverflowError, OSError, ValueError):
        return None


def first_days(folder: Path, paths: Iterable[str]) -> dict[str, str]:
    """The day on which each path below ``folder`` was first committed; a path that never was is absent.

    Empty, too, where there is no repository or no git: the age of a draft is worth no error.
    """
    wanted = sorted(set(paths))
    if not wanted:
        return {}
    try:
        repository(folder)
        words = ("log", "--no-color", "--no-ext-diff", "--no-textconv", "--diff-filter=A", "--no-renames")
        done = _run(folder, *words, "--format=%x01%cs", "--name-only", "-z", "--relative", "HEAD", "--", *wanted)
    except EvidenceError:
        return {}
    days: dict[str, str] = {}
    today = ""
    for part in done.text.decode("utf-8", "replace").replace("\n", "\0").split("\0"):
        if part.startswith("\x01"):
            today = part[1:]
        elif part in wanted:
            days[part] = today  # newest first, so the last seen is the first day
    return days
