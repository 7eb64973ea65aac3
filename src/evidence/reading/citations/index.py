"""Which source of the base a reference stands for: by identifier, by authors and year, by title."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cached_property

from evidence.reading.citations.identifiers import Identifier, address, identifiers
from evidence.store import Store

_BY_AUTHOR = (
    "SELECT s.id, substr(s.issued, 1, 4) AS year, json_extract(r.data, '$.csl.author[0].family') AS family,"
    " json_extract(r.data, '$.csl.author[0].literal') AS literal,"
    " json_extract(r.data, '$.csl.author[1].family') AS second"
    " FROM document_text t JOIN document d ON d.rowid = t.rowid AND d.kind = 'source' JOIN source s ON s.id = d.id"
    " JOIN record r ON r.id = s.id AND r.kind = 'source' WHERE document_text MATCH ? ORDER BY s.id"
)
# A paper online in one year and in print in the next is cited by either; its id has the one the base goes by.
_YEAR_OF_ID = re.compile(r"-((?:19|20)\d\d)(?:-|[a-z]?$)")
# Shorter titles are words that any text may hold.
_TITLE = 25


def plain(text: str) -> str:
    """Letters and figures in lower case without accents, words parted by one space."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(char for char in bare if not unicodedata.combining(char))))


class SourceIndex:
    """The sources of a base, looked up as a draft names them. Each table is read when it is first asked for."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._authors: dict[str, dict[str, list[tuple[str, str]]]] = {}

    @cached_property
    def _ids(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in self.store.rows("SELECT id, doi, pmid, pmcid, url FROM source ORDER BY id"):
            for scheme in ("doi", "pmid", "pmcid"):
                if row[scheme]:
                    value = row[scheme].upper() if scheme == "pmcid" else row[scheme].lower()
                    found[scheme, value].append(row["id"])
            if row["url"]:
                found["url", address(row["url"])].append(row["id"])
        sql = (
            "SELECT r.number, s.source FROM study_registry r JOIN source_study s ON s.study = r.study"
            " ORDER BY r.number, s.source"
        )
        for row in self.store.rows(sql):
            found["nct", row["number"].rpartition(":")[2].upper()].append(row["source"])
        return found

    def _works(self, family: str) -> dict[str, list[tuple[str, str]]]:
        """The works of a first author (as ``plain`` has it) by year, each with its second author; read when asked for."""
        if family not in self._authors:
            found: dict[str, list[tuple[str, str]]] = {}
            either = f'names : ("{family}" OR "{family.replace("ss", "ß")}")'
            for row in self.store.rows(_BY_AUTHOR, either) if family else ():
                if plain(row["family"] or row["literal"] or "") == family:
                    named = _YEAR_OF_ID.search(row["id"])
                    for year in {row["year"] or "", named[1] if named else row["year"] or ""}:
                        found.setdefault(year, []).append((row["id"], plain(row["second"] or "")))
            self._authors[family] = found
        return self._authors[family]

    def knows(self, family: str) -> bool:
        """Whether a first author has this name, as ``plain`` has it."""
        return bool(self._works(family))

    @cached_property
    def _titles(self) -> dict[str, list[tuple[str, str]]]:
        """Titles and their sources by the words they begin with."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in self.store.rows("SELECT id, title FROM source WHERE length(title) >= ? ORDER BY id", _TITLE):
            title = plain(row["title"])
            if len(title) >= _TITLE:
                found[_opening(title.split())].append((f" {title} ", row["id"]))
        return found

    def by_identifier(self, wanted: Identifier) -> tuple[str, ...]:
        """The sources that bear an identifier. A DOI inside an address may have more behind it: that is cut off."""
        value = wanted.value
        while True:
            found = self._ids.get((wanted.scheme, value))
            if found:
                return tuple(dict.fromkeys(found))
            cut = re.sub(r"(?:/[^/]*|\.(?:full|pdf|abstract|long|short)[^/]*|v\d+)$", "", value)
            if wanted.scheme != "doi" or cut == value or "/" not in cut:
                return ()
            value = cut

    def by_author(self, family: str, year: str, second: str = "") -> tuple[str, ...]:
        """The sources of a first author in a year; ``second`` tells apart those of the same name."""
        works = self._works(plain(family)).get(year, [])
        if second and len(works) > 1:
            works = [work for work in works if work[1] == plain(second)] or works
        return tuple(name for name, _ in works)

    def by_key(self, key: str) -> tuple[str, ...]:
        """The source whose id is the key itself: a draft without a bibliography may cite the base."""
        return (key,) if key in self._names else ()

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(row["id"] for row in self.store.rows("SELECT id FROM source"))

    def by_title(self, text: str) -> tuple[str, ...]:
        """The sources whose title stands in a text: the longest, where one title holds another."""
        words = plain(text).split()
        whole = f" {' '.join(words)} "
        found = {
            (len(title), name)
            for place in range(len(words))
            for title, name in self._titles.get(_opening(words[place:]), ())
            if title in whole
        }
        longest = max((size for size, _ in found), default=0)
        return tuple(sorted(name for size, name in found if size == longest))

    def by_reference(self, text: str) -> tuple[str, ...]:
        """The sources of an entry in a list of references: by identifier, else by title, else by author and year."""
        for wanted in identifiers(text):
            if found := self.by_identifier(wanted):
                return found
        if found := self.by_title(text):
            return found
        return self._by_opening(text)

    def _by_opening(self, text: str) -> tuple[str, ...]:
        """By the author it begins with and the one year in it, where that leaves a single source."""
        words = plain(re.sub(r"^\W*\d{1,3}\W+", "", text[:400])).split()
        years = set(re.findall(r"\b(?:19|20)\d\d\b", text[:400]))
        if len(years) != 1:
            return ()
        for size in (4, 3, 2, 1):
            works = self._works(" ".join(words[:size])).get(min(years), [])
            if works:
                return (works[0][0],) if len(works) == 1 else ()
        return ()


def _opening(words: list[str]) -> str:
    return " ".join(words[:3])
