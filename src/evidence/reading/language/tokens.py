"""A sentence as words and marks with their places."""

from __future__ import annotations

import re
from typing import NamedTuple


def word_set(text: str) -> frozenset[str]:
    """The words of a written list."""
    return frozenset(text.split())


# Numbers keep their decimals, words their hyphens and apostrophes; every other mark stands alone.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:[-‐‑'’][^\W_]+)*|[^\w\s]|_+")

# Forms that are nothing but finite verbs, or nearly so. A word that may be a noun as well is left out.
_AUXILIARY = (
    "is are was were has have had does do did can could may might will would shall should must cannot isn't aren't "
    "wasn't weren't hasn't haven't doesn't don't didn't won't wouldn't can't couldn't"
)
_FINITE = word_set(
    f"{_AUXILIARY} shows showed suggests suggested indicates indicated appears appeared seems seemed remains remained "
    "denies denied complains revealed reveals demonstrated demonstrates became becomes received underwent presents "
    "presented awaits requires decreases leads led reports performs represents occurs exists belongs consists plays"
)
_NOT_FINITE_AFTER = word_set("to may might could can will would shall should must not cannot did does do")


class Tokens(NamedTuple):
    """Words of one sentence: in lower case, where each starts and ends in it, and which of them are finite verbs."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    verbs: frozenset[int]


def tokens(text: str, verbs: frozenset[int] | None = None) -> Tokens:
    """Cut one sentence into words and marks. ``verbs`` are offsets of finite verbs where a parser has found them."""
    found = list(_TOKEN.finditer(text))
    words = [match.group().lower().replace("’", "'").replace("‐", "-").replace("‑", "-") for match in found]
    starts = [match.start() for match in found]
    if verbs is None:
        finite = frozenset(at for at, word in enumerate(words) if word in _FINITE and _is_finite(words, at))
    else:
        finite = frozenset(at for at, start in enumerate(starts) if start in verbs)
    return Tokens(text, words, starts, [match.end() for match in found], finite)


def _is_finite(words: list[str], at: int) -> bool:
    """Not the "have" of "to have" and "may have"."""
    return not (words[at] in ("have", "do") and at > 0 and words[at - 1] in _NOT_FINITE_AFTER)
