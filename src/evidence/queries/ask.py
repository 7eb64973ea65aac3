"""Put a saved question to a base or to a SPARQL server."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from evidence.queries.header import Question
from evidence.queries.values import Value, for_sql, into_sparql, values
from evidence.rdf.sparql import Bounds, Rows


class Answer(NamedTuple):
    """A question, the values it was asked with, and its rows."""

    question: Question
    values: Mapping[str, Value]
    rows: Rows


def ask(question: Question, wanted: Mapping[str, str], database: Path, bounds: Bounds) -> Answer:
    """Ask a compiled base."""
    found = values(question, wanted)
    if question.language == "sql":
        from evidence.queries.sql import select

        return Answer(question, found, select(database, question.text, for_sql(found), bounds))
    from evidence.rdf.sparql import select as sparql_select

    return Answer(question, found, sparql_select(database, into_sparql(question, found), bounds))


def ask_server(question: Question, wanted: Mapping[str, str], address: str, bounds: Bounds) -> Answer:
    """Ask a SPARQL 1.1 server."""
    from evidence.rdf.endpoint import select_at

    found = values(question, wanted)
    return Answer(question, found, select_at(address, into_sparql(question, found), bounds))
