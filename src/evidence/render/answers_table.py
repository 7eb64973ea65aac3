"""The answer to a saved question as a table, and the list of all questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evidence.queries.ask import Answer
from evidence.queries.find import by_name
from evidence.queries.header import Question
from evidence.queries.values import Value
from evidence.render.blocks import Block, Heading, Page, Table, Text
from evidence.render.words import plural

#: A table wider than this whose last column is prose is told row by row: such a column in a screen's rest is no reading.
_WIDE, _PROSE = 100, 40


def answer_page(answer: Answer, meta: Mapping[str, str] | None = None, table: bool = False) -> Page:
    """The page of ``query NAME``. ``meta`` is that of the base asked; ``table`` keeps a table however wide it is."""
    question, found = answer.question, answer.rows
    records = tuple(dict(zip(found.columns, row, strict=True)) for row in found.rows)
    data: dict[str, Any] = {
        "query": question.name,
        "language": question.language,
        "title": question.title,
        "parameters": answer.values,
        "engine": found.engine,
        "base": {key: meta[key] for key in ("title", "as_of", "content")} if meta else None,
        "columns": list(found.columns),
        "rows": [list(row) for row in found.rows],
        "truncated": found.truncated,
    }
    blocks: list[Block] = [Heading(question.title, 1)]
    if question.answers:
        blocks.append(Text(question.answers, "quiet"))
    if answer.values:
        blocks.append(
            Text("with " + "; ".join(f"{name} = {_shown(value)}" for name, value in answer.values.items()), "quiet")
        )
    blocks.extend(_rows(answer, table))
    return Page(data, (*blocks, Text(_count(answer), "quiet")), records)


def _shown(value: Value) -> str:
    text = " ".join(value) if isinstance(value, tuple) else str(value)
    return text or "any"


def _rows(answer: Answer, table: bool) -> tuple[Block, ...]:
    names = answer.rows.columns
    rows = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in answer.rows.rows)
    if not rows:
        return (Text("Nothing in this base answers it."),)
    widths = tuple(max(len(name), *(len(row[place]) for row in rows)) for place, name in enumerate(names))
    if not table and sum(widths) > _WIDE and widths[-1] > _PROSE and len(names) > 2:
        return tuple(block for row in rows for block in _told(names, row))
    return (Table(names, rows, tuple(max(4, min(60, width)) for width in widths)),)


def _told(names: tuple[str, ...], row: tuple[str, ...]) -> tuple[Block, Block]:
    facts = [row[0], *(f"{name} {cell}" for name, cell in zip(names[1:-1], row[1:-1], strict=True) if cell)]
    return Text(" · ".join(facts), "strong"), Text(row[-1] or "–", "", 1)


def _count(answer: Answer) -> str:
    found = plural(len(answer.rows.rows), "row")
    return f"The first {found}; there are more (--rows N shows them)." if answer.rows.truncated else f"{found}."


def questions_page(found: tuple[Question, ...], known: tuple[Question, ...]) -> Page:
    """The page of ``query`` without a name: the questions ``found`` to fit a base, of all that are ``known``."""
    data: list[dict[str, Any]] = [
        {
            "name": name,
            "title": versions[0].title,
            "answers": versions[0].answers,
            "asks": list(versions[0].asks),
            "languages": [item.language for item in versions],
            "parameters": [item._asdict() for item in versions[0].parameters],
        }
        for name, versions in by_name(found)
    ]
    rows = tuple((item["name"], item["title"], ", ".join(item["asks"]), " ".join(item["languages"])) for item in data)
    table = Table(("name", "title", "asked by", "in"), rows, (28, 44, 20, 6))
    more = len({item.name for item in known}) - len(data)
    left = f" {plural(more, 'question')} about things that this base does not have left out." if more else ""
    last = Text(f"evidence query NAME --param key=value asks one; docs/queries.md explains each.{left}", "quiet")
    records = tuple({**item, "parameters": " ".join(one["name"] for one in item["parameters"])} for item in data)
    return Page(data, (Heading(f"{len(data)} saved questions", 1), table, last), records)
