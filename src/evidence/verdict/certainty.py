"""Step 6: how certain the word is, in GRADE's four levels, each step named.

GRADE: Guyatt et al. 2008, BMJ 336:924. The reading here is made monotone, so that a further study for a word can never
make it less certain, nor one against it more: a level is held when enough independent studies on the word's own side
reach it after their own steps down, and imprecision is judged on just those studies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from evidence.method import LEVELS, Method
from evidence.model import Certainty
from evidence.verdict.vote import Vote
from evidence.verdict.word import Outcome, Tally, word_of

_NO_DIRECTION = "the word states no direction that one could be certain of"


class Judgement(NamedTuple):
    """A level with the steps that led to it."""

    level: Certainty
    reasons: tuple[str, ...]


def judge(votes: Sequence[Vote], counts: Sequence[Tally], outcome: Outcome, profile: str, method: Method) -> Judgement:
    """The certainty of a word."""
    if outcome.direction is None:
        return Judgement("very-low", (_NO_DIRECTION,))
    side = _own_side(votes, counts, outcome, method)
    once = outcome.word == "reported-once"
    needed = 1 if once else method.certainty.studies_for_level
    found = [
        _at(level, reaching, outcome, profile, method)
        for level in range(len(LEVELS))
        if len(reaching := [vote for vote in side if vote.level >= level]) >= needed
    ]
    level, reasons = max(found, key=lambda item: item[0]) if found else (0, ("no study reaches a level",))
    if outcome.capped and level > 1:
        level, reasons = 1, (*reasons, "capped at low: one study against two or more in the tiers below")
    return Judgement(LEVELS[level], reasons)


def _own_side(votes: Sequence[Vote], counts: Sequence[Tally], outcome: Outcome, method: Method) -> list[Vote]:
    """Votes for the word in the deciding tier, in those above that joined it, and in those below that agree."""
    assert outcome.tier is not None
    reach = outcome.tier
    for tier in range(outcome.tier + 1, len(counts)):
        if not counts[tier].voiced:
            continue
        if word_of(counts[tier], method.leaning)[1] != outcome.direction:
            break
        reach = tier
    return [vote for vote in votes if vote.sign == outcome.direction and vote.tier <= reach]


def _at(
    level: int, side: Sequence[Vote], outcome: Outcome, profile: str, method: Method
) -> tuple[int, tuple[str, ...]]:
    rules = method.certainty
    reasons = [_basis(level, side)]
    if outcome.word in ("leans-for", "leans-against"):
        reasons.append("down one for inconsistency: independent studies found against the word")
    if profile != "record":
        people, unknown = participants(side)
        if people < rules.participants:
            also = f" ({unknown} of unknown size)" if unknown else ""
            counted = f"{people} participants" if people or unknown else "no human participants"
            reasons.append(f"down one for imprecision: {counted}{also}, fewer than the {rules.participants} asked for")
        teams = len({team for vote in side for team in vote.teams})
        if teams < rules.teams:
            reasons.append("down one for imprecision: one research team" if teams else "down one: no team is recorded")
    return max(0, level - len(reasons) + 1), tuple(reasons)


def _basis(level: int, side: Sequence[Vote]) -> str:
    best = max(side, key=lambda vote: (vote.level, vote.cluster))
    count = f"{len(side)} independent {'study' if len(side) == 1 else 'studies'}"
    tiers = " over agreeing tiers" if len({vote.tier for vote in side}) > 1 else ""
    return f"{LEVELS[level]} is reached by {count} on this side{tiers} ({'; '.join(best.steps)})"


def participants(votes: Iterable[Vote]) -> tuple[int, int]:
    """Human participants behind some votes, shared cohorts once, and how many votes are of unknown size.

    A synthesis pools people who may be counted already, so it raises the sum only as far as its own size goes.
    """
    single, pooled, unknown = 0, 0, 0
    for vote in votes:
        if vote.people is None:
            unknown += 1
        elif vote.is_synthesis:
            pooled = max(pooled, vote.people)
        else:
            single += vote.people
    return max(single, pooled), unknown
