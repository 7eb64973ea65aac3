"""Dates as files write them to YYYY, YYYY-MM or YYYY-MM-DD; a part that is not sure is left out, never filled in."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1
    )
    for name in names.split()
}  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d|21\d\d)(?!\d)")
_COMPACT = re.compile(r"\s*((?:1[5-9]|20|21)\d\d)(0[1-9]|1[0-2])([0-3]\d)\s*\Z")
_NUMERIC = re.compile(r"\s*(\d{4})[-/.]\s?(\d{1,2})?(?:[-/.]\s?(\d{1,2})?)?(?=\D|\Z)")
_WORDED = re.compile(r"(\d{4})\s*[,;]?\s+([A-Za-z]{3,9})\.?(?![A-Za-z])(?:\s+(\d{1,2})(?!\d))?(\s*[-–/]\s*\w+)?")
_TURNED = re.compile(r"(?:(\d{1,2})\.?\s+)?([A-Za-z]{3,9})\.?(?:\s+(\d{1,2})(?:st|nd|rd|th)?)?\s*,?\s+(\d{4})(?!\d)")


def iso(text: str) -> str | None:
    """The first date in ``text``, as far as it is sure; ``None`` when not even a year is."""
    if found := _COMPACT.match(text):
        return _made(found[1], found[2], found[3])
    if found := _NUMERIC.match(text):
        return _made(found[1], found[2], found[3])
    if (found := _WORDED.match(text.strip())) and found[2].lower() in _MONTHS:
        if found[4]:  # from one month or day to another
            return _made(found[1], found[2] if found[3] else "", "")
        return _made(found[1], found[2], found[3])
    if (found := _TURNED.match(text.strip())) and found[2].lower() in _MONTHS:
        return _made(found[4], found[2], found[1] or found[3])
    year = _YEAR.search(text)
    return year[0] if year else None


def of_parts(year: str, month: str = "", day: str = "") -> str | None:
    """The date of parts as text; ``month`` may be a name, and a range of months or days is cut to what is sure."""
    found = _YEAR.fullmatch(year.strip())
    return _made(found[0], month.strip(), day.strip()) if found else None


def _made(year: str, month: str | None, day: str | None) -> str | None:
    if not _YEAR.fullmatch(year):
        return None
    number = _month(month or "")
    if not number:
        return year
    if not (day or "").isdecimal() or not int(day or 0):
        return f"{year}-{number:02}"
    try:
        return date(int(year), number, int(day or 0)).isoformat()
    except ValueError:
        return f"{year}-{number:02}"


def _month(text: str) -> int:
    if text.isascii() and text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else 0
    return _MONTHS.get(text.lower().rstrip("."), 0)


def is_whole(text: str, issued: str | None) -> bool:
    """Whether ``issued`` says all that ``text`` says of a date: every number and every month."""
    said = {int(part) for part in (issued or "").split("-") if part}
    compact = _COMPACT.match(text)
    words = compact.groups() if compact else re.findall(r"[A-Za-z]+|[0-9]{1,18}", text)
    return all((int(word) in said or int(word) == 0) if word.isdecimal() else _month(word) in said for word in words)
