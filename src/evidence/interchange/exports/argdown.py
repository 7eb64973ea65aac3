"""Hypotheses and their rivals as Argdown: what each stands on, and the studies for and against.

A claim that a hypothesis stands or falls with supports it; one that is not, by the computed word, still stands there, with
its word in its data. Neutral and mixed lines are no reasons either way: they are listed as comments.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO, Any

from evidence.interchange.gathered import one_line
from evidence.store import Store

_SIGNS = {"supports": "+", "disputes": "-"}
_SPECIAL = re.compile(r"([\\\[\]<>{}#@*_:/])")


def write(store: Store, out: IO[bytes]) -> None:
    """Write every hypothesis with its claims and their counted lines."""
    for piece in _pieces(store):
        out.write(piece.encode("utf-8", "backslashreplace"))


def _pieces(store: Store) -> Iterator[str]:
    yield f"===\ntitle: {json.dumps(store.meta['title'], ensure_ascii=False)}\n"
    yield f"subTitle: {json.dumps('Verdicts computed by method ' + store.meta['method'])}\n===\n\n"
    records = [
        json.loads(row["data"]) for row in store.each("SELECT data FROM record WHERE kind = 'hypothesis' ORDER BY id")
    ]
    told: set[str] = set()
    for record in records:
        yield f"# {_text(record['label'])}\n\n[hypothesis {record['id']}]: {_text(record['statement'])}{_word(store, 'hypothesis', record['id'])}\n"
        for claim in record["tests"]:
            yield f"  + [{claim}]\n"
        for rival in record.get("rivals", []):
            yield f"  - [hypothesis {rival}]\n"
        for claim in record.get("bears", []):
            yield f"// bears on it, with no sign of its own: {claim}\n"
        yield "\n"
        for claim in (*record["tests"], *record.get("bears", [])):
            if claim not in told:
                told.add(claim)
                yield from _claim(store, claim)


def _claim(store: Store, claim: str) -> Iterator[str]:
    row = store.row("SELECT statement FROM claim WHERE id = ?", claim)
    if row is None:
        return
    yield f"[{claim}]: {_text(row['statement'])}{_word(store, 'claim', claim)}\n"
    aside = []
    sql = (
        "SELECT l.id, l.direction, l.finding, s.label, d.short FROM line l JOIN study s ON s.id = l.study"
        " JOIN source d ON d.id = l.source WHERE l.claim = ? AND l.counted = 1 ORDER BY l.id"
    )
    for line in store.each(sql, claim):
        said = f"{_text(line['label'])} ({_text(line['short'])}): {_text(line['finding'])}"
        if line["direction"] in _SIGNS:
            yield f"  {_SIGNS[line['direction']]} <{line['id']}>: {said}\n"
        else:
            aside.append(f"// {line['direction']}: {line['id']} {_text(line['finding'])}\n")
    yield "\n"
    yield from aside
    if aside:
        yield "\n"


def _word(store: Store, kind: str, name: str) -> str:
    row = store.row("SELECT word, direction, certainty FROM verdict WHERE kind = ? AND id = ?", kind, name)
    if row is None:
        return ""
    said = {key: row[key] for key in ("word", "direction", "certainty") if row[key]}
    return " {" + ", ".join(f"{key}: {json.dumps(value)}" for key, value in said.items()) + "}"


def _text(text: str) -> str:
    """Text on one line, with what Argdown reads as marks escaped."""
    return _SPECIAL.sub(r"\\\1", one_line(text))


_HELD = {
    "hypothesis": {"id", "label", "statement", "tests", "bears", "rivals"},
    "claim": {"id", "statement"},
    "line": {"id", "claim", "direction", "finding"},
}


def holds(kind: str, field: str, _: Any) -> bool:
    """Hypotheses, their claims and the findings of their counted lines."""
    return field in _HELD.get(kind, ())
