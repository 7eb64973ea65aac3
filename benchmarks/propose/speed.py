"""How many words a second the whole of ``evidence propose`` reads, from articles in JATS to proposals.

uv run python benchmarks/propose/speed.py
"""

from __future__ import annotations

import time

from corpora import need

from evidence.cli.session import open_base
from evidence.proposing.propose import propose
from evidence.proposing.text import text_of_file


def main() -> None:
    store = open_base(None)
    files = sorted(need("jats").glob("*.nxml"))
    words = lines = 0
    begun = time.perf_counter()
    for file in files:
        text = text_of_file(file)
        found = propose(store, text)
        words += len(text.document.text.split())
        lines += sum(proposal.direction is not None for proposal in found.proposals)
    taken = time.perf_counter() - begun
    print(f"{len(files)} articles, {words} words, {words / taken:,.0f} words/s, {lines} lines drafted")


if __name__ == "__main__":
    main()
