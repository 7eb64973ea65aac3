"""A hypothesis is as good as the least favourable word among the claims it stands or falls with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from evidence.model import Word
from evidence.verdict.compute import Verdict
from evidence.verdict.vote import Sign


class HypothesisVerdict(NamedTuple):
    """The word and the test that decides it; ``decided_by`` is ``None`` when no test is in the base."""

    word: Word
    direction: Sign | None
    decided_by: str | None


def weigh(tests: Sequence[str], verdicts: Mapping[str, Verdict]) -> HypothesisVerdict:
    """The verdict of a hypothesis from those of its tests; the first of equally bad ones decides."""
    known = [test for test in tests if test in verdicts]
    if not known:
        return HypothesisVerdict("no-evidence", None, None)
    worst = max(known, key=lambda test: (verdicts[test].place, -known.index(test)))
    return HypothesisVerdict(verdicts[worst].word, verdicts[worst].direction, worst)
