"""What a verdict is computed from: plain facts, the same from YAML (when a base is built) and from SQLite (when read).

Never among them: citation counts, journal names, author fame, probabilities typed by hand, the number of quotes or of
documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.verdict.scope import Names

SYNTHESIS_DESIGNS = frozenset(("meta-analysis", "systematic-review", "guideline"))


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A document. ``date`` is the last day it can have appeared on (ISO), or ``None`` when its date is not known."""

    id: str
    kind: str
    date: str | None = None
    standing: str = "unknown"
    standing_date: str | None = None


@dataclass(frozen=True, slots=True)
class StudyFacts:
    """An investigation. ``n`` counts people or animals, ``None`` when not known; ``sources`` are all that report it."""

    id: str
    label: str
    design: str
    masking: str
    species: Names
    population: str | None = None
    route: str | None = None
    n: int | None = None
    team: str | None = None
    cohort: str | None = None
    registry: Names = ()
    part_of: Names = ()
    pools: str | None = None
    includes: Names = ()
    includes_complete: bool = False
    sources: Names = ()


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One study's bearing on the claim; ``species`` and ``population`` are the line's own or else the study's."""

    id: str
    study: str
    source: str
    direction: str
    directness: str
    role: str
    outcome_role: str
    manipulates: str
    status: str
    species: Names
    population: str | None = None
    failed_check: bool = False


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """The claim. ``kin`` are the populations related to its own by ``is_a``, up or down, itself included."""

    id: str
    profile: str
    species: Names = ()
    routes: Names = ()
    kin: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """All that bears on one claim: its lines, their studies and whatever those are linked to, and the documents."""

    claim: ClaimFacts
    lines: tuple[LineFacts, ...]
    studies: Mapping[str, StudyFacts]
    sources: Mapping[str, SourceFacts]


def last_day(issued: str | None) -> str | None:
    """The last day a document dated YYYY, YYYY-MM or YYYY-MM-DD can have appeared on."""
    if not issued:
        return None
    parts = issued.split("-")
    if len(parts) == 1:
        return f"{issued}-12-31"
    if len(parts) == 2:
        from calendar import monthrange

        return f"{issued}-{monthrange(int(parts[0]), int(parts[1]))[1]:02d}"
    return issued
