"""What a user gets from ``pip install``: a package that answers outside any checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the tree, unpacked."""
    pytest.importorskip("hatchling", reason="hatchling builds the wheel")
    home = tmp_path_factory.mktemp("wheel")
    tree = home / "tree"
    kept = ("src", "kb", "sources", "queries", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE")
    ignored = shutil.ignore_patterns("__pycache__", ".evidence", "packaged", ".texts")
    tree.mkdir()
    for name in kept:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, tree / name)
    program = "from hatchling.build import build_wheel; print(build_wheel('../out'))"
    (home / "out").mkdir()
    done = subprocess.run([sys.executable, "-c", program], cwd=tree, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not (tree / "src" / "evidence" / "packaged").exists(), "the build leaves the tree as it was"
    wheel = next((home / "out").glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(home / "site")
    return home / "site"


def run(installed: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the unpacked package in an empty folder."""
    folder = installed.parent / "elsewhere"
    folder.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-c", "from evidence.cli.main import main; main()", *words],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(installed)}, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip


def test_it_carries_the_compiled_base(installed: Path) -> None:
    done = run(installed, "ask", "Does ketamine work through opioid receptors?")
    assert done.returncode == 0, done.stderr
    assert "opioid" in done.stdout
    assert "building" not in done.stderr


def test_it_carries_rules_questions_and_licences(installed: Path) -> None:
    assert run(installed, "rule", "KB103").returncode == 0
    assert "contested-claims" in run(installed, "query").stdout
    names = {path.name for path in installed.rglob("licenses/**/*") if path.is_file()}
    assert names == {"LICENSE"}


def test_it_says_what_cannot_be_done_without_a_base(installed: Path) -> None:
    done = run(installed, "build")
    assert done.returncode == 2
    assert "base" in done.stderr
