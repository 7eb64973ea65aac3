"""Small questions about clauses, asked of a sentence's words: does one follow, is this a list."""

from __future__ import annotations

from evidence.reading.language.tokens import Tokens, word_set

# No scope is wider, in words. It keeps reading linear whatever is written.
FARTHEST = 100

PRONOUNS = word_set("we it they he she i you there this these those")
CLOSING = frozenset(")]}")
OPENING = frozenset("([{")


def past_group(found: Tokens, at: int) -> int:
    """Past the group in brackets that opens at ``at``, or past the bracket where nothing closes it."""
    words = found.words
    depth = 0
    for ahead in range(at, min(at + FARTHEST, len(words))):
        depth += (words[ahead] in OPENING) - (words[ahead] in CLOSING)
        if depth == 0:
            return ahead + 1
    return at + 1


def before_group(found: Tokens, at: int) -> int:
    """Before the group in brackets that closes at ``at``."""
    words = found.words
    depth = 0
    for back in range(at, max(-1, at - FARTHEST), -1):
        depth += (words[back] in CLOSING) - (words[back] in OPENING)
        if depth == 0:
            return back - 1
    return at - 1


def verb_follows(found: Tokens, at: int) -> bool:
    """Whether a verb without a subject of its own comes: "... and often is", "... and denies"."""
    words = found.words
    while at < len(words) and (words[at].endswith("ly") or words[at] in ("often", "also", "then", "thus")):
        at += 1
    return at < len(words) and (at in found.verbs or words[at] == "so")


def clause_follows(found: Tokens, at: int, near: int) -> bool:
    """Whether a new clause with a subject of its own starts at ``at``."""
    words = found.words
    if at >= len(words):
        return False
    if words[at] in PRONOUNS:
        return at + 1 < len(words) and words[at + 1] not in (",", "and", "or")
    ahead = at + 1
    while ahead < min(at + near, len(words)):
        if words[ahead] in OPENING:
            near += past_group(found, ahead) - ahead
            ahead = past_group(found, ahead)
            continue
        if words[ahead] in (",", ";", "and", "or", "that", "which", "who"):
            return False
        if ahead in found.verbs:
            return True
        ahead += 1
    return False


def list_follows(found: Tokens, at: int, near: int) -> bool:
    """Whether a comma parts the items of a list: ``and`` or ``or`` comes soon, and no verb before it."""
    words = found.words
    for ahead in range(at + 1, min(at + near, len(words))):
        if words[ahead] in ("and", "or", "nor"):
            return not clause_follows(found, ahead + 1, 5)
        if words[ahead] == ";" or ahead in found.verbs:
            return False
        if words[ahead] == ",":
            near += 4
    return False


def verb_between(found: Tokens, at: int) -> bool:
    """Whether the part before the conjunction at ``at`` is a clause already."""
    words = found.words
    for back in range(at - 1, max(-1, at - FARTHEST), -1):
        if back in found.verbs:
            return True
        if words[back] in (";", ",", ":", "that", "whether") or words[back] in OPENING:
            return False
    return False
