"""Identifiers of documents as writers type them: DOI, PMID, PMCID, trial numbers and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import unquote

Scheme = Literal["doi", "pmid", "pmcid", "nct", "url"]


class Identifier(NamedTuple):
    """What was typed, in normal form, and where it stands in the text that was searched."""

    scheme: Scheme
    value: str
    start: int
    end: int


_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"“”]{3,2000}+)"
    r"|(?:\bdoi\s*[:=]?\s*)?(?P<doi>\b10\.\d{4,9}/[^\s<>\"“”]{1,300}+)"
    r"|\bPMID\s*[:=]?\s*(?P<pmid>\d{4,9})\b"
    r"|\b(?P<pmcid>PMC\d{4,9})\b"
    r"|\b(?P<nct>NCT\d{8})\b",
    re.IGNORECASE,
)
_DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"“”?#]+")
_PUBMED = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/|europepmc\.org/(?:article|abstract)/MED/)(\d{4,9})",
    re.I,
)
_PMC = re.compile(r"/(PMC\d{4,9})", re.IGNORECASE)
_NCT = re.compile(r"\b(NCT\d{8})\b", re.IGNORECASE)
_ENDS = ".,;:!?'’”\"…*_"
_TRACKING = re.compile(r"[?&](?:utm_[a-z]+|fbclid|gclid)=[^&#]*", re.IGNORECASE)


def identifiers(text: str) -> Iterator[Identifier]:
    """Every identifier in a text, in order. An address of a known kind counts as what it leads to."""
    for match in _FOUND.finditer(text):
        scheme = match.lastgroup
        if scheme in ("url", "doi"):
            raw = _trimmed(match[scheme])
            start = match.start()
            yield (of_address(raw) if scheme == "url" else Identifier("doi", doi(raw), 0, 0))._replace(
                start=start, end=match.start(scheme) + len(raw)
            )
        elif scheme == "pmid":
            yield Identifier("pmid", match["pmid"].lstrip("0"), match.start(), match.end())
        elif scheme == "pmcid":
            yield Identifier("pmcid", match["pmcid"].upper(), match.start(), match.end())
        elif scheme == "nct":
            yield Identifier("nct", match["nct"].upper(), match.start(), match.end())


def of_address(text: str) -> Identifier:
    """What an address leads to."""
    plain = unquote(text)
    end = len(text)
    if found := _PUBMED.search(plain):
        return Identifier("pmid", found[1].lstrip("0"), 0, end)
    if found := _PMC.search(plain):
        return Identifier("pmcid", found[1].upper(), 0, end)
    if found := _NCT.search(plain):
        return Identifier("nct", found[1].upper(), 0, end)
    if found := _DOI.search(plain):
        return Identifier("doi", doi(found[0]), 0, end)
    return Identifier("url", address(plain), 0, end)


def doi(text: str) -> str:
    """A DOI in lower case, without its address."""
    found = re.search(r"10\.\d{4,9}/.*", text.strip())
    return _trimmed(found[0]).lower() if found else text.strip().lower()


def address(text: str) -> str:
    """An address without scheme, www, tracking and a last slash."""
    bare = re.sub(r"^https?://(?:www\.)?", "", text.strip(), flags=re.IGNORECASE)
    bare = _TRACKING.sub("", bare).partition("#")[0].rstrip("/?&")
    host, slash, path = bare.partition("/")
    return host.lower() + slash + path


def _trimmed(text: str) -> str:
    """Without the marks that end a sentence or close a bracket which was opened before."""
    while text:
        last = text[-1]
        unopened = last in ")]}" and text.count(last) > text.count("([{"[")]}".index(last)])
        if last in _ENDS or unopened:
            text = text[:-1]
        else:
            break
    return text
