"""Ids for new sources: family name and year of the first author, with ``-b``, ``-c`` … where it is taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from string import ascii_lowercase

from evidence.model import Citation

_MOST = 40


def slug(text: str, most: int = _MOST) -> str:
    """``text`` in lower-case ASCII letters, digits and single hyphens, whole words only: ``Müller`` is ``muller``."""
    from anyascii import anyascii

    words = re.findall(r"[a-z0-9]+", anyascii(re.sub(r"['’`´ʼ]", "", text[:400])).lower())
    found = ""
    for word in words:
        if found and len(found) + 1 + len(word) > most:
            break
        found = f"{found}-{word}" if found else word[:most]
    return found


def stem(csl: Citation) -> str:
    """``abdallah-2018``: the first author, else the first words of the title, and the year or ``undated``; where only
    an identifier is known, that."""
    first = csl.author[0] if csl.author else None
    name = slug((first.family or first.literal or "") if first else "") or slug(csl.title or "", 24)
    if name:
        return f"{name}-{csl.issued[:4] if csl.issued else 'undated'}"
    given = (
        f"doi {csl.DOI}" if csl.DOI else "",
        f"pmid {csl.PMID}" if csl.PMID else "",
        csl.PMCID,
        csl.number,
        csl.URL,
    )
    return slug(re.sub(r"^https?://(?:www\.)?", "", next(filter(None, given), "")), 60) or "source"


class Ids:
    """Which ids are taken; ids differ by more than case, so that every file system keeps them apart."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {name.lower() for name in taken}
        self._endings: dict[str, Iterator[str]] = {}

    def is_taken(self, name: str) -> bool:
        """Whether a record or a file has this id."""
        return name in self._taken

    def take(self, name: str) -> None:
        """Count an id as taken."""
        self._taken.add(name)

    def free(self, wanted: str) -> str:
        """``wanted``, or with the first ending that is free."""
        if not self.is_taken(wanted):
            return wanted
        endings = self._endings.setdefault(wanted, _endings())
        return next(name for ending in endings if not self.is_taken(name := f"{wanted}-{ending}"))


def _endings() -> Iterator[str]:
    """b … z, then ba … zz, and so on."""
    yield from ascii_lowercase[1:]
    for first in _endings():
        for letter in ascii_lowercase:
            yield first + letter
