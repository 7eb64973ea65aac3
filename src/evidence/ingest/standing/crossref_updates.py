"""Crossref's ``updated-by`` (on a document) and ``update-to`` (on a notice) as events.

Shapes: https://www.crossref.org/documentation/crossmark/ and the field notes of the REST API. ``source`` says whether
a publisher or Retraction Watch reported an update.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evidence.ingest import aliases, dates
from evidence.ingest.aliases import Alias
from evidence.ingest.services.values import date_parts, each, text
from evidence.ingest.standing.events import Event, EventKind
from evidence.ingest.wording import plain

_KINDS: dict[str, EventKind] = {
    "retraction": "retraction",
    "withdrawal": "withdrawal",
    "removal": "withdrawal",
    "partial_retraction": "concern",
    "expression_of_concern": "concern",
    "concern": "concern",
    "correction": "correction",
    "corrigendum": "correction",
    "erratum": "correction",
    "addendum": "correction",
    "clarification": "correction",
    "retract_and_replace": "replacement",
    "reinstatement": "reinstatement",
}
#: Updates that say nothing against a document.
_PASSED = frozenset(("new_version", "new_edition", "update", "addition", "comment", "interim_revision"))
_WHO = {"retraction-watch": "Retraction Watch, by Crossref", "publisher": "publisher, by Crossref"}


def doi_of(message: Mapping[str, Any]) -> Alias | None:
    """The document that a work of Crossref is about."""
    bare = aliases.doi(text(message, "DOI"))
    return Alias("DOI", aliases.unversioned(bare)) if bare else None


def events_of(message: Mapping[str, Any]) -> Iterator[tuple[Alias, Event]]:
    """Every event that a work tells, of itself or of the document it is a notice about."""
    own = doi_of(message)
    if own:
        for update in each(message, "updated-by"):
            if event := _event(update, text(update, "DOI"), plain(text(message, "title"))):
                yield own, event
    for update in each(message, "update-to"):
        target = aliases.doi(text(update, "DOI"))
        if target and (event := _event(update, text(message, "DOI"), "")):
            yield Alias("DOI", aliases.unversioned(target)), event


def unknown_types(message: Mapping[str, Any]) -> set[str]:
    """Types of update that no table knows."""
    found = {_type(item) for name in ("updated-by", "update-to") for item in each(message, name)}
    return {name for name in found if name and name not in _KINDS and name not in _PASSED}


def _type(update: Any) -> str:
    return text(update, "type").strip().lower().replace("-", "_").replace(" ", "_")


def _event(update: Any, notice: str, title: str) -> Event | None:
    kind = _KINDS.get(_type(update))
    if kind is None:
        return None
    who = _WHO.get(text(update, "source"), "Crossref")
    date = date_parts(update, "updated") or dates.iso(text(update, "updated", "date-time")[:10])
    says = "Partial retraction" if _type(update) == "partial_retraction" else ""
    return Event(kind, date or None, who, aliases.doi(notice) or "", says, title)
