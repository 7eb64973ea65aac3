"""Reading a base at a git revision: what is compared, and that a hostile repository gets nothing to run."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from changed_bases import EDITS, changed, commit, git, mini, write
from evidence.changes import git as reading
from evidence.changes import revisions
from evidence.changes.compare import Comparison, compare
from evidence.changes.git import first_days, repository
from evidence.changes.sides import of_place, of_span
from evidence.errors import EvidenceError
from evidence.files import list_base

TEXTS = mini()
RETRACTED = changed(TEXTS, ["retracted"])


def diff(root: Path, span: str) -> Comparison:
    return compare(*of_span(root, revisions.span(root, span)))


def moved(found: Comparison) -> list[str]:
    return [item.id for item in found.claims if item.level != "inside"]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """Two commits on main, the second with a retraction."""
    folder = tmp_path / "repo"
    folder.mkdir()
    commit(folder, TEXTS, "first")
    commit(folder, RETRACTED, "second")
    return folder


def test_a_revision_is_compared_with_the_files_as_they_lie(repo: Path) -> None:
    assert moved(diff(repo, "HEAD")) == []
    assert moved(diff(repo, "HEAD~1")) == ["cold-receptor-required"]
    write(repo, TEXTS)
    assert moved(diff(repo, "HEAD")) == ["cold-receptor-required"]
    assert moved(diff(repo, "HEAD~1")) == []


def test_two_revisions_are_compared_whatever_the_files_hold(repo: Path) -> None:
    write(repo, {"kb/base.yaml": "no base at all"})
    found = diff(repo, "HEAD~1..HEAD")
    assert moved(found) == ["cold-receptor-required"]
    assert not found.after.problems
    assert found.after.commit == git(repo, "rev-parse", "HEAD")
    assert found.after.day == git(repo, "log", "-1", "--format=%cs")


def test_three_dots_compare_from_the_merge_base(repo: Path) -> None:
    git(repo, "checkout", "--quiet", "-b", "side", "HEAD~1")
    commit(repo, changed(TEXTS, ["direction"]), "on the side")
    assert moved(diff(repo, "main..side")) == ["cold-receptor-required", "larkmint-relieves-nausea"]
    assert moved(diff(repo, "main...side")) == ["larkmint-relieves-nausea"]
    assert moved(diff(repo, "main...")) == ["larkmint-relieves-nausea"]


def test_a_base_in_a_subfolder_is_read_from_there(tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    commit(outer, TEXTS, base="bases/mint tea é")
    commit(outer, RETRACTED, base="bases/mint tea é")
    root = outer / "bases" / "mint tea é"
    assert moved(diff(root, "HEAD~1..HEAD")) == ["cold-receptor-required"]
    assert moved(diff(root, "HEAD~1")) == ["cold-receptor-required"]


def test_the_work_tree_and_the_index_are_left_as_they_are(repo: Path) -> None:
    write(repo, changed(RETRACTED, ["title"]))
    before = _state(repo)
    diff(repo, "HEAD~1..HEAD")
    diff(repo, "HEAD~1")
    assert _state(repo) == before


def _state(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        path.relative_to(folder).as_posix(): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


@pytest.mark.parametrize(
    "name",
    [
        "--output=stolen",
        "-p",
        "nope",
        "HEAD:kb",
        "HEAD^{tree}",
        "a b",
        "HEAD\n--all",
        "x" * 400,
        "HEAD~99",
        "\x1b[31m",
        "..--output=stolen",
    ],
)
def test_a_name_that_is_no_commit_is_refused(repo: Path, name: str) -> None:
    with pytest.raises(EvidenceError) as caught:
        diff(repo, name)
    assert caught.value.hint
    assert not (repo / "stolen").exists()


def test_a_revision_without_a_base_is_said_to_have_none(repo: Path) -> None:
    git(repo, "checkout", "--quiet", "--orphan", "other")
    commit(repo, {}, "nothing here")
    with pytest.raises(EvidenceError, match="holds no base"):
        diff(repo, "HEAD..main")
    with pytest.raises(EvidenceError, match="no common ancestor"):
        diff(repo, "HEAD...main")


def test_outside_a_repository_the_way_on_is_named(tmp_path: Path) -> None:
    write(tmp_path / "plain", TEXTS)
    with pytest.raises(EvidenceError) as caught:
        diff(tmp_path / "plain", "HEAD")
    assert "--between" in caught.value.hint


def test_two_folders_and_a_compiled_base_are_compared(tmp_path: Path) -> None:
    from evidence.database.build import build

    old, new = write(tmp_path / "old", TEXTS), write(tmp_path / "new", RETRACTED)
    compiled = tmp_path / "old.sqlite"
    assert build(old, compiled).path
    for first in (old, compiled):
        found = compare(of_place(first, {}), of_place(new, {}))
        assert moved(found) == ["cold-receptor-required"]
        assert [item.id for item in found.records] == ["blocker-2019"]
    with pytest.raises(EvidenceError):
        of_place(tmp_path, {})
    with pytest.raises(EvidenceError):
        of_place(new / "kb" / "base.yaml", {})


def test_a_hostile_repository_gets_nothing_to_run(repo: Path) -> None:
    trap = repo.parent / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {repo.parent}/sprung\nexit 0\n")
    trap.chmod(0o755)
    for name, value in {
        "core.fsmonitor": str(trap), "core.pager": str(trap), "core.hooksPath": str(repo.parent), "core.editor": str(trap),
        "diff.external": str(trap), "diff.evil.textconv": str(trap), "filter.evil.smudge": str(trap),
        "filter.evil.clean": str(trap), "log.showSignature": "true", "gpg.program": str(trap), "core.sshCommand": str(trap),
        "alias.ls-tree": f"!{trap}", "alias.cat-file": f"!{trap}", "uploadpack.packObjectsHook": str(trap),
        "core.repositoryformatversion": "1", "extensions.partialClone": "origin", "remote.origin.promisor": "true", "remote.origin.url": f"ext::{trap}",
        "protocol.ext.allow": "always",
    }.items():  # fmt: skip
        git(repo, "config", name, value)
    (repo / ".gitattributes").write_text("* filter=evil diff=evil\n")
    for hook in ("post-checkout", "post-index-change", "fsmonitor-watchman", "reference-transaction"):
        (repo / ".git" / "hooks" / hook).write_bytes(trap.read_bytes())
        (repo / ".git" / "hooks" / hook).chmod(0o755)
    for span in ("HEAD~1", "HEAD~1..HEAD", "HEAD~1...HEAD"):
        assert moved(diff(repo, span)) == ["cold-receptor-required"]
    assert first_days(repo, ["kb/base.yaml"]).keys() == {"kb/base.yaml"}
    with pytest.raises(EvidenceError):
        diff(repo, "1234567890123456789012345678901234567890")
    assert not (repo.parent / "sprung").exists()


def test_the_trap_of_that_test_does_spring_for_git_itself(repo: Path) -> None:
    trap = repo.parent / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {repo.parent}/sprung\nexit 0\n")
    trap.chmod(0o755)
    git(repo, "config", "core.fsmonitor", str(trap))
    git(repo, "status")
    assert (repo.parent / "sprung").exists()


def test_a_missing_object_is_not_fetched_by_a_program_that_the_repository_names(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Either guard holds alone: older versions of git do not know the one against lazy fetching."""
    trap = repo.parent / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {repo.parent}/sprung\nexit 1\n")
    trap.chmod(0o755)
    for name, value in {
        "core.repositoryformatversion": "1", "extensions.partialClone": "origin", "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{trap}", "protocol.ext.allow": "always",
    }.items():  # fmt: skip
        git(repo, "config", name, value)
    guards = {"GIT_NO_LAZY_FETCH", "GIT_ALLOW_PROTOCOL"}
    for left_out, sprung in ((guards, True), ({"GIT_NO_LAZY_FETCH"}, False), ({"GIT_ALLOW_PROTOCOL"}, False)):
        (repo.parent / "sprung").unlink(missing_ok=True)
        kept = {key: value for key, value in reading._ENVIRONMENT.items() if key not in left_out}
        if "GIT_ALLOW_PROTOCOL" not in kept and not _can_refuse_lazy_fetches() and not sprung:
            continue
        with monkeypatch.context() as patch:
            patch.setattr(reading, "_ENVIRONMENT", kept)
            with pytest.raises(EvidenceError):
                diff(repo, "1234567890123456789012345678901234567890")
        assert (repo.parent / "sprung").exists() is sprung


