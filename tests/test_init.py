"""``evidence init``: a base that works at once, whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.authoring.format import format_file
from evidence.authoring.start import create, texts_of
from evidence.errors import EvidenceError
from evidence.lint import lint
from evidence.loader import load

ROOT = Path(__file__).parent.parent


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80"}
    environment.pop("EVIDENCE_BASE", None)
    return subprocess.run(
        [sys.executable, "-m", "evidence", *words],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("example", [True, False])
def test_a_new_base_has_nothing_for_lint_to_say_and_is_in_house_style(example: bool) -> None:
    texts = texts_of("Tea", "2024-05-01", example)
    records = {path: content for path, content in texts.items() if path.startswith(("kb/", "sources/"))}
    records = {path: content for path, content in records.items() if not path.endswith(".gitkeep")}
    report = lint(load(records))
    assert report.diagnostics == ()
    assert report.examined["studies"] == (2 if example else 0)
    assert [path for path, content in records.items() if format_file(path, content).changed] == []


def test_its_rules_are_the_packaged_ones() -> None:
    assert texts_of("Tea", "2024-05-01", True)["kb/method.yaml"] == (ROOT / "src/evidence/method.yaml").read_bytes()


def test_it_carries_the_templates_for_pull_requests() -> None:
    kept = ROOT / "src/evidence/authoring/templates/github"
    wanted = {f".github/{path.relative_to(kept).as_posix()}" for path in kept.rglob("*") if path.is_file()}
    assert wanted
    assert wanted <= set(texts_of("Tea", "2024-05-01", False))


def test_the_commands_of_its_readme_answer(tmp_path: Path) -> None:
    done = run(tmp_path, "init", "tea", "--title", "Tea: [what] it does")
    assert done.returncode == 0, done.stderr
    base = tmp_path / "tea"
    assert (base / ".gitignore").is_file()
    for words, code, said in (
        (["lint"], 0, "0 errors, 0 warnings"),
        (["hypotheses"], 0, "nerve-calming"),
        (["ask", "does quillbark help against hiccups?"], 0, "CONTESTED"),
        (["conflicts"], 0, "Bellow 2022"),
        (["check", "draft.md"], 0, "EV102"),
        (["fmt", "--check"], 0, "0 of 13"),
    ):
        assert " ".join(words).split()[0] in (base / "README.md").read_text("utf-8")
        answer = run(base, *words)
        assert (answer.returncode, answer.stderr.replace("building the base: first use\n", "")) == (code, "")
        assert said in answer.stdout


def test_a_folder_that_holds_something_is_refused_with_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(EvidenceError, match=r"letter\.txt"):
        create(tmp_path, {"kb/base.yaml": b""})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.txt"]


def test_files_links_and_folders_without_permission_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path)
    for name, why in (("file", "is a file"), ("link", "symbolic link"), ("file/below", "not")):
        with pytest.raises(EvidenceError, match=why):
            create(tmp_path / name, {"a": b""})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link"]


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError):
        create(tmp_path / "new", {"a": b"", "a/b": b""})
    assert list(tmp_path.iterdir()) == []


def test_the_empty_current_folder_can_be_filled(tmp_path: Path) -> None:
    assert run(tmp_path, "init", ".", "--empty").returncode == 0
    assert (tmp_path / "kb" / "base.yaml").is_file()
    assert run(tmp_path, "lint").returncode == 0


def test_a_hostile_title_is_refused_or_quoted(tmp_path: Path) -> None:
    assert run(tmp_path, "init", "a", "--title", "x\x1b[31m").returncode == 2
    assert run(tmp_path, "init", "a", "--title", "no: #\n{title}").returncode == 0
    assert "title: 'no: #\u0020{title}'".encode() in (tmp_path / "a/kb/base.yaml").read_bytes()
