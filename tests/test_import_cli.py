"""``evidence import`` as its user meets it: whole or not at all, and everything that was left out is said."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.interchange.imports import FORMATS
from evidence.interchange.imports.members import members
from evidence.interchange.into import write_base
from import_inputs import civic, empty

ROOT = Path(__file__).parent.parent


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80"}
    return subprocess.run(
        [sys.executable, "-m", "evidence", *words],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("besides", [0, 1, 6])
def test_the_base_answers_and_the_commands_it_names_run(tmp_path: Path, besides: int) -> None:
    others = [
        {"gene": f"XYZ{n}", "drugs": f"Weed{n}", "disease": f"Lump{n}", "citation_id": f"1{n}"}
        for n in range(4, 4 + besides)
    ]
    items = ({}, {"citation_id": "12"}, {"evidence_direction": "N/A", "citation_id": "13"}, *others)
    (tmp_path / "in.tsv").write_text(civic(*items))
    done = run(tmp_path, "import", "civic", "in.tsv", "--into", "new base", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    data = json.loads(done.stdout)
    assert (data["read"], data["became"]["lines"], data["malformed"]) == (
        {"evidence items": 3 + besides},
        3 + besides,
        0,
    )
    assert data["remarks"] == [{"why": "neutral: the item gives no direction (N/A)", "items": 1}]
    assert not any(each["severity"] == "error" for each in data["lint"])
    for command in data["next"]:
        answer = run(tmp_path, *shlex.split(command)[1:])
        assert (answer.returncode, answer.stderr) == (0, ""), command
    shown = run(tmp_path, *shlex.split(data["next"][0])[1:]).stdout
    assert "SUPPORTED" in shown


def test_malformed_items_stop_it_with_exit_1_and_leniently_are_counted(tmp_path: Path) -> None:
    (tmp_path / "in.tsv").write_text(civic({}, {"evidence_level": "Z"}))
    stopped = run(tmp_path, "import", "civic", "in.tsv", "--into", "out")
    assert stopped.returncode == 1
    assert "in.tsv:3:" in stopped.stdout
    assert "Nothing was written: 1 item malformed" in stopped.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["in.tsv"]
    kept = run(tmp_path, "import", "civic", "in.tsv", "--into", "out", "--lenient")
    assert kept.returncode == 0
    assert "Left out, as --lenient asks: 1 item malformed" in kept.stdout
    assert max(map(len, kept.stdout.splitlines())) <= 80


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_an_import_that_is_told_to_end_leaves_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "in.tsv").write_text(civic({}))
    program = (
        "import os, signal, sys\n"
        "from evidence.cli.main import main\n"
        "from evidence.interchange import into\n"
        f"into.os.replace = lambda *_: os.kill(os.getpid(), signal.{name})\n"
        "sys.argv = ['evidence', 'import', 'civic', 'in.tsv', '--into', 'out']\n"
        "main()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, timeout=60, check=False)
    assert done.returncode == 128 + getattr(signal, name)
    assert [path.name for path in tmp_path.iterdir()] == ["in.tsv"]


def test_a_base_is_not_made_within_what_it_is_made_of(tmp_path: Path) -> None:
    (tmp_path / "in.tsv").write_text(civic({}))
    done = run(tmp_path, "import", "civic", ".", "--into", "base")
    assert done.returncode == 2
    assert "base lies in the folder that is read" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["in.tsv"]


@pytest.mark.parametrize("standing", ["base", "file", "link"])
def test_nothing_that_stands_there_is_written_over(tmp_path: Path, standing: str) -> None:
    (tmp_path / "in.tsv").write_text(civic({}))
    out = tmp_path / "out"
    if standing == "base":
        out.mkdir()
        (out / "mine.txt").write_text("mine")
    elif standing == "file":
        out.write_text("mine")
    else:
        out.symlink_to(tmp_path / "elsewhere")
    done = run(tmp_path, "import", "civic", "in.tsv", "--into", "out")
    assert done.returncode == 2
    assert "out is there already" in done.stderr
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("civik", "in.tsv", "--into", "out"), "did you mean civic?"),
        (("civic",), "PATH is missing"),
        (("civic", "in.tsv"), "--into DIR is missing"),
        (("civic", "absent.tsv", "--into", "out"), "cannot be read"),
        (("civic", "in.tsv", "--into", "out", "--as-of", "soon"), "is not a date"),
        (("scifact", "in.tsv", "--into", "out", "--does-not-support", "disputes"), "--does-not-support is for civic"),
        (("civic", "in.tsv", "--into", "out", "--keep-texts"), "--keep-texts is for dismech"),
    ],
)
def test_a_wrong_call_says_what_to_do(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    (tmp_path / "in.tsv").write_text(civic({}))
    done = run(tmp_path, "import", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["in.tsv"]


def test_without_a_format_it_lists_them(tmp_path: Path) -> None:
    done = run(tmp_path, "import")
    assert done.returncode == 0
    assert all(each.name in done.stdout for each in FORMATS)


def test_a_base_refused_when_it_is_looked_over_leaves_nothing(tmp_path: Path) -> None:
    def refuse(folder: Path) -> None:
        assert (folder / "kb/base.yaml").is_file()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_base(empty(), tmp_path / "out", refuse)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_read_in_a_folder_is_named_and_the_rest_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "x.tsv").write_text("x")
    (tmp_path / "in" / "b" / "y.tsv.gz").write_bytes(b"no archive")
    real, whole = os.scandir, Path.read_bytes

    def scandir(folder: str) -> object:
        if str(folder).endswith("/a"):
            raise PermissionError(13, "Permission denied", str(folder))
        return real(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    into = empty()
    assert [member.content for member in members(tmp_path / "in", into, (".tsv",))] == [b"x"]
    assert sorted((problem.path, problem.message.partition(":")[0]) for problem in into.problems) == [
        ("a", "cannot be read"), ("b/y.tsv.gz", "cannot be read"),
    ]  # fmt: skip

    def read_bytes(path: Path) -> bytes:
        if path.name == "x.tsv":
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    into = empty()
    assert not list(members(tmp_path / "in" / "b", into, (".tsv",)))
    assert {problem.path for problem in into.problems} == {"x.tsv", "y.tsv.gz"}
