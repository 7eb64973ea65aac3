"""A described document as a source record. What a record has no field for, and a person should see, goes to ``todo``."""

from __future__ import annotations

from dataclasses import replace

from evidence.ingest.described import Described
from evidence.ingest.kinds import csl_type
from evidence.model import Source, SourceKind, StandingNote

#: Relations of which a curator has to know before the document is used.
_TELLING = ("retraction of", "partial retraction of", "correction of", "expression of concern about", "preprint of",
            "update of", "updated by", "corrected republication of", "republication, after retraction, of",
            "republication of", "republished by")  # fmt: skip


def source_of(item: Described, name: str, kind: SourceKind, text: str | None = None) -> Source:
    """The record with this id; ``text`` is the sha256 of a text that is held of it."""
    csl = item.csl if item.kind == kind or csl_type(kind) == item.csl.type else replace(item.csl, type=csl_type(kind))
    said = item.kind is None or item.kind != kind  # somebody gave the kind, so that it needs no second look
    return Source(
        id=name,
        kind=kind,
        csl=csl,
        standing=item.standing or StandingNote("unknown"),
        licence=item.licence,
        text=text,
        todo=" ".join(_todo(item, said)) or None,
    )


def _todo(item: Described, said: bool) -> list[str]:
    doubts = [doubt for doubt in item.doubts if not (said and doubt.startswith("Kind "))]
    if item.registry:
        doubts.append(f"Trial registration read: {', '.join(item.registry)}; it belongs in the study.")
    links = (link for link in item.related if link.relation in _TELLING)
    return [*doubts, *(f"{link.relation[0].upper()}{link.relation[1:]}: {link.named}." for link in links)]
