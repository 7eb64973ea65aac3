"""``find``: by id and number first, then by words; nothing typed may break it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.database.build import build
from evidence.render import markdown, plain, tabular
from evidence.render.found import found_page
from evidence.search.find import find
from evidence.store import Store, open_store

MINI = Path(__file__).parent.parent / "examples" / "mini"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The mini base, compiled."""
    built = build(MINI, tmp_path_factory.mktemp("find") / "base.sqlite", use_cache=False)
    assert built.path is not None, built.report.errors
    return open_store(built.path)


def ids(store: Store, text: str, *kinds: str, limit: int = 10) -> list[str]:
    """The ids found."""
    return [item["id"] for item in find(store, text, kinds, limit)["found"]]


def test_an_id_stands_first(store: Store) -> None:
    for name in ("larkmint", "balance-nerve", "larkmint-relieves-nausea", "ferry-2015-trial"):
        found = find(store, name)["found"]
        assert (found[0]["id"], found[0]["by"]) == (name, "id")


def test_an_evidence_line_leads_to_its_study(store: Store) -> None:
    line, study = store.rows("SELECT id, study FROM line ORDER BY id")[0]
    assert find(store, line)["found"][0]["id"] == study


@pytest.mark.parametrize("column", ["doi", "pmid", "pmcid"])
def test_the_numbers_of_a_document_find_it(store: Store, column: str) -> None:
    for name, number in store.rows(f"SELECT id, {column} FROM source WHERE {column} IS NOT NULL"):
        for text in (
            number,
            number.upper(),
            f"see {number}.",
            f"https://doi.org/{number}" if column == "doi" else number,
        ):
            found = find(store, text)["found"]
            assert (found[0]["id"], found[0]["by"]) == (name, "number"), text


def test_a_registry_number_finds_its_study(store: Store) -> None:
    for study, number in store.rows("SELECT study, number FROM study_registry"):
        assert study in [item["id"] for item in find(store, number)["found"] if item["by"] == "number"]


def test_records_with_all_words_come_before_those_with_some(store: Store) -> None:
    ways = [item["by"] for item in find(store, "larkmint nausea travel", limit=50)["found"]]
    assert "all words" in ways
    assert ways == sorted(ways)


def test_words_are_stemmed_and_kinds_and_limits_hold(store: Store) -> None:
    assert "larkmint-relieves-nausea" in ids(store, "relieving NAUSEA", "claim")
    kinds = {item["kind"] for item in find(store, "larkmint", ("study", "source"), 50)["found"]}
    assert kinds == {"study", "source"}
    assert len(ids(store, "larkmint", limit=3)) == 3


def test_a_word_that_stands_nowhere_is_named(store: Store) -> None:
    assert find(store, "larkmint zebra")["missing"] == ["zebra"]
    assert find(store, "zebra") == {"text": "zebra", "words": ["zebra"], "missing": ["zebra"], "found": []}


HOSTILE = (
    "",
    " ",
    '"',
    "''",
    '"larkmint',
    "larkmint*",
    "NEAR(larkmint nausea, 2)",
    "title:larkmint",
    "AND OR NOT",
    "(((",
    "^",
    "-",
    "a\0b",
    "\0",
    "\ud800",
    "²①",
    "🧪🧪",
    "\u202elarkmint",
    "x" * 100_000,
    "larkmint " * 10_000,
    "'; DROP TABLE claim",
    "{title} : x",
    "larkmint + nausea",
    "10.1/",
    "10.1000/" + "(" * 500,
    "NCT" * 2000,
    "%s %d {}",
    "\x1b[31mred",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_typed_breaks_it(store: Store, text: str) -> None:
    page = found_page(find(store, text))
    for form in (plain, markdown, tabular):
        assert "\x1b" not in form.render(page)


@given(st.text(alphabet=st.characters()))
def test_any_text_is_answered(store: Store, text: str) -> None:
    plain.render(found_page(find(store, text)))
