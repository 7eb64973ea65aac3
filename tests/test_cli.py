"""The command line as a person uses it: in a pipe, at 80 columns, with good and with hostile input."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
MINI = ROOT / "examples" / "mini"

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run ``evidence`` in a copy of the mini base."""
    home = tmp_path_factory.mktemp("cli")
    base = home / "base"
    shutil.copytree(MINI, base, ignore=shutil.ignore_patterns(".evidence"))
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": str(home / "cache"), "COLUMNS": "80",
    }  # fmt: skip

    def call(*words: str, cwd: Path = base, **extra: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "evidence", *words],
            cwd=cwd, env={**environment, **extra}, capture_output=True, timeout=60, check=False,
        )  # fmt: skip

    assert call("build").returncode == 0
    return call


def data(done: subprocess.CompletedProcess[bytes]) -> Any:
    """The JSON a command printed."""
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


CLAIM = "ginger-reduces-seasickness"
HYPOTHESIS = "balance-nerve"


def first(run: Run, kind: str) -> str:
    """The first id of a kind in the mini base."""
    return sorted(path.stem for path in (MINI / "kb" / kind).glob("*.yaml"))[0]


def claims(run: Run) -> list[str]:
    """The claims of the mini base."""
    return sorted({test["id"] for item in data(run("hypotheses", "-f", "json")) for test in item["tests"]})


def test_hypotheses_json_is_a_list_with_verdicts(run: Run) -> None:
    found = data(run("hypotheses", "--format", "json"))
    assert len(found) == len(list((MINI / "kb" / "hypotheses").glob("*.yaml")))
    for item in found:
        assert {"kind", "id", "statement", "verdict", "tests", "bears", "rivals"} <= set(item)
        assert item["kind"] == "hypothesis"
        assert {"word", "decided_by"} <= set(item["verdict"])
        assert item["verdict"]["decided_by"] in [test["id"] for test in item["tests"]]


def test_show_claim_json_has_the_promised_keys(run: Run) -> None:
    for name in claims(run):
        found = data(run("show", name, "-f", "json"))
        assert found["kind"] == "claim"
        assert {
            "word", "certainty", "reasons", "independent", "participants", "teams", "echoes", "excluded", "flip_set",
            "tags", "method", "as_of",
        } <= set(found["verdict"])  # fmt: skip
        assert set(found["verdict"]["independent"]) == {"for", "against", "mixed", "neutral"}
        for line in found["evidence"]:
            assert {
                "id", "study", "source", "direction", "finding", "figures", "tier", "counted", "why_not",
            } <= set(line)  # fmt: skip
            assert line["counted"] == (line["why_not"] is None)


def test_a_verdict_is_explained_by_its_evidence_list(run: Run) -> None:
    """Independent votes are exactly the clusters of the lines marked as counted."""
    for name in claims(run):
        found = data(run("show", name, "-f", "json"))
        proof = data(run("why", name, "-f", "json"))
        counted = {line["id"] for line in found["evidence"] if line["counted"]}
        assert counted == {line["id"] for vote in proof["votes"] for line in vote["lines"]}
        signs = [vote["sign"] for vote in proof["votes"]]
        assert found["verdict"]["independent"] == {sign: signs.count(sign) for sign in found["verdict"]["independent"]}


@pytest.mark.parametrize("form", ["rich", "json", "csv", "md"])
@pytest.mark.parametrize("command", ["hypotheses", "conflicts", "compare", "show", "why", "timeline"])
def test_every_format_prints_something_and_nothing_raw(run: Run, command: str, form: str) -> None:
    words = [command, *([claims(run)[0]] if command in ("show", "why", "timeline") else []), "--format", form]
    done = run(*words)
    assert done.returncode == 0, done.stderr.decode()
    text = done.stdout.decode()
    assert text.strip()
    assert "\x1b" not in text
    if form == "rich":
        assert max(map(len, text.splitlines())) <= 80
    if form == "csv":
        rows = list(csv.reader(io.StringIO(text)))
        assert len({len(row) for row in rows}) == 1
    if form == "json":
        json.loads(text)


def test_what_if_recomputes_and_leaves_the_base(run: Run) -> None:
    name = claims(run)[0]
    before = run("show", name, "-f", "json").stdout
    study = data(run("why", name, "-f", "json"))["votes"][0]["studies"][0]
    changed = data(run("show", name, "-f", "json", "--without", study))
    assert any(item["study"] == study and "--without" in item["reason"] for item in changed["verdict"]["excluded"])
    assert run("show", name, "-f", "json").stdout == before


