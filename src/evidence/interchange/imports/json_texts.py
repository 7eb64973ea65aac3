"""JSON as it comes: one value, or one a line; what is broken is told with its line and column, what is whole is given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from evidence.interchange.gathered import Gathered
from evidence.interchange.imports.members import Member, text_of

Place = tuple[str, int, int]
_DEEPEST = "nested too deep, or a number too long"


class Item(NamedTuple):
    """A value and where it starts; line and column are 0 when only the file is known."""

    value: Any
    place: Place


def lines(member: Member, into: Gathered) -> Iterator[Item]:
    """Each object of a JSON lines file with its place; a line that is no object is a problem."""
    for number, raw in enumerate(member.content.splitlines(), 1):
        if not raw.strip():
            continue
        place = (member.name, number, 1)
        try:
            value = json.loads(raw)
        except json.JSONDecodeError as error:
            _broken(into, (member.name, number, error.colno), error.msg)
        except (UnicodeDecodeError, RecursionError, ValueError) as error:
            _broken(into, place, str(error) if isinstance(error, UnicodeDecodeError) else _DEEPEST)
        else:
            if isinstance(value, dict):
                yield Item(value, place)
            else:
                _broken(into, place, "not a JSON object")


def whole(member: Member, into: Gathered) -> tuple[Any, str]:
    """The value of a JSON file and its text; ``None`` and a problem at its place when it is broken."""
    text = text_of(member, into)
    if text is None:
        return None, ""
    try:
        return json.loads(text), text
    except json.JSONDecodeError as error:
        _broken(into, (member.name, error.lineno, error.colno), error.msg)
    except (RecursionError, ValueError):
        _broken(into, (member.name, 0, 0), _DEEPEST)
    return None, text


def items_at(text: str, start: int, name: str) -> Iterator[Item]:
    """The whole items of a list whose first item begins at or after ``start``, up to where the text is broken."""
    decoder = json.JSONDecoder()
    line, line_start, counted = text.count("\n", 0, start) + 1, text.rfind("\n", 0, start) + 1, start
    while True:
        while start < len(text) and text[start] in " \t\r\n,":
            start += 1
        line += text.count("\n", counted, start)
        line_start = max(line_start, text.rfind("\n", counted, start) + 1)
        counted = start
        try:
            value, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            return
        yield Item(value, (name, line, start - line_start + 1))
        start = end


def _broken(into: Gathered, place: Place, why: str) -> None:
    into.problem("IM001", "error", place, f"broken JSON: {why}", "mend it, or keep what is whole with --lenient")
