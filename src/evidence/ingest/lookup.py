"""What the services say of a document that somebody named: asked in turn, compared, and never merged in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import partial
from typing import TypeVar

from evidence.errors import EvidenceError
from evidence.ids import quoted
from evidence.ingest import aliases
from evidence.ingest.aliases import Alias
from evidence.ingest.described import Described
from evidence.ingest.http import Client
from evidence.ingest.http_reply import Question
from evidence.ingest.services import Services, clinicaltrials, crossref, europepmc, pubmed, services_of
from evidence.model import Citation

T = TypeVar("T")

_HTML = ("text/html", "application/xhtml+xml")
_SAID = re.compile(r"(pmid|pmcid|doi|nct)\s*[:=]\s*", re.IGNORECASE)
_REGISTRY_PAGE = re.compile(r"https?://(?:www\.)?(?:classic\.)?clinicaltrials\.gov/\S*?(NCT\d{8})", re.IGNORECASE)


def identify(text: str) -> Alias | None:
    """What a typed identifier names; ``None`` when it is none. A bare number is a PubMed number."""
    bare = text.strip()
    if found := _REGISTRY_PAGE.match(bare):
        return Alias("registry", found[1].upper())
    if re.match(r"https?://", bare, re.IGNORECASE):
        return _of_address(bare)
    if doi := aliases.doi(bare):
        return Alias("DOI", doi)
    if re.fullmatch(r"NCT\d{8}", _SAID.sub("", bare), re.IGNORECASE):
        return Alias("registry", _SAID.sub("", bare).upper())
    if re.match(r"(?:pmcid\s*[:=]?\s*)?pmc\s*\d|pmcid", bare, re.IGNORECASE) and (number := aliases.pmcid(bare)):
        return Alias("PMCID", number)
    if number := aliases.pmid(bare):
        return Alias("PMID", number)
    return None


def _of_address(address: str) -> Alias | None:
    if re.match(r"https?://(?:dx\.|www\.)?doi\.org/", address, re.IGNORECASE):
        doi = aliases.doi(address)
        return Alias("DOI", doi) if doi else None
    whole = aliases.url(address)
    if whole is None:
        return None
    named = next(
        (found for found in aliases.of_citation(Citation("webpage", URL=whole)) if found.scheme in ("PMID", "PMCID")),
        None,
    )
    return named or Alias("URL", whole)


def describe(identifier: str | Alias, client: Client, services: Services | None = None) -> Described:
    """The document as the services describe it.

    Raises ``EvidenceError`` for what is no identifier, for one that no service knows, and when none could be asked.
    """
    wanted = identifier if isinstance(identifier, Alias) else identify(identifier)
    if wanted is None:
        hint = "give a DOI, PMID, PMCID, NCT number or https address, or the name of a file"
        raise EvidenceError(f"{quoted(str(identifier))} is neither an identifier nor a file", hint)
    where = services or services_of()
    if wanted.scheme == "registry":
        return _registered(wanted.value, client, where)
    if wanted.scheme == "URL":
        return _page(wanted.value, client)
    found = list(_indexed(wanted, client, where))
    if not found:
        hint = "check it; Crossref holds no DataCite DOI, and a new paper takes days to be indexed"
        raise EvidenceError(f"no service knows {wanted.scheme} {quoted(wanted.value)}", hint)
    return combined(found)


def _indexed(wanted: Alias, client: Client, where: Services) -> Iterator[Described]:
    """Crossref by DOI, Europe PMC by any name, PubMed for what Europe PMC lacks. What fails is a doubt of the rest."""
    failures: list[EvidenceError] = []
    given: list[Described] = []
    doi = wanted.value if wanted.scheme == "DOI" else None
    if item := _tried(failures, lambda: europepmc.record(_plain(wanted), client, where.europepmc)):
        given.append(europepmc.read(item[0], f"{europepmc.NAME}, asked on {item[1]}"))
        doi = doi or given[0].csl.DOI
    for name in dict.fromkeys((doi, aliases.unversioned(doi))) if doi else ():
        # Some preprint servers register the DOI with its version, some without.
        if item := _tried(failures, partial(crossref.work, name, client, where.crossref)):
            given.insert(0, crossref.read(item[0], f"{crossref.NAME}, asked on {item[1]}"))
            break
    if wanted.scheme == "PMID" and not any(one.csl.PMID for one in given):
        found = _tried(failures, lambda: pubmed.records([wanted.value], client, where.pubmed))
        if found and wanted.value in found[0]:
            given.append(found[0][wanted.value])
    if failures and not given:
        raise failures[0]
    if given and failures:
        told = tuple(f"Not asked: {error.message}." for error in failures)
        given[0] = replace(given[0], doubts=(*given[0].doubts, *told))
    yield from given


def _plain(wanted: Alias) -> Alias:
    return Alias("DOI", aliases.unversioned(wanted.value)) if wanted.scheme == "DOI" else wanted


def _tried(failures: list[EvidenceError], ask: Callable[[], T | None]) -> T | None:
    try:
        return ask()
    except EvidenceError as error:
        failures.append(error)
        return None


def _registered(nct: str, client: Client, where: Services) -> Described:
    if not re.fullmatch(r"NCT\d{8}", nct):
        raise EvidenceError(f"{quoted(nct)} is not in a register that can be asked", "take in a file of it")
    entry, day = clinicaltrials.study(nct, client, where.clinicaltrials)
    return clinicaltrials.read(entry, f"{clinicaltrials.NAME}, asked on {day}")


def _page(address: str, client: Client) -> Described:
    """What a web page says of itself in its head."""
    from urllib.parse import urlsplit

    from evidence.ingest.formats.html import read

    host = (urlsplit(address).hostname or "").lower()
    other = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
    answer = client.ask(Question(host, address, _HTML, frozenset((other,)), days=1))
    if answer.status == 404:
        raise EvidenceError(f"{host} has no such page", "check the address; an archived copy can be taken in as a file")
    origin = f"{address}, asked on {answer.asked_on}"
    found = next((item for item in read(answer.body, origin) if isinstance(item, Described)), None)
    if found is None:
        raise EvidenceError(f"the page at {host} cannot be read", "save it, and take in the file")
    return found if found.csl.URL else replace(found, csl=replace(found.csl, URL=address))


def combined(found: list[Described]) -> Described:
    """The first description, its gaps filled from the others; every disagreement is a doubt that names both sides."""
    first, *others = found
    for other in others:
        first = _with(first, other)
    return first


def _with(first: Described, other: Described) -> Described:
    doubts = [*first.doubts]
    values = {}
    for name in (field.name for field in fields(Citation) if field.name not in ("type", "et_al", "URL")):
        mine, theirs = getattr(first.csl, name), getattr(other.csl, name)
        if not mine and theirs:
            values[name] = theirs
        elif mine and theirs and not _agree(name, mine, theirs):
            told = f"{_shown(mine)} ({_who(first)}) or {_shown(theirs)} ({_who(other)})"
            doubts.append(f"The services disagree on {name.replace('_', '-')}: {told}.")
    kind = first.kind
    if other.kind and other.kind != kind:
        if kind not in (None, "journal-article") and other.kind != "journal-article":
            doubts.append(f"The services disagree on kind: {kind} ({_who(first)}) or {other.kind} ({_who(other)}).")
        elif kind in (None, "journal-article"):
            kind = other.kind
    known = other.kind_from if kind == other.kind and kind != first.kind else first.kind_from
    return replace(
        first,
        origin=f"{first.origin}; {other.origin}",
        kind=kind,
        kind_from=known,
        csl=replace(first.csl, **values),
        abstract=first.abstract if len(first.abstract) >= len(other.abstract) else other.abstract,
        body=first.body or other.body,
        registry=tuple(dict.fromkeys((*first.registry, *other.registry))),
        licence=first.licence or other.licence,
        standing=_graver(first, other),
        left=(*first.left, *other.left),
        doubts=tuple(dict.fromkeys((*_settled(doubts, values, kind), *_settled(list(other.doubts), values, kind)))),
        related=tuple(dict.fromkeys((*first.related, *other.related))),
    )


def _settled(doubts: list[str], filled: dict[str, object], kind: str | None) -> list[str]:
    """Doubts without those that the other service has answered."""
    names = {"title": "title", "author": "authors", "issued": "date"}
    answered = {f"No {names[name]} where it was read." for name in filled if name in names}
    vague = kind is not None and kind != "journal-article"
    return [text for text in doubts if text not in answered and not (vague and text.startswith("Kind taken from"))]


def _graver(first: Described, other: Described):  # type: ignore[no-untyped-def]
    from evidence.ingest.standing.events import gravity

    given = [item.standing for item in (first, other) if item.standing]
    return max(given, key=lambda item: gravity(item.status), default=None)


def _who(item: Described) -> str:
    return item.origin.partition(",")[0]


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return f"{len(value)} authors, the first {value[0].family or value[0].literal}"
    return quoted(str(value))


def _agree(name: str, mine: object, theirs: object) -> bool:
    """Whether two values say the same: a shorter date, other capitals, ``139-45`` for ``139-145``."""
    if isinstance(mine, tuple) and isinstance(theirs, tuple):
        return len(mine) == len(theirs) and _plain_text(_shown(mine)) == _plain_text(_shown(theirs))
    one, other = str(mine), str(theirs)
    if name == "issued":
        return one.startswith(other) or other.startswith(one)
    if name == "page":
        return _pages(one) == _pages(other)
    if name == "publisher":
        return True  # one house goes by many names
    return _plain_text(one) == _plain_text(other)


def _plain_text(text: str) -> str:
    from evidence.reading.citations.index import plain

    return plain(text).replace("and ", "").removeprefix("the ")


def _pages(text: str) -> tuple[str, str]:
    start, _, end = text.partition("-")
    return start, end if len(end) >= len(start) else start[: len(start) - len(end)] + end if end else start
