"""Units: the spellings that are one and the same, and whether a text shows the unit of a number."""

from __future__ import annotations

import re
from functools import lru_cache

from evidence.quotation.folding import DASHES, fold

#: Spellings of one unit, without plural; ``s`` may follow those of three letters or more. Nothing is converted.
_SPELLINGS: tuple[tuple[str, ...], ...] = (
    ("%", "percent", "per cent"),
    ("percentage point", "percent point", "%-point"),
    ("g", "gram"), ("mg", "milligram"), ("kg", "kilogram"), ("ng", "nanogram"),
    ("µg", "μg", "ug", "mcg", "microgram"),
    ("l", "L", "litre", "liter"), ("ml", "mL", "millilitre", "milliliter"), ("dl", "dL", "decilitre", "deciliter"),
    ("µl", "μl", "µL", "μL", "ul", "microlitre", "microliter"),
    ("M",), ("mM",), ("µM", "μM", "uM", "micromolar"), ("nM", "nanomolar"), ("pM",),
    ("mol",), ("mmol",), ("µmol", "μmol", "umol"), ("nmol",), ("pmol",), ("IU",),
    ("s", "sec", "second"), ("min", "minute"), ("h", "hr", "hrs", "hour"), ("d", "day"), ("wk", "wks", "week"),
    ("month", "mo"), ("year", "yr", "yrs"),
    ("fold", "times", "×"), ("point",), ("Hz",), ("kHz",), ("mm",), ("cm",), ("m2", "m²"),
    ("mmHg", "mm Hg"), ("bpm",),
)  # fmt: skip
_OF: dict[str, tuple[str, ...]] = {name: group for group in _SPELLINGS for name in group}
_SHARED = rf"(?:%?\s?(?:[{DASHES},/]|to|and|or|±)\s?[{DASHES}+]?[0-9][0-9.,·]{{0,11}}){{0,4}}"
_RANGE = rf"(?:\s?(?:[{DASHES}]|to)\s?[{DASHES}+]?[0-9][0-9.,·]{{0,11}}){{0,1}}"
_GAP = rf"[{DASHES}\s]{{0,2}}"
_SCORE = re.compile(r"\b(?:points?|scores?|scales?|ratings?|totals?|inventory|questionnaire)\b", re.IGNORECASE)
#: How far from a number the word for its scale may stand, in characters.
_NEAR = 150


def _group(unit: str) -> tuple[str, ...]:
    for name in (unit, unit.removesuffix("s")):
        if name in _OF:
            return _OF[name]
    return ()


@lru_cache(maxsize=4096)
def _pattern(unit: str) -> str:
    """A pattern for every spelling of ``unit``; one that is not known has its own spelling only."""
    parts = re.split(r"\s?/\s?|\sper\s", unit)
    if len(parts) > 1 and all(_group(part) for part in parts):
        return r"(?:\s?[/·]\s?|\sper\s)".join(_simple(part) for part in parts)
    if _group(unit):
        return _simple(unit)
    return r"\s+".join(map(re.escape, unit.split()))


def _simple(unit: str) -> str:
    names = sorted(_group(unit), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(name) + ("s?" if len(name) > 2 else "") for name in names) + ")"


_NOT_MORE = rf"(?![\w%]|\s?/\s?(?!or\b)[A-Za-zµμ]|[{DASHES}\s](?:point|percentage)|\s(?:per|percentage)\s)"


@lru_cache(maxsize=4096)
def _after(unit: str) -> re.Pattern[str]:
    return re.compile(f"(?P<shared>{_SHARED}){_GAP}(?P<unit>{_pattern(unit)}){_NOT_MORE}")


def shown(text: str, end: int, unit: str) -> tuple[bool, bool]:
    """Whether the number that ends at ``end`` has ``unit``, and whether in the spelling recorded."""
    unit = unit.strip()
    match = _after(unit).match(text, end, min(len(text), end + 120))
    if match:
        return True, match["unit"] == unit and not match["shared"]
    return _scored(text, end, unit), False


def _scored(text: str, end: int, unit: str) -> bool:
    """Points on a scale are seldom printed as a unit: the word score, and the scale's name, stand near the number."""
    *scale, last = unit.split()
    if last not in ("point", "points") or scale[:1] in (["percentage"], ["percent"]):
        return False
    if _after("%").match(text, end, min(len(text), end + 120)) or other(text, end):
        return False
    near = fold(text[max(0, end - _NEAR) : end + _NEAR])
    return all(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", near) for word in scale) and (
        bool(scale) or _SCORE.search(near) is not None
    )


_MEASURES = "|".join(
    sorted((_simple(group[0]) for group in _SPELLINGS if group[0] not in ("point", "fold")), key=len, reverse=True)
)
_OTHER = re.compile(rf"{_RANGE}(?P<gap>{_GAP})(?P<unit>{_MEASURES}|‰|%)(?!\w)")


def other(text: str, end: int) -> str:
    """The unit printed behind the number that ends at ``end``, or ``""``."""
    match = _OTHER.match(text, end, min(len(text), end + 60))
    if match is None:
        return ""
    if match["unit"] in ("s", "M", "L", "l", "d", "g", "m2") and match["gap"].strip():
        return ""  # 5-M is no amount
    return match["unit"]


def says(name: str, unit: str) -> bool:
    """Whether a figure's name says ``unit`` in one of its spellings, as ``age in years`` does."""
    return re.search(rf"(?<!\w){_pattern(unit)}(?!\w)", name) is not None
