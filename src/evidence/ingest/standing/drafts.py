"""Which drafts cite a document, and where."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from evidence.store import Store


class Cited(NamedTuple):
    """A place in a draft that cites a source. ``unit`` says what ``line`` counts: line, paragraph or page."""

    path: str
    line: int
    unit: str
    text: str
    source: str


def citing(store: Store, drafts: Iterable[Path], sources: Iterable[str]) -> tuple[tuple[Cited, ...], int]:
    """Where drafts cite any of the sources, and how many citations were looked at in all.

    Raises ``EvidenceError`` for a draft that cannot be read.
    """
    from evidence.reading.citations import resolve
    from evidence.reading.documents import read_draft

    wanted, found, looked = set(sources), [], 0
    for path in drafts:
        draft = read_draft(path)
        citations = resolve(draft, store).found
        looked += len(citations)
        for item in citations:
            line, _ = draft.document.place(item.start)
            found += [
                Cited(str(path), line, draft.unit, item.text[:80], name) for name in item.sources if name in wanted
            ]
    return tuple(sorted(set(found))), looked
