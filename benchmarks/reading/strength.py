"""Claim strength, exaggeration and certainty beside TF-IDF with logistic regression, in one run.

    python benchmarks/reading/strength.py --sklearn /path/to/python

Protocol in docs/reading.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from corpora import claim_strength, lines
from others import baselines, macro

from evidence.reading.language import read_text

BASELINES = Path(__file__).parent / "peer_tfidf.py"


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
            said |= baselines(asked.sklearn, BASELINES, texts=texts, labels=labels)
        for half in halves:
            chosen = [n for n in range(len(texts)) if half == "all" or development[n] == (half == "development")]
            print(f"\n{name}, {half}: {len(chosen)} texts")
            for who, answers in said.items():
                print(f"  {who:16}", macro([labels[n] for n in chosen], [answers[n] for n in chosen]))


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


if __name__ == "__main__":
    main()
