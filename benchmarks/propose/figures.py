"""Precision and recall of the figures read out of invented result sentences, and how many words a second are read.

    uv run python benchmarks/propose/figures.py [--half dev|frozen|both] [--errors]

A figure is right when its comparator, its value and its unit are as printed.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evidence import yaml_text
from evidence.proposing.figures import figures

DATA = Path(__file__).parents[2] / "tests" / "data" / "passages"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", default="both", choices=("dev", "frozen", "both"))
    parser.add_argument("--errors", action="store_true", help="print every sentence that went wrong")
    asked = parser.parse_args()
    for half in ("dev", "frozen") if asked.half == "both" else (asked.half,):
        report(half, yaml_text.read((DATA / f"{half}.yaml").read_text("utf-8")).value, asked.errors)


def report(half: str, items: Sequence[dict[str, Any]], errors: bool) -> None:
    """Print the figures of one half."""
    right = missed = extra = clean = 0
    for item in items:
        wanted = Counter(tuple(figure) for figure in item["figures"])
        found = read(item["text"])
        hit = wanted & found
        right, missed, extra = right + hit.total(), missed + (wanted - hit).total(), extra + (found - hit).total()
        clean += wanted == found
        if errors and wanted != found:
            print(f"{item['text']}\n    missed {list(wanted - hit)}  extra {list(found - hit)}")
    words = sum(len(item["text"].split()) for item in items)
    begun = time.perf_counter()
    for _ in range(50):
        for item in items:
            figures(item["text"])
    speed = 50 * words / (time.perf_counter() - begun)
    print(
        f"{half}: {len(items)} sentences, {right + missed} figures; precision {right / (right + extra):.3f}, "
        f"recall {right / (right + missed):.3f}, sentences wholly right {clean}; {speed:,.0f} words/s"
    )


def read(text: str) -> Counter[tuple[str, ...]]:
    """The figures of a sentence as op, value and unit."""
    return Counter((item.figure.op or "", item.figure.value, item.figure.unit or "") for item in figures(text))


if __name__ == "__main__":
    main()
