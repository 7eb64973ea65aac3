"""``evidence query`` and ``evidence export`` as a person uses them."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rdf_bases import MINI, ROOT, compiled

_START = "from evidence.cli import main; main.main()"


def _run(command: str, *words: str, base: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    where = ["--base", str(base or compiled(MINI))]
    return subprocess.run(
        [sys.executable, "-c", _START, command, *words, *where],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80"}, capture_output=True, timeout=60, check=False,
    )  # fmt: skip


def test_no_name_lists_them_all() -> None:
    done = _run("query")
    assert done.returncode == 0, done.stderr
    assert b"saved questions" in done.stdout
    assert b"contested-claims" in done.stdout
    assert max(len(line) for line in done.stdout.decode().splitlines()) <= 80
    listed = json.loads(_run("query", "--format", "json").stdout)
    assert len(listed) >= 26
    assert {"name", "title", "answers", "asks", "languages", "parameters"} <= set(listed[0])


def test_another_base_is_offered_what_can_be_asked_of_it() -> None:
    here, there = (_run("query", base=compiled(root)).stdout.decode() for root in (ROOT, MINI))
    assert "at-home " in here
    assert "left out" not in here
    assert "at-home " not in there
    assert "contested-claims" in there
    assert "questions about things that this base does not have left out." in " ".join(there.split())


@pytest.mark.parametrize("name", ["contested-claims", "contested-claims.rq"])
def test_each_format(name: str) -> None:
    assert b"Contested claims" in _run("query", name).stdout
    data = json.loads(_run("query", name, "--format", "json").stdout)
    assert data["columns"][0] == "claim"
    assert data["rows"][0][0] == "cold-receptor-required"
    assert data["base"]["as_of"] == "2024-06-30"
    rows = list(csv.DictReader(io.StringIO(_run("query", name, "--format", "csv").stdout.decode())))
    assert [row["claim"] for row in rows] == [row[0] for row in data["rows"]]
    assert b"| claim |" in _run("query", name, "--format", "md").stdout


def test_no_rows_is_an_answer() -> None:
    done = _run("query", "contested-claims", "--param", "topic=nothing")
    assert done.returncode == 0
    assert b"Nothing in this base answers it." in done.stdout
    assert _run("query", "contested-claims", "-p", "topic=nothing", "--format", "csv").stdout.startswith(
        b"claim,topic,word"
    )


def test_rows_are_cut_off_and_said() -> None:
    done = _run("query", "left-out", "--rows", "1")
    assert b"The first 1 row; there are more" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("contested",), b"there is no saved question"),
        (("harms", "--param", "x=1"), b"has no parameter"),
        (("harms", "--endpoint", "http://127.0.0.1:1/"), b"asked in SQL only"),
        (("drift", "--endpoint", "file:///etc/passwd"), b"no address of a SPARQL server"),
    ],
)
def test_what_cannot_be_asked_ends_with_2_and_a_hint(words: tuple[str, ...], said: bytes) -> None:
    done = _run("query", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert b"hint: " in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_base_folder_is_asked_too(tmp_path: Path) -> None:
    shutil.copytree(MINI, tmp_path / "base", ignore=shutil.ignore_patterns(".evidence"))
    done = _run("query", "harms", "--format", "csv", base=tmp_path / "base")
    assert b"larkmint-causes-drowsiness" in done.stdout


def test_export_writes_to_a_file_and_to_a_pipe(tmp_path: Path) -> None:
    target = tmp_path / "base.ttl"
    done = _run("export", "turtle", "--output", str(target))
    assert done.returncode == 0, done.stderr
    assert target.read_bytes() == _run("export", "turtle").stdout
    assert _run("export", "rdfxml").returncode == 2


def test_a_query_in_sql_pays_for_no_rdf_library() -> None:
    code = (
        "import sys; from evidence.queries.find import question; from evidence.queries.ask import ask;"
        "from evidence.rdf.sparql import Bounds; from pathlib import Path;"
        f"ask(question('harms', Path({str(ROOT)!r})), {{}}, Path({str(compiled(MINI))!r}), Bounds());"
        "print([name for name in ('rdflib', 'pyoxigraph', 'pydantic', 'yaml', 'networkx') if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, timeout=60, check=True)
    assert done.stdout.strip() == b"[]"
