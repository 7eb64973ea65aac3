"""Which claim and which direction are proposed for invented result sentences, on the base of this repository.

    uv run python benchmarks/propose/claims.py [--half dev|frozen|both] [--errors]

A line is right when both its claim and its direction are. ``unknown`` are the right claims whose direction was left open.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from evidence import yaml_text
from evidence.cli.session import open_base
from evidence.proposing.propose import propose
from evidence.proposing.text import text_of_string
from evidence.store import Store

DATA = Path(__file__).parents[2] / "tests" / "data" / "passages"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", default="both", choices=("dev", "frozen", "both"))
    parser.add_argument("--errors", action="store_true", help="print every sentence that went wrong")
    asked = parser.parse_args()
    store = open_base(None)
    for half in ("dev", "frozen") if asked.half == "both" else (asked.half,):
        items = yaml_text.read((DATA / f"claims_{half}.yaml").read_text("utf-8")).value
        count: Counter[str] = Counter()
        for item in items:
            score(store, item, count, asked.errors)
        drafted = count["right"] + count["wrong direction"] + count["wrong claim"]
        labelled = count["labelled"]
        print(
            f"{half}: {len(items)} sentences, {labelled} with a claim; lines drafted {drafted}, right {count['right']} "
            f"(precision {count['right'] / max(1, drafted):.3f}, recall {count['right'] / labelled:.3f}); wrong claim "
            f"{count['wrong claim']}, wrong direction {count['wrong direction']}, direction left open {count['unknown']}"
        )


def score(store: Store, item: dict[str, Any], count: Counter[str], errors: bool) -> None:
    """Count what is proposed for one sentence."""
    found = propose(store, text_of_string(f"Ketamine and esketamine in the clinic.\n\n{item['text']}", "-")).proposals
    count["labelled"] += bool(item["claim"])
    said = {proposal.claim: proposal.direction.value if proposal.direction else "" for proposal in found}
    wrong = False
    for claim, direction in said.items():
        if claim != item["claim"]:
            count["wrong claim"] += bool(direction)
            wrong |= bool(direction)
        elif direction:
            count["right" if direction == item["direction"] else "wrong direction"] += 1
            wrong |= direction != item["direction"]
        else:
            count["unknown"] += 1
    if errors and (wrong or (item["claim"] and said.get(item["claim"]) != item["direction"])):
        print(f"{item['text']}\n    want {item['claim']} {item['direction']}; got {said}")


if __name__ == "__main__":
    main()
