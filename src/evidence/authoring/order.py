"""The house order of every file: the order of the fields in ``evidence.model``, with a few moved."""

from __future__ import annotations

import typing
from dataclasses import is_dataclass
from functools import cache
from types import UnionType
from typing import Any

from evidence.loader import RECORD_TYPES, placed
from evidence.model import Claim, Effect, Figure, Line, Search, Study
from evidence.plain import SPELT
from evidence.yaml_write import text_of
from evidence.yaml_write.tidy import Shape, tidy

#: Fields that stand elsewhere in a file than in the model, where those without a default have to come first:
#: each follows the field named.
_FOLLOWS: dict[type, tuple[tuple[str, str], ...]] = {
    Claim: (("qualifiers", "object"),),
    Effect: (("better", "level"), ("outcome", "measure"), ("timepoint", "outcome")),
    Figure: (("op", "name"),),
    Line: (("species", "causal_level"), ("population", "species"), ("locator", "quote")),
    Search: (("hits", "query"),),
    Study: (("registry", "label"),),
}


def file_text(path: str, value: Any) -> str:
    """A new file at ``path`` of a base for plain values, in house order and style."""
    return tidy(text_of(value), shape_at(path))


def keys_of(record: type) -> tuple[str, ...]:
    """The keys of a record or of a part of one (``model.Line``), as spelt in files, in house order."""
    return shape_of(record).keys


def shape_at(path: str) -> Shape:
    """The shape of the records in the file at ``path``; an empty one for a file that holds none."""
    kind = placed(path)
    return shape_of(RECORD_TYPES[kind[0]]) if kind and kind[0] in RECORD_TYPES else Shape()


@cache
def shape_of(record: Any) -> Shape:
    """Keys in house order, which of them hold text, and the shapes of the records inside."""
    hints = typing.get_type_hints(record)
    for name, before in _FOLLOWS.get(record, ()):
        moved = hints.pop(name)
        hints = {key: hint for old, kind in hints.items() for key, hint in _with(old, kind, before, name, moved)}
    inner = {SPELT.get(name, name): _part(hint) for name, hint in hints.items()}
    return Shape(
        tuple(inner),
        frozenset(name for name, part in inner.items() if part is str),
        {name: shape_of(typing.cast(type, part)) for name, part in inner.items() if is_dataclass(part)},
    )


def _with(old: str, kind: Any, before: str, name: str, moved: Any) -> list[tuple[str, Any]]:
    return [(old, kind), (name, moved)] if old == before else [(old, kind)]


def _part(hint: Any) -> Any:
    """What a field is made of: a record, ``str`` for text and for lists of text, ``None`` for anything else."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return _part(arguments[0])
    if origin is typing.Literal:
        return str
    if origin in (typing.Union, UnionType):
        return _part(next(argument for argument in arguments if argument is not type(None)))
    return hint if hint is str or is_dataclass(hint) else None