@pytest.mark.parametrize(
    "words",
    [
        ["show", "no-such-record"],
        ["show", "../../etc/passwd"],
        ["show", "\x1b[2Jx"],
        ["show", "' OR 1=1 --"],
        ["why", "no-such-record"],
        ["timeline", "no-such-record"],
        ["conflicts", "no-such-record"],
        ["compare", "no-such-record"],
        ["paths", "nothing", "nowhere"],
        ["hypotheses", "--before", "yesterday"],
        ["hypotheses", "--before", "2019-13"],
        ["hypotheses", "--without", "no-such-study"],
        ["hypotheses", "--species", "unicorn"],
        ["hypotheses", "--tier", "heaven"],
        ["hypotheses", "--base", "nowhere-at-all"],
        ["rule", "KB999"],
        ["lint", "--select", "KB999"],
        ["schema"],
        ["nonsense"],
        ["show"],
    ],
)
def test_what_cannot_run_says_so_and_ends_with_2(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert done.returncode == 2, done.stdout.decode()
    told = done.stderr.decode()
    assert "Traceback" not in told
    assert "\x1b" not in told
    assert told.strip()


def test_lint_says_what_it_examined_in_every_format(run: Run) -> None:
    for form in ("text", "concise", "github"):
        done = run("lint", "--format", form)
        assert done.returncode == 0, done.stdout.decode()
        assert "studies" in done.stdout.decode().splitlines()[-1]
    found = data(run("lint", "--format", "json"))
    assert set(found) == {"version", "examined", "diagnostics"}
    assert found["examined"]["studies"] == len(list((MINI / "kb" / "studies").glob("*.yaml")))
    sarif = data(run("lint", "--format", "sarif"))
    assert sarif["version"] == "2.1.0"


def test_lint_points_at_the_place_and_ends_with_1(run: Run, tmp_path: Path) -> None:
    base = tmp_path / "base"
    shutil.copytree(MINI, base, ignore=shutil.ignore_patterns(".evidence"))
    study = sorted((base / "kb" / "studies").glob("*.yaml"))[0]
    study.write_text(study.read_text("utf-8").replace("design: ", "desing: ", 1), "utf-8")
    done = run("lint", "--format", "json", cwd=base)
    assert done.returncode == 1
    found = json.loads(done.stdout)["diagnostics"]
    item = next(item for item in found if item["code"] == "KB021")
    assert item["path"] == f"kb/studies/{study.name}"
    assert item["line"] > 1
    assert "design" in item["hint"]
    done = run("hypotheses", cwd=base)
    assert done.returncode == 2
    assert "evidence lint" in done.stderr.decode()


def test_outside_any_base_it_says_where_to_go(run: Run, tmp_path: Path) -> None:
    done = run("hypotheses", cwd=tmp_path)
    packaged = ROOT / "src" / "evidence" / "packaged" / "base.sqlite"
    assert done.returncode == (0 if packaged.is_file() else 2)


def test_a_reading_command_builds_a_missing_base_and_says_so(run: Run, tmp_path: Path) -> None:
    base = tmp_path / "base"
    shutil.copytree(MINI, base, ignore=shutil.ignore_patterns(".evidence"))
    done = run("hypotheses", cwd=base)
    assert done.returncode == 0
    assert "building the base" in done.stderr.decode()
    assert "building" not in run("hypotheses", cwd=base).stderr.decode()


def test_a_reader_that_leaves_early_is_no_error(run: Run) -> None:
    name = claims(run)[0]
    command = f"{sys.executable} -m evidence show {name} | head -n 1"
    done = subprocess.run(  # noqa: S602
        command, shell=True, cwd=MINI, capture_output=True, timeout=60, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize(
    "words", [["hypotheses"], ["show", "CLAIM"], ["why", "CLAIM"], ["conflicts"], ["compare"], ["timeline", "CLAIM"]]
)
def test_reading_imports_nothing_heavy(run: Run, words: list[str]) -> None:
    name = claims(run)[0]
    program = (
        "import sys; from evidence.cli.main import main\n"
        f"sys.argv = ['evidence', *{[word.replace('CLAIM', name) for word in words]!r}]\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "heavy = {'spacy', 'rdflib', 'networkx', 'pydantic', 'sqlite_utils', 'numpy', 'yaml', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    assert run("build", cwd=MINI).returncode == 0, "building imports more, so it goes first"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=MINI, env=environment, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_hostile_text_in_a_record_is_shown_and_not_obeyed(run: Run, tmp_path: Path) -> None:
    base = tmp_path / "base"
    shutil.copytree(MINI, base, ignore=shutil.ignore_patterns(".evidence"))
    name = sorted((base / "kb" / "hypotheses").glob("*.yaml"))[0]
    text = name.read_text("utf-8").splitlines()
    hostile = 'label: "[bold red]x[/] <script>alert(1)</script> | =1+1 `rm` *a* %0A::error::"'
    text = [hostile if line.startswith("label:") else line for line in text]
    name.write_text("\n".join(text) + "\n", "utf-8")
    plain = run("hypotheses", cwd=base).stdout.decode()
    assert "[bold red]x[/] <script>alert(1)</script> | =1+1" in plain
    markdown = run("hypotheses", "-f", "md", cwd=base).stdout.decode()
    assert "<script>" not in markdown
    rows = run("hypotheses", "-f", "csv", cwd=base).stdout.decode()
    assert not any(cell.startswith(("=", "@")) for row in csv.reader(io.StringIO(rows)) for cell in row)


@pytest.mark.parametrize("columns", ["", "0", "-5", "²", "9" * 5000])
def test_a_width_that_is_no_number_is_no_crash(run: Run, columns: str) -> None:
    for words in (("hypotheses",), ("forest", "larkmint-relieves-nausea")):
        done = run(*words, COLUMNS=columns)
        assert b"Traceback" not in done.stderr
        assert done.returncode in (0, 3)
