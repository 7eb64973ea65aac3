"""Why a verdict differs: each kind of change applied alone, and the smallest sets of kinds that suffice.

Nothing is guessed from the difference of the files: the verdict is computed anew for every mixture of old and new.
"""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from evidence.changes.details import Detail, explain
from evidence.changes.mixture import EVERYTHING, KINDS, NOTHING, Mixture, Taken
from evidence.method import Method
from evidence.model import Certainty, Word
from evidence.verdict import Verdict, prove
from evidence.verdict.vote import Sign


class Outcome(NamedTuple):
    """A verdict as far as a change of it is reported."""

    word: Word
    direction: Sign | None
    certainty: Certainty

    @classmethod
    def of(cls, verdict: Verdict) -> Outcome:
        """Word, direction and certainty of a verdict."""
        return cls(verdict.word, verdict.direction, verdict.certainty)


class Cause(NamedTuple):
    """One kind of change: what the verdict is with it alone, whether that suffices, whether it is needed, and what it is.

    ``needed``: without it, the others together do not make the new verdict.
    """

    kind: str
    alone: Outcome
    suffices: bool
    needed: bool
    details: tuple[Detail, ...]


class Why(NamedTuple):
    """The kinds of change that meet on a claim, and every smallest set of them that makes the new verdict."""

    causes: tuple[Cause, ...]
    sufficient: tuple[tuple[str, ...], ...]


def why(mixture: Mixture, claim: str, methods: tuple[Method, Method], before: Verdict, after: Verdict) -> Why:
    """Why the verdict of a claim went from ``before`` to ``after``."""
    present = _present(mixture, claim, methods)
    known = {NOTHING: Outcome.of(before), frozenset(present): Outcome.of(after)}

    def outcome(kinds: Taken) -> Outcome:
        if kinds not in known:
            known[kinds] = Outcome.of(prove(mixture.case(claim, kinds), methods["method" in kinds]).verdict)
        return known[kinds]

    goal, everything = Outcome.of(after), frozenset(present)
    causes = tuple(
        Cause(
            kind,
            alone := outcome(frozenset((kind,))),
            alone == goal,
            outcome(everything - {kind}) != goal,
            explain(mixture, claim, kind),
        )
        for kind in present
    )
    sufficient: list[tuple[str, ...]] = []
    for size in range(1, len(present) + 1):
        for kinds in combinations(present, size):
            if not any(set(smaller) <= set(kinds) for smaller in sufficient) and outcome(frozenset(kinds)) == goal:
                sufficient.append(kinds)
    return Why(causes, tuple(sufficient))


def _present(mixture: Mixture, claim: str, methods: tuple[Method, Method]) -> tuple[str, ...]:
    """The kinds of change that alter the case of a claim, alone or on top of all the others."""
    first, last = mixture.case(claim, NOTHING), mixture.case(claim, EVERYTHING)
    found = []
    for kind in KINDS:
        if kind == "method":
            differs = methods[0] != methods[1]
        else:
            differs = (
                mixture.case(claim, frozenset((kind,))) != first or mixture.case(claim, EVERYTHING - {kind}) != last
            )
        if differs:
            found.append(kind)
    return tuple(found)
