"""How a page lies on the lines of a terminal, a pipe and a spreadsheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.render import plain, tabular
from evidence.render.answers import answer_page
from evidence.render.blocks import Block, Bullets, Facts, Heading, Page, Table, Text
from evidence.render.found import found_page
from evidence.render.records import record_page
from evidence.render.terminal import print_page

NOTE = Text("A notice.", "quiet")
ID = "bonaventura-2021-experiment"


def text(*blocks: Block, width: int = 80) -> str:
    """The blocks as plain text."""
    return plain.render(Page(None, blocks), width)


def test_a_notice_at_the_end_stands_apart(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = (Heading("Title", 1), Text("One."), Text("Two."), NOTE)
    assert text(*blocks) == "Title\n=====\nOne.\nTwo.\n\nA notice.\n"
    print_page(Page(None, blocks), colour=False, width=80)
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()[-2:]] == ["", "A notice."]


def test_a_quiet_text_stays_with_its_heading_and_with_what_follows() -> None:
    assert text(Heading("Title"), NOTE) == "Title\nA notice.\n"
    assert text(Text("One."), NOTE, Text("Two.")) == "One.\nA notice.\nTwo.\n"


def test_an_id_that_fits_its_column_is_not_broken() -> None:
    table = Table(("a", "study"), tuple((str(row), f"A long label of it ({ID}; rat)") for row in range(2)), (4, 30))
    shown = text(table, width=40)
    assert shown.count(ID) == 2
    assert max(map(len, shown.splitlines())) <= 40


def test_an_id_wider_than_its_column_is_broken_at_a_hyphen() -> None:
    assert plain._cell(f"see {ID} there", 14) == ["see", "bonaventura-", "2021-", "experiment", "there"]


def test_a_value_too_wide_to_stand_beside_its_label_stands_below() -> None:
    facts = Facts((("intervention route", "intravenous"), ("population", "treatment-resistant-depression-in-people")))
    assert text(facts, width=42).splitlines() == [
        "intervention route: intravenous",
        "population:",
        "  treatment-resistant-depression-in-people",
    ]


def test_a_table_with_too_many_columns_is_told_row_by_row() -> None:
    names = ("id", "claim", "study", "direction", "counted", "why_not")
    rows = (("x.1", "c" * 30, ID, "supports", "yes", ""), ("x.2", "c", ID, "neutral", "no", "an echo"))
    table = Table(names, rows, (16,) * 6)
    shown = text(table, width=40)
    assert "direction: supports" in shown
    assert "\n\nid:" in shown
    assert shown.count("why_not") == 1
    assert max(map(len, shown.splitlines())) <= 40


WORDS = st.lists(st.sampled_from(["a", "study", "of", "(rats", "mu-opioid", ID]), max_size=12).map(" ".join)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4), WORDS, st.integers(40, 100))
def test_no_line_is_wider_than_the_page(rows: list[tuple[str, str, str]], said: str, width: int) -> None:
    table = Table(("study", "what it found", "direction"), tuple(rows), (20, 30, 10))
    facts = Facts(tuple((f"label {place}", cell) for place, cell in enumerate(rows[0])))
    shown = text(Heading(said, 1), Text(said, "", 1), Bullets(((said, ""),)), facts, table, NOTE, width=width)
    assert max(map(len, shown.splitlines())) <= width


def test_figures_of_an_assertion_are_shown() -> None:
    improved = {"name": "improved", "op": ">", "value": "70", "unit": "%", "note": "of 30"}
    figures = [improved, {"name": "p", "value": "0.1"}]
    page = record_page({"kind": "assertion", "id": "story.a1", "claim": "c", "figures": figures})
    assert plain.render(page).endswith("figures\n\n  - improved > 70% (of 30)\n  - p 0.1\n")


def test_an_empty_answer_has_its_columns_as_csv() -> None:
    nothing = {"text": "zz", "words": ["zz"], "missing": ["zz"], "found": []}
    assert tabular.render(found_page(nothing)) == "id,kind,title,snippet,by\n"
    empty: dict[str, list[str]] = {name: [] for name in ("concepts", "unknown_words", "nearest_names", "matches")}
    unknown = {"question": "", "understood": False, **empty}
    assert tabular.render(answer_page(unknown)).startswith("understood,kind,id,score,statement,word,")
    assert tabular.render(Page(None, ())) == ""
    assert tabular.render(Page(None, (), ({"a": None, "b": None},))) == "a,b\n,\n"
