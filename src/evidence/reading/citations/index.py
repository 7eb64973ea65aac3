"""Which source of the base a reference stands for: by identifier, by authors and year, by title."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from functools import cached_property

from evidence.reading.citations.identifiers import Identifier, address, identifiers
from evidence.store import Store

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

    @cached_property
    def _works(self) -> list[tuple[str, str, tuple[str, ...], str]]:
        """Id, year, families of the authors and title of each source."""
        found = []
        for row in self.store.rows("SELECT id, data FROM record WHERE kind = 'source' ORDER BY id"):
            csl = json.loads(row["data"]).get("csl") or {}
            families = (
                plain(str(author.get("family") or author.get("literal") or "")) for author in csl.get("author") or ()
            )
            found.append(
                (row["id"], str(csl.get("issued") or "")[:4], tuple(families), plain(str(csl.get("title") or "")))
            )
        return found

    @cached_property
    def families(self) -> frozenset[str]:
        """First authors, as ``plain`` has them."""
        return frozenset(families[0] for _, _, families, _ in self._works if families and families[0])

    @cached_property
    def _by_author(self) -> dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]]:
        found: dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for name, year, families, _ in self._works:
            if families:
                found[families[0], year].append((name, families))
        return found

    @cached_property
    def _titles(self) -> list[tuple[str, str]]:
        return [(title, name) for name, _, _, title in self._works if len(title) >= _TITLE]

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
        works = self._by_author.get((plain(family), year), [])
        if second and len(works) > 1:
            works = [work for work in works if plain(second) in work[1][1:]] or works
        return tuple(name for name, _ in works)

    def by_key(self, key: str) -> tuple[str, ...]:
        """The source whose id is the key itself: a draft without a bibliography may cite the base."""
        return (key,) if key in self._names else ()

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(row["id"] for row in self.store.rows("SELECT id FROM source"))

    def by_title(self, text: str) -> tuple[str, ...]:
        """The sources whose title stands in a text: the longest, where one title holds another."""
        words = f" {plain(text)} "
        found = sorted(((len(title), name) for title, name in self._titles if f" {title} " in words), reverse=True)
        return tuple(sorted(name for size, name in found if size == found[0][0]))

    def by_reference(self, text: str) -> tuple[str, ...]:
        """The sources of an entry in a list of references: by identifier, else by title, else by author and year."""
        for wanted in identifiers(text):
            if found := self.by_identifier(wanted):
                return found
        if found := self.by_title(text):
            return found
        return self._by_opening(text)

    def _by_opening(self, text: str) -> tuple[str, ...]:
        words = plain(re.sub(r"^\W*\d{1,3}\W+", "", text[:400]))
        years = re.findall(r"\b(?:19|20)\d\d\b", text[:400])
        families = [family for family in self.families if words.startswith(family + " ")]
        if not families or len(set(years)) != 1:
            return ()
        works = self._by_author.get((max(families, key=len), years[0]), [])
        return (works[0][0],) if len(works) == 1 else ()
