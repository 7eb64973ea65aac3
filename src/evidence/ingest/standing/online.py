"""What the services say today: Crossref for every DOI, PubMed for every PubMed number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from evidence.errors import EvidenceError
from evidence.ingest.aliases import Alias
from evidence.ingest.http import Client
from evidence.ingest.services import Services, crossref, pubmed
from evidence.ingest.standing.crossref_updates import events_of, unknown_types
from evidence.ingest.standing.events import STATUS, Event
from evidence.ingest.standing.snapshot import Snapshot

#: Answers about what became of a document are asked anew after a day.
DAYS = 1

Tell = Callable[[int, int], None]


def ask(wanted: Iterable[Alias], client: Client, services: Services, tell: Tell) -> tuple[Snapshot, ...]:
    """One snapshot a service. Raises ``EvidenceError`` when neither answers about anything.

    ``tell`` is called with the number of documents asked about and of all.
    """
    names = sorted(set(wanted))
    failures: list[EvidenceError] = []
    found = [_crossref([name for name in names if name.scheme == "DOI"], client, services.crossref, tell, failures)]
    found.append(_pubmed([name for name in names if name.scheme == "PMID"], client, services.pubmed, failures))
    if failures and not any(item.covers for item in found):
        raise failures[0]
    return tuple(item for item in found if item.covers or item.problems)


def _crossref(names: list[Alias], client: Client, base: str, tell: Tell, failures: list[EvidenceError]) -> Snapshot:
    events: dict[Alias, tuple[Event, ...]] = {}
    covers: set[Alias] = set()
    days, problems = [], []
    for number, name in enumerate(names, start=1):
        tell(number, len(names))
        try:
            answer = crossref.work(name.value, client, base, DAYS)
        except EvidenceError as error:
            failures.append(error)
            problems.append(f"{name.value}: {error.message}")
            if len(failures) >= 3 and not covers:
                break  # nobody is there
            continue
        if answer is None:
            problems.append(f"{name.value}: Crossref does not hold it")
            continue
        message, day = answer
        covers.add(name)
        days.append(day)
        problems += [
            f"{name.value}: an update of type {kind[:40]!r} is not known" for kind in sorted(unknown_types(message))
        ]
        if told := tuple(event for alias, event in events_of(message) if alias == name):
            events[name] = told
    return _snapshot(crossref.NAME, events, covers, days, problems)


def _pubmed(names: list[Alias], client: Client, base: str, failures: list[EvidenceError]) -> Snapshot:
    events: dict[Alias, tuple[Event, ...]] = {}
    covers: set[Alias] = set()
    problems = []
    try:
        found, day = pubmed.records([name.value for name in names], client, base, DAYS)
    except EvidenceError as error:
        failures.append(error)
        return _snapshot(pubmed.NAME, {}, set(), [], [error.message])
    kinds = {status: kind for kind, status in STATUS.items()}
    for name in names:
        item = found.get(name.value)
        if item is None:
            problems.append(f"PMID {name.value}: PubMed does not hold it")
            continue
        covers.add(name)
        if item.standing and item.standing.status in kinds:
            said = (item.standing.note or "").removeprefix("Notice: ")
            kind = kinds[item.standing.status]
            events[name] = (Event(kind, item.standing.date, pubmed.NAME, said, "", item.csl.title or ""),)
    return _snapshot(pubmed.NAME, events, covers, [day] if day else [], problems)


def _snapshot(
    name: str, events: dict[Alias, tuple[Event, ...]], covers: set[Alias], days: list[str], problems: list[str]
) -> Snapshot:
    as_of = min(days, default=date.today().isoformat())
    return Snapshot(
        f"{name} (online)", name, as_of, "the day it was asked", len(covers), events, frozenset(covers), tuple(problems)
    )
