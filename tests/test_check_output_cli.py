"""``evidence check`` as a person uses it with files: formats, a baseline, bad files beside good ones, watching."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLAT = "Larkmint needs the cold receptor to relieve nausea.\n"

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the mini base in it."""
    home = tmp_path_factory.mktemp("check")
    shutil.copytree(ROOT / "examples" / "mini", home / "base", ignore=shutil.ignore_patterns(".evidence"))
    return home


@pytest.fixture(scope="module")
def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": str(home / "cache"), "COLUMNS": "80"}


def command(home: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "evidence", "check", "--base", str(home / "base"), *words]


@pytest.fixture
def run(home: Path, environment: dict[str, str], tmp_path: Path) -> Run:
    """Run ``evidence check`` in an empty folder."""

    def call(*words: str, said: str = "") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            command(home, *words), cwd=tmp_path, env=environment, input=said.encode(), capture_output=True,
            timeout=60, check=False,
        )  # fmt: skip

    return call


@pytest.mark.parametrize("form", ["text", "concise", "json", "github", "sarif", "html"])
def test_every_format(run: Run, tmp_path: Path, form: str) -> None:
    (tmp_path / "a.md").write_text(FLAT)
    done = run("--format", form, "--fail-on", "warning", "a.md")
    assert done.returncode == 1, done.stderr.decode()
    out = done.stdout.decode()
    assert "EV102" in out
    if form in ("json", "sarif"):
        json.loads(out)
    assert run("--format", form, "a.md").returncode == 0, "only errors fail unless asked"


def test_standard_input_and_its_kind(run: Run) -> None:
    assert b"-:1:1" in run("-f", "concise", "-", said=FLAT).stdout
    assert b"-:2:4" in run("-f", "concise", "-", said=f"<!doctype html>\n<p>{FLAT}").stdout


def test_one_bad_file_does_not_keep_the_others_from_being_checked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FLAT)
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "c.bin").write_bytes(b"\x00\x01")
    done = run("-f", "concise", "b.docx", "a.md", "c.bin", "missing.md", ".")
    assert done.returncode == 2
    assert b"a.md:1:1" in done.stdout
    said = done.stderr.decode()
    for name in ("b.docx is broken", "c.bin is not a text", "missing.md cannot be read", ". is a folder"):
        assert name in said
    assert "Traceback" not in said


def test_a_bibliography_that_is_missing_could_not_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FLAT)
    assert run("--bibliography", "none.bib", "a.md").returncode == 2


def test_a_baseline_leaves_only_what_is_new(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "a.md"
    draft.write_text(FLAT)
    assert run("--write-baseline", "known.json", "a.md").returncode == 0
    assert run("--baseline", "known.json", "--fail-on", "note", "a.md").returncode == 0
    draft.write_text(f"One more line.\n\n{FLAT}\nAlso: larkmint works without the cold receptor.\n")
    done = run("--baseline", "known.json", "--fail-on", "note", "-f", "concise", "a.md")
    assert done.returncode == 1
    assert done.stdout.count(b"EV102") == 1
    assert b"a.md:5:" in done.stdout
    assert b"1 by the baseline" in done.stderr
    assert b"no longer found" not in done.stderr
    draft.write_text("Nothing of that.\n")
    assert b"no longer found: 1 of the baseline" in run("--baseline", "known.json", "a.md").stderr


def test_a_comment_that_does_nothing_is_a_note_that_can_fail_a_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("<!-- evidence: ignore EV102 -->\n\nNothing of that.\n")
    assert run("-f", "concise", "a.md").returncode == 0
    done = run("-f", "concise", "--fail-on", "note", "a.md")
    assert done.returncode == 1
    assert done.stdout.startswith(b"a.md:1:1: note EV001")


def test_watching_checks_again_until_it_is_interrupted(home: Path, environment: dict[str, str], tmp_path: Path) -> None:
    draft, out = tmp_path / "a.md", tmp_path / "out"
    draft.write_text("Nothing here.\n")
    with out.open("wb") as file:
        process = subprocess.Popen(
            command(home, "-f", "concise", "--watch", "a.md"), cwd=tmp_path, env=environment, stdout=file,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_for(lambda: b"0 warnings" in out.read_bytes())
            draft.write_text(FLAT)
            wait_for(lambda: b"a.md:1:1" in out.read_bytes())
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=30) == 130
        finally:
            process.kill()
            process.wait(timeout=30)


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait until something happened, half a minute at most."""
    until = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_hooks_name_commands_that_there_are() -> None:
    import yaml

    from evidence.cli.main import COMMANDS

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["entry"].split()[1] for hook in hooks} <= set(COMMANDS)
    assert all({"id", "name", "entry", "language"} <= set(hook) for hook in hooks)
    flow = yaml.safe_load((ROOT / "docs" / "examples" / "github-action.yml").read_text("utf-8"))
    assert flow["jobs"]["check"]["timeout-minutes"]
