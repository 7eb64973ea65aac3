"""Abstracts for a claim on SciFact (BEIR form): nDCG@10 of plain FTS5, and of each thing added to it.

Run: PYTHONPATH=src python benchmarks/check/retrieval.py [--split train|test|both] [--data FOLDER]
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from math import log2
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))
from others import SHARED

from evidence.search.retrieve import Retriever, Weights

DATA = SHARED / "scifact"
RESAMPLES = 5_000
Rank = Callable[[str], list[str]]

#: Each row has one thing more than the row above; the last ones leave one out.
STEPS = (
    ("stop words out, spelling made one", Weights(1, 0, 0, 0)),
    ("+ title counts double", Weights(2, 0, 0, 0)),
    ("+ word pairs 0.4", Weights(2, 0.4, 0, 0)),
    ("+ best sentence 0.2", Weights(2, 0.4, 0.2, 0)),
    ("+ letter trigrams 0.4 (as shipped)", Weights()),
    ("as shipped without pairs", Weights(pairs=0)),
    ("as shipped without sentences", Weights(sentences=0)),
)


def main() -> None:
    """Print one table for each split."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--split", default="both", choices=("train", "test", "both"))
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    if not (options.data / "corpus.jsonl").is_file():
        print("skipped: SciFact is not here (looked in ../shared/data/scifact; --data FOLDER names another place)")
        return
    documents = list(corpus(options.data))
    ranks = [
        ("plain FTS5, unicode61", plain(documents, "unicode61")),
        ("plain FTS5, porter", plain(documents, "porter")),
    ]
    retriever = Retriever()
    retriever.add(documents)
    ranks += [(name, weighted(retriever, weights)) for name, weights in STEPS]
    for split in ("train", "test") if options.split == "both" else (options.split,):
        report(split, judged(options.data, split), ranks, len(documents))


def corpus(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Id, title and abstract, joined as BEIR joins it."""
    with (folder / "corpus.jsonl").open(encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            yield str(item["doc_id"]), item["title"], " ".join(part.strip() for part in item["abstract"])


def judged(folder: Path, split: str) -> list[tuple[str, set[str]]]:
    """Each query of a split with the ids of its abstracts."""
    right: dict[str, set[str]] = {}
    for line in (folder / f"beir_qrels_{split}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, document, grade = line.split("\t")
        if int(grade) > 0:
            right.setdefault(query, set()).add(document)
    queries = map(json.loads, (folder / "beir_queries.jsonl").read_text(encoding="utf-8").splitlines())
    return [(item["text"], right[item["_id"]]) for item in queries if item["_id"] in right]


def plain(documents: list[tuple[str, str, str]], tokenizer: str) -> Rank:
    """FTS5 as it comes: every word quoted, joined with OR, its own bm25."""
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE text USING fts5 (id UNINDEXED, title, body, tokenize = '{tokenizer}')")
    connection.executemany("INSERT INTO text VALUES (?, ?, ?)", documents)

    def rank(query: str) -> list[str]:
        either = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        sql = "SELECT id FROM text WHERE text MATCH ? ORDER BY bm25(text), rowid LIMIT 10"
        return [row[0] for row in connection.execute(sql, (either,))]

    return rank


def weighted(retriever: Retriever, weights: Weights) -> Rank:
    """The same index with other weights."""

    def rank(query: str) -> list[str]:
        retriever.weights = weights
        return [name for name, _ in retriever.rank(query)]

    return rank


def report(split: str, queries: list[tuple[str, set[str]]], ranks: list[tuple[str, Rank]], documents: int) -> None:
    """One table: the figure, its distance to plain porter with a 95 % interval, and the time a query takes."""
    print(f"\n{split}: {len(queries)} claims, {documents} abstracts")
    print(f"{'':38}{'nDCG@10':>8}{'gain':>9}{'95 % interval':>20}{'ms':>7}")
    baseline: list[float] = []
    for name, rank in ranks:
        start = perf_counter()
        scores = [ndcg(rank(query), right) for query, right in queries]
        spent = 1000 * (perf_counter() - start) / len(queries)
        line = f"{name:38}{mean(scores):8.4f}"
        if baseline:
            low, high = interval([one - other for one, other in zip(scores, baseline, strict=True)])
            line += f"{mean(scores) - mean(baseline):+9.4f}{f'{low:+.4f} to {high:+.4f}':>20}"
        else:
            line += " " * 29
        print(f"{line}{spent:7.1f}", flush=True)
        baseline = scores if name == "plain FTS5, porter" else baseline


def ndcg(found: list[str], right: set[str], depth: int = 10) -> float:
    """Normalised discounted cumulative gain, every right abstract worth the same."""
    gain = sum(1 / log2(place + 2) for place, name in enumerate(found[:depth]) if name in right)
    return gain / sum(1 / log2(place + 2) for place in range(min(depth, len(right))))


def interval(differences: list[float]) -> tuple[float, float]:
    """Paired bootstrap over claims, the same draws every time."""
    draw = random.Random(4)
    means = sorted(mean(draw.choices(differences, k=len(differences))) for _ in range(RESAMPLES))
    return means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES)]


def mean(values: list[float]) -> float:
    """Their mean."""
    return sum(values) / len(values)


if __name__ == "__main__":
    main()
