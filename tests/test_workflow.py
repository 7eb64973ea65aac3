"""The workflow and forms for a base on GitHub: the commands are run as the runner would run them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from changed_bases import ROOT, Edit, changed, commit, git, mini

OWN = ROOT / ".github"
TEMPLATE = ROOT / "src" / "evidence" / "authoring" / "templates" / "github"
WORKFLOWS = [OWN / "workflows" / "evidence.yml", ROOT / "docs" / "examples" / "evidence-comment.yml"]
FORMS = sorted((OWN / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
TEXTS = mini()


def read(path: Path) -> dict[Any, Any]:
    found = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    folder = tmp_path / "repo"
    folder.mkdir()
    commit(folder, TEXTS, "base of the pull request")
    return folder


def run_steps(repo: Path, base: str, head: str, skip: tuple[str, ...] = ("Install",)) -> dict[str, Any]:
    """Run the steps' commands as GitHub's bash does, each as long as its condition holds; exit codes, output, summary."""
    bin_ = repo.parent / "bin"
    bin_.mkdir(exist_ok=True)
    (bin_ / "evidence").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m evidence "$@"\n')
    (bin_ / "evidence").chmod(0o755)
    summary = repo.parent / "summary.md"
    summary.touch()
    environment = {
        **os.environ, "PATH": f"{bin_}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src"),
        "XDG_CACHE_HOME": str(repo.parent / "cache"), "GITHUB_STEP_SUMMARY": str(summary),
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
    }  # fmt: skip
    environment.pop("EVIDENCE_BASE", None)
    known = {"github.event.pull_request.base.sha": base, "github.event.pull_request.head.sha": head}
    codes, output, failed = {}, {}, False
    for step in read(WORKFLOWS[0])["jobs"]["base"]["steps"]:
        name = step.get("name", "")
        if "run" not in step or name in skip or (failed and "cancelled" not in step.get("if", "")):
            continue
        own = {key: known[value.strip("${} ")] for key, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=repo, env={**environment, **own}, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        codes[name], output[name] = done.returncode, done.stdout + done.stderr
        failed = failed or done.returncode != 0
    return {"codes": codes, "output": output, "summary": summary.read_text("utf-8")}


def merged(repo: Path, texts: dict[str, str]) -> tuple[str, str]:
    """A pull request with these texts, checked out as GitHub merges it; the base and head it names."""
    base = git(repo, "rev-parse", "main")
    git(repo, "checkout", "--quiet", "-b", "proposal")
    head = commit(repo, texts, "the proposal")
    git(repo, "checkout", "--quiet", "main")
    git(repo, "merge", "--quiet", "--no-ff", "--no-edit", "proposal")
    git(repo, "checkout", "--quiet", "--detach")
    return base, head


def test_a_good_pull_request_passes_and_its_verdicts_stand_in_the_summary(repo: Path) -> None:
    found = run_steps(repo, *merged(repo, changed(TEXTS, ["retracted"])))
    assert found["codes"] == {"Lint": 0, "Verify": 0, "Compare": 0}, found["output"]
    assert "| `cold-receptor-required` | contested | **reported once, against" in found["summary"]
    assert (repo / "changes.md").read_text("utf-8") == found["summary"]


def test_a_broken_record_fails_lint_at_its_line_and_is_compared_all_the_same(repo: Path) -> None:
    broken = Edit("kb/studies/coach-2017-trial.yaml", "claim: larkmint-relieves-nausea", "claim: larkmint-cures")
    found = run_steps(repo, *merged(repo, broken(TEXTS)))
    assert found["codes"]["Lint"] == 1
    assert "::error file=kb/studies/coach-2017-trial.yaml,line=" in found["output"]["Lint"]
    assert found["codes"]["Compare"] == 0
    assert "larkmint-relieves-nausea" in found["summary"]


def test_a_figure_that_fails_is_noted_at_its_line(repo: Path) -> None:
    from evidence import held

    merged(repo, TEXTS)
    held.write(repo, "blocker-2019", "Relief was 9 % under the blocker.", held.About())
    commits = git(repo, "rev-parse", "main")
    found = run_steps(repo, commits, commits)
    assert found["codes"]["Verify"] == 1
    assert "::error file=kb/studies/blocker-2019-trial.yaml,line=" in found["output"]["Verify"]


def test_the_first_pull_request_that_brings_the_base_is_no_failure(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    first = commit(folder, {}, "empty")
    found = run_steps(folder, first, commit(folder, TEXTS))
    assert found["codes"]["Compare"] == 0
    assert "could not be compared" in found["summary"]


def test_install_stops_with_a_sentence_until_it_is_told_what_to_install() -> None:
    step = next(
        it
        for it in read(TEMPLATE / "workflows" / "evidence.yml")["jobs"]["base"]["steps"]
        if it.get("name") == "Install"
    )
    done = subprocess.run(
        ["bash", "-ec", step["run"]], env={"EVIDENCE_PACKAGE": "", "PATH": os.environ["PATH"]},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "say in .github/workflows/evidence.yml what to install" in done.stderr


def test_new_bases_get_the_same_files_but_for_what_to_install() -> None:
    files = {path.relative_to(OWN) for path in OWN.rglob("*") if path.is_file()}
    assert files == {path.relative_to(TEMPLATE) for path in TEMPLATE.rglob("*") if path.is_file()}
    for name in files:
        mine, copied = (OWN / name).read_text("utf-8"), (TEMPLATE / name).read_text("utf-8")
        assert re.sub(r'EVIDENCE_PACKAGE: ".*"', "", mine) == re.sub(r'EVIDENCE_PACKAGE: ".*"', "", copied)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_have_the_least_rights_and_put_no_foreign_text_into_commands(path: Path) -> None:
    found = read(path)
    triggers = found[True]  # YAML 1.1 reads the key "on" as true
    assert "pull_request_target" not in triggers
    assert found["permissions"] in ({}, {"contents": "read"})
    for job in found["jobs"].values():
        assert job["timeout-minutes"] <= 15
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            assert re.fullmatch(r"[\w-]+/[\w-]+@v\d+", step.get("uses", "a/b@v1"))
        if "workflow_run" in triggers:
            assert not any("checkout" in step.get("uses", "") for step in job["steps"])


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_forms_name_their_fields_once_and_ask_for_what_is_needed(path: Path) -> None:
    form = read(path)
    assert {"name", "description", "body"} <= form.keys()
    names = [item["id"] for item in form["body"]]
    assert len(set(names)) == len(names)
    assert {item["type"] for item in form["body"]} <= {"input", "textarea", "dropdown", "checkboxes"}
    assert all(item["attributes"]["label"] for item in form["body"])
    assert any(item.get("validations", {}).get("required") for item in form["body"])


def test_commands_named_in_forms_and_checklist_exist() -> None:
    from evidence.cli.main import COMMANDS

    text = "".join(path.read_text("utf-8") for path in [*FORMS, OWN / "PULL_REQUEST_TEMPLATE.md"])
    named = set(re.findall(r"`evidence ([a-z]+)", text))
    assert named
    assert named <= set(COMMANDS)
