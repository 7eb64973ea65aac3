"""Which documents a base holds already, looked up by any name they go by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from evidence.ingest.aliases import Alias, of_source
from evidence.ingest.described import Described
from evidence.loader import Loaded
from evidence.model import Citation, Source
from evidence.reading.citations.index import plain

Relation = Literal["same", "maybe", "counterpart"]
#: Shorter titles are borne by many documents.
_TELLING_TITLE = 25
_KEYS = {"DOI": "DOI", "PMID": "PMID", "PMCID": "PMCID", "URL": "URL", "registry": "URL"}


class Match(NamedTuple):
    """A document of the base that a new one is, may be, or belongs to; ``place`` is path:line, ``by`` says why."""

    relation: Relation
    id: str
    place: str
    by: str


class _Entry(NamedTuple):
    id: str
    kind: str | None
    csl: Citation
    place: str  # "" for a record of the base, whose line is looked up when somebody asks


class Known:
    """The documents of a base, and those that have been added since. Looking up takes the same time however many."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._by_alias: dict[Alias, _Entry] = {}
        self._by_title: dict[str, dict[str, list[_Entry]]] = defaultdict(lambda: defaultdict(list))
        for source in loaded.base.sources.values():
            self._enter(_Entry(source.id, source.kind, source.csl, ""), of_source(source.kind, source.csl))

    def add(self, source: Source, registry: Iterable[str], place: str) -> None:
        """Count a source as in the base; ``place`` is where it now stands."""
        self._enter(
            _Entry(source.id, source.kind, source.csl, place), of_source(source.kind, source.csl, tuple(registry))
        )

    def _enter(self, entry: _Entry, aliases: Iterable[Alias]) -> None:
        for alias in aliases:
            self._by_alias.setdefault(alias, entry)
        if title := plain(entry.csl.title or ""):
            self._by_title[title][_family(entry.csl)].append(entry)

    def match(self, item: Described, kind: str | None) -> Match | None:
        """The document that this one is or may be, or whose preprint or article it is."""
        for alias in of_source(kind, item.csl, item.registry):
            entry = self._by_alias.get(alias)
            if entry and not (alias.scheme == "URL" and _differ(entry.csl, item.csl)):
                key = _KEYS[alias.scheme]
                return Match("same", entry.id, self._place(entry, key), f"the {alias.scheme} {alias.value}")
        return self._by_words(item, kind)

    def named(self, aliases: Iterable[Alias]) -> Match | None:
        """The document that bears one of these names."""
        for alias in aliases:
            if entry := self._by_alias.get(alias):
                return Match(
                    "same", entry.id, self._place(entry, _KEYS[alias.scheme]), f"the {alias.scheme} {alias.value}"
                )
        return None

    def _by_words(self, item: Described, kind: str | None) -> Match | None:
        found: Match | None = None
        for entry in self._alike(item.csl):
            if (entry.kind == "preprint") != (kind == "preprint"):
                found = found or Match("counterpart", entry.id, self._place(entry, "title"), "title and first author")
            else:
                return Match("maybe", entry.id, self._place(entry, "title"), "title, first author and year")
        return found

    def _alike(self, csl: Citation) -> Iterator[_Entry]:
        """Documents with the same title whose first author and year do not speak against it."""
        title, family = plain(csl.title or ""), _family(csl)
        families = self._by_title.get(title) if title else None
        if not families:
            return
        for name in (family, "") if family else list(families)[:50]:
            for entry in families.get(name, ())[:50]:
                years = _year(entry.csl), _year(csl)
                certain = bool(name and family and all(years))
                if (certain and abs(years[0] - years[1]) <= (1 if len(title) >= _TELLING_TITLE else 0)) or (
                    not certain and len(title) >= _TELLING_TITLE
                ):
                    yield entry

    def _place(self, entry: _Entry, key: str) -> str:
        if entry.place:
            return entry.place
        home = self._loaded.base.homes[entry.id]
        document = self._loaded.document(home.path)
        line = document.place((*home.where, "csl", key))[0] or home.line
        return f"{home.path}:{line}"


def _family(csl: Citation) -> str:
    return plain((csl.author[0].family or csl.author[0].literal or "") if csl.author else "")


def _year(csl: Citation) -> int:
    found = re.match(r"\d{4}", csl.issued or "")
    return int(found[0]) if found else 0


def _differ(one: Citation, other: Citation) -> bool:
    """Whether two documents bear different numbers, so that an address they share is that of neither alone."""
    pairs = ((one.DOI, other.DOI), (one.PMID, other.PMID), (one.PMCID, other.PMCID))
    return any(a and b and a.lower() != b.lower() for a, b in pairs)
