"""Verdicts: counted, not felt. Pure functions over plain facts; ``docs/method.md`` explains them."""

from evidence.verdict.compute import Flip, Proof, Turn, Verdict, prove
from evidence.verdict.facts import (
    EVERYTHING,
    Case,
    ClaimFacts,
    LineFacts,
    Scope,
    SourceFacts,
    StudyFacts,
    last_day,
)
from evidence.verdict.hypothesis import HypothesisVerdict, weigh

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
