"""SPARQL over a compiled base, bounded in time, memory and size of the answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from evidence.errors import EvidenceError
from evidence.rdf.guard import checked, names_a_graph

Cell = str | int | float | bool | None

_PACKAGES = Path(__file__).parent.parent.parent


class Bounds(NamedTuple):
    """How long a question may take, how many rows and characters come back, and how many bytes it may use."""

    seconds: float = 30.0
    rows: int = 10_000
    characters: int = 20_000_000
    memory: int = 4 * 2**30


class Rows(NamedTuple):
    """An answer. ``truncated`` says that there was more; ``engine`` names what answered."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    truncated: bool
    engine: str


def select(database: Path, query: str, bounds: Bounds) -> Rows:
    """Run a SELECT or ASK over the base at ``database`` in a process that is ended when its time is over.

    The time to lay out the triples of a base that was not asked before is not counted.
    """
    from evidence.rdf.kept import keep
    from evidence.store import open_store

    wanted = checked(query)
    if names_a_graph(wanted):
        raise EvidenceError(
            "the query says GRAPH, but here all triples stand in one graph without a name",
            "leave GRAPH out; what is computed has prov:wasGeneratedBy (docs/rdf.md)",
        )
    kept = keep(open_store(database))
    request = {
        "database": str(database.resolve()),
        "kept": str(kept) if kept else None,
        "query": wanted,
        "seconds": bounds.seconds,
        "rows": bounds.rows,
        "characters": bounds.characters,
        "memory": bounds.memory,
    }
    # -P keeps the current folder off the path: a checkout may hold a file named like a library.
    command = [sys.executable, "-P", "-c", "from evidence.rdf.worker import main; main()"]
    path = os.pathsep.join(filter(None, (str(_PACKAGES), os.environ.get("PYTHONPATH", ""))))
    try:
        done = subprocess.run(  # noqa: S603  (our own interpreter and module)
            command,
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=bounds.seconds,
            env={**os.environ, "PYTHONPATH": path},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise too_long(bounds) from error
    return _answer(done)


def too_long(bounds: Bounds) -> EvidenceError:
    """The error for a question whose time is over."""
    return EvidenceError(
        f"the question was stopped after {bounds.seconds:g} seconds", "narrow it down, or give it more with --seconds"
    )


def _answer(done: subprocess.CompletedProcess[bytes]) -> Rows:
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise EvidenceError(
            "the SPARQL engine ended without an answer: too little memory, or the query is nested too deeply",
            "ask for less, or add a LIMIT",
        ) from None
    if "error" in answer:
        raise EvidenceError(answer["error"], answer["hint"])
    rows = tuple(tuple(row) for row in answer["rows"])
    return Rows(tuple(answer["columns"]), rows, answer["truncated"], answer["engine"])
