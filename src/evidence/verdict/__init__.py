"""Verdicts: counted, not felt. Pure functions over plain facts; ``docs/method.md`` explains them.

Names are fetched when first used: a command that only prints a stored verdict does not pay for computing one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evidence.verdict.compute import Flip, Proof, Turn, Verdict, prove
    from evidence.verdict.facts import Case, ClaimFacts, LineFacts, SourceFacts, StudyFacts, last_day
    from evidence.verdict.hypothesis import HypothesisVerdict, weigh
    from evidence.verdict.scope import EVERYTHING, Scope

_HOMES = {
    "compute": ("Flip", "Proof", "Turn", "Verdict", "prove"),
    "facts": ("Case", "ClaimFacts", "LineFacts", "SourceFacts", "StudyFacts", "last_day"),
    "hypothesis": ("HypothesisVerdict", "weigh"),
    "scope": ("EVERYTHING", "Scope"),
}

__all__ = [
    "EVERYTHING",
    "Case",
    "ClaimFacts",
    "Flip",
    "HypothesisVerdict",
    "LineFacts",
    "Proof",
    "Scope",
    "SourceFacts",
    "StudyFacts",
    "Turn",
    "Verdict",
    "last_day",
    "prove",
    "weigh",
]


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"evidence.verdict.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
