"""How far a cue reaches: to the ends of its clause, found by marks, conjunctions and finite verbs.

No parser: a clause is taken to end where a second subject and its verb begin. Words that may be a noun or a verb are
not taken for verbs, so a scope is sooner too long than too short.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from evidence.reading.language.tokens import Tokens

AUXILIARY = frozenset(
    "is are was were has have had does do did can could may might will would shall should must cannot isn't aren't "
    "wasn't weren't hasn't haven't doesn't don't didn't won't wouldn't can't couldn't".split()
)
FINITE = AUXILIARY | frozenset(
    "shows showed suggests suggested indicates indicated appears appeared seems seemed remains remained denies denied "
    "complains revealed reveals demonstrated demonstrates became becomes received underwent presents presented "
    "awaits requires decreases leads led reports performs represents occurs exists belongs consists plays".split()
)
_PRONOUNS = frozenset("we it they he she i you there this these those".split())
_BREAK = frozenset("however whereas although though nevertheless nonetheless presents presented except secondary aside apart".split())
_AFTER_COMMA = frozenset(
    "but so yet while whereas although though because since when thus therefore hence thereby probably "
    "suggesting indicating implying however unless if then for making leading resulting consistent".split()
)
_EMBEDS = frozenset("that which who whose where if until when how whether than".split())
_NOT_THERE = frozenset("to may might could can will would shall should must not cannot did does do".split())
_DENIAL = frozenset("no not without denies denied denying nor neither never negative positive with".split())
_SUBORDINATE = frozenset("if when whenever although though because since while whereas unless as after before once until".split())
_RELATIVE = frozenset("that which who whose where".split())
_STARTS_AFTER = frozenset("whereas however although though because why".split())
_OPENERS = frozenset("if since while when where which who whose but".split())
_LEADING = frozenset("and but or yet so thus therefore only also most".split()) | {",", '"', "'", "”", "“"}
_CLOSING = frozenset(")]}")
_OPENING = frozenset("([{")
_NOT_SUBJECT = frozenset("of in on at by for from to with than between among and or the a an".split())
_NOTE = re.compile(
    r"^[(\[]+\s?(?:see |compare |e\.?g|fig|table|additional|supplement|\d|arrow|ref)|unpublished|not shown|et al", re.I
)
_WIDE_GAP = 8


class Way(NamedTuple):
    """How a cue goes forward: how many finite verbs it may pass, and whether ``that`` follows it.

    ``strict``: the next denial or "but" ends it. ``near``: so does any comma that parts no list.
    """

    verbs: int
    deep: bool = False
    strict: bool = True
    near: bool = False


def clause_end(found: Tokens, first: int, last: int, way: Way) -> int:
    """The index after the last word that a cue can reach, going forward."""
    words = found.words
    opened = _opened(words, first)
    passed = 0
    at = _own_verbs(words, last + 1) if way.verbs == 0 and not way.deep else last + 1
    while at < len(words):
        word = words[at]
        if word in _OPENING:
            at = _past_group(words, at)
            continue
        if word in _CLOSING or word == ";" or found.starts[at] - found.ends[at - 1] >= _WIDE_GAP:
            break
        if word in _EMBEDS and at > last + 1:
            passed -= 1
        if finite(words, at) and not way.deep:
            passed += 1
            if passed > way.verbs:
                break
        if word == "," and words[at + 1 : at + 3] == ["however", ","]:
            at += 3
            continue
        if _ends_clause(words, at, way, opened, passed):
            break
        at += 1
    return _without_notes(found, last, at)


def finite(words: list[str], at: int) -> bool:
    """Whether the word at ``at`` is a verb that needs a subject: not the "have" of "to have" and "may have"."""
    word = words[at]
    return word in FINITE and not (word in ("have", "do") and at > 0 and words[at - 1] in _NOT_THERE)


def _own_verbs(words: list[str], at: int) -> int:
    """Past the verbs that belong to the cue: "may have been shown"."""
    while at < len(words) and (words[at] in ("have", "be", "been", "do", "not", "also", "well", "yet") or words[at].endswith("ly")):
        at += 1
    return at


def _past_group(words: list[str], at: int) -> int:
    """Past the group in brackets that opens at ``at``, or past the bracket where nothing closes it."""
    depth = 0
    for ahead in range(at, len(words)):
        depth += (words[ahead] in _OPENING) - (words[ahead] in _CLOSING)
        if depth == 0:
            return ahead + 1
    return at + 1


def _ends_clause(words: list[str], at: int, way: Way, opened: str, passed: int) -> bool:
    """Whether the clause ends before the word at ``at``."""
    word = words[at]
    if word == ",":
        return _comma_ends(words, at, way, opened, passed)
    if way.deep:
        return word in ("remains", "remain") and words[at + 1 : at + 2] != ["a"] and words[0] in ("whether", "how")
    if word in _BREAK:
        return True
    if word in ("but", "yet"):
        return way.strict or _clause_follows(words, at + 1, 6)
    if word in ("and", "or"):
        done = passed >= way.verbs if way.verbs == 0 else passed > 0
        return _verb_follows(words, at + 1) or (done and _clause_follows(words, at + 1, 4))
    return word in ("because", "while", "since") or (word == "than" and words[at - 1] == "other")


def _comma_ends(words: list[str], at: int, way: Way, opened: str, passed: int) -> bool:
    """Whether a comma ends the clause, and does not merely part the items of a list or set off an aside."""
    follows = words[at + 1] if at + 1 < len(words) else ""
    if opened == "start":
        return not _list_follows(words, at, 4) or follows in _PRONOUNS
    if (opened == "relative" or way.near) and not _list_follows(words, at, 8):
        return True
    if way.deep:
        return follows == "we"
    if follows in _AFTER_COMMA or (follows in _DENIAL and way.strict):
        return True
    if follows in ("and", "or"):
        ahead = at + 2
        return (
            (ahead < len(words) and words[ahead] in _DENIAL)
            or _verb_follows(words, ahead)
            or _clause_follows(words, ahead, 12)
        )
    if way.verbs == 1 and passed == 0:
        return follows in _PRONOUNS
    return follows not in _RELATIVE and follows != "in" and _clause_follows(words, at + 1, 8)


def _list_follows(words: list[str], at: int, near: int) -> bool:
    """Whether a comma parts the items of a list: ``and`` or ``or`` comes soon, and no verb before it."""
    for ahead in range(at + 1, min(at + near, len(words))):
        if words[ahead] in ("and", "or", "nor"):
            return not _clause_follows(words, ahead + 1, 5)
        if words[ahead] == ";" or words[ahead] in FINITE:
            return False
        if words[ahead] == ",":
            near += 4
    return False


def _verb_follows(words: list[str], at: int) -> bool:
    """Whether a verb without a subject of its own comes: "... and often is", "... and denies"."""
    while at < len(words) and (words[at].endswith("ly") or words[at] in ("often", "also", "then", "thus")):
        at += 1
    return at < len(words) and (words[at] in FINITE or words[at] == "so")


def _clause_follows(words: list[str], at: int, near: int) -> bool:
    """Whether a new clause with a subject of its own starts at ``at``."""
    if at >= len(words):
        return False
    if words[at] in _PRONOUNS:
        return at + 1 < len(words) and words[at + 1] not in (",", "and", "or")
    ahead = at + 1
    while ahead < min(at + near, len(words)):
        if words[ahead] in _OPENING:
            near += _past_group(words, ahead) - ahead
            ahead = _past_group(words, ahead)
            continue
        if words[ahead] in (",", ";", "and", "or", "that", "which", "who"):
            return False
        if finite(words, ahead):
            return True
        ahead += 1
    return False


def _opened(words: list[str], index: int) -> str:
    """What kind of clause the cue stands in: one that opens the sentence, a relative one, or neither."""
    relative = ""
    for at in range(index, max(-1, index - 14), -1):
        word = words[at]
        if word in (";", ":", "."):
            return relative
        if at < index and (word == "," or word in _OPENING):
            return relative
        if word in _SUBORDINATE and (at == 0 or words[at - 1] in (",", ";", "that", "and", "but")):
            return "start"
        if at < index and word in ("which", "who", "whose", "where") and not relative:
            relative = "relative"
        if at == 0 and word in ("without", "rather", "instead", "despite", "assuming", "given"):
            return "start"
    return relative


def clause_start(found: Tokens, index: int) -> int:
    """The index of the first word of the clause that a cue at ``index`` is the verb of."""
    words = found.words
    start = _boundary(words, index)
    while start < index and words[start] in _LEADING:
        start += 1
    return index if words[start] in FINITE else start


def _boundary(words: list[str], index: int) -> int:
    at = index - 1
    listing = False
    while at >= 0:
        word = words[at]
        if word in _CLOSING:
            at = _before_group(words, at)
            continue
        if word in _OPENING or word in (";", ":") or word in _STARTS_AFTER:
            return at + 1
        if word in ("whether", "how"):
            return at
        if word == "that" or word in _OPENERS:
            return _at_opener(words, at)
        if word == "," and not listing:
            before = _aside(words, at)
            if before is None:
                return at + 1
            at = before
            continue
        if word in ("and", "or"):
            if _verb_between(words, at):
                return at + 1
            listing = at > 0 and words[at - 1] == ","
        at -= 1
    return 0


def _before_group(words: list[str], at: int) -> int:
    """Before the group in brackets that closes at ``at``."""
    depth = 0
    for back in range(at, -1, -1):
        depth += (words[back] in _CLOSING) - (words[back] in _OPENING)
        if depth == 0:
            return back - 1
    return at - 1


def _at_opener(words: list[str], at: int) -> int:
    """``that were absent`` starts with its pronoun, ``that it was absent`` after it."""
    relative = words[at] in _RELATIVE and at + 1 < len(words) and words[at + 1] in FINITE
    return at if relative or words[at] == "whose" else at + 1


def _aside(words: list[str], at: int) -> int | None:
    """Before the comma that opens the aside which the one at ``at`` closes ("X, a Y, is"), if it does close one."""
    if at + 1 >= len(words) or words[at + 1] not in FINITE:
        return None
    for back in range(at - 1, max(-1, at - 16), -1):
        if words[back] == ",":
            return back - 1
        if words[back] == ";":
            return None
    return None


def _verb_between(words: list[str], at: int) -> bool:
    """Whether the part before the conjunction at ``at`` is a clause already."""
    for back in range(at - 1, -1, -1):
        if words[back] in FINITE:
            return True
        if words[back] in (";", ",", ":", "that", "whether") or words[back] in _OPENING:
            return False
    return False


def _without_notes(found: Tokens, last: int, end: int) -> int:
    """``end`` moved back over closing marks, references and figures in brackets, and raised reference numbers."""
    words = found.words
    while end > last + 1:
        word = words[end - 1]
        if word in (".", "!", "?", ":", ",", '"', "'", "”", "@", "–", "-"):
            end -= 1
        elif word in (")", "]"):
            start = _before_group(words, end - 1) + 1
            if start <= last or not _NOTE.match(found.text[found.starts[start] : found.ends[end - 1]]):
                return end
            end = start
        elif word.isdigit() and end < len(words) and words[end] == "." and words[end - 2].isalpha() and end - 2 > last:
            if words[end - 2] in _NOT_SUBJECT:
                return end
            end -= 1
        else:
            return end
    return end
