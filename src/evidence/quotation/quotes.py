"""Whether a passage stands in a text word for word, after the W3C Web Annotation text quote selector.

A quote may not begin or end inside a word or a number, nor just after a negation or comparator. Where it leaves
something out (``…``, ``...``, ``[...]``), its parts stand in order, no more than ``MAX_SKIPPED`` characters apart, and
what was skipped is shown and may hold no negation. The nearest passage is a suggestion and never makes a quote good.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from evidence.quotation.figures import Standing
from evidence.quotation.folding import DASHES, HYPHENS, fold, wordlike
from evidence.quotation.numbers import comparator
from evidence.quotation.text import INNER_HYPHEN, Passage, Text

#: The greatest distance between two parts of an elided quote, in characters.
MAX_SKIPPED = 300
#: A passage that stands more often than this without once being a good quote is refused.
_MOST = 200

_ELISION = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.{3,4})\s*")
_NEGATION = (
    r"(?:not|no|never|neither|nor|none|nobody|nothing|without|cannot|[a-z]{2,8}n['’]t|hardly|barely|scarcely|"
    r"lack(?:s|ed|ing)?(?: of)?|absence of|fail(?:s|ed|ing|ure)? to|unlikely to|rather than|instead of|"
    r"unable to|except(?: for)?|excluding|ruled out|refuted?|denie[sd])"
)
_NEGATED = re.compile(rf"(?<![\w-]){_NEGATION}\s?\Z", re.IGNORECASE)
_HOLDS_NEGATION = re.compile(rf"(?<![\w-])(?:{_NEGATION}|non)(?!\w)", re.IGNORECASE)
_COMPARES = re.compile(r"[<>=≤≥±~≈≠⩽⩾+]\s?\Z")


_ANY_NUMBER = re.compile(r"[0-9]+")


class Quoted(NamedTuple):
    """How a quote stands, where it starts and ends, what it skips, and, when it has failed, why not."""

    result: Standing
    passage: Passage | None
    skipped: tuple[str, ...] = ()
    why: str = ""


class _Span(NamedTuple):
    start: int
    end: int


def parts_of(exact: str) -> tuple[str, ...]:
    """The parts of a quote that leaves something out."""
    return tuple(part for part in _ELISION.split(exact) if part.strip())


def quoted(exact: str | Sequence[str], text: Text, prefix: str | None = None, suffix: str | None = None) -> Quoted:
    """Look for a quote in ``text``; a string is split where it leaves something out. Never raises."""
    parts = parts_of(exact) if isinstance(exact, str) else tuple(exact)
    folded = [fold(part) for part in parts]
    if not folded or not all(any(map(str.isalnum, part)) for part in folded):
        return Quoted("failed", None, (), "the quote holds no word")
    spans: list[_Span] = []
    skipped: list[str] = []
    why = ""
    for index, part in enumerate(folded):
        left = fold(prefix or "") if not index else ""
        right = fold(suffix or "") if index == len(folded) - 1 else ""
        span, why = _find(part, text, spans[-1].end if spans else 0, left, right)
        if span is None:
            break
        spans.append(span)
    if not why:
        for one, two in pairwise(spans):
            skipped.append(" ".join(text.raw[one.end : two.start].split()))
        why = _skipping(skipped)
    if why:
        near = text.passage(*spans[0]) if len(spans) == len(folded) else nearest(" ".join(folded), text)
        return Quoted("failed", near, tuple(skipped), why)
    verbatim = all(text.raw[span.start : span.end] == part.strip() for span, part in zip(spans, parts, strict=True))
    return Quoted("exact" if verbatim else "normalised", text.passage(spans[0].start, spans[-1].end), tuple(skipped))


def _skipping(skipped: Sequence[str]) -> str:
    for piece in skipped:
        if len(piece) > MAX_SKIPPED:
            return f"its parts stand {len(piece)} characters apart; {MAX_SKIPPED} is the most"
        negation = _HOLDS_NEGATION.search(piece)
        if negation:
            return f"what it leaves out holds a negation: {negation[0]!r}"
    return ""


def _find(part: str, text: Text, after: int, prefix: str, suffix: str) -> tuple[_Span | None, str]:
    """The first good place of a folded part at or after ``after`` in the raw text, else why there is none."""
    why = ""
    for span in _places(part, text, after):
        fault = _cut(text.raw, span) or _beside(text, span, prefix, suffix)
        if not fault:
            return span, ""
        why = fault
    return None, why or _almost(part, text.folded)


def _almost(part: str, folded: str) -> str:
    """What keeps a passage from standing in the text, where that is one plain thing."""
    ended, lower = part.rstrip(".,;:"), folded.lower()
    if part in folded:
        return "it stands in the text, but not behind the part before it"
    if ended != part and ended in folded:
        return "the text has another mark, or goes on, where it ends"
    if part.lower() in lower:
        return "the case of a letter is another"
    if ended.lower() in lower:
        return "the case of a letter and the mark at its end are others"
    if _ANY_NUMBER.sub("0", part) in _ANY_NUMBER.sub("0", folded):
        return "a number in it is another"
    return "no such passage stands in the text"


def _places(part: str, text: Text, after: int) -> Iterator[_Span]:
    start = text.folded.find(part, text.offsets.folded(after) if after else 0)
    for _ in range(_MOST):
        if start < 0:
            break
        yield _Span(text.offsets.start(start), text.offsets.end(start + len(part) - 1))
        start = _next_word(text.folded, start)
        start = text.folded.find(part, start) if start >= 0 else -1
    if "-" in text.folded and text.line_ends:
        yield from _across_line_ends(part, text, after)


def _next_word(folded: str, start: int) -> int:
    """Where the next word begins: no earlier place can be a good one, so that a long run of letters costs nothing."""
    space = folded.find(" ", start)
    other = re.compile(r"[^\w\s]").search(folded, start + 1, space if space >= 0 else len(folded))
    return other.start() if other else space


def _across_line_ends(part: str, text: Text, after: int) -> Iterator[_Span]:
    """Places where a hyphen at a line end is read as it must be: as part of the word, or as the printer's."""
    loose, places = text.unhyphened
    wanted = INNER_HYPHEN.sub("", part)
    start = loose.find(wanted)
    for _ in range(_MOST):
        if start < 0:
            return
        first, last = places[start], places[start + len(wanted) - 1]
        begins = text.offsets.start(first)
        if begins >= after and _same_but_line_ends(text.folded, first, last + 1, part, text.line_ends):
            yield _Span(begins, text.offsets.end(last))
        start = _next_word(loose, start)
        start = loose.find(wanted, start) if start >= 0 else -1


