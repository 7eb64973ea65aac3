"""References as RIS: the one door to rispy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evidence.citing.bibtex import note_of
from evidence.citing.items import Item
from evidence.citing.names import inverted
from evidence.errors import EvidenceError

_TYPES = {
    "article-journal": "JOUR",
    "article-newspaper": "NEWS",
    "article": "UNPB",
    "report": "RPRT",
    "webpage": "ELEC",
}
_PLAIN = {
    "title": "title", "container-title": "secondary_title", "volume": "volume", "issue": "number", "number": "custom7",
    "publisher": "publisher", "DOI": "doi", "PMID": "accession_number", "PMCID": "custom2",
}  # fmt: skip


def ris(items: Sequence[tuple[Item, str]]) -> str:
    """Items, each with the kind of its document, as one RIS file.

    PMID stands in AN, PMCID in C2, the number of an article in C7.
    """
    rispy = _library()

    class Writer(rispy.RisWriter):  # type: ignore[misc, name-defined]  # rispy is untyped
        def set_header(self, count: int) -> str:  # noqa: ARG002  (numbers between records trouble some readers)
            return ""

    return str(rispy.dumps([entry(item, kind) for item, kind in items], implementation=Writer))


def _library() -> Any:
    try:
        import rispy  # type: ignore[import-untyped]
    except ImportError as error:
        raise EvidenceError("RIS needs rispy, which is not installed", "pip install rispy") from error
    return rispy


def entry(item: Item, kind: str = "") -> dict[str, Any]:
    """An item as rispy writes it. Only what is known; what is not is named in a note."""
    found: dict[str, Any] = {"type_of_reference": _TYPES.get(item["type"], "GEN"), "id": item["id"]}
    if names := item.get("author"):
        found["authors"] = [inverted(name) for name in names]
    found.update({name: item[key] for key, name in _PLAIN.items() if key in item})
    if parts := item.get("issued", {}).get("date-parts", [[]])[0]:
        found["year"] = str(parts[0])
        found["date"] = "/".join([*(f"{part:02}" for part in parts), *[""] * (3 - len(parts))]) + "/"
    found.update(_pages(item))
    if "URL" in item:
        found["urls"] = [item["URL"].replace(";", "%3B")]
    if note := note_of(item, kind):
        found["notes"] = [note]
    return found


def _pages(item: Item) -> dict[str, str]:
    first, _, last = item.get("page", "").partition("-")
    return {name: text for name, text in (("start_page", first), ("end_page", last)) if text}
