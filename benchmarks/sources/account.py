"""What became of every value in the reference files of other projects, beside the libraries of their formats.

Prints a Markdown table: values that the library reads, and how many of them are in the record, in the held text, left
out with a reason, or nowhere. Needs ``../shared/data`` and the packages biopython and pubmed-parser.
"""

from __future__ import annotations

import sys
import warnings
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from evidence.ingest.described import Described
from evidence.ingest.recognise import recognise
from evidence.plain import to_plain
from test_ingest_reference_files import FILES, MADE, READERS, described, strings, words

PLACES = ("record", "held text", "left out", "nowhere")


def main() -> None:
    """Count and print."""
    if not FILES:
        sys.exit("the files of other projects (../shared/data) are not here")
    warnings.simplefilter("ignore")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for path in FILES:
        form = recognise(path.read_bytes(), path.name).name
        items, _ = described(path)
        values = READERS[path.suffix](path)
        counts[form].update(files=1, documents=len(items))
        for value, item in zip(values, items, strict=True):
            known = places(item)
            counts[form].update(place(text, known) for text, _ in strings(value) if words(text))
    print(f"| format | files | documents | values read | {' | '.join(PLACES)} |")
    print("|---" * (4 + len(PLACES)) + "|")
    for form, count in sorted(counts.items()):
        read = sum(count[name] for name in PLACES)
        shown = [form, count["files"], count["documents"], read, *(count[name] for name in PLACES)]
        print(f"| {' | '.join(map(str, shown))} |")


def places(item: Described) -> dict[str, tuple[set[str], str]]:
    """The words of each place of a document."""
    standing = to_plain(item.standing) if item.standing else None
    record = [to_plain(item.csl), list(to_plain(item.csl)), standing, *item.registry, item.licence or ""]
    left = [[one.field, one.value] for one in item.left]
    return {"record": told(record), "held text": told([item.abstract, item.body]), "left out": told(left)}


def place(text: str, known: dict[str, tuple[set[str], str]]) -> str:
    """The first place that holds all the words of a value; what is spread over several counts as left out."""
    wanted = set(words(text)) - MADE
    for name, (each, run) in known.items():
        if wanted <= each or "".join(words(text)) in run:
            return name
    return "left out" if wanted <= set().union(*(each for each, _ in known.values())) else "nowhere"


def told(value: object) -> tuple[set[str], str]:
    """The words of a value, as a set and run together."""
    found = [word for text, _ in strings(value) for word in words(text)]
    return set(found), "".join(found)


if __name__ == "__main__":
    main()
