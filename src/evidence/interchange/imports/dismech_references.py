"""DisMech's cache of references: Markdown files whose front matter says which document the text is of."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from evidence.held import What
from evidence.interchange.gathered import Gathered, one_line
from evidence.interchange.imports.members import Member, members, text_of
from evidence.model import Author, Citation
from evidence.quotation import Text

_HEAD = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_MOST_AUTHORS = 200


@dataclass(frozen=True)
class CachedReference:
    """One document as DisMech has it: what it is called, and as much of its text as was fetched."""

    csl: Citation
    doi: str | None
    text: str
    what: What

    @cached_property
    def ready(self) -> Text:
        """The text made ready to look for quotes in."""
        return Text(self.text)


def references(path: Path, into: Gathered) -> dict[str, CachedReference]:
    """Every cached reference below ``path`` by its reference id, such as ``PMID:123``."""
    found = {}
    for member in members(path, into, (".md",)):
        pair = _reference(member, into)
        if pair is not None:
            found[pair[0]] = pair[1]
    into.count("cached references", len(found))
    return found


def _reference(member: Member, into: Gathered) -> tuple[str, CachedReference] | None:
    from evidence import yaml_text

    text = text_of(member, into)
    head = _HEAD.match(text) if text else None
    if text is None or head is None:
        return None
    document = yaml_text.read(head[1])
    values = document.value if isinstance(document.value, dict) else {}
    for trouble in document.troubles:
        place = (member.name, trouble.line + 1, trouble.column)
        into.problem("IM001", "warning", place, f"the head of a cached reference: {trouble.kind} {trouble.detail}")
    name = values.get("reference_id")
    if not isinstance(name, str):
        return None
    body = text[head.end() :]
    what: What = "full text" if str(values.get("content_type", "")).startswith("full_text") else "abstract"
    doi = values.get("doi")
    content = body.partition("## Content")[2] or body
    return name.strip(), CachedReference(_citation(values), doi if isinstance(doi, str) else None, content, what)


def _citation(values: dict[str, Any]) -> Citation:
    def said(key: str) -> str | None:
        value = values.get(key)
        return one_line(html.unescape(value), 500) or None if isinstance(value, str) else None

    named = values.get("authors")
    authors = [one_line(name, 200) for name in named if isinstance(name, str)] if isinstance(named, tuple) else []
    year = said("year")
    return Citation(
        type="article-journal",
        title=said("title"),
        author=tuple(Author(literal=name) for name in authors[:_MOST_AUTHORS] if name),
        container_title=said("journal"),
        issued=year if year and re.fullmatch("[12][0-9]{3}", year) else None,
    )
