"""The numbers of a text as printed: digits, sign, comparator, and whether they stand on token edges.

A sign is read from the characters as they are. A dash between two numbers is a range when the second is larger; else
it could be a minus as well, and the number stands for neither. A dash behind a letter belongs to a name (IL-6).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from evidence.quotation.folding import DASHES, wordlike

_THIN = "\u00a0\u2009\u202f"
_NUMBER = re.compile(rf"[0-9]{{1,3}}(?:[{_THIN}][0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:[.,·][0-9]+)*|[.·][0-9]+")
_GROUPED = re.compile(
    rf"[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?|[1-9][0-9]{{0,2}}(?:[{_THIN}][0-9]{{3}})+(?:\.[0-9]+)?"
)
_PLUS_MINUS = re.compile(rf"(?:±|\+/[{DASHES}])\s{{0,4}}\Z")
_COMPARATOR = re.compile(
    r"(?P<or_equal>[<>]\s?or\s?=)|(?P<sign><=|>=|[<>=≤≥⩽⩾≦≧~≈∼≃≠≮≯≰≱]|[<>=]\u0338)|"
    r"(?<!\w)(?:(?P<not>not?|never)\s)?(?P<words>more than|greater than|higher than|less than|fewer than|lower than|at least|"
    r"at most|up to|no less than|no fewer than|approximately|about|around|roughly|nearly|almost|over|above|below|under)"
)
_AT_END = re.compile(rf"(?:{_COMPARATOR.pattern})\s{{0,4}}\Z", re.IGNORECASE)
_WORDS = {
    "more than": ">", "greater than": ">", "higher than": ">", "over": ">", "above": ">",
    "less than": "<", "fewer than": "<", "lower than": "<", "below": "<", "under": "<",
    "at least": "≥", "at most": "≤", "up to": "≤", "no less than": "≥", "no fewer than": "≥",
    "approximately": "~", "about": "~", "around": "~", "roughly": "~", "nearly": "~", "almost": "~",
}  # fmt: skip
#: Words that need not compare ("over 4 weeks"): enough for a figure that says so, too little to refuse one that does not.
_LOOSE = frozenset(("over", "above", "below", "under", "around"))
_NOT = {">": "≤", "<": "≥", "≥": "<", "≤": ">", "~": "≠"}
_SAME = {"<=": "≤", ">=": "≥", "⩽": "≤", "⩾": "≥", "≦": "≤", "≧": "≥", "≈": "~", "∼": "~", "≃": "~"}
_POWER = re.compile(rf"\s?[x×·*]\s?10(?:\^|[{DASHES}⁺⁻⁰¹²³⁴-⁹]|\()|\^")
_WINDOW = 24


class Number(NamedTuple):
    """One number of a text. ``start`` is where its sign begins, ``at`` its first digit, ``end`` after its last.

    ``sign`` is ``""``, ``-``, ``+``, ``±`` or ``?`` (a dash that could be a minus or a range). ``why`` says what keeps
    it from standing on token edges, or ``""``. ``glued`` is set when a letter or a hyphen and a letter follows.
    """

    start: int
    at: int
    end: int
    digits: str
    sign: str
    why: str
    glued: bool
    spread: bool


def digits(token: str) -> str:
    """A number without its thousands separators; nothing else is changed."""
    return re.sub(rf"[,{_THIN}]", "", token) if _GROUPED.fullmatch(token) else token


def numbers(text: str) -> Iterator[Number]:
    """Every number of ``text``, in order."""
    before: Number | None = None
    for match in _NUMBER.finditer(text):
        before = _number(text, match.start(), match.end(), match[0], before)
        yield before


def _number(text: str, at: int, end: int, token: str, before: Number | None) -> Number:
    start, sign, why = _signed(text, at, token, before)
    after = text[end : end + 1]
    if not why and after and _broken_after(text, end):
        why = "it is part of a longer number"
    glued = bool(after) and (wordlike(after) or (after in DASHES and text[end + 1 : end + 2].isalpha()))
    spread = sign == "±" and before is not None and not text[before.end : start].strip(" \t\n%([")
    return Number(start, at, end, token, sign, why, glued, spread)


def _broken_after(text: str, end: int) -> bool:
    after = text[end]
    mark = not after.isascii() and unicodedata.category(after)[0] in "MN"
    return mark or after in "⁺⁻₊₋\xad_" or bool(_POWER.match(text, end))


def _signed(text: str, at: int, token: str, before: Number | None) -> tuple[int, str, str]:
    """Where the number starts with its sign, the sign, and what is wrong with its left edge."""
    previous = text[at - 1 : at]
    spread = _PLUS_MINUS.search(text, max(0, at - 8), at)
    if spread:
        return spread.start(), "±", ""
    space = at
    while space and at - space < 4 and text[space - 1].isspace():
        space -= 1
    dash = text[space - 1 : space]
    if dash and dash in DASHES:
        return _dashed(text, space - 1, at, token, before)
    if previous == "+":
        return at - 1, "+", ""
    if previous and (wordlike(previous) or previous == "^"):
        return at, "", "it is part of a word"
    if previous and previous in ".·," and text[at - 2 : at - 1].isalnum():
        return at, "", "it is part of a longer token"
    return at, "", ""


def _dashed(text: str, dash: int, at: int, token: str, before: Number | None) -> tuple[int, str, str]:
    attached = at == dash + 1
    left = text[dash - 1 : dash] if dash else ""
    gap = text[before.end : dash] if before else "?"
    if before and not gap.strip(" \t%"):
        return _ranged(before, dash, at, token, loose=bool(gap.strip("%")))
    if left.isalpha() or (left in "])" and left):
        if text[dash] in "—―":
            return at, "", ""
        return at, "", "it is part of a name"
    if left in DASHES and left:
        return dash, "-", ""
    if attached or text[dash] == "−" or text[:dash].rstrip()[-1:] in ("", *"([=<>≤≥,;:~≈"):
        return dash, "-", ""
    return dash, "?", ""


def _ranged(before: Number, dash: int, at: int, token: str, loose: bool) -> tuple[int, str, str]:
    """A dash behind a number: a range when it ascends. With space before it only, ``10 -20``, it may be a minus."""
    low, high = _value(before), _size(token)
    if low is not None and high is not None and low < high and not (loose and at == dash + 1):
        return at, "", ""
    return dash, "?", ""


def _size(token: str) -> float | None:
    try:
        return float(digits(token)) if len(token) <= 30 else None
    except ValueError:
        return None


def _value(number: Number) -> float | None:
    size = _size(number.digits)
    return -size if size is not None and number.sign == "-" else size


def comparator(text: str, start: int) -> tuple[str, str, bool]:
    """The comparator in front of ``start``: as one of ``= < > ≤ ≥ ~ ≠``, as printed, and whether it surely is one."""
    left = max(0, start - _WINDOW)
    match = _AT_END.search(text, left, start)
    if match is None:
        stripped = text[left:start].rstrip()[-1:]
        strange = bool(stripped) and not stripped.isascii() and unicodedata.category(stripped) == "Sm"
        return ("≠", stripped, True) if strange and stripped not in "±−×÷·" else ("", "", False)
    if match["or_equal"]:
        return ("≤" if match["or_equal"][0] == "<" else "≥"), match["or_equal"], True
    if match["sign"]:
        sign = unicodedata.normalize("NFC", match["sign"])
        return (_SAME.get(sign, sign) if sign not in "≠≮≯≰≱" else "≠"), match["sign"], True
    words = match["words"].lower()
    meant = _WORDS[words]
    return (_NOT[meant] if match["not"] else meant), match[0].strip(), words not in _LOOSE


def same_comparator(op: str) -> str:
    """A recorded comparator in the spelling that ``comparator`` returns."""
    return _SAME.get(op, op)
