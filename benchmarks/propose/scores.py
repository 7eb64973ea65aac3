"""Macro-F1 and the F1 of each class."""

from __future__ import annotations

from collections.abc import Sequence


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
