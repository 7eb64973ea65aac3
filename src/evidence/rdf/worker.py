"""Runs one SPARQL query over one compiled base, in a process of its own that can be stopped at any moment.

Neither rdflib nor Oxigraph can be told to give up, so the caller ends this process instead. It reads a request as JSON
from standard input and writes an answer as JSON to standard output.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

from evidence.errors import EvidenceError


def main() -> None:
    """Answer the request on standard input."""
    request = json.loads(sys.stdin.buffer.read())
    _limit(request["seconds"], request["memory"])
    try:
        kept = Path(request["kept"]) if request.get("kept") else None
        answer = run(Path(request["database"]), request["query"], request["rows"], request["characters"], kept)
    except EvidenceError as error:
        answer = {"error": error.message, "hint": error.hint}
    except MemoryError:
        answer = {"error": "the query needs more memory than it may have", "hint": "ask for less, or add a LIMIT"}
    except Exception as error:  # whatever a parser or engine says of a query that somebody wrote
        answer = {"error": f"the query cannot be run: {str(error)[:500]}", "hint": "mend the query at that place"}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _limit(seconds: float, memory: int) -> None:
    """Bound this process from inside too, in case the caller is gone before it can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) * 8 + 10, int(seconds) * 8 + 20))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(database: Path, query: str, rows: int, characters: int, kept: Path | None = None) -> dict[str, Any]:
    """Columns and rows of a query over the base at ``database``, cut off at a number of rows and characters.

    ``kept`` is a folder that ``evidence.rdf.kept`` made for this base; without one the triples are laid out in memory.
    """
    from evidence.rdf.guard import checked

    graph, engine = (kept and _opened(kept)) or _graph(database)
    result = graph.query(checked(query))
    if result.type == "ASK":
        return {"columns": ["answer"], "rows": [[bool(result.askAnswer)]], "truncated": False, "engine": engine}
    names = [str(name) for name in result.vars]
    found: list[list[Any]] = []
    size = 0
    for binding in result:  # and not result.bindings, which reads them all first
        row = [_plain(term) for term in binding]
        size += sum(len(cell) for cell in row if isinstance(cell, str))
        if len(found) == rows or size > characters:
            return {"columns": names, "rows": found, "truncated": True, "engine": engine}
        found.append(row)
    return {"columns": names, "rows": found, "truncated": False, "engine": engine}


def _opened(kept: Path) -> tuple[Any, str] | None:
    """The triples on disk; ``None`` when they cannot be read, for what is kept can be made again."""
    from oxrdflib import OxigraphStore
    from pyoxigraph import Store

    try:
        return _named(OxigraphStore(store=Store.read_only(str(kept))))
    except (OSError, RuntimeError):  # damage is a RuntimeError in pyoxigraph 0.5
        return None


def _graph(database: Path) -> tuple[Any, str]:
    """The triples behind rdflib's interface: in an Oxigraph store where one is installed, in rdflib's own otherwise."""
    from rdflib import Graph

    from evidence.rdf.statements import triples_text
    from evidence.store import open_store

    content = "".join(triples_text(open_store(database))).encode()
    try:
        from oxrdflib import OxigraphStore
        from pyoxigraph import RdfFormat, Store
    except ImportError:
        graph = Graph(bind_namespaces="none")
        graph.parse(io.BytesIO(content), format="nt")
        return graph, "rdflib"
    inner = Store()
    inner.bulk_load(content, format=RdfFormat.N_TRIPLES)
    return _named(OxigraphStore(store=inner))


def _named(store: Any) -> tuple[Any, str]:
    from rdflib import Graph
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    return (
        Graph(store=store, identifier=DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none"),
        "rdflib over Oxigraph",
    )


def _plain(term: Any) -> Any:
    from evidence.rdf.results import value

    if term is None:
        return None
    datatype = getattr(term, "datatype", None)
    return value(str(term), str(datatype) if datatype else "")
