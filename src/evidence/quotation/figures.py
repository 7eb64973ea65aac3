"""Whether a figure stands in a text: same digits, same sign, same comparator, same unit, on token edges.

``exact``: printed as recorded. ``normalised``: the same number, printed with another dash, thousands separator, spelling
of its comparator or unit, or another word between the two ends of an interval. Everything else has failed, and the
nearest place is shown with the reason. ``0.50``, ``.5`` and ``0·5`` are three different values: digits and decimal
points are never folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, Protocol

from evidence.quotation import units
from evidence.quotation.folding import DASHES, fold
from evidence.quotation.numbers import Number, comparator, digits, numbers, same_comparator
from evidence.quotation.text import Passage, Text

Standing = Literal["exact", "normalised", "failed"]

_SPREAD = re.compile(r"(?<!\w)(?:SDs?|SEs?|SEMs?|s\.d\.|s\.e\.|standard (?:deviation|error)|margin|CI)(?!\w)")
#: What may stand between the two numbers of a value, by what it means.
_JOINTS = (
    ("range", re.compile(rf"\s?(?:[{DASHES}]|to|through|and|,|;)\s?")),
    ("share", re.compile(r"\s?(?:/|of|out of)\s?")),
    ("spread", re.compile(r"\s?")),
    ("brackets", re.compile(r"\s?[(\[]\s?")),
)
#: No more than this many places of one number are looked at for a value of several numbers.
_MOST = 5000


class Reported(Protocol):
    """What is looked for: a record's figure."""

    @property
    def name(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def op(self) -> str | None: ...
    @property
    def unit(self) -> str | None: ...


class Figured(NamedTuple):
    """How a figure stands, where, and, when it has failed, why not."""

    result: Standing
    passage: Passage | None
    why: str = ""


class _Fit(NamedTuple):
    why: str
    exact: bool
    #: How far the comparison came before it failed; the furthest is the nearest passage.
    reached: int


def stands(figure: Reported, text: Text) -> Figured:
    """Look for ``figure`` in ``text``. Never raises, whatever the two hold."""
    wanted = list(numbers(figure.value))
    if not wanted:
        return Figured("failed", None, "the value holds no number")
    best: tuple[_Fit, int] | None = None
    for place in text.by_digits.get(digits(wanted[0].digits), ())[:_MOST]:
        fit = _fits(figure, wanted, text, place)
        if not fit.why and fit.exact:
            return Figured("exact", _passage(text, place, len(wanted)))
        if best is None or (not fit.why, fit.reached) > (not best[0].why, best[0].reached):
            best = fit, place
    if best is None:
        return _unlike(wanted[0], text)
    fit, place = best
    return Figured("failed" if fit.why else "normalised", _passage(text, place, len(wanted)), fit.why)


def _passage(text: Text, place: int, count: int) -> Passage:
    last = text.numbers[min(place + count, len(text.numbers)) - 1]
    return text.passage(text.numbers[place].start, last.end)


def _fits(figure: Reported, wanted: list[Number], text: Text, place: int) -> _Fit:
    found = text.numbers[place : place + len(wanted)]
    exact = True
    for index, want in enumerate(wanted):
        if index >= len(found) or digits(found[index].digits) != digits(want.digits):
            return _Fit(f"the text does not go on with {want.digits}", False, index)
        have = found[index]
        why = _edges(figure, want, have)
        if index and not why:
            why = _joint(figure.value[wanted[index - 1].end : want.start], text.raw[found[index - 1].end : have.start])
        if why:
            return _Fit(why, False, index)
        exact = exact and have.digits == want.digits
    exact = exact and text.raw[found[0].start : found[-1].end] == figure.value[wanted[0].start : wanted[-1].end]
    for why, same in _dressed(figure, wanted, found, text.raw):
        exact = exact and same
        if why:
            return _Fit(why, False, len(wanted))
    return _Fit("", exact, len(wanted))


def _edges(figure: Reported, want: Number, have: Number) -> str:
    if have.why:
        return have.why
    if have.sign == want.sign or (have.sign == "±" and want.sign == "" and have.spread and _SPREAD.search(figure.name)):
        return ""
    if have.sign == "?":
        return "the dash before it may be a minus or a range"
    return f"the sign is another: {have.sign + have.digits!r}"


def _joint(wanted: str, found: str) -> str:
    """What is wrong with the words between two numbers of a value; a percent sign is weighed elsewhere."""
    want, have = (fold(part.replace("%", "").replace(")", "").replace("]", "")) for part in (wanted, found))
    if want == have or any(joint.fullmatch(want) and joint.fullmatch(have) for _, joint in _JOINTS):
        return ""
    return f"the text has {fold(found)[:40]!r} between its numbers"


def _dressed(figure: Reported, wanted: list[Number], found: tuple[Number, ...], raw: str) -> Iterator[tuple[str, bool]]:
    """Comparator, percent signs, unit and the value's own words: what is wrong with each, and whether it is exact."""
    yield _compared(figure.op, raw, found[0].start)
    value, unit = figure.value, (figure.unit or "").strip()
    for want, have, last in zip(wanted, found, [False] * (len(wanted) - 1) + [True], strict=True):
        own = units.other(value, want.end)
        if own:
            unit_shown = units.shown(raw, have.end, own)
            yield ("" if unit_shown[0] else f"the text does not show {own} behind it"), unit_shown[1]
        elif last and unit and not value[want.end :].strip(" )]"):
            unit_shown = units.shown(raw, have.end, unit)
            yield ("" if unit_shown[0] else f"the text does not show {unit} behind it"), unit_shown[1]
        else:
            yield _bare(figure, unit, raw, want, have), True
    before, after = value[: wanted[0].start].strip(), value[wanted[-1].end :].strip().strip("%)]").strip()
    if before and not fold(raw[max(0, found[0].start - len(before) - 20) : found[0].start]).endswith(fold(before)):
        yield f"the text does not show {before!r} before it", False
    if after and not units.other(value, wanted[-1].end):
        follows = fold(raw[found[-1].end : found[-1].end + len(after) + 20]).lstrip("%)] -")
        yield ("" if follows.startswith(fold(after)) else f"the text does not show {after!r} behind it"), True


def _compared(op: str | None, raw: str, start: int) -> tuple[str, bool]:
    have, printed, sure = comparator(raw, start)
    if op is None:
        return (f"the text has {printed!r} before it", False) if have not in ("", "=") and sure else ("", True)
    if have == same_comparator(op):
        return "", printed == op
    return (f"the text has {printed!r}, not {op}" if have else f"the text shows no {op} before it"), False


def _bare(figure: Reported, unit: str, raw: str, want: Number, have: Number) -> str:
    """A number recorded without a unit: what the text prints behind it may not make it another quantity."""
    printed = units.other(raw, have.end)
    if not printed:
        words_follow = figure.value[want.end : want.end + 2].strip(" ")
        return "it is part of a word" if have.glued and not want.glued and not words_follow else ""
    if printed == unit or (unit and units.shown(raw, have.end, unit)[0]) or units.says(figure.name, printed):
        return ""
    return f"the text has {printed} behind it, which the figure lacks"


def _unlike(want: Number, text: Text) -> Figured:
    """No number has these digits: the nearest one is printed otherwise, has them in another order, or is one digit off."""
    bare = digits(want.digits)
    near = min((key for key in text.by_digits if _one_off(bare, key)), default=None)
    if near is not None:
        number = text.numbers[text.by_digits[near][0]]
        why = f"{want.digits} does not stand in it; the nearest number is {number.digits}"
        return Figured("failed", text.passage(number.start, number.end), why[:200])
    return Figured("failed", None, f"{want.digits[:40]} does not stand in it, nor a number like it")


def _one_off(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1 or len(a) > 20:
        return False
    if a.strip("0") == b.strip("0") and "." in a + b:
        return True
    if len(a) == len(b):
        apart = sum(x != y for x, y in zip(a, b, strict=True))
        return len(a) > 1 and (sorted(a) == sorted(b) or (apart == 1 and len(a) > 2))
    short, long = sorted((a, b), key=len)
    return len(short) > 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
