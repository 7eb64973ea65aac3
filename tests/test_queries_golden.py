"""Every saved question: its answer over examples/mini word for word, an answer on the real base, SQL and SPARQL alike.

To make the golden answers anew: ``EVIDENCE_REGENERATE=1 pytest tests/test_queries_golden.py``, then read the difference.
"""

from __future__ import annotations

import pytest

from evidence.queries.ask import Answer, ask
from evidence.queries.find import questions
from evidence.queries.header import Question
from evidence.queries.values import into_sparql, values
from evidence.rdf.sparql import Bounds
from evidence.render import tabular
from evidence.render.answers_table import answer_page
from rdf_bases import MINI, ROOT, compiled, keep

QUESTIONS = questions(ROOT)
BOTH = sorted(
    {item.name for item in QUESTIONS if item.language == "sql"}
    & {item.name for item in QUESTIONS if item.language == "rq"}
)
BOUNDS = Bounds(seconds=60)


def _id(item: Question) -> str:
    return f"{item.name}.{item.language}"


_ANSWERS: dict[tuple[str, str], Answer] = {}


def _answer(item: Question, base: str) -> Answer:
    key = (_id(item), base)
    if key not in _ANSWERS:
        root = MINI if base == "mini" else ROOT
        _ANSWERS[key] = ask(item, item.mini if base == "mini" else {}, compiled(root), BOUNDS)
    return _ANSWERS[key]


@pytest.mark.parametrize("item", QUESTIONS, ids=_id)
def test_answer_over_mini_is_the_golden_one(item: Question) -> None:
    answer = _answer(item, "mini")
    head = ",".join(answer.rows.columns) + "\n"
    text = tabular.render(answer_page(answer)) if answer.rows.rows else head
    assert text.startswith(head)
    keep(ROOT / "tests" / "golden" / "queries" / f"{item.name}.csv", text)


@pytest.mark.parametrize("item", QUESTIONS, ids=_id)
def test_mini_answers_something(item: Question) -> None:
    assert _answer(item, "mini").rows.rows, (
        "change examples/mini or the question's mini values: an empty golden tests little"
    )


@pytest.mark.parametrize("item", QUESTIONS, ids=_id)
def test_real_base_answers(item: Question) -> None:
    found = _answer(item, "real").rows
    assert found.rows or item.may_be_empty
    assert not found.truncated


@pytest.mark.parametrize("base", ["mini", "real"])
@pytest.mark.parametrize("name", BOTH)
def test_sql_and_sparql_agree(name: str, base: str) -> None:
    sql, sparql = (
        next(item for item in QUESTIONS if (item.name, item.language) == (name, language)) for language in ("sql", "rq")
    )
    one, other = _answer(sql, base).rows, _answer(sparql, base).rows
    assert one.columns == other.columns
    assert one.rows == other.rows


@pytest.mark.parametrize("name", BOTH)
def test_both_versions_have_one_header(name: str) -> None:
    sql, sparql = (
        next(item for item in QUESTIONS if (item.name, item.language) == (name, language)) for language in ("sql", "rq")
    )
    for field in ("title", "answers", "asks", "controversies", "parameters", "mini", "may_be_empty"):
        assert getattr(sql, field) == getattr(sparql, field)


@pytest.mark.parametrize("item", [item for item in QUESTIONS if item.language == "rq"], ids=_id)
def test_defaults_stand_in_the_file_itself(item: Question) -> None:
    """So the file asks the same on any server that it asks here."""
    assert into_sparql(item, values(item, {})).split() == item.text.split()


def test_there_are_enough() -> None:
    assert len({item.name for item in QUESTIONS}) >= 26
    assert sum(item.language == "rq" for item in QUESTIONS) >= 8
    assert len(BOTH) >= 6
