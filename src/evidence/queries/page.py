"""docs/queries.md, generated from the headers of the saved questions and the views of the schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from evidence.queries.find import by_name
from evidence.queries.header import ASKERS, Question

_HEAD = """\
# Saved questions

`evidence query` lists them, `evidence query NAME` asks one, `--format rich|json|csv|md` chooses how the answer is
printed. `--param KEY=VALUE` sets a parameter, `--rows N` and `--seconds N` bound the answer.

    evidence query contested-claims --param topic=opioid
    evidence query contested-claims.rq                  # the SPARQL version, where there are both
    evidence query my-own-question.sql                  # a file of yours
    evidence query drift --endpoint http://localhost:7878/query

Questions are SQL over the views below or SPARQL over the RDF that docs/rdf.md explains. Those that are given in both
languages answer with the same rows; a test holds them to it. Every question only reads: one SELECT (or ASK), nothing
fetched, nothing written, an end to time, memory and rows.

This page is made from the headers of the files in `queries/`. After changing one, run
`EVIDENCE_REGENERATE=1 pytest tests/test_queries_docs.py tests/test_queries_golden.py` and look at the difference.

## Writing one

A file `queries/NAME.sql` or `queries/NAME.rq` starts with comment lines (`--` in SQL, `#` in SPARQL):

    -- title: Contested claims
    -- answers: On which claims do independent studies stand on both sides?
    -- asks: clinician, writer
    -- controversies: what it settles, where it is one of the listed ones; another
    -- param: topic text = ; only claims of this topic, empty for all; opioid
    -- mini: topic = mechanism
    -- may be empty: when nothing is contested

`asks` names who asks it: clinician, writer, maintainer. A parameter is its name, its type (`text`, `id`, `ids`, `number`,
`date`) and after `=` its default, then what it means, then an example; without `=` a value has to be given. `mini` gives
the values that ask the same of `examples/mini`, which every question is tested on.

In SQL a parameter is bound as `:name`; a list of ids is one JSON text, for `claim IN (SELECT value FROM
json_each(:name))`. In SPARQL it is the content of one `VALUES ?param_name { … }` block, which holds the default in the
file, so that the file runs unchanged on any server.
"""

_MEANINGS = {
    "evidence": "Every evidence line with its study and document, and whether it counts.",
    "independent_vote": "One row for each independent group of studies that says something of a claim.",
    "claim_verdict": "Every claim with its computed word, certainty and counts.",
    "hypothesis_verdict": "Every hypothesis with its word and the claim that decides it.",
    "echo": "What documents without data of their own say of a claim.",
}


def queries_page(found: tuple[Question, ...], schema: str) -> str:
    """The whole page."""
    return "\n".join((_HEAD, *_views(schema), *_index(found), *_questions(found)))


def _views(schema: str) -> Iterator[str]:
    yield "## Views\n\nThe tables beneath may change; these stay.\n"
    connection = sqlite3.connect(":memory:")
    connection.executescript(schema)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY rowid")]
    for name in names:
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
        yield f"- **{name}**: {_MEANINGS.get(name, '')} {', '.join(f'`{column}`' for column in columns)}"
    connection.close()
    yield ""


def _index(found: tuple[Question, ...]) -> Iterator[str]:
    groups = tuple(by_name(found))
    yield f"## The questions\n\n{len(groups)} questions; {sum(len(group) > 1 for _, group in groups)} in both languages.\n"
    for asker in ASKERS:
        names = [f"[{name}](#{name})" for name, group in groups if asker in group[0].asks]
        yield f"- Asked by a **{asker}**: {', '.join(names)}"
    yield ""


def _questions(found: tuple[Question, ...]) -> Iterator[str]:
    for name, versions in by_name(found):
        first = versions[0]
        yield f"### {name}\n\n**{first.title}.** {first.answers}\n"
        yield f"- Asked by: {', '.join(first.asks)}. In: {' and '.join(f'`{name}.{item.language}`' for item in versions)}."
        for item in first.parameters:
            default = (
                "has to be given"
                if item.default is None
                else f"default `{item.default}`"
                if item.default
                else "default: any"
            )
            yield f"- `{item.name}` ({item.type}, {default}): {item.meaning}. Example: `--param {item.name}={item.example}`"
        if first.controversies:
            yield f"- Controversy: {'; '.join(first.controversies)}"
        if first.may_be_empty:
            yield f"- May be empty {first.may_be_empty}."
        yield ""
