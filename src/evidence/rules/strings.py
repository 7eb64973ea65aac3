"""Every string a person typed, by record: one walk for the rules that look at characters.

``texts`` is quick and says which records deserve a closer look; ``strings`` is the closer look, with paths.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

from evidence import model
from evidence.base import Base, Home
from evidence.loader import Loaded
from evidence.rules.once import once
from evidence.yaml_text import Path

_WRITTEN = {"from_": "from", "container_title": "container-title"}


_NAMES: dict[type, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(kind))
    for kind in vars(model).values()
    if isinstance(kind, type) and is_dataclass(kind)
}
_PARTS: dict[type, Callable[[Any], tuple[Any, ...]]] = {kind: attrgetter(*names) for kind, names in _NAMES.items()}


def _gather(value: Any, into: list[str]) -> None:
    kind = type(value)
    if kind is str:
        into.append(value)
    elif kind is tuple:
        for item in value:
            _gather(item, into)
    elif kind in _PARTS:
        for item in _PARTS[kind](value):
            if item:
                _gather(item, into)
    elif kind is dict:
        for key, item in value.items():
            into.append(key)
            _gather(item, into)


def joined(value: Any) -> str:
    """Every string in ``value``, one after the other, a line each."""
    into: list[str] = []
    _gather(value, into)
    return "\n".join(into)


@once
def _record_texts(base: Base) -> tuple[tuple[Any, Home, str], ...]:
    entries: list[tuple[Any, Home]] = list(base.entries)
    if base.info_home:
        entries.append((base.info, base.info_home))
    return tuple((record, home, joined(record)) for record, home in entries)


def texts(loaded: Loaded) -> Iterator[tuple[Any, Home, str]]:
    """Each record, the base's own and the method included, with its home and all of its strings joined."""
    yield from _record_texts(loaded.base)
    if loaded.method_values is not None:
        yield loaded.method_values, Home("kb/method.yaml", ()), joined(loaded.method_values)


def strings(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Each string in ``value`` with its path; a key of a mapping counts, at the path of its value."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from strings(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key), key
            yield from strings(item, (*path, key))
    else:
        for name in _NAMES.get(type(value), ()):
            yield from strings(getattr(value, name), (*path, _WRITTEN.get(name, name)))
