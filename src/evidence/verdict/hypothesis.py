"""A hypothesis is as good as the least favourable word among the claims it stands or falls with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from evidence.model import Certainty, Word
from evidence.verdict.compute import Verdict
from evidence.verdict.vote import Sign


class HypothesisVerdict(NamedTuple):
    """The word and the test that decides it, with that test's certainty and tier.

    ``decided_by`` is ``None`` when no test is in the base.
    """

    word: Word
    direction: Sign | None
    decided_by: str | None
    certainty: Certainty = "very-low"
    tier: str | None = None


def weigh(tests: Sequence[str], verdicts: Mapping[str, Verdict]) -> HypothesisVerdict:
    """The verdict of a hypothesis from those of its tests; the first of equally bad ones decides."""
    known = [test for test in tests if test in verdicts]
    if not known:
        return HypothesisVerdict("no-evidence", None, None)
    worst = max(known, key=lambda test: (verdicts[test].place, -known.index(test)))
    found = verdicts[worst]
    return HypothesisVerdict(found.word, found.direction, worst, found.certainty, found.tier)
