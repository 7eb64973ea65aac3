"""A dated snapshot of notices: which list, as of when, how much of it was read, and what it says of the documents asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from evidence.errors import EvidenceError
from evidence.ids import quoted
from evidence.ingest.aliases import Alias
from evidence.ingest.standing.events import Event

#: No line of a list comes near this; a file without line ends would fill the memory.
MAX_LINE = 4 * 1024 * 1024

_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")


@dataclass(frozen=True)
class Snapshot:
    """What one list says. ``events`` holds only those about the documents asked for.

    ``as_of`` is the day the list speaks for, ``dated_by`` where that day was taken from. ``covers`` are the documents
    it speaks about; ``None`` for a list of everything its authority knows, in which absence means nothing was found.
    ``problems`` says what of it could not be read, ``schemes`` by which names it knows documents.
    """

    name: str
    authority: str
    as_of: str | None
    dated_by: str
    examined: int
    events: Mapping[Alias, tuple[Event, ...]] = field(default_factory=dict)
    covers: frozenset[Alias] | None = None
    problems: tuple[str, ...] = ()
    schemes: frozenset[str] = frozenset(("DOI", "PMID"))

    def looks_at(self, names: tuple[Alias, ...]) -> bool:
        """Whether the list could tell about a document of these names."""
        if self.covers is not None:
            return not self.covers.isdisjoint(names)
        return any(name.scheme in self.schemes for name in names)


def day_of(path: Path, given: str | None, newest: str | None) -> tuple[str | None, str]:
    """The day a file speaks for: as given, as its name says, or its newest entry; with where it was taken from."""
    if given:
        return given, "--as-of"
    for found in reversed(_DAY.findall(path.name)):
        try:
            return date(*map(int, found)).isoformat(), "the name of the file"
        except ValueError:
            continue
    return (newest, "its newest entry") if newest else (None, "")


def checked_day(text: str) -> str:
    """A day that somebody gave for a snapshot; raises ``EvidenceError`` for one that is none, or yet to come."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or len(text) != 10:
        raise EvidenceError(f"--as-of {quoted(text)} is not a day", "write YYYY-MM-DD")
    if found > date.today():
        raise EvidenceError(f"--as-of {text} is yet to come", "give the day the file was made")
    return text


def lines(path: Path) -> Iterator[str]:
    """The lines of a text file, one at a time; bytes that are no UTF-8 become marks, NUL nothing.

    Raises ``EvidenceError`` when it cannot be read or is no text of lines.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            while line := file.readline(MAX_LINE):
                if len(line) == MAX_LINE:
                    raise EvidenceError(
                        f"{path} has a line of more than {MAX_LINE // 2**20} MiB", "is it the right file?"
                    )
                yield line.replace("\0", "")
    except OSError as error:
        raise EvidenceError(f"{path} cannot be read: {error.strerror}", "is the name right?") from error
