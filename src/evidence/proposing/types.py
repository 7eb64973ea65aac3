"""What is proposed, as values. ``None`` is "not known"; every guess carries the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from evidence.model import CausalLevel, Direction, Directness, Figure, Manipulates, OutcomeRole, Role, Species
from evidence.proposing.conclusion import Answer
from evidence.proposing.outcome import Outcome

T = TypeVar("T")


class Guess(NamedTuple, Generic[T]):
    """A value that was read or inferred and that nobody has confirmed; ``why`` quotes or names what it rests on."""

    value: T
    why: str


class AnswerGuess(NamedTuple):
    """The question that a text asks, what its conclusion answers, and the words that rests on."""

    question: str
    says: Answer
    why: str


class Passage(NamedTuple):
    """A sentence of the text: its words, offset from 0, the line or page it stands on, and its section if that is known.

    It is shown, and never written into a record.
    """

    text: str
    start: int
    line: int
    section: str


@dataclass(frozen=True, slots=True)
class StudyGuess:
    """What the text says of the study as a whole. A field that is missing is not known."""

    fields: dict[str, Guess[str]] = field(default_factory=dict)
    species: tuple[Species, ...] = ()
    n: Guess[int] | None = None
    registry: tuple[str, ...] = ()

    def value(self, name: str) -> str | None:
        """The value guessed for a field, or ``None``."""
        found = self.fields.get(name)
        return found.value if found else None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One draft evidence line: what the text seems to say about one claim, and the passages it stands on."""

    claim: str
    statement: str
    direction: Guess[Direction] | None
    moved: Guess[Outcome] | None
    directness: Guess[Directness]
    role: Guess[Role]
    outcome_role: Guess[OutcomeRole]
    manipulates: Guess[Manipulates]
    causal_level: Guess[CausalLevel]
    figures: tuple[Figure, ...]
    species: tuple[Species, ...]
    locator: str
    score: float
    passages: tuple[Passage, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """Everything read out of one text, and how much was looked at: a run that examined nothing found nothing."""

    path: str
    source: str | None
    study: StudyGuess
    proposals: tuple[Proposal, ...]
    examined: dict[str, int]
    answer: AnswerGuess | None = None
