"""The names by which one document goes, in normal form: DOI, PMID, PMCID, registration, address.

Two descriptions that share one are the same document, however the name was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import unquote

from evidence.model import Citation, Source
from evidence.reading.citations.identifiers import address, of_address

Scheme = Literal["DOI", "PMID", "PMCID", "registry", "URL"]


class Alias(NamedTuple):
    """A name of a document. ``value`` compares equal for every way to type it."""

    scheme: Scheme
    value: str


_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[!-~]+\Z")
_RESOLVER = re.compile(r"\s*(?:https?://)?(?:dx\.)?(?:www\.)?doi\.org/|\s*(?:info:)?doi\s*[:/=]?\s*", re.IGNORECASE)
_PMID = re.compile(r"(?:pmid\s*[:=]?\s*)?0*([1-9][0-9]{0,8})\Z", re.IGNORECASE)
_PMCID = re.compile(r"(?:pmcid\s*[:=]?\s*)?(?:pmc)?0*([1-9][0-9]{0,8})(?:\.[0-9]+)?\Z", re.IGNORECASE)
_URL = re.compile(
    r"https?://[A-Za-z0-9][A-Za-z0-9.\-]*(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\^`{|}\x00-\x20\x7f]*)?\Z", re.IGNORECASE
)
_REGISTRY = re.compile(
    r"\b(NCT\d{8}|ISRCTN\d{8}|ACTRN\d{14}p?|ChiCTR[-A-Z]{0,6}\d{8,10}|DRKS\d{8}|EUCTR\d{4}-\d{6}-\d{2}|CTRI/\d{4}/\d{2,3}/\d{6}|"
    r"UMIN\d{9}|JPRN-[A-Za-z0-9]{6,20}|NTR\d{3,5}|IRCT\d{10,20}N?\d*|KCT\d{7}|CRD\d{8,15}|jRCT\w?\d{9,10})\b"
)
#: Servers that add the version to the DOI of a preprint, and how.
_VERSIONED = (
    (re.compile(r"(10\.(?:1101|64898)/[0-9][0-9.]*)v[0-9]+(?:\.full.*|\.abstract)?\Z"), "bioRxiv and medRxiv"),
    (re.compile(r"(10\.21203/rs\.[0-9]+\.rs-[0-9]+)/v[0-9]+\Z"), "Research Square"),
    (re.compile(r"(10\.(?:31234|31219|31235|31222)/osf\.io/[a-z0-9]+)_v[0-9]+\Z"), "OSF servers"),
    (re.compile(r"(10\.20944/preprints[0-9.]+)\.v[0-9]+\Z"), "Preprints.org"),
    (re.compile(r"(10\.26434/chemrxiv[-.0-9a-z]*?)[-.]v[0-9]+\Z"), "ChemRxiv"),
    (re.compile(r"(10\.48550/arxiv\.[0-9.]+)v[0-9]+\Z"), "arXiv"),
)


def doi(text: str) -> str | None:
    """A bare DOI in lower case; ``None`` when ``text`` is none."""
    bare = _RESOLVER.sub("", text, count=1) if _RESOLVER.match(text) else text
    if "%2f" in bare.lower():
        bare = unquote(bare)
    bare = bare.strip().rstrip(".,;").lower()
    return bare if _DOI.match(bare) else None


def unversioned(bare: str) -> str:
    """A DOI without the version that some preprint servers add: all versions are one document."""
    for form, _ in _VERSIONED:
        if found := form.match(bare):
            return found[1]
    return bare


def pmid(text: str) -> str | None:
    """A PubMed number; ``None`` when ``text`` is none."""
    found = _PMID.match(text.strip())
    return found[1] if found else None


def pmcid(text: str) -> str | None:
    """A PubMed Central number with ``PMC``, without a version; ``None`` when ``text`` is none."""
    found = _PMCID.match(text.strip())
    return f"PMC{found[1]}" if found else None


def url(text: str) -> str | None:
    """An http or https address; ``None`` when ``text`` is none that a record may hold."""
    bare = text.strip()
    return bare if _URL.match(bare) and len(bare) <= 2000 else None


def registrations(text: str) -> tuple[str, ...]:
    """The trial registration numbers in a text, each once."""
    return tuple(dict.fromkeys(found[1] for found in _REGISTRY.finditer(text)))


def of_citation(csl: Citation) -> Iterator[Alias]:
    """Every name a citation gives its document; an address of DOI, PubMed or PMC counts as what it leads to."""
    if csl.DOI and (bare := doi(csl.DOI)):
        yield Alias("DOI", unversioned(bare))
    if csl.PMID and (number := pmid(csl.PMID)):
        yield Alias("PMID", number)
    if csl.PMCID and (number := pmcid(csl.PMCID)):
        yield Alias("PMCID", number)
    if csl.URL:
        yield from _of_url(csl.URL)


def _of_url(text: str) -> Iterator[Alias]:
    found = of_address(text)
    if found.scheme == "doi" and (bare := doi(found.value)):
        yield Alias("DOI", unversioned(bare))
    elif found.scheme == "pmid":
        yield Alias("PMID", found.value)
    elif found.scheme == "pmcid":
        yield Alias("PMCID", found.value)
    bare = address(text)
    if "/" in bare or "?" in bare:  # a host alone is the address of all its documents
        yield Alias("URL", bare)


def of_source(kind: str | None, csl: Citation, registry: tuple[str, ...] = ()) -> tuple[Alias, ...]:
    """Every name of a document. A registration names the entry in the register, not each paper about the trial."""
    found = list(of_citation(csl))
    if kind == "registry-entry":
        texts = [*registry, csl.number or "", csl.URL or ""]
        found += [Alias("registry", number.upper()) for text in texts for number in registrations(text)]
    return tuple(dict.fromkeys(found))


def of_record(source: Source) -> tuple[Alias, ...]:
    """Every name of a source that is in the base."""
    return of_source(source.kind, source.csl)


def is_resolver(address_: str, bare: str) -> bool:
    """Whether an address only leads to a DOI that is known already."""
    found = _RESOLVER.match(address_)
    return bool(found and "://" in found[0] and doi(address_) == bare)
