"""How many words a second the model-free reading takes, once warm, part by part.

python benchmarks/reading/speed.py
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from corpora import bioscope, lines

from evidence.reading.language import read_text
from evidence.reading.language.attribution import attributions
from evidence.reading.language.causal import level
from evidence.reading.language.cues import cues
from evidence.reading.language.quantities import quantities
from evidence.reading.language.sentences import sentences
from evidence.reading.language.tokens import tokens


def main() -> None:
    for name, texts in (("papers (BioScope)", _papers()), ("news and abstracts (certainty)", _findings())):
        text = " ".join(texts)
        words = len(text.split())
        print(f"{name}: {words} words, {words / _seconds(lambda text=text: read_text(text)):,.0f} words/s")
        pieces = [text[span.start : span.end] for span in sentences(text, 0, len(text))]
        found = [tokens(piece) for piece in pieces]
        parts: dict[str, Callable[[], object]] = {
            "sentences": lambda text=text: list(sentences(text, 0, len(text))),
            "tokens": lambda pieces=pieces: [tokens(piece) for piece in pieces],
            "cues": lambda found=found: [cues(each, 0) for each in found],
            "attributions": lambda pieces=pieces: [list(attributions(piece, 0)) for piece in pieces],
            "causal level": lambda found=found: [level(each) for each in found],
            "quantities": lambda pieces=pieces: [quantities(piece, 0) for piece in pieces],
        }
        for part, work in parts.items():
            print(f"  {part:14} {_seconds(work) * 1e6 / words:6.1f} µs a word")


def _papers() -> list[str]:
    return [row.text for row in bioscope()]


def _findings() -> list[str]:
    return [row["finding"] for row in lines("certainty", "sentence-level-certainty_train_val_ext.jsonl")]


def _seconds(work: Callable[[], object]) -> float:
    """The median of five runs after one to warm up."""
    work()
    taken = []
    for _ in range(5):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
