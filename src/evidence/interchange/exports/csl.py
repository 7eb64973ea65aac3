"""The documents of a base as CSL-JSON, for reference managers."""

from __future__ import annotations

import json
from typing import IO, Any

from evidence.citing.items import item_of
from evidence.store import Store

_HELD = frozenset(("type", "title", "author", "et_al", "container-title", "issued", "volume", "issue", "page", "number",
                   "publisher", "DOI", "PMID", "PMCID", "URL"))  # fmt: skip


def write(store: Store, out: IO[bytes]) -> None:
    """Write every source record as one item of a CSL-JSON array."""
    out.write(b"[")
    for place, row in enumerate(store.each("SELECT data FROM record WHERE kind = 'source' ORDER BY id")):
        item = item_of(json.loads(row["data"]))
        out.write((",\n" if place else "\n").encode() + json.dumps(item, ensure_ascii=False).encode())
    out.write(b"\n]\n")


def holds(kind: str, field: str, _: Any) -> bool:
    """A source's citation, its id, and its standing as the item's status."""
    return kind == "source" and (
        field in ("id", "standing.status", "standing.date", "standing.authority")
        or (field.startswith("csl.") and field[4:] in _HELD)
    )
