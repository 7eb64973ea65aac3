"""Closed streams, full disks, folders that cannot be read, bytes that are no text: one clear line each, no traceback."""

from __future__ import annotations

import json
import os
import pty
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence.cli.session import open_base, root_of
from evidence.database.build import build
from evidence.database.cache import cache_file, cache_folder
from evidence.database.state import database_path, file_stamp
from evidence.errors import EvidenceError
from evidence.files import BaseTexts, list_base
from evidence.lint import lint
from evidence.loader import load
from evidence.store import open_store

ROOT = Path(__file__).parent.parent
MINI = ROOT / "examples" / "mini"
CLAIM = "larkmint-relieves-nausea"
ODD = os.fsdecode(b"\xff\xfe")

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the mini base, not built."""
    folder = tmp_path / "base"
    shutil.copytree(MINI, folder, ignore=shutil.ignore_patterns(".evidence"))
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mini base compiled into one file."""
    folder = tmp_path_factory.mktemp("robust")
    build(MINI, folder / "base.sqlite", use_cache=False)
    return folder / "base.sqlite"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run ``evidence`` with a cache of its own, and streams as they are without ``python -u``."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("EVIDENCE", "PYTHONUNBUFFERED"))}
    environment = {**kept, "PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": str(tmp_path / "cache")}

    def call(*words: str, cwd: Path = MINI, shell: str = "", **extra: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["sh", "-c", f'exec "$0" -m evidence "$@" {shell}', sys.executable, *words],
            cwd=cwd, env={**environment, **extra}, capture_output=True, timeout=120, check=False,
        )  # fmt: skip

    return call


def refused(done: subprocess.CompletedProcess[bytes], *wanted: str) -> str:
    """The one line and hint of a command that could not run."""
    said = done.stderr.decode()
    assert done.returncode == 2, said
    assert "Traceback" not in said
    assert said.startswith("evidence: "), said
    assert "hint: " in said
    assert all(word in said for word in wanted), said
    return said


ANSWERS = (
    ("hypotheses",), ("--help",), ("--version",), ("show", CLAIM), ("why", CLAIM, "-f", "json"), ("cite", CLAIM), ("lint",),
    ("export", "turtle"), ("export", "nquads"), ("schema", "claim"), ("rule", "KB101"),
)  # fmt: skip


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_an_answer_that_cannot_be_written(run: Run, built: Path, words: tuple[str, ...]) -> None:
    def call(shell: str) -> subprocess.CompletedProcess[bytes]:
        return run(*words, shell=shell, **({} if words[0] == "lint" else {"EVIDENCE_BASE": str(built)}))

    refused(call(">&-"), "cannot write the answer: standard output is closed")
    refused(call(">/dev/full"), "cannot write the answer: No space left on device")
    for silent in (">&- 2>&-", ">/dev/full 2>&-", ">/dev/full 2>/dev/full", ">&- 2>&- <&-"):
        done = call(silent)
        assert (done.returncode, done.stdout, done.stderr) == (2, b"", b""), silent


def test_notes_never_end_up_in_the_answer(run: Run, base: Path) -> None:
    for shell in ("2>&-", "2>/dev/full"):
        done = run("build", "-o", "out.sqlite", cwd=base, shell=shell)
        assert (done.returncode, done.stdout) == (0, b"out.sqlite\n")
        done = run("show", "nosuch", cwd=base, shell=shell, EVIDENCE_BASE="out.sqlite")
        assert (done.returncode, done.stdout) == (2, b"")
    assert open_store(base / "out.sqlite").meta["title"], "no note was written into a file that got the number 2"


