"""The speed that the maintainer's commands promise, in processor time, so that a loaded machine is no failure.

``benchmarks/desk.py`` measures whole processes; the bounds here are looser than what it prints.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from changed_bases import ROOT, commit
from evidence.changes import revisions
from evidence.changes.compare import compare
from evidence.changes.sides import of_span
from evidence.database.build import build
from evidence.lint import lint
from evidence.loader import load

sys.path.insert(0, str(ROOT / "benchmarks"))

from synthetic import write_base


def least(work: Callable[[], object], rounds: int = 3) -> float:
    """The least processor seconds of some rounds: what the work costs when nothing disturbs it."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def texts(folder: Path, lines: int) -> dict[str, bytes]:
    write_base(folder, lines)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_linting_four_times_the_files_takes_about_four_times_as_long(tmp_path: Path) -> None:
    small, large = texts(tmp_path / "small", 450), texts(tmp_path / "large", 1800)
    assert len(large) > 3.5 * len(small)
    lint(load(small))
    times = [least(lambda texts=texts: lint(load(texts))) / len(texts) for texts in (small, large)]  # type: ignore[misc]
    assert times[1] < 1.7 * times[0]


def test_comparing_two_revisions_costs_no_more_than_two_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    base = tmp_path / "base"
    base.mkdir()
    files = (path for folder in ("kb", "sources") for path in sorted((ROOT / folder).rglob("*.yaml")))
    old = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in files}
    trial = "kb/studies/williams-2018-trial.yaml"
    commit(base, old)
    commit(base, {**old, trial: old[trial].replace("direction: supports", "direction: disputes")})
    built = least(lambda: build(base, tmp_path / "out.sqlite", use_cache=False))
    compared = least(lambda: compare(*of_span(base, revisions.span(base, "HEAD~1..HEAD"))))
    assert compared < 2 * built


def test_linting_the_real_base_takes_at_most_forty_bare_starts(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": str(tmp_path)}

    def seconds(*words: str) -> float:
        def work() -> None:
            subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, check=True, capture_output=True)

        work()
        found = []
        for _ in range(3):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            work()
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return min(found)

    assert seconds("-m", "evidence", "lint", "--format", "concise") <= 40 * seconds("-c", "pass")
