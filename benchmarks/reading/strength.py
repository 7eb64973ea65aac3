"""Claim strength, exaggeration and certainty beside TF-IDF with logistic regression, in one run.

    python benchmarks/reading/strength.py --sklearn /path/to/python

Protocol in docs/reading.md.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from corpora import claim_strength, lines

from evidence.reading.language import read_text

HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sklearn", help="the Python of an environment with scikit-learn")
    parser.add_argument("--half", choices=["development", "held out", "all"], action="append")
    asked = parser.parse_args()
    if asked.sklearn is None:
        print("skipped: the TF-IDF and majority baselines (no --sklearn given)")
    halves = asked.half or ["development", "held out", "all"]
    for name, texts, labels, development, ours in (_strength(), _pairs(), _probability(), _sentence_level()):
        said = {"evidence": [ours(text) for text in texts]}
        if asked.sklearn:
            said |= _baselines(asked.sklearn, texts, labels)
        for half in halves:
            chosen = [n for n in range(len(texts)) if half == "all" or development[n] == (half == "development")]
            print(f"\n{name}, {half}: {len(chosen)} texts")
            for who, answers in said.items():
                print(f"  {who:16}", _macro([labels[n] for n in chosen], [answers[n] for n in chosen]))


Task = tuple[str, list[str], list[str], list[bool], Callable[[str], str]]


def _strength() -> Task:
    rows = claim_strength()
    development = [n % 2 == 0 for n in range(len(rows))]
    return (
        "Claim strength, 4 classes",
        [text for text, _ in rows],
        [str(level) for _, level in rows],
        development,
        _level,
    )


def _level(text: str) -> str:
    return str(max((sentence.causal_level for sentence in read_text(text)), default=0))


def _pairs() -> Task:
    rows = lines("exaggeration", "insciout_train.jsonl")
    texts = [f"{row['press_release_conclusion']}\t{row['abstract_conclusion']}" for row in rows]
    return (
        "Exaggeration pairs",
        texts,
        [row["exaggeration_label"] for row in rows],
        _alternate(len(rows)),
        _compared,
    )


def _alternate(count: int) -> list[bool]:
    return [n % 2 == 0 for n in range(count)]


def _compared(text: str) -> str:
    release, abstract = (int(_level(part)) for part in text.split("\t"))
    return "same" if release == abstract else "exaggerates" if release > abstract else "downplays"


def _probability() -> Task:
    rows = lines("certainty", "aspect-level-certainty_train_val_ext.jsonl")
    labels = [str(row["aspect-level-certainty"]["Probability"] == "Uncertain") for row in rows]
    return (
        "Certainty, Probability aspect: uncertain or not",
        *_texts(rows, labels),
        lambda text: str(_hedged(text)),
    )


def _hedged(text: str) -> bool:
    return any(sentence.certainty == "hedged" for sentence in read_text(text))


def _sentence_level() -> Task:
    rows = lines("certainty", "sentence-level-certainty_train_val_ext.jsonl")
    labels = [str(row["sentence-level-certainty"] <= 4) for row in rows]
    return (
        "Certainty, whole sentence: 4 or less of 6, or more",
        *_texts(rows, labels),
        lambda text: str(_hedged(text)),
    )


def _texts(rows: list[dict[str, str]], labels: list[str]) -> tuple[list[str], list[str], list[bool]]:
    return [row["finding"] for row in rows], labels, [row["split"] == "train" for row in rows]


def _baselines(python: str, texts: list[str], labels: list[str]) -> dict[str, list[str]]:
    asked = json.dumps({"texts": texts, "labels": labels})
    command = [python, str(HERE / "peer_tfidf.py")]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"the baseline failed:\n{done.stderr}")
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def _macro(gold: Sequence[str], said: Sequence[str]) -> str:
    """Macro-F1, accuracy, and the F1 of each class."""
    each = {}
    for label in sorted(set(gold)):
        hit = sum(a == b == label for a, b in zip(gold, said, strict=True))
        total = sum(a == label for a in gold) + sum(b == label for b in said)
        each[label] = 2 * hit / total if total else 0.0
    right = sum(a == b for a, b in zip(gold, said, strict=True)) / max(len(gold), 1)
    classes = "  ".join(f"{label} {value:.3f}" for label, value in each.items())
    return f"macro-F1 {sum(each.values()) / max(len(each), 1):.3f}  accuracy {right:.3f}   ({classes})"


if __name__ == "__main__":
    main()