def _can_refuse_lazy_fetches() -> bool:
    return b"GIT_NO_LAZY_FETCH" in Path(shutil.which("git") or "").read_bytes()


def test_git_variables_of_the_caller_do_not_lead_elsewhere(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = repo.parent / "other"
    other.mkdir()
    commit(other, TEXTS)
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert moved(diff(repo, "HEAD~1..HEAD")) == ["cold-receptor-required"]


def test_links_and_submodules_of_a_revision_are_not_followed(repo: Path) -> None:
    secret = repo.parent / "secret.yaml"
    secret.write_text(TEXTS["sources/ferry-2015.yaml"].replace("id: ferry-2015", "id: secret"))
    (repo / "sources" / "secret.yaml").symlink_to(secret)
    git(repo, "add", "sources/secret.yaml")
    git(repo, "update-index", "--add", "--cacheinfo", f"160000,{git(repo, 'rev-parse', 'HEAD')},sources/sub.yaml")
    git(repo, "commit", "--quiet", "-m", "a link and a submodule")
    found = diff(repo, "HEAD~1..HEAD")
    assert "secret" not in found.after.base.sources
    assert [item.code for item in found.after.problems] == ["KB007"]
    assert "symbolic link" in found.after.problems[0].message


def test_a_huge_file_of_a_revision_is_refused_unread(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "MAX_FILE_BYTES", 20_000)
    path = repo / "sources" / "ferry-2015.yaml"
    path.write_text(path.read_text("utf-8") + "#" * 30_000)
    git(repo, "commit", "--quiet", "--all", "-m", "large")
    found = diff(repo, "HEAD~1..HEAD")
    assert [item.path for item in found.after.problems if item.code == "KB007"] == ["sources/ferry-2015.yaml"]


def test_a_listing_without_end_is_cut_off(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading._run, "__kwdefaults__", {"given": b"", "limit": 1500})
    with pytest.raises(EvidenceError, match="answers with more than"):
        diff(repo, "HEAD~1..HEAD")


def test_a_revision_lists_the_files_that_the_disk_does(repo: Path) -> None:
    for name in (
        "sources/.hidden.yaml",
        "sources/.texts/held.yaml",
        "kb/studies/deep/odd.yaml",
        "kb/notes.md",
        "sources/é.yaml",
    ):
        (repo / name).parent.mkdir(parents=True, exist_ok=True)
        (repo / name).write_text("x: 1\n")
    git(repo, "add", "--all", "--force", ".")
    git(repo, "commit", "--quiet", "-m", "odd names")
    found = revisions.span(repo, "HEAD")
    loaded = revisions.load_revision(found.repository, found.before, {})
    assert list(loaded.texts) == list(list_base(repo))


def test_files_that_both_revisions_hold_are_parsed_once(repo: Path) -> None:
    found = revisions.span(repo, "HEAD~1..HEAD")
    known: dict[tuple[str, str], object] = {}
    assert found.after
    one = revisions.load_revision(found.repository, found.before, known)  # type: ignore[arg-type]
    two = revisions.load_revision(found.repository, found.after, known)  # type: ignore[arg-type]
    assert len(known) == len(one.texts) + 1
    assert sum(one.parsed[path] is not two.parsed[path] for path in one.parsed) == 1


def test_a_shallow_clone_says_how_to_get_the_rest(repo: Path, tmp_path: Path) -> None:
    clone = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{repo}", str(clone))
    with pytest.raises(EvidenceError) as caught:
        diff(clone, "HEAD~1")
    assert "--unshallow" in caught.value.hint


def test_the_day_a_file_was_first_committed(repo: Path) -> None:
    days = first_days(repo, ["kb/base.yaml", "sources/never.yaml"])
    assert days == {"kb/base.yaml": git(repo, "log", "-1", "--format=%cs", "HEAD~1")}
    assert first_days(repo.parent, ["kb/base.yaml"]) == {}


def test_without_git_the_way_on_is_named(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EvidenceError, match="git is not installed"):
        repository(repo)


def test_every_edit_of_the_example_is_seen_from_git(repo: Path) -> None:
    commit(repo, TEXTS)
    commit(repo, changed(TEXTS, EDITS))
    found = diff(repo, "HEAD~1..HEAD")
    files = subprocess.run(
        ["git", "diff", "--name-only", "HEAD~1", "HEAD"], cwd=repo, capture_output=True, text=True, check=True
    ).stdout.split()
    touched = {found.before.base.homes[item.id].path for item in found.records}
    assert touched == set(files) - {"kb/method.yaml"}