@pytest.mark.parametrize(
    "words", [("export", "nquads"), ("export", "turtle"), ("hypotheses",), ("--help",)], ids=" ".join
)
def test_a_reader_that_left_is_no_error(built: Path, words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "evidence", *words], stdout=writing, stderr=subprocess.PIPE, timeout=120, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "EVIDENCE_BASE": str(built)},
        )  # fmt: skip
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_full_disk_keeps_the_old_file(base: Path, tmp_path: Path) -> None:
    """No file may grow beyond 40 KiB: SQLite meets what it meets on a full disk."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "base.sqlite").write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-m", "evidence", "build", "-o", str(out / "base.sqlite")], cwd=base, capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": str(tmp_path / "cache")}, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40960, 40960)), timeout=120,
    )  # fmt: skip
    refused(done, "base.sqlite cannot be written")
    assert [path.name for path in out.iterdir()] == ["base.sqlite"]
    assert (out / "base.sqlite").read_bytes() == b"old"


def test_a_folder_that_cannot_be_read_is_not_an_empty_one(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system refuses to list one folder, as it does to all but root."""
    build(base)
    listed = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("kb/studies"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    for ask in (build, list_base, open_base):
        with pytest.raises(EvidenceError, match=r"kb/studies cannot be read: Permission denied") as caught:
            ask(base)
        assert caught.value.hint


def test_the_current_folder_is_gone_or_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(EvidenceError, match="the current folder cannot be read: No such file"):
        root_of(None)
    monkeypatch.chdir(tmp_path)

    def closed(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", closed)
    for named in (None, tmp_path):
        with pytest.raises(EvidenceError, match="cannot be read: Permission denied"):
            root_of(named)


def test_a_folder_that_is_no_base_is_told_why(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=r"it has neither kb/base\.yaml nor kb/claims/"):
        root_of(tmp_path)


NAMED = (
    "show X", "why X", "conflicts X", "compare X", "paths X X", "timeline X", "trail X", "report X", "forest X", "cite X",
    "cite CLAIM --style X", "query X", "query contested-claims -p topic=X", "rule X", "lint --select X", "show CLAIM --without X",
    "hypotheses --species X", "hypotheses --before X", "check --explain X", "hypotheses --base X/X", "show claim:X",
)  # fmt: skip


@pytest.mark.parametrize("command", NAMED)
def test_bytes_that_are_no_text_are_an_unknown_name(run: Run, built: Path, command: str) -> None:
    words = [word.replace("CLAIM", CLAIM).replace("X", ODD) for word in command.split()]
    environment = {} if "--base" in words or words[0] == "lint" else {"EVIDENCE_BASE": str(built)}
    for place in ({}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        refused(run(*words, **environment, **place), "\\udcff\\udcfe")


@pytest.mark.parametrize("command", ["ask", "find"])
def test_bytes_that_are_no_text_are_found_nowhere(run: Run, built: Path, command: str) -> None:
    for form in ("rich", "json"):
        done = run(command, ODD, "-f", form, EVIDENCE_BASE=str(built))
        assert (done.returncode, done.stderr) == (3, b"")
        assert form == "rich" or json.loads(done.stdout)


@pytest.mark.parametrize("command", [name for name in NAMED if not name.endswith("X/X")])
def test_a_long_name_is_not_said_in_full(run: Run, built: Path, command: str) -> None:
    words = [word.replace("CLAIM", CLAIM).replace("X", "x" * 100_000) for word in command.split()]
    assert len(refused(run(*words, **({} if words[0] == "lint" else {"EVIDENCE_BASE": str(built)})))) < 700


def test_a_file_name_that_is_not_utf8(base: Path) -> None:
    odd = os.fsdecode(b"kb/concepts/\xff.yaml")
    (base / odd).write_text("- {id: zz, kind: drug, label: zz}\n", "utf-8")
    done = build(base)
    assert done.path is None
    assert [(item.code, item.path) for item in done.report.errors] == [("KB007", "kb/concepts/\\xff.yaml")]
    (base / odd).rename(base / os.fsdecode(b"kb/\xff.txt"))
    done = build(base)
    assert done.path
    assert ("KB009", "kb/\\xff.txt") in [(item.code, item.path) for item in done.report.diagnostics]


def test_a_base_in_a_folder_whose_name_is_not_utf8(run: Run, base: Path) -> None:
    odd = base.rename(base.with_name(ODD))
    for words in (("lint",), ("build",), ("hypotheses",), ("export", "ntriples"), ("query", "contested-claims")):
        done = run(*words, cwd=odd)
        assert done.returncode == 0, done.stderr.decode()


def test_a_folder_named_like_a_file(base: Path) -> None:
    (base / "kb" / "x.yaml").mkdir()
    (base / "kb" / "studies" / "y.yaml").mkdir()
    entries = list_base(base)
    found = lint(load(BaseTexts(base, entries), {path: one.refused for path, one in entries.items() if one.refused}))
    assert [(item.code, item.path) for item in found.diagnostics if item.path.endswith("/")] == [
        ("KB009", "kb/studies/y.yaml/"), ("KB009", "kb/x.yaml/"),
    ]  # fmt: skip
    assert not found.errors


def test_a_state_or_cache_that_is_a_trap_is_stale(base: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    build(base)
    trap = "[" * 100_000
    (base / ".evidence" / "state.json").write_text(trap, "utf-8")
    cache = cache_file(base)
    assert cache
    cache.write_text(trap, "utf-8")
    assert open_base(base).meta["title"]


def test_a_fresh_build_neither_reads_nor_writes_a_cache(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("evidence.database.cache._read", never)
    monkeypatch.setattr("evidence.database.cache._write", never)
    assert build(base, use_cache=False).path


def test_a_damaged_file_is_made_again(run: Run, base: Path) -> None:
    assert run("build", cwd=base).returncode == 0
    database, state = base / ".evidence" / "base.sqlite", base / ".evidence" / "state.json"
    with database.open("r+b") as file:
        file.seek(4 * 4096)
        file.write(bytes(30 * 4096))
    state.write_text(json.dumps({**json.loads(state.read_text("utf-8")), "made": file_stamp(database)}), "utf-8")
    for words in (("hypotheses",), ("export", "turtle"), ("export", "nquads"), ("export", "jsonld"), ("show", CLAIM)):
        refused(run(*words, cwd=base), "base.sqlite cannot be read", "run evidence build --fresh")
    assert run("build", "--fresh", cwd=base).returncode == 0
    assert run("hypotheses", cwd=base).returncode == 0


def test_a_damaged_schema_is_told_from_a_bug(tmp_path: Path, built: Path) -> None:
    """SQLite quotes the damaged name, and sqlite3 cannot decode it."""
    content = built.read_bytes()
    at = content.index(b"CREATE TABLE")
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(content[:at] + b"\xff" * 12 + content[at + 12 :])
    with pytest.raises(EvidenceError, match="cannot be read"):
        open_store(broken).rows("SELECT * FROM record")


def test_nowhere_to_keep_a_compiled_base(base: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    (tmp_path / "full").write_text("a file, so that no folder can be made of it", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "full"))
    with pytest.raises(EvidenceError, match="cannot be written") as caught:
        open_base(base)
    assert "EVIDENCE_BASE" in caught.value.hint
    assert "XDG_CACHE_HOME" in caught.value.hint

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    assert cache_folder() is None
    assert cache_file(base) is None
    with pytest.raises(EvidenceError, match="no home folder"):
        database_path(base)


@pytest.mark.parametrize("module", ["typer", "evidence.store", "evidence.cli.streams"])
def test_an_interrupt_during_the_first_imports(run: Run, built: Path, tmp_path: Path, module: str) -> None:
    """An import hook presses Ctrl-C."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(
        "import sys\n"
        "class Hook:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}: raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Hook())\n",
        "utf-8",
    )
    path = f"{tmp_path / 'site'}{os.pathsep}{ROOT / 'src'}"
    done = run("hypotheses", PYTHONPATH=path, EVIDENCE_BASE=str(built))
    assert (done.returncode, done.stdout) == (130, b"")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("columns", ["²", "", "0", "9" * 5000])
def test_a_screen_of_a_width_that_is_no_number(built: Path, columns: str) -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "evidence", "hypotheses"], stdout=theirs, stderr=subprocess.PIPE, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "EVIDENCE_BASE": str(built), "COLUMNS": columns, "LINES": "²"},
    )  # fmt: skip
    os.close(theirs)
    os.close(ours)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_unknown_citation_style_names_those_there_are(run: Run, built: Path) -> None:
    for style in ("nosuch", "nosuch.csl"):
        said = refused(run("cite", CLAIM, "--style", style, EVIDENCE_BASE=str(built)), style, "apa, vancouver")
        assert "site-packages" not in said


def test_a_place_that_cannot_be_written(run: Run, built: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    target = str(tmp_path / "file" / "out")
    for words in (("cite", CLAIM), ("export", "turtle"), ("schema",)):
        refused(run(*words, "--output", target, EVIDENCE_BASE=str(built)), "cannot be written")
