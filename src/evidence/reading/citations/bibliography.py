"""A writer's own list of works, by citation key: BibTeX (the one door to bibtexparser) or CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from evidence.errors import EvidenceError

MAX_BYTES = 16 * 2**20


class Work(NamedTuple):
    """What is known of a work: its key, identifiers as text, first and second author, year, title."""

    key: str
    ids: str
    first: str
    second: str
    year: str
    title: str


def read_bibliography(path: Path) -> dict[str, Work]:
    """The works in a .bib or CSL-JSON file by key; raises ``EvidenceError`` when it cannot be read."""
    hint = "name a .bib file, or CSL-JSON"
    try:
        if not path.is_file():
            raise EvidenceError(f"there is no bibliography {path}", hint)
        if path.stat().st_size > MAX_BYTES:
            raise EvidenceError(f"the bibliography {path} is larger than {MAX_BYTES // 2**20} MiB", hint)
        text = path.read_text("utf-8-sig", errors="replace")
    except OSError as error:
        raise EvidenceError(f"the bibliography {path} cannot be read: {error.strerror}", hint) from error
    works = _csl(text, path) if text.lstrip()[:1] in ("[", "{") else _bibtex(text)
    return {work.key: work for work in works}


def _bibtex(text: str) -> Iterable[Work]:
    """Entries that can be read; a broken one is left out, and its key then stays unresolved."""
    import logging

    try:
        from bibtexparser.entrypoint import parse_string
    except ImportError as error:
        raise EvidenceError(
            "reading a .bib file needs bibtexparser", "it comes with this program: install it anew"
        ) from error

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    for entry in parse_string(text).entries:
        fields = {field.key.lower(): _untex(str(field.value)) for field in entry.fields}
        authors = [_family(name) for name in re.split(r"\s+and\s+", fields.get("author", ""))]
        year = re.search(r"\d{4}", fields.get("year") or fields.get("date") or "")
        yield Work(
            entry.key, _ids(fields, ("doi", "pmid", "pmcid", "url", "note", "eprint")), *_two(authors),
            year[0] if year else "", fields.get("title", ""),
        )  # fmt: skip


def _csl(text: str, path: Path) -> Iterable[Work]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise EvidenceError(f"the bibliography {path} is no CSL-JSON: {error}", "export it once more") from error
    items = value.get("items", value.get("references", [value])) if isinstance(value, dict) else value
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict) or "id" not in item:
            continue
        fields = {str(key).lower(): str(content) for key, content in item.items() if isinstance(content, str | int)}
        people = [person for person in item.get("author") or () if isinstance(person, dict)]
        authors = [str(person.get("family") or person.get("literal") or "") for person in people]
        yield Work(
            str(item["id"]), _ids(fields, ("doi", "pmid", "pmcid", "url", "note")), *_two(authors), _year(item),
            fields.get("title", ""),
        )  # fmt: skip


def _year(item: dict[str, Any]) -> str:
    issued = item.get("issued")
    found = re.search(r"\d{4}", json.dumps(issued)) if issued else None
    return found[0] if found else ""


def _ids(fields: dict[str, str], names: Iterable[str]) -> str:
    """The identifiers as one text, each with the name it is found by."""
    return " ".join(f"PMID {fields[name]}" if name == "pmid" else fields[name] for name in names if fields.get(name))


def _two(authors: list[str]) -> tuple[str, str]:
    return (authors[0] if authors else "", authors[1] if len(authors) > 1 else "")


def _family(name: str) -> str:
    return name.partition(",")[0].strip() if "," in name else name.split()[-1] if name.split() else ""


def _untex(text: str) -> str:
    """TeX's braces and accents off: ``{\\"o}`` is o, for names are compared without accents."""
    return re.sub(r"[{}]", "", re.sub(r"\\[\"'`^~=.cvuHk](?=\W|\{|[a-zA-Z](?:\W|$))?\s*", "", text)).replace("\\&", "&")
