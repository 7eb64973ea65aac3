"""The Retraction Watch database as Crossref distributes it: one CSV row a notice, read as a stream.

Columns: https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/. Dates are month/day/year; a PubMed
number that is not known is 0, a DOI that is not known is empty or "unavailable". The file is UTF-8 with some bytes that
are not.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from evidence.errors import EvidenceError
from evidence.ingest import aliases
from evidence.ingest.aliases import Alias
from evidence.ingest.standing.events import Event, EventKind
from evidence.ingest.standing.snapshot import Snapshot, day_of, lines
from evidence.ingest.wording import plain

AUTHORITY = "Retraction Watch"
_NEEDED = ("RetractionDate", "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature")
_USED = (*_NEEDED, "Record ID", "Title", "RetractionDOI", "RetractionPubMedID", "Reason")
_NATURES: dict[str, EventKind] = {
    "retraction": "retraction",
    "expression of concern": "concern",
    "correction": "correction",
    "reinstatement": "reinstatement",
}
_US = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\b")
_SHOWN = 5


class _Row(NamedTuple):
    number: int
    values: dict[str, str]


def read(path: Path, wanted: frozenset[Alias], as_of: str | None = None) -> Snapshot:
    """What the file says of the ``wanted`` documents; raises ``EvidenceError`` when it is no such file."""
    events: dict[Alias, list[Event]] = {}
    problems: list[str] = []
    examined, newest, skipped = 0, "", 0
    for row in _parsed(csv.reader(lines(path)), path, problems):
        examined += 1
        day = _day(row.values["RetractionDate"])
        kind = _NATURES.get(" ".join(row.values["RetractionNature"].split()).lower())
        if day and day <= date.today().isoformat():
            newest = max(newest, day)
        names = [name for name in _names(row.values) if name in wanted]
        if kind is None:
            skipped += 1
            if names or skipped <= _SHOWN:
                problems.append(
                    f"row {row.number}: nature {row.values['RetractionNature'][:40]!r} is not known, so it is left aside"
                )
            continue
        for name in names:
            if day is None and row.values["RetractionDate"].strip():
                problems.append(f"row {row.number}: {row.values['RetractionDate'][:40]!r} is no date")
            events.setdefault(name, []).append(_event(kind, day, row.values))
    if not examined:
        raise EvidenceError(f"{path} holds no row of Retraction Watch", "get the whole file again")
    day_, by = day_of(path, as_of, newest)
    found = {name: tuple(items) for name, items in events.items()}
    return Snapshot(f"{AUTHORITY} ({path.name})", AUTHORITY, day_, by, examined, found, None, tuple(problems))


def _parsed(reader: Iterator[list[str]], path: Path, problems: list[str]) -> Iterator[_Row]:
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error:
        header = []
    if missing := [name for name in _NEEDED if name not in header]:
        hint = "--retraction-watch wants the CSV that Crossref distributes"
        raise EvidenceError(f"{path} is no Retraction Watch file: it has no column {', '.join(missing)}", hint)
    places = {name: header.index(name) for name in _USED if name in header}
    most = max(places[name] for name in _NEEDED)
    number, short = 1, 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(f"row {number} cannot be read ({error}); what it held is not known")
            continue
        if not row:
            continue
        if len(row) <= most:
            short += 1
            if short <= _SHOWN:
                problems.append(f"row {number} is cut short, so it is left aside")
            continue
        yield _Row(number, {name: row[place] if place < len(row) else "" for name, place in places.items()})


def _names(values: dict[str, str]) -> Iterator[Alias]:
    for text in re.split(r"[;\s]+", values["OriginalPaperDOI"].strip()):
        if bare := aliases.doi(text):
            yield Alias("DOI", aliases.unversioned(bare))
    for text in re.split(r"[;,\s]+", values["OriginalPaperPubMedID"].strip()):
        if number := aliases.pmid(text):
            yield Alias("PMID", number)


def _day(text: str) -> str | None:
    """``2/6/2010 0:00`` is the 6th of February: the list is American."""
    if found := _US.match(text.strip()):
        month, day, year = (int(part) for part in found.groups())
    elif found := _ISO.match(text.strip()):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _event(kind: EventKind, day: str | None, values: dict[str, str]) -> Event:
    reasons = [plain(text.strip().lstrip("+")) for text in values.get("Reason", "").split(";")]
    reasons = [text for text in reasons if text]
    if kind == "retraction" and any(text.lower() == "retract and replace" for text in reasons):
        kind = "replacement"
    doi, pmid = aliases.doi(values.get("RetractionDOI", "")), aliases.pmid(values.get("RetractionPubMedID", ""))
    entry = plain(values.get("Record ID", ""))
    named = ", ".join(filter(None, (doi, f"PMID {pmid}" if pmid else "", f"record {entry}" if entry else "")))
    says = f"Reason: {'; '.join(reasons)}" if reasons else ""
    return Event(kind, day, AUTHORITY, named, says, plain(values.get("Title", "")))
