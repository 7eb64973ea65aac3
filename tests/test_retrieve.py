"""Abstracts for a claim: the right one first on a tiny corpus, and nothing typed may break it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.database.build import build
from evidence.search.retrieve import MAX_WORDS, Retriever, Weights, over, words
from evidence.store import open_store

MINI = Path(__file__).parent.parent / "examples" / "mini"
CORPUS = (
    (
        "tea",
        "Larkmint tea in travellers",
        "Sixty ferry passengers drank larkmint tea. Nausea was relieved within an hour.",
    ),
    ("dose", "Dose of larkmint", "We compared two amounts. Sleepiness was the same with both."),
    ("sailors", "Sea sickness of sailors", "Sailors were asked about rough weather. No remedy was given."),
    ("birth", "Birthweight and later height", "Children were measured at ten years. The lightest stayed the smallest."),
    ("tnf", "TNF-α in joints", "The cytokine was raised in swollen knees."),
    ("bare", "", ""),
)


@pytest.fixture(scope="module")
def retriever() -> Iterator[Retriever]:
    """The tiny corpus in memory."""
    with Retriever() as built:
        assert built.add(CORPUS) == len(CORPUS)
        yield built


def first(retriever: Retriever, query: str) -> str | None:
    """The best match."""
    return next((name for name, _ in retriever.rank(query, 1)), None)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Larkmint relieves nausea.", "tea"),
        ("Larkmint does not relieve nausea in passengers", "tea"),
        ("The dose of larkmint changes sleepiness", "dose"),
        ("sick sailor", "sailors"),
        ("low birth weight", "birth"),
        ("TNF-alpha swells the knee", "tnf"),
        ("TNFα", "tnf"),
        ("cytokines", "tnf"),
        ("TRAVELLERS", "tea"),
    ],
)
def test_the_right_abstract_stands_first(retriever: Retriever, query: str, name: str) -> None:
    assert first(retriever, query) == name


def test_scores_fall_and_ids_are_told_once(retriever: Retriever) -> None:
    found = retriever.rank("larkmint tea against sea sickness of sailors", 100)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert len({name for name, _ in found}) == len(found) > 2
    assert retriever.rank("larkmint tea against sea sickness of sailors", 2) == found[:2]


def test_equal_documents_stand_in_the_order_they_came_in() -> None:
    with Retriever() as built:
        built.add((name, "Larkmint", "Calms.") for name in "zab")
        assert [name for name, _ in built.rank("larkmint")] == ["z", "a", "b"]


@pytest.mark.parametrize("query", ["", " ", "\0", "...", '"', "''", "-", "*", "_", "\ud800", "☂"])
def test_a_query_without_words_finds_nothing(retriever: Retriever, query: str) -> None:
    assert retriever.rank(query) == []


@pytest.mark.parametrize(
    "query",
    ['larkmint"', '"larkmint', "larkmint AND", "larkmint NOT nausea", "NEAR(larkmint nausea, 2)", "title:larkmint",
     "larkmint*", "^larkmint", "{title body} : larkmint", "larkmint; DROP TABLE item", "(larkmint", "lark\0 larkmint",
     "larkmint \ud800"],
)  # fmt: skip
def test_operators_are_read_as_words(retriever: Retriever, query: str) -> None:
    assert first(retriever, query) in ("tea", "dose")


def test_stop_words_alone_find_nothing(retriever: Retriever) -> None:
    assert retriever.rank("To be or not to be") == []


def test_limits(retriever: Retriever) -> None:
    assert retriever.rank("larkmint", 0) == retriever.rank("larkmint", -1) == []
    assert len(words(" ".join(f"w{number}" for number in range(1000)))) == MAX_WORDS
    assert retriever.rank("larkmint " * 100_000)


@given(st.text(max_size=80))
def test_any_text_ranks_without_an_error(text: str) -> None:
    with Retriever() as built:
        built.add([*CORPUS, ("any", text, text)])
        found = built.rank(text, 20)
        assert bool(found) == bool(words(text))
        assert {name for name, _ in found} <= {*(item[0] for item in CORPUS), "any"}


def test_an_empty_index_finds_nothing() -> None:
    with Retriever() as built:
        assert built.add(()) == 0
        assert built.rank("larkmint") == []


def test_a_repeated_id_adds_nothing_at_all() -> None:
    with Retriever() as built:
        with pytest.raises(sqlite3.IntegrityError):
            built.add([("one", "Larkmint", ""), ("one", "Larkmint", "")])
        assert built.rank("larkmint") == []
        assert built.add([("one", "Larkmint", "")]) == 1
        assert built.rank("larkmint")[0][0] == "one"


def test_a_file_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "abstracts.sqlite"
    with Retriever(path) as built:
        built.add(CORPUS)
        there = built.rank("larkmint nausea")
    with Retriever(path) as again:
        assert again.rank("larkmint nausea") == there


def test_each_part_can_be_left_out() -> None:
    for left in Weights._fields[1:]:
        with Retriever(weights=Weights()._replace(**{left: 0.0})) as built:
            built.add(CORPUS)
            assert first(built, "larkmint relieves nausea") == "tea"


def test_the_sources_of_a_base(tmp_path: Path) -> None:
    path = build(MINI, tmp_path / "base.sqlite", use_cache=False).path
    assert path is not None
    store = open_store(path)
    with over(store) as sources:
        for name, title in store.rows("SELECT id, title FROM source WHERE title IS NOT NULL"):
            assert name in [found for found, _ in sources.rank(title, 3)]
