"""Source records as references in one of the formats of ``cite``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from evidence.citing.items import item_of, printable


def export(records: Sequence[dict[str, Any]], form: str, style: str = "vancouver") -> str:
    """Records as ``text`` (in a CSL style), ``bibtex``, ``ris`` or ``csl-json``."""
    items = [(item_of(record), record["kind"]) for record in records]
    if form == "bibtex":
        from evidence.citing.bibtex import bibtex

        return bibtex(items)
    if form == "ris":
        from evidence.citing.ris import ris

        return ris(items)
    if form == "csl-json":
        return json.dumps([item for item, _ in items], ensure_ascii=False, indent=2) + "\n"
    from evidence.citing.text import bibliography

    texts = bibliography([printable(item, kind) for item, kind in items], style)
    numbered = style == "vancouver"  # other styles that number print the number themselves
    return "".join(f"{number}. {text}\n" if numbered else f"{text}\n" for number, text in enumerate(texts, start=1))
