"""One module a format: a compiled base written in it, and which fields of a base it holds."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import IO, NamedTuple

from evidence.interchange.exports.held import Holds, Lost, lost
from evidence.store import Store


class Format(NamedTuple):
    """A format: its name on the command line, and the module with ``write`` and ``holds``."""

    name: str
    module: str


FORMATS = (
    Format("graphml", "graphml"),
    Format("cx2", "cx2"),
    Format("csl-json", "csl"),
    Format("argdown", "argdown"),
)


def write(store: Store, name: str, out: IO[bytes]) -> None:
    """Write a base in one of ``FORMATS``."""
    writer: Callable[[Store, IO[bytes]], None] = _module(name).write
    writer(store, out)


def left_out(store: Store, name: str) -> list[Lost]:
    """What of this base the format cannot hold."""
    holds: Holds = _module(name).holds
    return lost(store, holds)


def _module(name: str):  # type: ignore[no-untyped-def]
    (found,) = (each for each in FORMATS if each.name == name)
    return import_module(f"evidence.interchange.exports.{found.module}")
