"""One module a format: a compiled base written in it, and which fields of a base it holds."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import IO, NamedTuple

from evidence.interchange.exports.held import Holds, Lost, lost
from evidence.store import Store


class Format(NamedTuple):
    """A format: its name on the command line, the module with its ``holds``, the writer there, and whether it is packed.

    A module may have ``left_out(store)`` too, for records that are left out whole though their fields could be held.
    """

    name: str
    module: str
    writer: str = "write"
    packed: bool = False


FORMATS = (
    Format("graphml", "graphml"),
    Format("cx2", "cx2"),
    Format("csl-json", "csl"),
    Format("argdown", "argdown"),
    Format("va-spec", "va_spec"),
    Format("nanopub", "nanopub"),
    Format("kgx-tsv", "kgx", "write_tsv", packed=True),
    Format("kgx-jsonl", "kgx", "write_jsonl", packed=True),
)


def write(store: Store, name: str, out: IO[bytes]) -> None:
    """Write a base in one of ``FORMATS``."""
    form, module = _format(name)
    writer: Callable[[Store, IO[bytes]], None] = getattr(module, form.writer)
    writer(store, out)


def left_out(store: Store, name: str) -> list[Lost]:
    """What of this base the format cannot hold, field by field."""
    _, module = _format(name)
    holds: Holds = module.holds
    return lost(store, holds)


def records_left_out(store: Store, name: str) -> list[Lost]:
    """Which records it leaves out whole, by the reason, though it has a place for what they say."""
    _, module = _format(name)
    found: Callable[[Store], list[Lost]] | None = getattr(module, "left_out", None)
    return found(store) if found else []


def _format(name: str) -> tuple[Format, ModuleType]:
    (found,) = (each for each in FORMATS if each.name == name)
    return found, import_module(f"evidence.interchange.exports.{found.module}")
