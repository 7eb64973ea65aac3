"""Votes as people meet them: the line that speaks for one, and what one study says on several claims together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

#: From what weighs against a hypothesis first to what says nothing either way.
SIGN_RANK = {"against": 0, "for": 1, "mixed": 2, "neutral": 3}

_SIGN = {"supports": "for", "disputes": "against", "mixed": "mixed", "neutral": "neutral"}


def speaking_line(vote: Mapping[str, Any], directions: Mapping[str, str]) -> str:
    """The id of the first line of a vote whose own direction is the sign of the vote; ``directions`` is by line id.

    A vote is mixed also where its lines contradict each other: then the first that is not neutral speaks.
    """
    lines: list[str] = vote["lines"]
    alike = [line for line in lines if _SIGN[directions[line]] == vote["sign"]]
    voiced = [line for line in lines if directions[line] != "neutral"]
    return (alike or voiced or lines)[0]


def joint_sign(signs: Iterable[str]) -> str:
    """One sign for a study on several claims: a vote against any of them is against, beside one for another mixed."""
    found = set(signs)
    return "mixed" if {"for", "against"} <= found else min(found, key=SIGN_RANK.__getitem__)
