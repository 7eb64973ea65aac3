"""Propose from the findings of this base's own lines, and compare with what its curators recorded.

    uv run python benchmarks/propose/lines.py

The findings are the curators' words and not an abstract's, mostly without figures: a hard test of matching.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from evidence.cli.session import open_base
from evidence.proposing.propose import propose
from evidence.proposing.text import text_of_string
from evidence.store import Store


def main() -> None:
    store = open_base(None)
    count: Counter[str] = Counter()
    for row in store.rows("SELECT data FROM record WHERE kind = 'study' ORDER BY id"):
        lines = json.loads(row["data"]).get("evidence", ())
        recorded: dict[str, set[str]] = {}
        for line in lines:
            recorded.setdefault(line["claim"], set()).add(line["direction"])
        for line in lines:
            if line["role"] == "own-result":
                score(store, line, recorded, count)
    drafted = sum(count[name] for name in ("right", "right for another line", "wrong direction", "wrong claim"))
    print(f"{count['lines']} own results; lines drafted {drafted}; {dict(sorted(count.items()))}")


def score(store: Store, line: dict[str, Any], recorded: dict[str, set[str]], count: Counter[str]) -> None:
    """Count what is proposed for one finding: against its own line, and against the other lines of its study."""
    count["lines"] += 1
    text = text_of_string(f"Ketamine and esketamine in the clinic.\n\n{line['finding']}", "-")
    for proposal in propose(store, text).proposals:
        if proposal.direction is None:
            count["shown, direction left open"] += 1
        elif proposal.claim == line["claim"] and proposal.direction.value == line["direction"]:
            count["right"] += 1
        elif proposal.direction.value in recorded.get(proposal.claim, ()):
            count["right for another line"] += 1
        else:
            count["wrong direction" if proposal.claim in recorded else "wrong claim"] += 1


if __name__ == "__main__":
    main()
