"""``ask`` on the mini base: what it finds, what it says it does not know, and that nothing typed breaks it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.database.build import build
from evidence.render import markdown, plain, tabular
from evidence.render.answers import answer_page
from evidence.search.ask import ask
from evidence.store import Store, open_store
from evidence.store.records import show
from evidence.verdict import Scope

MINI = Path(__file__).parent.parent / "examples" / "mini"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The mini base, compiled."""
    built = build(MINI, tmp_path_factory.mktemp("ask") / "base.sqlite", use_cache=False)
    assert built.path is not None, built.report.errors
    return open_store(built.path)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Does larkmint reduce seasickness?", "larkmint-relieves-nausea"),
        ("is larkmint an approved medicine", "larkmint-drops-approved"),
        ("does larkmint act through the balance nerve", "balance-nerve"),
        ("does larkmint NOT need the cold receptor", "cold-receptor-required"),
        ("larkmnt is placebo", "expectation-explains-relief"),
        ("IS LARKMINT SAFE IN PREGNANCY???", "larkmint-safe-in-pregnancy"),
    ],
)
def test_questions_reach_what_they_are_about(store: Store, question: str, first: str) -> None:
    found = ask(store, question)
    assert found["understood"]
    assert found["matches"][0]["id"] == first


@pytest.mark.parametrize("question", ["", "?", "larkmint", "does larkmint cure headaches", "best parking in San Diego"])
def test_what_the_base_does_not_know_is_said(store: Store, question: str) -> None:
    found = ask(store, question)
    assert not found["understood"]
    page = plain.render(answer_page(found))
    assert "NOT UNDERSTOOD" in page
    assert "does not mean there is no evidence" in page
    assert "evidence find" in page


def test_words_that_are_known_but_not_together_are_not_called_unknown(store: Store) -> None:
    found = ask(store, "does the balance nerve keep larkmint drops safe in pregnancy for the cold receptor")
    page = plain.render(answer_page({**found, "understood": False, "unknown_words": []}))
    assert "its words are known here, but no claim or hypothesis is about all of them together" in " ".join(
        page.split()
    )


def test_words_that_were_not_understood_are_named(store: Store) -> None:
    assert ask(store, "does larkmint cure headaches")["unknown_words"] == ["headaches"]
    assert "headaches" in plain.render(answer_page(ask(store, "does larkmint cure headaches")))


def test_a_general_question_asks_for_a_whole_group(store: Store) -> None:
    found = ask(store, "how does larkmint work?")
    assert {match["id"] for match in found["matches"]} == set(store.ids("hypothesis"))
    assert found["overview"] == "hypotheses"


def test_a_slip_and_a_denial_are_told(store: Store) -> None:
    found = ask(store, "larkmint does not relieve nausae")
    assert (found["corrected"], found["negated"]) == ({"nausae": "nausea"}, True)
    page = plain.render(answer_page(found))
    assert "Read nausae as nausea." in page
    assert "Asked as a denial" in page


def everything(store: Store) -> list[dict[str, Any]]:
    """Every claim and hypothesis as a match."""
    questions = (
        "larkmint relieves nausea",
        "how does larkmint work",
        "is larkmint safe",
        "cold receptor",
        "approved larkmint",
    )
    return [match for question in questions for match in ask(store, question)["matches"]]


def test_verdicts_are_those_of_show(store: Store) -> None:
    for scope in (None, Scope(species=("human",)), Scope(before="2018-01-01")):
        for match in ask(store, "does larkmint relieve nausea by placebo", scope)["matches"]:
            if match["id"] not in set(store.ids("claim")) & set(store.ids("hypothesis")):
                assert match["verdict"] == show(store, match["id"], scope or Scope())["verdict"]


def test_each_side_holds_one_study_a_vote(store: Store) -> None:
    for match in everything(store):
        if match["kind"] == "claim":
            counts = {sign: len(match[sign]) for sign in ("for", "against", "mixed", "neutral")}
            assert counts == match["verdict"]["independent"]
            assert match["echoes"] == match["verdict"]["echoes"]
        assert set(match["for"] + match["against"]) <= set(store.ids("study"))


def test_a_what_if_changes_the_sides(store: Store) -> None:
    whole = ask(store, "does larkmint relieve nausea")["matches"][0]
    less = ask(store, "does larkmint relieve nausea", Scope(without=(whole["for"][0],)))["matches"][0]
    assert whole["id"] == less["id"]
    assert whole["for"][0] not in less["for"]


def test_a_judgement_of_people_stands_beside_the_verdict(store: Store) -> None:
    found = ask(store, "is larkmint an approved medicine")
    told = {
        "id": "o",
        "target": "x",
        "who": "a curator",
        "why": "Because.",
        "when": "2026-01-02",
        "word": "not-supported",
    }
    first = {**found["matches"][0], "overrides": [told]}
    page = plain.render(answer_page({**found, "matches": [first]}))
    assert "a curator (2026-01-02) judges otherwise: not supported; evidence show" in " ".join(page.split())
    (override, *_) = [json.loads(row["data"]) for row in store.rows("SELECT data FROM record WHERE kind = 'override'")]
    statement = store.row("SELECT statement FROM claim WHERE id = ?", override["target"])
    assert statement is not None
    (match, *_) = ask(store, statement[0])["matches"]
    assert match["overrides"] == [override]


def test_the_limit_holds_and_the_answer_is_json(store: Store) -> None:
    found = ask(store, "does larkmint relieve nausea", limit=1)
    assert len(found["matches"]) == 1
    assert json.loads(json.dumps(found)) == found


def test_the_page_reads_at_80_columns_and_says_its_notice_once(store: Store) -> None:
    page = plain.render(answer_page(ask(store, "does larkmint relieve nausea")))
    assert max(map(len, page.splitlines())) <= 80
    assert page.count("not medical advice") == 1
    assert "- For: " in page


HOSTILE = (
    "",
    '"',
    "AND OR NOT NEAR(a b)",
    "larkmint*",
    "a\0b larkmint",
    "\ud800 larkmint",
    "²①",
    "\u202elarkmint",
    "x" * 100_000,
    "larkmint " * 10_000,
    "(((((",
    "{title} : larkmint",
    "\x1b[31mred larkmint",
    "' OR 1=1 --",
    "ﬁ ﷺ İ ß",
    "1 2 3 4 5 6 7",
    " ".join(f"word{number}" for number in range(10_000)),
    "nausea " + "z" * 5_000,
    "n't",
    "'s",
    "5-",
    "(R",
    "µ κ δ",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_typed_breaks_it(store: Store, text: str) -> None:
    page = answer_page(ask(store, text))
    for form in (plain, markdown, tabular):
        assert "\x1b" not in form.render(page)


@given(st.text(alphabet=st.characters()))
def test_any_text_is_answered(store: Store, text: str) -> None:
    plain.render(answer_page(ask(store, text)))


@given(
    st.lists(
        st.sampled_from(
            ["larkmint", "nausea", "does", "not", "the", "cold", "receptor", "placebo", "zebra", "how", "work"]
        )
    )
)
def test_any_words_are_answered_the_same_way_twice(store: Store, words: list[str]) -> None:
    text = " ".join(words)
    assert ask(store, text) == ask(store, text.upper()) | {"question": text}


def test_matches_stand_in_the_order_of_their_scores(store: Store) -> None:
    for question in ("how does larkmint work", "is larkmint safe", "larkmint nausea placebo", "larkmint"):
        scores = [match["score"] for match in ask(store, question)["matches"]]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
