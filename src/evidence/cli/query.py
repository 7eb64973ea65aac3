"""``evidence query``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from evidence.cli.options import BaseOption, Format, FormatOption

if TYPE_CHECKING:
    from evidence.queries.ask import Answer
    from evidence.queries.header import Question
    from evidence.store import Store

#: Laying out the triples of a base with more evidence lines than this takes half a minute or more.
_MANY = 50_000


def query(
    name: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(
            metavar="NAME", help="A saved question, or the path of a .sql or .rq file; none lists them all."
        ),
    ] = None,
    param: Annotated[
        list[str], typer.Option("--param", "-p", metavar="KEY=VALUE", help="A value for one of its parameters.")
    ] = [],  # noqa: B006
    endpoint: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--endpoint", metavar="URL", help="Ask a SPARQL 1.1 server instead of the base here."),
    ] = None,
    rows: Annotated[int, typer.Option("--rows", min=1, max=1_000_000, help="Show at most so many rows.")] = 10_000,
    seconds: Annotated[float, typer.Option("--seconds", min=0.1, max=3600, help="Stop after so long.")] = 30.0,
    form: FormatOption = Format.rich,
    base: BaseOption = None,
) -> None:
    """Ask a saved question in SQL or SPARQL, or list them.

    Ask a saved question in SQL or SPARQL, or list them all.

    Example: evidence query contested-claims --param topic=opioid
    """
    from evidence.cli.session import emit, root_of, write
    from evidence.files import is_file
    from evidence.queries.find import questions
    from evidence.render.answers_table import answer_page, questions_page

    root = None if base is not None and is_file(base) else root_of(base)
    if name is None:
        known = questions(root)
        emit(questions_page(_fitting(known, base), known), form)
        return
    answer, meta = _answer(name, param, endpoint, rows, seconds, base, root)
    if form is Format.csv and not answer.rows.rows:
        write(",".join(answer.rows.columns) + "\n")  # a table without rows still has its head
        return
    emit(answer_page(answer, meta, table=form is Format.md), form)


def _fitting(known: tuple[Question, ...], base: Path | None) -> tuple[Question, ...]:
    """The questions that the base has records for; all of them where there is no base that can be read."""
    from evidence.cli.session import open_base
    from evidence.errors import EvidenceError
    from evidence.queries.find import fitting

    try:
        return fitting(known, open_base(base))
    except EvidenceError:
        return known


def _answer(
    name: str, param: list[str], endpoint: str | None, rows: int, seconds: float, base: Path | None, root: Path | None
) -> tuple[Answer, Mapping[str, str] | None]:
    from evidence.cli.session import open_base
    from evidence.queries.ask import ask, ask_server
    from evidence.queries.find import question
    from evidence.queries.values import given
    from evidence.rdf.sparql import Bounds

    bounds, wanted = Bounds(seconds, rows), given(param)
    if endpoint is not None:
        return ask_server(question(name, root, "rq"), wanted, endpoint, bounds), None
    found = question(name, root)
    store = open_base(base)
    if found.language != "sql":
        _tell(store)
    return ask(found, wanted, store.path, bounds), store.meta


def _tell(store: Store) -> None:
    from evidence.cli.session import note
    from evidence.rdf.kept import place

    where = place(store)
    if where is not None and not where.is_dir():
        (lines,) = store.rows("SELECT count(*) FROM line")[0]
        long = "; in a base of this size that takes minutes and gigabytes of disk" if lines > _MANY else ""
        note(f"laying out {lines:,} evidence lines for SPARQL: first use{long}")
