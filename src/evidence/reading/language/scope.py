"""How far a cue reaches: to the ends of its clause, found by marks, conjunctions and finite verbs.

No parser: a clause is taken to end where a second subject and its verb begin. Words that may be a noun or a verb are
not taken for verbs, so a scope is sooner too long than too short.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from evidence.reading.language.clauses import (
    CLOSING,
    FARTHEST,
    OPENING,
    PRONOUNS,
    before_group,
    clause_follows,
    list_follows,
    past_group,
    verb_between,
    verb_follows,
)
from evidence.reading.language.tokens import Tokens, word_set

_BREAK = word_set(
    "however whereas although though nevertheless nonetheless presents presented except secondary aside apart"
)
_AFTER_COMMA = word_set(
    "but so yet while whereas although though because since when thus therefore hence thereby probably "
    "suggesting indicating implying however unless if then for making leading resulting consistent"
)
_EMBEDS = word_set("that which who whose where if until when how whether than")
_NOT_THERE = word_set("to may might could can will would shall should must not cannot did does do")
_OWN = word_set("have had be been do not also well yet")
_DENIAL = word_set("no not without denies denied denying nor neither never negative positive with")
_SUBORDINATE = word_set(
    "if when whenever although though because since while whereas unless as after before once until"
)
_RELATIVE = word_set("that which who whose where")
_STARTS_AFTER = word_set("whereas however although though because why")
_OPENERS = word_set("if since while when where which who whose but")
_LEADING = word_set("and but or yet so thus therefore only also most") | {",", '"', "'", "”", "“"}
_NOT_SUBJECT = word_set("of in on at by for from to with than between among and or the a an")
_NOTE = re.compile(
    r"^[(\[]+\s?(?:see |compare |e\.?g|fig|table|additional|supplement|\d|arrow|ref)|unpublished|not shown|et al",
    re.I,
)
_WIDE_GAP = 8


class Way(NamedTuple):
    """How a cue goes forward: how many finite verbs it may pass, and whether ``that`` follows it.

    ``strict``: the next denial or "but" ends it. ``near``: so does any comma that parts no list.
    ``relative``: a clause with "which" after a comma belongs to it.
    """

    verbs: int
    deep: bool = False
    strict: bool = True
    near: bool = False
    relative: bool = True


def clause_end(found: Tokens, first: int, last: int, way: Way) -> int:
    """The index after the last word that a cue can reach, going forward."""
    words = found.words
    opened = _opened(found, first)
    passed = 0
    at = _own_verbs(found, last + 1) if way.verbs == 0 and not way.deep else last + 1
    stop = min(len(words), last + FARTHEST)
    while at < stop:
        word = words[at]
        if word in OPENING:
            at = past_group(found, at)
            continue
        if word in CLOSING or word == ";" or found.starts[at] - found.ends[at - 1] >= _WIDE_GAP:
            break
        if word in _EMBEDS and at > last + 1:
            passed -= 1
        if at in found.verbs and not way.deep:
            passed += 1
            if passed > way.verbs:
                break
        if word == "," and words[at + 1 : at + 3] == ["however", ","]:
            at += 3
            continue
        if _ends_clause(found, at, way, opened, passed):
            break
        at += 1
    return _without_notes(found, last, min(at, len(words)))


def _own_verbs(found: Tokens, at: int) -> int:
    """Past the verbs that belong to the cue: "may have been shown"."""
    words = found.words
    while at < len(words) and (words[at] in _OWN or words[at].endswith("ly")):
        at += 1
    return at


def _ends_clause(found: Tokens, at: int, way: Way, opened: str, passed: int) -> bool:
    """Whether the clause ends before the word at ``at``."""
    words = found.words
    word = words[at]
    if word == ",":
        return _comma_ends(found, at, way, opened, passed)
    if way.deep:
        return word in ("remains", "remain") and words[at + 1 : at + 2] != ["a"] and words[0] in ("whether", "how")
    if word in _BREAK:
        return True
    if word in ("but", "yet"):
        return way.strict or clause_follows(found, at + 1, 6)
    if word in ("and", "or"):
        done = passed >= way.verbs if way.verbs == 0 else passed > 0
        denied = way.strict and words[at + 1 : at + 2] != [] and words[at + 1] in _DENIAL - {"with", "not"}
        return denied or verb_follows(found, at + 1) or (done and clause_follows(found, at + 1, 4))
    return word in ("because", "while", "since") or (word == "than" and words[at - 1] == "other")


def _comma_ends(found: Tokens, at: int, way: Way, opened: str, passed: int) -> bool:
    """Whether a comma ends the clause, and does not merely part the items of a list or set off an aside."""
    words = found.words
    follows = words[at + 1] if at + 1 < len(words) else ""
    if opened == "start":
        return not list_follows(found, at, 4) or follows in PRONOUNS
    if (opened == "relative" or way.near) and not list_follows(found, at, 8):
        return True
    if way.deep:
        return follows == "we"
    if follows in ("which", "who") and not way.relative:
        return True
    if follows in _AFTER_COMMA or (follows in _DENIAL and way.strict):
        return True
    if follows in ("and", "or"):
        ahead = at + 2
        return (
            (ahead < len(words) and words[ahead] in _DENIAL)
            or verb_follows(found, ahead)
            or clause_follows(found, ahead, 12)
        )
    if way.verbs == 1 and passed == 0:
        return follows in PRONOUNS
    return follows not in _RELATIVE and follows != "in" and clause_follows(found, at + 1, 8)


def _opened(found: Tokens, index: int) -> str:
    """What kind of clause the cue stands in: one that opens the sentence, a relative one, or neither."""
    words = found.words
    relative = ""
    for at in range(index, max(-1, index - 14), -1):
        word = words[at]
        if word in (";", ":", "."):
            return relative
        if at < index and (word == "," or word in OPENING):
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
    start = _boundary(found, index)
    while start < index and words[start] in _LEADING:
        start += 1
    return index if (start) in found.verbs else start


def _boundary(found: Tokens, index: int) -> int:
    words = found.words
    at = index - 1
    listing = False
    while at >= max(0, index - FARTHEST):
        word = words[at]
        if word in CLOSING:
            at = before_group(found, at)
            continue
        if word in OPENING or word in (";", ":") or word in _STARTS_AFTER:
            return at + 1
        if word in ("whether", "how"):
            return at
        if word == "that" or word in _OPENERS:
            return _at_opener(found, at)
        if word == "," and not listing:
            before = _aside(found, at)
            if before is None:
                return at + 1
            at = before
            continue
        if word in ("and", "or"):
            if verb_between(found, at):
                return at + 1
            listing = at > 0 and words[at - 1] == ","
        at -= 1
    return 0


def _at_opener(found: Tokens, at: int) -> int:
    """``that were absent`` starts with its pronoun, ``that it was absent`` after it."""
    words = found.words
    relative = words[at] in _RELATIVE and at + 1 < len(words) and at + 1 in found.verbs
    return at if relative or words[at] == "whose" else at + 1


def _aside(found: Tokens, at: int) -> int | None:
    """Before the comma that opens the aside which the one at ``at`` closes ("X, a Y, is"), if it does close one."""
    words = found.words
    if at + 1 >= len(words) or at + 1 not in found.verbs:
        return None
    for back in range(at - 1, max(-1, at - 16), -1):
        if words[back] == ",":
            return back - 1
        if words[back] == ";":
            return None
    return None


def _without_notes(found: Tokens, last: int, end: int) -> int:
    """``end`` moved back over closing marks, references and figures in brackets, and raised reference numbers."""
    words = found.words
    while end > last + 1:
        word = words[end - 1]
        if word in (".", "!", "?", ":", ",", '"', "'", "”", "@", "–", "-"):
            end -= 1
        elif word in (")", "]"):
            start = before_group(found, end - 1) + 1
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