def _same_but_line_ends(folded: str, first: int, end: int, part: str, at_end: frozenset[int]) -> bool:
    here, there = first, 0
    while here < end and there < len(part):
        if here in at_end:
            letters = folded[here - 1 : here].isalpha() and folded[here + 2 : here + 3].isalpha()
            here += 2  # the hyphen, and the space that was the line end
            if part[there] == "-":
                there += 2 if part[there + 1 : there + 2] == " " else 1
            elif not letters:
                return False
        elif folded[here] != part[there]:
            return False
        else:
            here, there = here + 1, there + 1
    return here == end and there == len(part)


def _cut(raw: str, span: _Span) -> str:
    """What is wrong with the edges of a passage."""
    start, end = span
    if start and _inside(raw, start):
        return "it begins inside a word or number"
    if end < len(raw) and _inside(raw, end):
        return "it ends inside a word or number"
    for at, verb in ((start, "begins"), (end, "ends")):
        before = fold(raw[max(0, at - 24) : at][-24:]) + " "
        if at and (_NEGATED.search(before) or _COMPARES.search(before) or _worded(raw, at)):
            return f"it {verb} just after a negation or comparator: {before.strip()[-16:]!r}"
    return ""


def _worded(raw: str, at: int) -> bool:
    have, printed, sure = comparator(raw, at)
    follows = raw[at : at + 4].lstrip()[:1]
    return bool(have) and sure and (not printed[:1].isalpha() or follows.isdigit())


def _inside(raw: str, at: int) -> bool:
    """Whether a cut at ``at`` goes through a word, a hyphened word, a contraction, or a number with its sign and %."""
    left, right = raw[at - 1], raw[at]
    if wordlike(left) and wordlike(right):
        return True
    further, beyond = raw[at - 2 : at - 1], raw[at + 1 : at + 2]
    if left in HYPHENS + "'’" and (wordlike(further) if further else False) and wordlike(right):
        return True
    if right in HYPHENS + "'’" and wordlike(left) and (wordlike(beyond) if beyond else False):
        return True
    if (left in DASHES + "±+^" and right.isdigit()) or (left.isdigit() and right in "%‰°^±"):
        return True
    if left.isdigit() and (right in ".,·" + DASHES) and beyond.isdigit():
        return True
    if left.isdigit() and re.compile(r"\s(?:%|±|[x×·]\s?10|per\s?cent)").match(raw, at):
        return True
    return right.isdigit() and (
        (left in ".,·" and (further.isdigit() or not further.strip())) or raw[max(0, at - 2) : at] in ("- ", "− ", "– ")
    )


def _beside(text: Text, span: _Span, prefix: str, suffix: str) -> str:
    """Whether the words before and after are those recorded."""
    raw = text.raw
    if prefix and not fold(raw[max(0, span.start - 2 * len(prefix) - 20) : span.start]).endswith(prefix):
        return "other words stand before it than its prefix"
    if suffix and not fold(raw[span.end : span.end + 2 * len(suffix) + 20]).startswith(suffix):
        return "other words stand after it than its suffix"
    return ""


def nearest(quote: str, text: Text) -> Passage | None:
    """The passage that shares most runs of three words with ``quote``; ``None`` when less than a quarter is shared."""
    words = [match[0].lower() for match in re.finditer(r"\w+", quote)]
    shingles = {tuple(words[at : at + 3]): at for at in range(max(0, len(words) - 2))}
    if not shingles:
        return None
    tokens = list(re.finditer(r"\w+", text.raw))
    lower = [token[0].lower() for token in tokens]
    votes: dict[int, int] = {}
    for at in range(len(lower) - 2):
        place = shingles.get((lower[at], lower[at + 1], lower[at + 2]))
        if place is not None:
            votes[(at - place) // 4] = votes.get((at - place) // 4, 0) + 1
    if not votes or max(votes.values()) * 4 < len(shingles):
        return None
    begin = max(0, min(votes, key=lambda key: (-votes[key], key)) * 4)
    last = min(begin + len(words) + 3, len(tokens) - 1)
    return text.passage(tokens[begin].start(), tokens[last].end())
