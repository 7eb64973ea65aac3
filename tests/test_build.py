"""Compiling: one file, atomic, the same bytes for the same base, whatever happens on the way."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evidence.cases import Cases
from evidence.database import state
from evidence.database.build import build, load_base
from evidence.database.state import look
from evidence.database.write import check
from evidence.method import default_method, default_values, trusted_method
from evidence.plain import MisfitError, from_plain, to_plain
from evidence.store import open_store
from evidence.store.cases import load_case, method_of_store
from evidence.verdict import Scope, prove

MINI = Path(__file__).parent.parent / "examples" / "mini"
ROOT = Path(__file__).parent.parent


@pytest.fixture
def mini(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the mini base, with a cache folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    target = tmp_path / "base"
    shutil.copytree(MINI, target, ignore=shutil.ignore_patterns(".evidence"))
    return target


def built(root: Path, **options: object) -> bytes:
    """The bytes that a build of ``root`` writes."""
    result = build(root, **options)  # type: ignore[arg-type]
    assert result.path is not None, result.report.errors[:3]
    return result.path.read_bytes()


def test_same_base_same_bytes_in_any_order_of_files(mini: Path, tmp_path: Path) -> None:
    first = built(mini)
    other = tmp_path / "copy"
    other.mkdir()
    files = [path for path in mini.rglob("*") if path.is_file() and ".evidence" not in path.parts]
    random.Random(7).shuffle(files)
    for path in files:
        target = other / path.relative_to(mini)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    assert built(other) == first
    assert built(mini, use_cache=False) == first


def test_rebuild_after_a_change_equals_a_fresh_build(mini: Path) -> None:
    built(mini)
    study = next(iter(sorted((mini / "kb" / "studies").glob("*.yaml"))))
    study.write_text(study.read_text("utf-8") + "caveats: changed here\n", "utf-8")
    changed = built(mini)
    assert changed == built(mini, use_cache=False)


def test_file_is_whole_and_carries_no_clock(mini: Path) -> None:
    result = build(mini)
    assert result.path is not None
    rows = check(result.path)
    assert rows["study"] == result.report.examined["studies"] > 0
    time.sleep(0.01)
    assert built(mini) == result.path.read_bytes()


def test_errors_stop_the_build_and_leave_the_last_file(mini: Path) -> None:
    good = built(mini)
    broken = mini / "kb" / "studies" / "broken-2020-trial.yaml"
    broken.write_text("id: broken-2020-trial\nlabel: [\n", "utf-8")
    result = build(mini)
    assert result.path is None
    assert result.report.errors
    assert (mini / ".evidence" / "base.sqlite").read_bytes() == good
    assert not look(mini, mini / ".evidence" / "base.sqlite").current


def test_stale_when_a_file_is_added_changed_or_removed(mini: Path) -> None:
    path = build(mini).path
    assert path is not None
    assert look(mini, path).current
    study = next(iter((mini / "kb" / "studies").glob("*.yaml")))
    text = study.read_text("utf-8")
    study.write_text(text + "\n", "utf-8")
    assert not look(mini, path).current
    build(mini)
    assert look(mini, path).current
    path.write_bytes(path.read_bytes())
    assert not look(mini, path).current, "a file put in its place is not the one the state speaks of"


def test_a_large_base_is_looked_at_by_its_folders(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "LARGE", 3)
    result = build(mini)
    assert result.path is not None
    found = look(mini, result.path)
    assert found.current
    assert found.trusted == result.report.examined["files"], "the reader is told how many files were not looked at"
    study = next(iter((mini / "kb" / "studies").glob("*.yaml")))
    text = study.read_text("utf-8")
    study.unlink()
    assert not look(mini, result.path).current
    study.write_text(text, "utf-8")
    assert not look(mini, result.path).current
    build(mini)
    (mini / "kb" / "claims" / "new.yaml").write_text("[]\n", "utf-8")
    assert not look(mini, result.path).current


@pytest.mark.parametrize("kept", ["[]", "{}", '{"stat": 1}', '{"stat": "", "content": "", "made": "", "files": 1}'])
def test_a_state_that_says_something_else_means_stale(mini: Path, kept: str) -> None:
    path = build(mini).path
    assert path is not None
    (path.parent / "state.json").write_text(kept, "utf-8")
    assert not look(mini, path).current


def test_killed_at_any_moment_leaves_the_old_file(mini: Path) -> None:
    good = built(mini)
    study = next(iter(sorted((mini / "kb" / "studies").glob("*.yaml"))))
    study.write_text(study.read_text("utf-8") + "caveats: another\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    seen = set()
    for step in range(8):
        process = subprocess.Popen(
            [sys.executable, "-m", "evidence", "build", "--fresh"],
            cwd=mini, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(0.05 + 0.05 * step)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=30)
        content = (mini / ".evidence" / "base.sqlite").read_bytes()
        seen.add(content)
        connection = sqlite3.connect(mini / ".evidence" / "base.sqlite")
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
    assert good in seen
    assert len(seen) <= 2


def test_two_builds_at_once_end_with_a_whole_and_current_file(mini: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "evidence", "build"],
            cwd=mini, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for _ in range(4)
    ]  # fmt: skip
    assert [process.wait(timeout=60) for process in processes] == [0, 0, 0, 0]
    left = (mini / ".evidence" / "base.sqlite").read_bytes()
    assert left == built(mini, use_cache=False)
    assert not list((mini / ".evidence").glob("*.tmp"))


def test_damaged_cache_is_read_around(mini: Path, tmp_path: Path) -> None:
    first = built(mini)
    for file in (tmp_path / "cache").rglob("*.json"):
        file.write_text(file.read_text("utf-8").replace('"design"', '"desing"'), "utf-8")
    assert built(mini) == first
    for file in (tmp_path / "cache").rglob("*.json"):
        file.write_bytes(b"\x00not json")
    assert built(mini) == first


def test_facts_from_sqlite_are_the_facts_from_yaml(mini: Path) -> None:
    """The what-if path computes the same verdicts as the build did, for every claim and several scopes."""
    path = build(mini).path
    assert path is not None
    store, base = open_store(path), load_base(mini).base
    cases = Cases(base)
    assert method_of_store(store) == trusted_method(default_values()) == default_method()
    for claim in base.claims.values():
        read, known = load_case(store, claim.id), cases.case(claim)
        for scope in (
            Scope(),
            Scope(before="2019-01-01"),
            Scope(species=("human",)),
            Scope(without=(next(iter(base.studies)),)),
        ):
            assert prove(read, default_method(), scope) == prove(known, default_method(), scope), (claim.id, scope)


def test_records_survive_the_way_through_plain_values(mini: Path) -> None:
    for record, _ in load_base(mini).base.entries:
        assert from_plain(type(record), to_plain(record)) == record


@pytest.mark.parametrize("value", [None, [], {"id": 1}, {"nothing": "x"}, {"id": "a", "label": "b"}])
def test_plain_values_that_do_not_fit_are_refused(value: object) -> None:
    from evidence.model import Study

    with pytest.raises(MisfitError):
        from_plain(Study, value)


@pytest.mark.parametrize("base", [ROOT, MINI])
def test_method_of_the_base_is_the_one_that_comes_with_the_program(base: Path) -> None:
    own = (base / "kb" / "method.yaml").read_text("utf-8")
    assert own == (ROOT / "src" / "evidence" / "method.yaml").read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_built_elsewhere(mini: Path, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    mini.chmod(0o500)
    try:
        result = build(mini)
    finally:
        mini.chmod(0o700)
    assert result.path is not None
    assert result.path.is_relative_to(tmp_path / "cache")
