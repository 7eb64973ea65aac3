"""Negation and speculation beside negspacy and medspaCy, in one run.

    python benchmarks/reading/negation.py --negspacy /path/to/python --medspacy /path/to/python

Protocol in docs/reading.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from corpora import Annotated, Marked, Mention, bioscope, negex, within
from others import ask, hits

from evidence.reading.language import read, read_sentence
from evidence.reading.types import Block, Document

HERE = Path(__file__).parent
# Denials inside a word ("ineffective", "unable"): BioScope does not mark them, so they are left out of its figures.
Scopes = list[list[Any]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--negspacy", help="the Python of an environment with negspacy")
    parser.add_argument("--medspacy", help="the Python of an environment with medspaCy")
    parser.add_argument("--half", choices=["development", "held out", "all"], action="append")
    asked = parser.parse_args()
    peers = [(name, python) for name in ("negspacy", "medspacy") if (python := getattr(asked, name))]
    for name in ("negspacy", "medspacy"):
        if name not in dict(peers):
            print(f"skipped: {name} (no --{name} given)")
    halves = asked.half or ["development", "held out", "all"]
    _mentions(negex(), peers, halves)
    _bioscope(bioscope(), peers, halves)


def _mentions(rows: list[Mention], peers: list[tuple[str, str]], halves: list[str]) -> None:
    said = {"evidence": [_ours(row) for row in rows]}
    questions = [{"text": row.text, "start": row.start, "end": row.end} for row in rows]
    for name, python in peers:
        for how in ("whole", "split"):
            for terms in ("en_clinical", "en") if name == "negspacy" else ("",):
                said[f"{name} {how} {terms}".strip()] = _ask(name, python, questions, how, terms)
    for half in halves:
        chosen = [n for n, row in enumerate(rows) if half in (row.half, "all")]
        gold = [rows[n].negated for n in chosen]
        print(f"\nNegEx half kit, {half}: {len(chosen)} mentions, {sum(gold)} negated")
        for name, answers in said.items():
            print(f"  {name:30}", _prf(gold, [answers[n] for n in chosen]))


def _ours(row: Mention) -> bool:
    document = Document("row", row.text, (Block(0, len(row.text), "paragraph"),), ((0, 1, 1),))
    for sentence in read(document):
        if sentence.start <= row.start < sentence.end:
            return sentence.negated(row.start, min(row.end, sentence.end))
    return False


def _ask(name: str, python: str, questions: Iterable[object], *how: str) -> list[Any]:
    text = "".join(json.dumps(question) + "\n" for question in questions)
    return [json.loads(line) for line in ask(name, python, HERE / f"peer_{name}.py", text, *how).splitlines()]


def _prf(gold: list[bool], said: list[bool]) -> str:
    hit = sum(a and b for a, b in zip(gold, said, strict=True))
    return hits(hit, sum(said), sum(gold))


def _bioscope(rows: list[Annotated], peers: list[tuple[str, str]], halves: list[str]) -> None:
    said: dict[str, list[list[Marked]]] = {"evidence": [_marks(row.text, _own_scopes(row.text)) for row in rows]}
    questions = [{"text": row.text} for row in rows]
    for name, python in peers:
        answers = _ask(name, python, questions, "whole", *(["en"] if name == "negspacy" else []))
        said[name] = [_marks(row.text, answer) for row, answer in zip(rows, answers, strict=True)]
    for half in halves:
        chosen = [n for n, row in enumerate(rows) if half in (row.half, "all")]
        for kind in ("negation", "speculation"):
            gold = [[mark for mark in rows[n].marks if mark.kind == kind] for n in chosen]
            print(f"\nBioScope full papers, {half}, {kind}: {len(chosen)} sentences, {sum(map(len, gold))} cues")
            for name, answers in said.items():
                ours = [[mark for mark in answers[n] if mark.kind == kind] for n in chosen]
                if kind == "negation" or name != "negspacy":
                    _scores(name, gold, ours)


def _own_scopes(text: str) -> Scopes:
    return [
        [cue.kind, cue.start, cue.end, *cue.scope]
        for cue in read_sentence(text).cues
        if cue.kind in ("negation", "speculation") and not cue.inside
    ]


def _marks(text: str, scopes: Scopes) -> list[Marked]:
    return [Marked(kind, within(text, a, b), within(text, c, d)) for kind, a, b, c, d in scopes]


def _scores(name: str, gold: list[list[Marked]], said: list[list[Marked]]) -> None:
    total, answered = sum(map(len, gold)), sum(map(len, said))
    found = exact = right = 0
    tokens = [0, 0, 0]
    for true, ours in zip(gold, said, strict=True):
        left = list(ours)
        for mark in true:
            match = max(left, key=lambda other: len(other.cue & mark.cue), default=None)
            if match is None or not match.cue & mark.cue:
                continue
            left.remove(match)
            found += 1
            exact += match.cue == mark.cue
            right += match.scope == mark.scope
        cue_words = frozenset().union(*(mark.cue for mark in true))
        true_words = frozenset().union(*(mark.scope for mark in true)) - cue_words
        our_words = frozenset().union(*(mark.scope for mark in ours)) - cue_words
        tokens = [
            a + b for a, b in zip(tokens, (len(true_words & our_words), len(our_words), len(true_words)), strict=True)
        ]
    print(f"  {name:12} cue {hits(found, answered, total)}   exact cue {hits(exact, answered, total)}")
    print(f"  {'':12} scope words {hits(*tokens)}   exact scope {right}/{total} = {right / max(total, 1):.3f}")


if __name__ == "__main__":
    main()
