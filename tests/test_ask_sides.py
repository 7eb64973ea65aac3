"""Who stands where in an answer: each study once, shown with what it says, on the mini and on the real base."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evidence.database.build import build
from evidence.render import plain
from evidence.render.answers import answer_page
from evidence.search.sides import SIGNS, sides
from evidence.store import Store, open_store
from evidence.store.claims import claim_votes
from evidence.store.compare import compare
from evidence.store.votes import joint_sign, speaking_line
from evidence.verdict import Scope

ROOT = Path(__file__).parent.parent
DIRECTIONS = {"for": "supports", "against": "disputes", "mixed": "mixed", "neutral": "neutral"}


@pytest.fixture(scope="module", params=["mini", "real"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A base, compiled."""
    root = ROOT if request.param == "real" else ROOT / "examples" / "mini"
    built = build(root, tmp_path_factory.mktemp("sides") / "base.sqlite")
    assert built.path is not None, built.report.errors[:5]
    return open_store(built.path)


def directions(store: Store) -> dict[str, str]:
    """The direction of every line."""
    return {row[0]: row[1] for row in store.rows("SELECT id, direction FROM line")}


def test_a_vote_is_shown_by_a_line_that_says_the_same(store: Store) -> None:
    known = directions(store)
    for claim in store.ids("claim"):
        for vote in claim_votes(store, claim):
            said = {known[line] for line in vote["lines"]}
            shown = known[speaking_line(vote, known)]
            assert shown == DIRECTIONS[vote["sign"]] or (vote["sign"] == "mixed" and {"supports", "disputes"} <= said)


@pytest.mark.parametrize("scope", [None, Scope(before="2021-01-01")])
def test_what_ask_shows_of_a_study_has_the_sign_it_is_counted_with(store: Store, scope: Scope | None) -> None:
    known = directions(store)
    for kind in ("claim", "hypothesis"):
        for name in store.ids(kind):
            for study in sides(store, (kind, name), scope):
                cast = {vote["sign"] for vote in study["votes"]}
                assert study["sign"] == joint_sign(cast)
                if study["sign"] in cast - {"mixed"}:
                    assert known[study["line"]] == DIRECTIONS[study["sign"]]
                else:
                    assert known[study["line"]] != "neutral"


def test_a_study_is_counted_once_on_a_hypothesis_as_compare_does(store: Store) -> None:
    for name in store.ids("hypothesis"):
        told = [row["signs"][name] for row in compare(store, [name])["studies"]]
        shown = [study["sign"] for study in sides(store, ("hypothesis", name), None)]
        assert sorted(shown) == sorted(told)


@pytest.mark.parametrize(
    ("signs", "joint"),
    [
        (["for", "against"], "mixed"),
        (["for", "against", "neutral"], "mixed"),
        (["for", "mixed"], "for"),
        (["neutral", "against"], "against"),
        (["neutral", "mixed"], "mixed"),
        (["neutral"], "neutral"),
    ],
)
def test_several_votes_of_a_study_have_one_sign(signs: list[str], joint: str) -> None:
    assert joint_sign(signs) == joint


@pytest.mark.parametrize(
    ("sign", "said", "speaks"),
    [
        ("for", ["neutral", "supports"], 1),
        ("against", ["disputes", "disputes"], 0),
        ("mixed", ["neutral", "supports", "disputes"], 1),
        ("mixed", ["supports", "mixed"], 1),
        ("neutral", ["neutral"], 0),
    ],
)
def test_the_line_that_speaks(sign: str, said: list[str], speaks: int) -> None:
    lines = [f"s.{place}" for place in range(len(said))]
    assert speaking_line({"sign": sign, "lines": lines}, dict(zip(lines, said, strict=True))) == f"s.{speaks}"


def study(sign: str, n: int | None, design: str = "cohort", species: str = "human", **more: Any) -> dict[str, Any]:
    """A study as ``sides`` gives it."""
    told = {"id": f"{sign}-{n}-{design}-{species}", "label": f"{sign} {n}", "finding": "It did.", "short": "A"}
    kept = {"tier": "human-marker", "level": "low", "claim": "c", "line": "l", "votes": [{"claim": "c", "sign": sign}]}
    return {"sign": sign, "n": n, "design": design, "species": species, **told, **kept, **more}


def page(studies: list[dict[str, Any]], kind: str = "claim") -> str:
    """The page of an answer with one match."""
    count = {sign: [item["id"] for item in studies if item["sign"] == sign] for sign in SIGNS}
    verdict = {"word": "contested", "direction": None, "certainty": "low", "decided_by": "c"}
    match = {"id": "m", "kind": kind, "score": 1.0, "statement": "S.", "verdict": verdict, "echoes": 0, "overrides": []}
    data = {
        "question": "q", "understood": True, "overview": None, "concepts": [], "corrected": {}, "negated": False,
        "names_subject": True, "subjects": [], "unknown_words": [], "nearest_names": [],
        "matches": [{**match, **count, "studies": studies}],
    }  # fmt: skip
    return plain.render(answer_page(data), 200)


def test_the_studies_on_neither_side_that_weigh_are_named() -> None:
    sides_taken = [study("for", 27, "randomised-crossover"), study("against", 5)]
    trial, large = study("neutral", 20, "randomised-parallel"), study("mixed", 80)
    passed_over = [study("neutral", 10), study("mixed", 300, "animal-experiment", "rat"), study("neutral", None)]
    text = page([*sides_taken, *passed_over, trial, large, study("neutral", 65, "randomised-parallel")])
    assert text.count("Neither:") == 2
    assert "Neither: neutral 20" in text
    assert "Neither: mixed 80" in text


def test_where_no_study_takes_a_side_the_strongest_are_named() -> None:
    text = page([study("mixed", None, "animal-experiment", "rat"), study("neutral", 4), study("neutral", 3)])
    assert text.count("Neither:") == 2
    assert "Neither: mixed None" in text


def test_a_study_that_contradicts_itself_is_shown_with_both_sides() -> None:
    votes = [{"claim": "a", "sign": "for"}, {"claim": "b", "sign": "against"}, {"claim": "c", "sign": "neutral"}]
    assert "; for a, against b)" in page([study("mixed", 10, votes=votes)], "hypothesis")
