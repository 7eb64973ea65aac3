"""The text of a document: open-access full text where Europe PMC may give it, else the abstract. Never a paid text."""

from __future__ import annotations

from typing import NamedTuple

from evidence.errors import EvidenceError
from evidence.held import About, What
from evidence.ingest import aliases
from evidence.ingest.aliases import Alias
from evidence.ingest.described import Described
from evidence.ingest.http import Client
from evidence.ingest.services import Services, clinicaltrials, europepmc, pubmed
from evidence.model import Source

#: Said once a run: what may be fetched is not what may be passed on.
TERMS = (
    "Held texts are for reading and checking on this machine. Open access is not always free to share: the licence of "
    "each text is beside it, abstracts belong to their publishers, and sources/.texts/ is never committed."
)


class Fetched(NamedTuple):
    """A text, what it is and where it came from; ``doubts`` say what was tried before."""

    text: str
    about: About
    doubts: tuple[str, ...] = ()


def fetch(source: Source, client: Client, services: Services) -> Fetched:
    """The best text that is free of a source; raises ``EvidenceError`` when there is none or none could be asked."""
    if number := _registration(source):
        return _entry(number, client, services)
    names = _names(source)
    if not names:
        raise EvidenceError(f"{source.id} has neither PMCID, PMID, DOI nor NCT number", "add one to its record")
    found = _found(names, client, services)
    doubts: list[str] = []
    pmcid = next((name.value for name in names if name.scheme == "PMCID"), None)
    if found:
        pmcid = pmcid or found[0].csl.PMCID
    if pmcid and (whole := _full_text(source, pmcid, client, services, doubts)):
        return whole._replace(doubts=tuple(doubts))
    if found and found[0].abstract.strip():
        return _abstract(found[0], found[1], doubts)
    if pmid := next((name.value for name in names if name.scheme == "PMID"), found[0].csl.PMID if found else None):
        records, day = pubmed.records([pmid], client, services.pubmed)
        if pmid in records and records[pmid].abstract.strip():
            return _abstract(records[pmid], day, doubts)
    tried = f" ({'; '.join(doubts)})" if doubts else ""
    raise EvidenceError(
        f"neither a free full text nor an abstract of {source.id} was found{tried}", "read the paper itself"
    )


def _names(source: Source) -> tuple[Alias, ...]:
    """PMCID, PMID, DOI: the surest first."""
    order = ("PMCID", "PMID", "DOI")
    found = [name for name in aliases.of_record(source) if name.scheme in order]
    return tuple(sorted(found, key=lambda name: order.index(name.scheme)))


def _registration(source: Source) -> str | None:
    found = (name.value for name in aliases.of_record(source) if name.scheme == "registry")
    return next((number for number in found if number.startswith("NCT")), None)


def _entry(nct: str, client: Client, services: Services) -> Fetched:
    entry, day = clinicaltrials.study(nct, client, services.clinicaltrials)
    item = clinicaltrials.read(entry, clinicaltrials.NAME)
    text = f"{item.csl.title or nct}\n\n{item.body}\n"
    return Fetched(text, About(f"{clinicaltrials.NAME} {nct}", day, "full text", "application/json", None))


def _found(names: tuple[Alias, ...], client: Client, services: Services) -> tuple[Described, str] | None:
    for name in names:
        if item := europepmc.record(name, client, services.europepmc):
            return europepmc.read(item[0], europepmc.NAME), item[1]
    return None


def _full_text(source: Source, pmcid: str, client: Client, services: Services, doubts: list[str]) -> Fetched | None:
    """The article, when it is given and is the one asked for."""
    from evidence.ingest.formats.jats import read

    answer = europepmc.full_text(pmcid, client, services.europepmc)
    if answer is None:
        doubts.append(f"Europe PMC gives no full text of {pmcid}: it is not open access, or not there")
        return None
    content, day = answer
    items = list(read(content, f"{europepmc.NAME} {pmcid}"))
    item = next((item for item in items if isinstance(item, Described)), None)
    if item is None or not item.body.strip():
        why = next((found.message for found in items if not isinstance(found, Described)), "it holds no text")
        doubts.append(f"the full text of {pmcid} cannot be used: {why}")
        return None
    if other := _other(source, item, pmcid):
        doubts.append(f"the full text of {pmcid} says it is {other}, so it is not taken")
        return None
    parts = (item.csl.title or "", f"Abstract\n\n{item.abstract}" if item.abstract else "", item.body)
    text = "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"
    about = About(f"{europepmc.NAME} {pmcid}", day, "full text", "application/xml", item.licence)
    return Fetched(text, about)


def _other(source: Source, item: Described, pmcid: str) -> str:
    """The name under which a text says that it is another document."""
    own = {name.scheme: name.value for name in (*aliases.of_citation(source.csl), Alias("PMCID", pmcid))}
    for name in aliases.of_citation(item.csl):
        if name.scheme in ("DOI", "PMID", "PMCID") and own.get(name.scheme, name.value) != name.value:
            return f"{name.scheme} {name.value}"
    return ""


def _abstract(item: Described, day: str, doubts: list[str]) -> Fetched:
    what: What = "abstract"
    number = f"PMID {item.csl.PMID}" if item.csl.PMID else f"DOI {item.csl.DOI}"
    origin = f"{item.origin.partition(',')[0]} {number}"
    text = f"{item.csl.title or ''}\n\nAbstract\n\n{item.abstract.strip()}\n".lstrip()
    return Fetched(text, About(origin, day, what, "text/plain", None), tuple(doubts))
