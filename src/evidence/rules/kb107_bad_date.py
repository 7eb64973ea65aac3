"""KB107: a date that no calendar has, or that lies after the base's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from evidence.base import Base, Home
from evidence.loader import Loaded
from evidence.model import Claim, Override, Record, Source, Study
from evidence.rules.rule import Finding, Rule, inside
from evidence.yaml_text import Path

RULE = Rule("KB107", "bad-date", "error", "a date that no calendar has, or a check dated after the base")

_FORM = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?\Z")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each date that cannot be read, and each search or check that is later than ``as_of``."""
    base = loaded.base
    as_of = base.info.as_of if is_date(base.info.as_of) else ""
    for home, at, written, looked_up in _dates(base):
        if not is_date(written):
            message = f"{at[-1]} is {written!r}, which is no date"
            yield Finding(*inside(home, *at), message, "write YYYY, YYYY-MM or YYYY-MM-DD")
        elif looked_up and as_of and later(written, as_of):
            message = f"{at[-1]} is {written}, which is after the base's as_of, {as_of}"
            yield Finding(*inside(home, *at), message, "mend the date, or move as_of in kb/base.yaml on")


def is_date(written: str) -> bool:
    """Whether ``written`` is a year, month or day of the calendar."""
    if not _FORM.match(written):
        return False
    try:
        date.fromisoformat(written + "-01-01"[len(written) - 4 :] if len(written) < 10 else written)
    except ValueError:
        return False
    return True


def later(one: str, other: str) -> bool:
    """Whether ``one`` is surely later than ``other``, as far as both say."""
    length = min(len(one), len(other))
    return one[:length] > other[:length]


_Dated = tuple[Home, Path, str, bool]


def _dates(base: Base) -> Iterator[_Dated]:
    if base.info_home:
        yield base.info_home, ("as_of",), base.info.as_of, False
    for record, home in base.entries:
        for at, written, looked_up in _of(record):
            if written is not None:
                yield home, at, written, looked_up


def _of(record: Record) -> Iterator[tuple[Path, str | None, bool]]:
    if isinstance(record, Source):
        yield ("csl", "issued"), record.csl.issued, False
        yield ("standing", "date"), record.standing.date, False
        yield ("standing", "checked_on"), record.standing.checked_on, True
    elif isinstance(record, Study):
        yield ("completed",), record.completed, False
    elif isinstance(record, Claim):
        for index, search in enumerate(record.searched):
            yield ("searched", index, "date"), search.date, True
    elif isinstance(record, Override):
        yield ("when",), record.when, False
