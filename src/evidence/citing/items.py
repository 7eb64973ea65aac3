"""A source record as a CSL-JSON item, and the same item fit to print: what is not known is said."""

from __future__ import annotations

import re
from typing import Any

from evidence.citing.names import ET_AL, parted

Item = dict[str, Any]

#: Kinds of document that always have authors and a date; where those are missing, they were not verified.
_AUTHORED = frozenset(
    ("journal-article", "preprint", "systematic-review", "meta-analysis", "narrative-review", "letter", "conference")
)
_COPIED = ("title", "container-title", "volume", "issue", "page", "number", "publisher", "DOI", "PMID", "PMCID", "URL")
NO_TITLE, NO_AUTHORS = "[title not verified]", "[authors not verified]"
NO_JOURNAL, NO_DATE = "[journal not verified]", "[date not verified]"


def item_of(record: dict[str, Any]) -> Item:
    """A source record (as the store gives it) as a CSL-JSON item. Only what is known goes in."""
    csl = record["csl"]
    item: Item = {"id": record["id"], "type": csl["type"]}
    if names := _names(csl):
        item["author"] = names
    item.update({key: _line(csl[key]) for key in _COPIED if csl.get(key)})
    if parts := _date_parts(csl.get("issued")):
        item["issued"] = {"date-parts": [parts]}
    if standing := _standing(record.get("standing") or {}):
        item["status"] = standing
    return item


def _names(csl: Item) -> list[dict[str, str]]:
    names = [parted({part: _line(text) for part, text in author.items()}) for author in csl.get("author", [])]
    return [*names, dict(ET_AL)] if names and csl.get("et_al") else names


def _line(text: str) -> str:
    """On one line: a line break inside a value would start a new field in most formats."""
    return " ".join(text.split())


def _date_parts(issued: str | None) -> list[int]:
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", issued or "")
    return [int(part) for part in found.groups() if part] if found else []


def _standing(standing: dict[str, Any]) -> str:
    """What a reader of the reference has to know: retracted, withdrawn, replaced, corrected, under concern."""
    if standing.get("status") in (None, "ok", "unknown"):
        return ""
    words = {"concern": "expression of concern"}
    details = [standing[key] for key in ("date", "authority") if standing.get(key)]
    return ", ".join([words.get(standing["status"], standing["status"]), *details])


def printable(item: Item, kind: str = "") -> Item:
    """The item with what is not known said in brackets. ``kind`` is the kind of the document in the base."""
    lacking = missing(item, kind)
    filled = {"title": f"{NO_TITLE} ({item['id']})", **item}
    if "authors" in lacking:
        filled["author"] = [{"literal": NO_AUTHORS}]
    if "date" in lacking:
        filled["issued"] = {"literal": NO_DATE}
    if "journal" in lacking:
        filled["container-title"] = NO_JOURNAL
    return filled


def missing(item: Item, kind: str = "") -> list[str]:
    """What a reference of this kind needs and the base does not hold."""
    authored = kind in _AUTHORED
    needed = {
        "title": "title" in item,
        "authors": "author" in item or not authored,
        "journal": "container-title" in item or "publisher" in item or not authored,
        "date": "issued" in item,
    }
    return [name for name, there in needed.items() if not there]
