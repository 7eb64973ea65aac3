"""How an outcome moved under an intervention, against a comparator, as a passage reports it. Rules only."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from evidence.proposing.arms import Arms
from evidence.proposing.clauses import Clause, clauses, even, places, telling
from evidence.proposing.movement import Move, moves
from evidence.proposing.significance import Sign, signs

Outcome = Literal["increased", "decreased", "no difference"]


class Read(NamedTuple):
    """The reading of a passage, and the words it rests on; ``None`` when the passage does not say.

    ``told`` is false where a difference is told and not which way: ``says`` is then no more than the likelier way.
    """

    says: Outcome | None
    why: str
    told: bool = True


def read_outcome(text: str, outcome: str, intervention: str, comparator: str) -> Read:
    """Whether the outcome was increased, decreased or no different under the intervention; ``None`` is not known."""
    whole = even(text)
    arms = Arms(intervention, comparator)
    wanted = telling(even(outcome)) - arms.ours - arms.theirs or telling(even(outcome))
    ranked = _ranked(whole, wanted)
    for place, clause in enumerate(ranked):
        near = places(clause.text, wanted)
        sign = _sign(clause.text, signs(clause.text), near)
        move = _move(clause.text, moves(clause.text, arms, outcome), near)
        if sign is not None and sign.says == "no difference":
            return Read("no difference", sign.words)
        taken_back = _taken_back(ranked[place + 1 :], clause)
        if taken_back is not None and (sign is None or sign.force < 3):
            return Read("no difference", taken_back.words)
        if move is not None and (sign is not None or move.force >= 4):
            return Read("increased" if move.way > 0 else "decreased", move.words)
        if sign is not None:
            others = [found for other in ranked if other is not clause for found in moves(other.text, arms, outcome)]
            elsewhere = _move("", others, [])
            if elsewhere is None:
                return Read("increased", sign.words, told=False)
            return Read("increased" if elsewhere.way > 0 else "decreased", sign.words)
    best = _move("", [move for clause in ranked for move in moves(clause.text, arms, outcome)], [])
    if best is None:
        return Read(None, "")
    return Read("increased" if best.way > 0 else "decreased", best.words)


_BACK = re.compile(
    r"\b(?:th(?:is|e|ese|ose|at)\b[^.;]{0,30}\b(?:differen\w+|chang\w+|reduc\w+|increas\w+|decreas\w+|trend|effect|improvement)s?|it|they|which)\b"
    r"|\A\W*(?:not|did not|without|no|non|(?:but|although|however|though),?\s(?:not|did not|this|the|it|these))\b",
    re.I,
)


def _taken_back(after: list[Clause], clause: Clause) -> Sign | None:
    """What the next clause takes back: "..., but this difference was not significant"."""
    if not after or not 0 <= after[0].start - clause.start - len(clause.text) < 30:
        return None
    found = signs(after[0].text)
    says_null = found and all(sign.says == "no difference" for sign in found)
    return found[0] if says_null and _BACK.search(after[0].text) else None


_WITHIN = re.compile(
    r"\b(?:both|all|each|either|within|over time|from baseline|pre-? ?(?:to|and) post|before and after|time effect|before the|at baseline|before)\b",
    re.I,
)
_BETWEEN = re.compile(
    r"\b(?:between|inter-?group|among)\b[^.;]{0,30}\b(?:groups?|arms?|treatments?|conditions?|regimens?|interventions?)\b|\bbetween-\w+"
    r"|\b(?:than|compared|comparison|versus|vs|relative to|group differences?|treatment differences?)\b",
    re.I,
)


def _ranked(text: str, wanted: frozenset[str]) -> list[Clause]:
    """The clauses that speak of the outcome first, most of its words before fewer; then those after them.

    A change within both groups gives way to a clause that compares them.
    """
    found = list(clauses(text))
    shares = [len({word for word in wanted if places(clause.text, frozenset((word,)))}) for clause in found]
    best = max(range(len(found)), key=lambda at: (shares[at], -at), default=0)
    if found and _WITHIN.search(found[best].text) and not _BETWEEN.search(found[best].text):
        others = [
            at for at, clause in enumerate(found) if at != best and _BETWEEN.search(clause.text) and signs(clause.text)
        ]
        if others:
            best = max(others, key=lambda at: (shares[at], at > best, -at))
    return [*found[best : best + 1], *found[best + 1 :], *found[:best]]


def _sign(text: str, found: list[Sign], near: list[int]) -> Sign | None:
    """The sign that speaks of the outcome."""
    if not found:
        return None
    if {sign.says for sign in found} == {found[0].says}:
        return found[0]
    if near:
        return min(found, key=lambda sign: _distance(text, sign.at, near))
    return max(found, key=lambda sign: sign.force)


def _move(text: str, found: list[Move], near: list[int]) -> Move | None:
    if not found:
        return None
    force = max(move.force for move in found)
    best = [move for move in found if move.force == force]
    return min(best, key=lambda move: _distance(text, move.at, near)) if near else best[0]


def _distance(text: str, at: int, near: list[int]) -> int:
    """How far a sign is from the nearest mention of what it may speak of; each comma and "and" between adds to it."""
    return min(abs(at - place) + _APART * len(_PART.findall(text, min(at, place), max(at, place))) for place in near)


_PART = re.compile(r",\s|\band\b|;")
_APART = 30
