"""What a file or a service says about one document, on its way to a source record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from evidence.model import Citation, SourceKind, StandingNote


class Left(NamedTuple):
    """A value that was read and that a source record has no place for: the field, the value, and why it stays out."""

    field: str
    value: str
    why: str


class Related(NamedTuple):
    """Another document that this one says it belongs to: how (``preprint of``, ``retraction of`` …) and what names it."""

    relation: str
    named: str


@dataclass(frozen=True, slots=True)
class Described:
    """One document as its origin describes it; ``origin`` is the file or the service and the day it was asked.

    ``kind`` is ``None`` where the origin names none that a base has (a book, a patent); ``kind_from`` says what it was
    taken from. ``line`` is where in the file it begins, from 1, or 0.

    ``abstract`` and ``body`` are texts for reading and checking: they go into ``sources/.texts/`` and never into a
    record. ``registry`` holds trial registration numbers. ``left`` accounts for every field that goes nowhere, and
    ``doubts`` for what a person should look at.
    """

    origin: str
    kind: SourceKind | None
    csl: Citation
    abstract: str = ""
    body: str = ""
    registry: tuple[str, ...] = ()
    licence: str | None = None
    standing: StandingNote | None = None
    left: tuple[Left, ...] = ()
    line: int = 0
    kind_from: str = ""
    doubts: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
