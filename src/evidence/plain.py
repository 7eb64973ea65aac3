"""Records to plain values and back, without pydantic. Absent and empty fields are left out.

``from_plain`` takes in exactly what fits a record and refuses everything else without saying why; ``validation`` then
asks pydantic, which says what is wrong and how. Most files fit, and so cost no import of pydantic.
"""

from __future__ import annotations

import re
import sys
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any

#: Keys that Python cannot spell as field names.
SPELT = {"container_title": "container-title", "from_": "from"}

_WHOLE = re.compile(r"(?:0|[1-9][0-9]{0,8})\Z")
#: A text no longer than this is likely an id or a word that many records hold: all of them share one string.
_OFTEN = 32


class MisfitError(ValueError):
    """A value that does not fit the record."""


def to_plain(value: Any) -> Any:
    """A record as dicts, lists and scalars, in house order, keys as written in the files."""
    if isinstance(value, (str, int)) or value is None:
        return value
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return value
    kind: Any = type(value)
    return {
        spelt: to_plain(item)
        for name, spelt, needed in _fields(kind)
        if (item := getattr(value, name)) is not None and (needed or not _empty(item))
    }


def _empty(item: Any) -> bool:
    return item is False or item == () or item == {}


@cache
def _fields(kind: Any) -> tuple[tuple[str, str, bool], ...]:
    """Name, spelling, and whether the field has no default, so that even an empty value says something."""
    return tuple(
        (
            field.name,
            SPELT.get(field.name, field.name),
            field.default is MISSING and field.default_factory is MISSING,
        )
        for field in fields(kind)
    )


def from_plain(kind: type, value: Any) -> Any:
    """The record of ``kind`` that plain values spell; raises ``MisfitError`` when they do not fit it exactly."""
    if not isinstance(value, dict):
        raise MisfitError(kind.__name__)
    plan = _plan(kind)
    found = {}
    for key, item in value.items():
        if key not in plan:
            raise MisfitError(key)
        if item is not None:
            name, build = plan[key]
            found[name] = build(item)
    try:
        return kind(**found)
    except TypeError as error:
        raise MisfitError(str(error)) from error


@cache
def _plan(kind: Any) -> dict[str, tuple[str, Callable[[Any], Any]]]:
    hints = typing.get_type_hints(kind)
    return {spelt: (name, _builder(hints[name])) for name, spelt, _ in _fields(kind)}


def _builder(hint: Any) -> Callable[[Any], Any]:
    """How a value of this type is taken in."""
    if is_dataclass(hint) and isinstance(hint, type):
        return lambda value: from_plain(hint, value)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return _sequence(_builder(arguments[0]))
    if origin is dict:
        return _mapping(_builder(arguments[1]))
    if origin is typing.Literal:
        return _one_of(frozenset(arguments))
    if origin in (typing.Union, UnionType):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return _builder(inner)
    return {str: _text, bool: _truth, int: _count}[hint]


def _sequence(inner: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def build(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, (tuple, list)):
            raise MisfitError(value)
        return tuple([inner(item) for item in value])

    return build


def _mapping(inner: Callable[[Any], Any]) -> Callable[[Any], dict[str, Any]]:
    def build(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise MisfitError(value)
        return {_text(key): inner(item) for key, item in value.items()}

    return build


def _one_of(choices: frozenset[str]) -> Callable[[Any], str]:
    own = {choice: choice for choice in choices}

    def build(value: Any) -> str:
        if not isinstance(value, str) or value not in own:
            raise MisfitError(value)
        return own[value]  # one string for all records

    return build


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise MisfitError(value)
    return sys.intern(value) if len(value) <= _OFTEN else value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise MisfitError(value)
    return value


def _count(value: Any) -> int:
    """A whole number, as digits in a file or as a number in a cache."""
    if isinstance(value, str) and _WHOLE.match(value):
        return int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise MisfitError(value)
    return value
