"""What the writers' check finds, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evidence.reading.claims.stance import Stance

Severity = Literal["error", "warning", "note"]

#: Every code with its name, in order. EV001 is about a comment in the text, all others about what the text says.
NAMES: dict[str, str] = {
    "EV001": "idle-comment",
    "EV101": "contradicted",
    "EV102": "contested",
    "EV103": "no-evidence",
    "EV104": "single-study",
    "EV201": "overstated-certainty",
    "EV202": "causal-leap",
    "EV203": "species-leap",
    "EV204": "scope-leap",
    "EV205": "number-mismatch",
    "EV206": "misattributed",
    "EV301": "one-sided",
    "EV302": "secondary-only",
    "EV303": "retracted-source",
    "EV401": "not-in-base",
}


@dataclass(frozen=True)
class Finding:
    """One diagnostic: where it stands in the document, what is wrong, why, and what could be said instead."""

    code: str
    severity: Severity
    start: int
    end: int
    message: str
    why: str
    suggestion: str = ""
    claim: str | None = None
    for_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the code."""
        return NAMES[self.code]


@dataclass(frozen=True)
class Made:
    """A claim that a sentence makes, with the word of its verdict."""

    id: str
    stance: Stance
    verdict: str
    direction: str | None
    statement: str
    score: float
