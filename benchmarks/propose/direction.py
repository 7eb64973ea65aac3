"""Direction of a result and answer of a conclusion, beside TF-IDF with logistic regression and the majority class.

    uv run python benchmarks/propose/direction.py --half "held out" --sklearn PYTHON

Rules were made on the development half only; the baselines learn from it and answer for the held-out one. Protocol in
docs/proposing.md.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
from corpora import Answered, Outcome, answers, half, outcomes
from others import baselines, macro

from evidence.proposing.conclusion import read_conclusion
from evidence.proposing.outcome import read_outcome

BASELINES = Path(__file__).parent / "peer_tfidf.py"


class Task(NamedTuple):
    """Rows to be labelled: by our rules from the row, by the baselines from one text or another."""

    name: str
    rows: Sequence[Any]
    ours: Callable[[Any], str]
    texts: dict[str, Callable[[Any], str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sklearn", help="the Python of an environment with scikit-learn")
    parser.add_argument("--half", choices=["development", "held out"], action="append")
    asked = parser.parse_args()
    if asked.sklearn is None:
        print("skipped: the baselines (no --sklearn given)")
    for task in (
        Task(
            "Evidence Inference 2.0, direction of outcome", outcomes(), _outcome, {"": _passage, " +prompt": _prompted}
        ),
        Task("PubMedQA, yes / no / maybe", answers(), _answer, {"": _conclusion, " +question": _questioned}),
    ):
        for side in asked.half or ["development"]:
            measure(task, side, asked.sklearn)


def measure(task: Task, side: str, sklearn: str | None) -> None:
    """Print one half of one task."""
    rows = [row for row in task.rows if half(row.article) == side]
    begun = time.perf_counter()
    said = {"evidence": [task.ours(row) for row in rows]}
    taken = time.perf_counter() - begun
    words = sum(len(task.texts[""](row).split()) for row in rows)
    if sklearn and side == "held out":
        development = [row for row in task.rows if half(row.article) == "development"]
        for name, text in task.texts.items():
            learnt = {"train": list(map(text, development)), "labels": [row.label for row in development]}
            found = baselines(sklearn, BASELINES, **learnt, test=list(map(text, rows)))
            said |= {f"{model}{name}": answer for model, answer in found.items() if model != "majority" or not name}
    articles = len({row.article for row in rows})
    print(f"\n{task.name}, {side}: {len(rows)} rows of {articles} articles; {words / taken:,.0f} words/s")
    for who, answer in said.items():
        print(f"  {who:26}", macro([row.label for row in rows], answer))


def _outcome(row: Outcome) -> str:
    return read_outcome(row.text, row.outcome, row.intervention, row.comparator).says or "no difference"


def _passage(row: Outcome) -> str:
    return row.text


def _prompted(row: Outcome) -> str:
    return " ".join((row.text, row.outcome, row.intervention, row.comparator))


def _answer(row: Answered) -> str:
    return read_conclusion(row.question, row.conclusion).says


def _conclusion(row: Answered) -> str:
    return row.conclusion


def _questioned(row: Answered) -> str:
    return f"{row.question} {row.conclusion}"


if __name__ == "__main__":
    main()
