"""What snapshots say of the sources of a base, beside what the records say. Nothing is written here.

Silence of a list is never "ok": it leaves a standing unknown, with the day the list spoke for. A record that says
something graver than any list is left as it is, and the difference is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from evidence.ingest import aliases
from evidence.ingest.aliases import Alias
from evidence.ingest.standing.events import Event, gravity, settle
from evidence.ingest.standing.snapshot import Snapshot
from evidence.model import Source, StandingNote

#: What was found, against the record: ``news`` differs, ``known`` is what the record says, ``milder`` is less than the
#: record says, ``silent`` is nothing, ``unseen`` could not be looked up.
Outcome = Literal["news", "known", "milder", "silent", "unseen"]


class Finding(NamedTuple):
    """One source: what its record says, what was found, and what a record would say after it (``None``: no change)."""

    source: str
    title: str
    outcome: Outcome
    recorded: StandingNote
    found: StandingNote | None
    proposed: StandingNote | None
    looked_in: tuple[str, ...]
    doubts: tuple[str, ...] = ()


def names_of(source: Source) -> tuple[Alias, ...]:
    """The names by which lists know a document."""
    return tuple(name for name in aliases.of_record(source) if name.scheme in ("DOI", "PMID"))


def join(sources: Iterable[Source], snapshots: Sequence[Snapshot]) -> tuple[Finding, ...]:
    """A finding for every source, by id."""
    return tuple(_finding(source, snapshots) for source in sorted(sources, key=lambda item: item.id))


def _finding(source: Source, snapshots: Sequence[Snapshot]) -> Finding:
    names = names_of(source)
    looked = [item for item in snapshots if item.looks_at(names)]
    told = [(item, event) for item in looked for name in names for event in item.events.get(name, ())]
    in_which = tuple(f"{item.authority}{f' ({item.as_of})' if item.as_of else ''}" for item in looked)
    title = source.csl.title or source.id
    if not looked:
        why = "no DOI or PMID to look it up by" if not names else "no list that was read speaks of it"
        return Finding(source.id, title, "unseen", source.standing, None, None, (), (why,))
    settled = settle(event for _, event in told)
    if settled is None:
        return Finding(source.id, title, "silent", source.standing, None, _silence(source, looked), in_which)
    doubts = (*settled.doubts, *_other_titles(source, (event for _, event in told)))
    found = replace(settled.standing, checked_on=_newest(looked))
    outcome, proposed = _weighed(source.standing, found)
    return Finding(source.id, title, outcome, source.standing, found, proposed, in_which, doubts)


def _weighed(recorded: StandingNote, found: StandingNote) -> tuple[Outcome, StandingNote | None]:
    """What was found against the record, and what the record would say after it."""
    if recorded.status == found.status:
        filled = replace(
            recorded,
            date=recorded.date or found.date,
            authority=recorded.authority or found.authority,
            checked_on=max(recorded.checked_on or "", found.checked_on or "") or None,
            note=recorded.note or found.note,
        )
        return "known", filled if filled != recorded else None
    back = found.status == "ok" and (not recorded.date or (found.date or "") >= recorded.date)
    if gravity(found.status) > gravity(recorded.status) or back:
        return "news", found
    return "milder", None


def _silence(source: Source, looked: Sequence[Snapshot]) -> StandingNote | None:
    """An unknown standing with the day it was looked up; a standing that somebody recorded is not touched."""
    day, recorded = _newest(looked), source.standing
    if recorded.status != "unknown" or not day or (recorded.checked_on or "") >= day:
        return None
    who = "; ".join(dict.fromkeys(item.authority for item in looked))
    return replace(recorded, authority=who, checked_on=day, note=recorded.note or "No notice found.")


def _newest(looked: Sequence[Snapshot]) -> str | None:
    return max((item.as_of for item in looked if item.as_of), default=None)


def _other_titles(source: Source, events: Iterable[Event]) -> list[str]:
    """Where a list gives another title under the same name: it may mean another document."""
    own = source.csl.title or ""
    titles = dict.fromkeys(event.title for event in events if event.title)
    return [f"the list calls it {title[:100]!r}" for title in titles if own and not _alike(own, title)]


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    return short in long or SequenceMatcher(None, short, long, autojunk=False).ratio() >= 0.6
