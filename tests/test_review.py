"""What a review of a base finds, and that each section says what it looked at."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from changed_bases import Edit, Texts, commit, evidence, mini, write
from evidence import held
from evidence.database.build import method_for
from evidence.loader import load_texts
from evidence.review import Desk, review_json
from evidence.review.desk import months_between
from tiny_base import hostile

TEXTS = mini()


def review(texts: Texts = TEXTS, as_of: str = "2024-06-30", months: int = 12, **more: Any) -> dict[str, Any]:
    loaded = load_texts(texts)
    assert not loaded.troubles
    return review_json(Desk(loaded.base, method_for(loaded)[0], as_of, months, **more))


@pytest.mark.parametrize(
    ("day", "later", "months"),
    [("2024-01-31", "2024-02-29", 0), ("2024-01-31", "2024-03-31", 2), ("2023-06-30", "2024-06-30", 12),
     ("2023-07-01", "2024-06-30", 11), ("2024-07-30", "2024-06-30", -1)],
)  # fmt: skip
def test_months_are_whole_ones(day: str, later: str, months: int) -> None:
    assert months_between(day, later) == months


def test_drafts_say_what_accepting_them_would_do_and_the_oldest_comes_first() -> None:
    texts = Edit("kb/studies/coach-2017-imaging.yaml", "status: accepted", "status: draft")(TEXTS)
    texts = Edit("kb/studies/simulator-2018-trial.yaml", "status: accepted", "status: draft")(texts)
    texts = Edit("kb/studies/ferry-2016-analysis.yaml", "status: accepted", "status: draft")(texts)
    days = {"kb/studies/simulator-2018-trial.yaml": "2023-01-02", "kb/studies/coach-2017-imaging.yaml": "2024-01-02"}
    found = review(texts, first_days=days)["drafts"]
    assert [item["line"] for item in found] == [
        "simulator-2018-trial.1", "coach-2017-imaging.1", "ferry-2016-analysis.1",
    ]  # fmt: skip
    assert found[1]["would_make"]["before"] == {"word": "supported", "direction": "for", "certainty": "very-low"}
    assert found[1]["would_make"]["after"] == {"word": "reported-once", "direction": "against", "certainty": "very-low"}
    assert found[2]["since"] is None
    assert found[0]["made_by"] == "ben"


def test_contrary_searches_that_are_missing_or_old() -> None:
    found = review()["contrary"]
    assert found["examined"] == 8
    assert len(found["missing"]) == 5
    assert found["old"] == []
    later = review(as_of="2030-01-01")["contrary"]
    assert len(later["old"]) == 3
    assert [item["newest"] for item in later["old"]] == sorted(item["newest"] for item in later["old"])
    assert all(item["months"] > 60 for item in later["old"])


def test_evidence_of_one_team_and_of_one_voice_are_told_apart() -> None:
    found = review()["reach"]
    assert found["one_team"] == [
        {"claim": "larkmint-causes-drowsiness", "word": "reported-once", "voices": 2, "teams": ["inland-institute"]}
    ]
    assert [item["claim"] for item in found["one_voice"]] == [
        "expectation-explains-relief", "larkmint-drops-approved", "larkmint-leaves-alert",
    ]  # fmt: skip
    nameless = Edit("kb/studies/clinic-2020-trial.yaml", "team: inland-institute\n", "")
    unclear = review(nameless(TEXTS))["reach"]
    assert unclear["one_team"] == []
    assert [(item["claim"], item["of_unknown_team"]) for item in unclear["team_not_known"]] == [
        ("larkmint-causes-drowsiness", 1)
    ]


def test_directions_add_up_to_the_accepted_lines() -> None:
    found = review()["directions"]
    assert sum(found["by_direction"].values()) == found["accepted"] == 19
    assert found["by_direction"]["disputes"] == 3
    assert (found["claims_disputed"], found["claims_with_lines"]) == (3, 8)


def test_claims_on_which_nothing_or_only_a_synthesis_counts() -> None:
    texts = TEXTS
    for name in ("clinic-2020", "coach-2017", "ferry-2015", "simulator-2018"):
        texts = Edit(f"kb/studies/{name}-trial.yaml", "status: accepted", "status: rejected")(texts)
    texts = Edit("kb/studies/ferry-2016-analysis.yaml")(texts)
    found = review(texts)["own_results"]
    assert found["no_own_result"] == ["larkmint-relieves-nausea"]
    assert "larkmint-safe-in-pregnancy" in found["nothing_counts"]


def test_standing_that_nobody_looked_up_or_long_ago() -> None:
    found = review()["standing"]
    assert found["examined"] == 16
    assert len(found["unchecked"]) == 5
    assert len(review(as_of="2030-01-01")["standing"]["old"]) == 11


def test_lines_that_no_second_person_accepted() -> None:
    texts = Edit("kb/studies/coach-2017-imaging.yaml", "accepted_by: ben", "accepted_by: anna")(TEXTS)
    texts = Edit("kb/studies/coach-2017-trial.yaml", "    accepted_by: ben\n", "")(texts)
    found = review(texts)["unseen"]
    assert (found["accepted"], found["by_nobody"], found["by_maker"]) == (19, 1, 1)
    assert [item["study"] for item in found["studies"]] == ["coach-2017-imaging", "coach-2017-trial"]


def test_todos_are_listed_and_retired_records_are_passed_over() -> None:
    texts = Edit("sources/rat-2014.yaml", "id: rat-2014\n", "id: rat-2014\ntodo: Look at the scan.\n")(TEXTS)
    assert review(texts)["todos"] == [{"kind": "source", "id": "rat-2014", "todo": "Look at the scan."}]
    retired = Edit("sources/review-2021.yaml", "id: review-2021\n", "id: review-2021\nreplaced_by: pooled-2022\n")
    assert review(retired(TEXTS))["standing"]["examined"] == 15


def test_steps_come_in_a_fixed_order_and_are_three_at_most() -> None:
    steps = review()["next"]
    assert len(steps) == 3
    assert steps[0]["command"].startswith("evidence show larkmint-calms-balance-nerve")
    draft = review(Edit("kb/studies/coach-2017-imaging.yaml", "status: accepted", "status: draft")(TEXTS))["next"]
    assert draft[0] == {
        "command": "evidence accept coach-2017-imaging.1",
        "why": "a draft line to accept or reject; it would change a verdict",
    }


def test_a_failed_figure_comes_first(tmp_path: Path) -> None:
    write(tmp_path, TEXTS)
    held.write(tmp_path, "blocker-2019", "Relief was 9 % under the blocker.", held.About())
    data = json.loads(evidence(tmp_path, "review", "--format", "json").stdout)
    assert data["texts"]["held"] == 1
    assert data["texts"]["results"]["failed"] == 2
    assert data["next"][0]["command"] == "evidence verify blocker-2019-trial.1"


def test_every_section_says_what_it_examined_in_eighty_columns(tmp_path: Path) -> None:
    write(tmp_path, TEXTS)
    done = evidence(tmp_path, "review")
    assert done.returncode == 0, done.stderr
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    for text in (
        "Lines: 19. Drafts: 0",
        "Claims: 8. Without a dated search",
        "Sources: 16. Never",
        "19 accepted lines",
    ):
        assert text in " ".join(done.stdout.split())
    page = evidence(tmp_path, "review", "--format", "md", "--all").stdout
    assert "more (--all)" not in page
    assert page.startswith("# ")
    rows = list(csv.DictReader(evidence(tmp_path, "review", "--format", "csv").stdout.splitlines()))
    assert {row["section"] for row in rows} >= {"Standing", "Texts and figures"}


def test_the_age_of_a_draft_comes_from_git(tmp_path: Path) -> None:
    commit(tmp_path, Edit("kb/studies/coach-2017-imaging.yaml", "status: accepted", "status: draft")(TEXTS))
    data = json.loads(evidence(tmp_path, "review", "--format", "json").stdout)
    assert len(data["drafts"][0]["since"]) == 10


def test_a_base_with_errors_is_not_reviewed(tmp_path: Path) -> None:
    write(tmp_path, Edit("kb/studies/coach-2017-trial.yaml", "direction: supports", "direction: maybe")(TEXTS))
    done = evidence(tmp_path, "review")
    assert done.returncode == 2
    assert "evidence lint" in done.stderr


@pytest.mark.parametrize("words", [["--as-of", "2024-13"], ["--as-of", "yesterday\x1b[31m"], ["--months", "0"]])
def test_a_wrong_date_or_number_is_refused(tmp_path: Path, words: list[str]) -> None:
    write(tmp_path, TEXTS)
    done = evidence(tmp_path, "review", *words)
    assert done.returncode == 2
    assert "\x1b" not in done.stderr


def test_hostile_text_is_shown_and_not_obeyed() -> None:
    from evidence.render import markdown, plain
    from evidence.render.review import review_page

    loaded = load_texts({path: text.replace("accepted", "draft") for path, text in hostile().items()})
    desk = Desk(loaded.base, method_for(loaded)[0], "2026-01-01", 12)
    page = review_page(review_json(desk), everything=True)
    for text in (plain.render(page), markdown.render(page)):
        assert not set("\x1b\u202e") & set(text)
