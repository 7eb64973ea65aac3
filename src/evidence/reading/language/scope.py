"""How far a cue reaches: to the ends of its clause, found by marks, conjunctions and finite verbs."""

from __future__ import annotations

from evidence.reading.language.tokens import Tokens

_PRONOUNS = frozenset("we it they he she i you there this these those that".split())
_FINITE = frozenset(
    "is are was were has have had does do did can could may might will would shall should must cannot isn't aren't "
    "wasn't weren't hasn't haven't doesn't don't didn't shows showed suggests suggest suggested indicates indicate "
    "appears appear appeared seems seem remains remain remained found reported observed denies denied complains "
    "revealed reveals demonstrated demonstrates became becomes continues continued received underwent".split()
)
_BREAK = frozenset("but however whereas although though nevertheless nonetheless yet except".split())
_AFTER_COMMA = frozenset(
    "but so yet while whereas although though because since which who whose where when as thus therefore hence "
    "suggesting indicating implying however unless if then for".split()
)
_OPENERS = frozenset(
    "if when whenever although though because since while whereas unless which who whose where that as after before "
    "once until".split()
)
_LIST = frozenset("and or nor".split())
_OPEN = {"(": ")", "[": "]", "{": "}"}


def clause_end(found: Tokens, index: int) -> int:
    """The index after the last word that a cue at ``index`` can reach, going forward."""
    words = found.words
    depth = 0
    at = index + 1
    inside = _opened(words, index)
    while at < len(words):
        word = words[at]
        if word in _OPEN:
            depth += 1
        elif word in (")", "]", "}"):
            if depth == 0:
                return at
            depth -= 1
        elif depth == 0 and _stops(words, index, at, inside):
            return at
        at += 1
    return _before_marks(words, index, at)


def clause_start(found: Tokens, index: int) -> int:
    """The index of the first word of the clause that a cue at ``index`` stands in."""
    words = found.words
    depth = 0
    at = index - 1
    while at >= 0:
        word = words[at]
        if word in (")", "]", "}"):
            depth += 1
        elif word in _OPEN:
            if depth == 0:
                return at + 1
            depth -= 1
        elif depth == 0 and _starts_after(words, at, index):
            return at + 1
        at -= 1
    return 0


def _stops(words: list[str], index: int, at: int, inside: bool) -> bool:
    """Whether the clause of the cue at ``index`` ends before the word at ``at``."""
    word = words[at]
    if word in (";", "."):
        return True
    if word in _BREAK:
        return True
    if word == ",":
        return _comma_stops(words, index, at, inside)
    if word in ("and", "or"):
        return _clause_follows(words, at + 1, near=2)
    return word in ("because", "whereas", "while") and at > index + 1


def _comma_stops(words: list[str], index: int, at: int, inside: bool) -> bool:
    """Whether a comma ends the clause, and does not merely part the items of a list."""
    follows = words[at + 1] if at + 1 < len(words) else ""
    if follows in _AFTER_COMMA:
        return True
    if follows in _LIST:
        return _clause_follows(words, at + 2, near=7)
    if inside:
        return not _in_list(words, at)
    return _clause_follows(words, at + 1, near=7)


def _in_list(words: list[str], at: int) -> bool:
    """Whether a comma parts the items of a list: an ``and`` or ``or`` comes soon after another comma."""
    for ahead in range(at + 1, min(at + 8, len(words))):
        if words[ahead] in _LIST:
            return not _clause_follows(words, ahead + 1, near=5)
        if words[ahead] in (";", ".") or words[ahead] in _FINITE:
            return False
    return False


def _clause_follows(words: list[str], at: int, near: int) -> bool:
    """Whether a new clause with its own subject starts at ``at``."""
    if at >= len(words):
        return False
    if words[at] in _PRONOUNS:
        return at + 1 < len(words) and words[at + 1] not in (",", "and", "or")
    if words[at] in _FINITE:
        return near > 5
    for ahead in range(at + 1, min(at + near, len(words))):
        if words[ahead] in (",", ";", ".", "(", "and", "or", "that", "which", "who"):
            return False
        if words[ahead] in _FINITE:
            return True
    return False


def _opened(words: list[str], index: int) -> bool:
    """Whether the cue stands in a clause that a comma will close: "if it is not so, ...", "without it, ..."."""
    if index == 0:
        return True
    for at in range(index - 1, max(-1, index - 12), -1):
        if words[at] in (",", ";", ".", "("):
            return False
        if words[at] in _OPENERS:
            return words[at] != "that" or False
    return False


def _starts_after(words: list[str], at: int, index: int) -> bool:
    """Whether the clause of the cue at ``index`` starts right after the word at ``at``."""
    word = words[at]
    if word in (";", ":", ".") or word in _BREAK:
        return True
    if word in ("that", "whether", "because", "if", "since", "while", "when", "where"):
        return True
    if word == ",":
        return not any(words[ahead] == "," for ahead in range(at + 1, index)) and not _relative(words, at)
    return word in ("and", "or") and _clause_follows(words, at + 1, near=6)


def _relative(words: list[str], at: int) -> bool:
    return any(words[back] in ("which", "who", "where") for back in range(max(0, at - 12), at))


def _before_marks(words: list[str], index: int, end: int) -> int:
    """``end`` moved back over closing marks and a reference in brackets."""
    while end > index + 1 and words[end - 1] in (".", "!", "?", ":", ",", '"', "'", "”"):
        end -= 1
    return end
