"""Sentence ends beside spaCy's sentencizer, on BioScope's papers with their sentences joined by a space.

python benchmarks/reading/splitting.py
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from corpora import bioscope
from others import hits, skip

from evidence.reading.language.sentences import sentences

# Titles and captions end without a full stop, and nothing in running text marks where; they are left out.
_CLOSED = (".", "!", "?", ")", '"')


def main() -> None:
    try:
        from evidence.reading.pipeline import pipeline
    except ImportError:
        skip("spaCy is not installed")
    rows = [row.text.strip() for row in bioscope() if row.text.strip().endswith(_CLOSED)]
    text, gold = " ".join(rows), set()
    end = 0
    for row in rows:
        end += len(row) + 1
        gold.add(end - 1)
    nlp = pipeline()
    nlp.max_length = len(text) + 1
    if "sentencizer" not in nlp.pipe_names:
        nlp.add_pipe("sentencizer")
    ways: dict[str, Callable[[], set[int]]] = {
        "evidence": lambda: {span.end for span in sentences(text, 0, len(text))},
        "spaCy sentencizer": lambda: {sent.end_char for sent in nlp(text).sents},
    }
    print(f"BioScope full papers: {len(rows)} sentences joined")
    for name, ends in ways.items():
        ends()
        begun = time.perf_counter()
        said = ends()
        taken = time.perf_counter() - begun
        print(f"  {name:18} {hits(len(said & gold), len(said), len(gold))}   {len(text.split()) / taken:,.0f} words/s")


if __name__ == "__main__":
    main()
