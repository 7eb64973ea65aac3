"""Records to plain JSON values and back, without pydantic. Absent and empty fields are left out."""

from __future__ import annotations

import typing
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any

_SPELT = {"container_title": "container-title", "from_": "from"}


def to_plain(value: Any) -> Any:
    """A record as dicts, lists and scalars, in house order, keys as written in the files."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            _SPELT.get(name, name): to_plain(item)
            for name in _names(type(value))
            if (item := getattr(value, name)) is not None and (name in _needed(type(value)) or not _empty(item))
        }
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    return value


def _empty(item: Any) -> bool:
    return item is False or item == () or item == {}


@cache
def _needed(kind: type) -> frozenset[str]:
    """The fields that have no default, so that even an empty value says something."""
    return frozenset(
        field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING
    )


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def from_plain(kind: type, value: dict[str, Any]) -> Any:
    """The record that ``to_plain`` made ``value`` of. Values are trusted: they were validated when first read."""
    return kind(**{name: build(value[key]) if build else value[key] for key, name, build in _plan(kind) if key in value})


@cache
def _plan(kind: type) -> tuple[tuple[str, str, Any], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((_SPELT.get(name, name), name, _builder(hints[name])) for name in _names(kind))


def _builder(hint: Any) -> Any:
    """How to rebuild a value of this type, or ``None`` when it stands as it is."""
    if is_dataclass(hint) and isinstance(hint, type):
        found: type = hint
        return lambda value: from_plain(found, value)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        inner = _builder(arguments[0])
        return (lambda value: tuple([inner(item) for item in value])) if inner else tuple
    if origin is dict:
        each = _builder(arguments[1])
        return (lambda value: {key: each(item) for key, item in value.items()}) if each else None
    if origin in (typing.Union, UnionType):
        return next((build for argument in arguments if (build := _builder(argument))), None)
    return None
