"""CSL-JSON, as reference managers, Crossref and ``evidence cite`` write it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from evidence.diagnostics import Diagnostic
from evidence.ingest import aliases, dates
from evidence.ingest.assemble import Raw, described
from evidence.ingest.described import Described
from evidence.ingest.fields import Fields
from evidence.ingest.formats.decoding import of_text
from evidence.ingest.kinds import Guess, guess
from evidence.ingest.people import is_et_al, organisation, person
from evidence.ingest.problems import problem
from evidence.ingest.services.values import leaves
from evidence.model import Author, SourceKind

Item = dict[str, Any]

#: CSL types (and Crossref's names for them) that a base has a kind for. One that is not here needs ``--kind``.
_TYPES: dict[str, tuple[SourceKind, bool]] = {
    "article-journal": ("journal-article", True),
    "journal-article": ("journal-article", True),
    "article": ("preprint", False),
    "posted-content": ("preprint", False),
    "paper-conference": ("conference", False),
    "proceedings-article": ("conference", False),
    "article-newspaper": ("news", False),
    "article-magazine": ("news", False),
    "broadcast": ("news", False),
    "post-weblog": ("blog", False),
    "webpage": ("web-page", False),
    "post": ("web-page", False),
    "legislation": ("regulatory", False),
    "regulation": ("regulatory", False),
}
_WHY = {
    "id": "a record has an id of its own",
    "ISSN": "a serial number names the journal, not the document",
    "editor": "a record names authors, not editors",
    "reference": "works that a paper cites are documents of their own",
}
_NAME_PARTS = ("family", "given", "suffix", "non-dropping-particle", "dropping-particle", "literal", "name")


@of_text
def read(text: str, origin: str) -> Iterable[Described | Diagnostic]:
    """Every item of a CSL-JSON file: a list of items, one item, or a list under ``items`` or ``references``."""
    items, trouble = _items(text, origin)
    for number, (line, item) in enumerate(items, start=1):
        if isinstance(item, dict) and not _misfit(item):
            yield _reference(item, origin, line)
        else:
            what = _misfit(item) if isinstance(item, dict) else "it is no mapping of names to values"
            yield problem(
                "broken-reference", origin, line, f"item {number} is no CSL-JSON: {what}", "mend or remove it"
            )
    if trouble:
        yield trouble


def _items(text: str, origin: str) -> tuple[list[tuple[int, Any]], Diagnostic | None]:
    """The items with their lines; of a list that breaks off, those before the break."""
    start = re.match(r"\s*(?:\{\s*\"(?:items|references)\"\s*:\s*)?\[", text)
    if start is None:
        text_at, single = len(text) - len(text.lstrip()), True
    else:
        text_at, single = start.end(), False
    decoder = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=str, parse_float=str, parse_int=str)
    found: list[tuple[int, Any]] = []
    line, seen = 1, 0
    comma = re.compile(r"\s*(?:,\s*)?")
    while True:
        text_at = comma.match(text, text_at).end()  # type: ignore[union-attr]  # it matches nothing, too
        line, seen = line + text.count("\n", seen, text_at), text_at
        if text[text_at : text_at + 1] in ("]", "") and (found or not single):
            ended = single or text[text_at : text_at + 1] == "]"
            return found, None if ended else _broken(origin, line, "the list is not closed")
        try:
            item, text_at = decoder.raw_decode(text, text_at)
        except RecursionError:
            return found, _broken(origin, line, "it is nested too deeply")
        except ValueError as error:
            return found, _broken(origin, line, str(error).partition(":")[0].lower())
        found.append((line, item))
        if single:
            return found, None


def _pairs(pairs: list[tuple[str, Any]]) -> Item:
    """A mapping in which a repeated key keeps all of its values, under numbered names."""
    found: Item = {}
    for key, value in pairs:
        name, number = key, 2
        while name in found:
            name, number = f"{key} ({number})", number + 1
        found[name] = value
    return found


def _broken(origin: str, line: int, what: str) -> Diagnostic:
    return problem(
        "broken-reference", origin, line, f"the item that begins here cannot be read as JSON: {what}",
        "export the file once more; what stands before it was read",
    )  # fmt: skip


def _misfit(item: Item) -> str:
    """What is wrong with the shape of an item, or nothing."""
    if not isinstance(item.get("type", ""), str):
        return "its type is not text"
    for name in ("author", "editor"):
        people = item.get(name, [])
        if not isinstance(people, list) or not all(isinstance(person_, dict) for person_ in people):
            return f"its {name} is no list of names"
    if not any(item.get(name) for name in ("title", "DOI", "PMID", "PMCID", "URL", "author")):
        return "it has neither title, authors nor an identifier"
    return ""


def _reference(item: Item, origin: str, line: int) -> Described:
    values = {key: list(_texts(value)) for key, value in item.items() if key not in ("author", "issued")}
    fields = Fields(values, _WHY)
    return described(_raw(item, fields), fields, origin, line)


def _texts(value: Any) -> Iterator[str]:
    """Every piece of text in a value, whatever its shape."""
    return (str(here) for here in leaves(value) if here is not None)


def _raw(item: Item, fields: Fields) -> Raw:
    title = fields.first("title")
    raw = Raw(_guess(fields, title), type=_csl_type(item), title=title)
    if subtitle := fields.first("subtitle"):
        raw.title = f"{title}: {subtitle}"
    people = item.get("author", [])
    raw.authors = tuple(_author(name, fields) for name in people if not _is_more(name))
    raw.et_al = any(map(_is_more, people))
    raw.container = fields.first("container-title", "container-title-short", "journalAbbreviation")
    raw.issued = _date(item, fields)
    for name in ("volume", "issue", "page", "number", "publisher"):
        setattr(raw, name, fields.first(name))
    raw.number = raw.number or fields.first("article-number")
    raw.dois, raw.pmids, raw.pmcids, raw.urls = (fields.all(name) for name in ("DOI", "PMID", "PMCID", "URL"))
    for text in fields.all("note"):
        raw.pmids += re.findall(r"\bPMID:?\s*(\d{1,9})\b", text)
        raw.pmcids += re.findall(r"\b(PMC\d{1,9})\b", text)
        fields.leave("note", text, "a remark in the file; a PMID or PMCID in it was read")
    raw.abstract = fields.first("abstract")
    raw.registry = aliases.registrations(
        " ".join((raw.abstract, *_texts(item.get("note")), *_texts(item.get("clinical-trial-number"))))
    )
    return raw


def _csl_type(item: Item) -> str:
    type_ = str(item.get("type", ""))
    renamed = {
        "journal-article": "article-journal",
        "posted-content": "article",
        "proceedings-article": "paper-conference",
    }
    return renamed.get(type_, type_ if re.fullmatch(r"[a-z_-]{1,40}", type_) else "document")


def _guess(fields: Fields, title: str) -> Guess:
    """The kind by type; ``genre`` tells articles apart where a manager wrote one."""
    type_, genre = fields.first("type"), fields.first("genre")
    kind, vague = _TYPES.get(type_, (None, True))
    known = guess([genre]) if genre else None
    types = "; ".join(filter(None, (type_, genre)))
    if known and known.kind and known.kind != "journal-article":
        return Guess(known.kind, types, False)
    if kind == "journal-article":
        return guess(["journal article"], title)._replace(types=types)
    return Guess(kind, types, vague)


def _is_more(name: Item) -> bool:
    return is_et_al(str(name.get("literal") or name.get("family") or ""))


def _author(name: Item, fields: Fields) -> Author | None:
    for key, value in name.items():
        if key not in (*_NAME_PARTS, "sequence", "affiliation"):
            fields.leave(f"author {key}", "; ".join(_texts(value)), "a record holds the names of authors only")
        elif key in ("sequence", "affiliation"):
            fields.leave(f"author {key}", "; ".join(_texts(value)), "a record does not say where authors work")
    part = {key: " ".join(_texts(name.get(key))) for key in _NAME_PARTS}
    if part["literal"] or part["name"]:
        return organisation(part["literal"] or part["name"])
    particles = (part["dropping-particle"], part["non-dropping-particle"])
    return person(" ".join(filter(None, (*particles, part["family"]))), part["given"], part["suffix"])


def _date(item: Item, fields: Fields) -> str:
    """The date of issue: its first date-parts, else its text."""
    issued = item.get("issued")
    if not isinstance(issued, dict):
        return " ".join(_texts(issued))
    parts = issued.get("date-parts") or issued.get("raw") or issued.get("literal") or ""
    for key, value in issued.items():
        if key != "date-parts" and parts is not value:
            fields.leave(f"issued {key}", "; ".join(_texts(value)), "the record holds year, month and day")
    if not isinstance(parts, list):
        return " ".join(_texts(parts))
    first, *rest = [list(_texts(part)) for part in parts] or [[]]
    if rest:
        fields.leave("issued", "; ".join("-".join(part) for part in rest), "the end of a span of dates")
    date = dates.of_parts(*[*first, "", "", ""][:3])
    return date if date and len(date.split("-")) == len(first) else " ".join(first)
