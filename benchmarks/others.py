"""Data and programs of other projects, none of it part of this one: where they lie, how they are asked, how they score.

The data lie in ``../shared/data``; EVIDENCE_SHARED names another folder for ``../shared``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

SHARED = Path(os.environ.get("EVIDENCE_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "data"


def need(*parts: str) -> Path:
    """The path of a data file; where there is none, say so and stop: nothing was measured."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        skip(f"{path} is not there")
    return path


def skip(reason: str) -> NoReturn:
    """Stop without a figure."""
    print(f"skipped: {reason}; nothing was measured")
    sys.exit(0)


def ask(name: str, python: str, program: Path, text: str, *words: str) -> str:
    """What a program answers to ``text`` when the Python of its own environment runs it; where it fails, stop."""
    command = [python, "-W", "ignore", str(program), *words]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{name} failed:\n{done.stderr}")
    return done.stdout


def baselines(python: str, program: Path, **rows: list[str]) -> dict[str, list[str]]:
    """The labels that each model of ``program`` gives."""
    return dict(json.loads(ask("the baseline", python, program, json.dumps(rows))))


def hits(right: int, said: int, gold: int) -> str:
    """Precision, recall and F1 of ``said`` answers where ``gold`` were wanted."""
    precision, recall = right / said if said else 0.0, right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def macro(gold: Sequence[str], said: Sequence[str]) -> str:
    """One line: macro-F1 over the labels of ``gold``, accuracy, and the F1 of each class."""
    each = {}
    for label in sorted(set(gold)):
        hit = sum(a == b == label for a, b in zip(gold, said, strict=True))
        total = sum(a == label for a in gold) + sum(b == label for b in said)
        each[label] = 2 * hit / total if total else 0.0
    right = sum(a == b for a, b in zip(gold, said, strict=True)) / max(len(gold), 1)
    classes = "  ".join(f"{label} {value:.3f}" for label, value in each.items())
    return f"macro-F1 {sum(each.values()) / max(len(each), 1):.3f}  accuracy {right:.3f}   ({classes})"
