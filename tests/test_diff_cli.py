"""``evidence diff`` as its user meets it: text, JSON, a comment for a pull request, and how a run ends."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from changed_bases import EDITS, changed, commit, evidence, mini, write
from tiny_base import HOSTILE, TEXTS, hostile

#: What a comment may be made of.
TAGS = {
    "h2",
    "p",
    "code",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "ul",
    "li",
    "strong",
    "sub",
}

OLD, NEW = mini(), changed(mini(), ["retracted", "direction", "people", "stricter", "wording"])


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repo")
    commit(folder, OLD)
    commit(folder, NEW)
    return folder


def test_the_text_fits_eighty_columns_and_says_what_was_compared(repo: Path) -> None:
    done = evidence(repo, "diff", "HEAD~1..HEAD", "--all")
    assert done.returncode == 0, done.stderr
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    assert "8 claims, 3 hypotheses, 13 studies" in done.stdout
    assert "contested → reported once, against (" in done.stdout
    assert "· blocker-2019: status concern → retracted" in done.stdout
    assert "leaning_below 1/3 → 1/5" in done.stdout
    assert "ferry-2015-trial.1: locator" in done.stdout
    assert done.stdout.rstrip().endswith("not medical advice.")


def test_nothing_changed_says_how_much_was_compared(repo: Path) -> None:
    done = evidence(repo, "diff", "--exit-code")
    assert done.returncode == 0
    assert "none of 8 claims changed word or certainty" in done.stdout
    assert "8 claims, 3 hypotheses, 13 studies" in done.stdout


def test_exit_code_tells_a_changed_verdict_only_when_asked(repo: Path) -> None:
    assert evidence(repo, "diff", "HEAD~1").returncode == 0
    assert evidence(repo, "diff", "HEAD~1", "--exit-code").returncode == 1
    assert evidence(repo, "diff", "nowhere", "--exit-code").returncode == 2


def test_json_has_the_keys_that_the_documentation_names(repo: Path) -> None:
    data = json.loads(evidence(repo, "diff", "HEAD~1..HEAD", "--format", "json").stdout)
    page = (Path(__file__).parent.parent / "docs" / "changes.md").read_text("utf-8")

    def check(value: object) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                if value is not data["compared"]:
                    assert f"`{key}`" in page, key
                check(item)
        elif isinstance(value, list):
            for item in value:
                check(item)

    check({key: value for key, value in data.items() if key != "claims"})
    check([{key: value for key, value in claim.items() if key != "inside"} for claim in data["claims"]])
    assert [claim["id"] for claim in data["claims"]] == sorted(claim["id"] for claim in data["claims"])


def test_the_comment_is_short_tables_with_the_rest_folded(repo: Path) -> None:
    text = evidence(repo, "diff", "HEAD~1..HEAD", "--format", "md").stdout
    assert "| `cold-receptor-required` | contested |" in text
    assert text.count("<details>") == text.count("</details>") >= 3
    assert "not medical advice" in text.splitlines()[-1]
    assert len(text) < 60_000


def test_a_comment_on_a_large_change_stays_postable(tmp_path: Path) -> None:
    many = {
        f"kb/claims/more-{number}.yaml": OLD["kb/claims/efficacy.yaml"].replace(
            "id: larkmint", f"id: m{number}-larkmint"
        )
        for number in range(400)
    }
    write(tmp_path / "old", OLD)
    write(tmp_path / "new", {**OLD, **many})
    text = evidence(tmp_path, "diff", "--between", "old", "new", "--format", "md").stdout
    assert "more: `evidence diff --all` lists them" in text
    assert 1_000 < len(text) < 60_000


def test_hostile_text_neither_runs_nor_hides_nor_calls_anybody(tmp_path: Path) -> None:
    shout = json.dumps(f"@octocat https://evil.example {HOSTILE}")
    loud = {path: text.replace(json.dumps(HOSTILE), shout) for path, text in hostile().items()}
    loud["kb/studies/ash-2001-trial.yaml"] = loud["kb/studies/ash-2001-trial.yaml"].replace("supports", "disputes")
    write(tmp_path / "old", TEXTS)
    write(tmp_path / "new", loud)
    for form in ("text", "md"):
        done = evidence(tmp_path, "diff", "--between", "old", "new", "--all", "--format", form)
        assert done.returncode == 0, done.stderr
        assert "octocat" in done.stdout
        assert not set("\x1b\u202e\x07") & set(done.stdout)
        if form == "md":
            drawn = MarkdownIt("commonmark", {"html": True}).enable("table").render(done.stdout)
            assert set(re.findall(r"<(\w+)", drawn)) <= TAGS
            assert "@octocat" not in done.stdout
            assert "https://evil" not in done.stdout


def test_errors_of_a_side_stand_at_the_head(tmp_path: Path) -> None:
    broken = changed(OLD, [])
    broken["kb/studies/coach-2017-trial.yaml"] = "id: [\n"
    write(tmp_path / "old", broken)
    write(tmp_path / "new", OLD)
    for form in ("text", "md", "json"):
        done = evidence(tmp_path, "diff", "--between", "old", "new", "--format", form)
        assert done.returncode == 0
        assert "KB001" in done.stdout


def test_a_name_with_control_characters_is_shown_harmlessly(repo: Path) -> None:
    done = evidence(repo, "diff", "\x1b[31mred")
    assert done.returncode == 2
    assert "\x1b" not in done.stderr
    assert "hint:" in done.stderr


def test_every_edit_has_something_to_say(tmp_path: Path) -> None:
    write(tmp_path / "old", OLD)
    for name in EDITS:
        write(tmp_path / "new", changed(OLD, [name]))
        data = json.loads(evidence(tmp_path, "diff", "--between", "old", "new", "--format", "json").stdout)
        assert data["records"] or data["rules"], name
