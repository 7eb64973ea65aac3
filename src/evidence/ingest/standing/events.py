"""Notices about a document, and the standing they come to.

A reinstatement that is surely later takes a retraction back. A correction never does, and neither does a concern or the
silence of another list. Where the order of notices is not sure, the graver reading stands, and a doubt says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from evidence.model import Standing, StandingNote
from evidence.verdict import last_day

EventKind = Literal["retraction", "withdrawal", "replacement", "concern", "correction", "reinstatement"]

#: What each kind of notice makes of a document, the gravest first.
STATUS: dict[EventKind, Standing] = {
    "retraction": "retracted",
    "withdrawal": "withdrawn",
    "replacement": "replaced",
    "concern": "concern",
    "correction": "corrected",
}
_ORDER = tuple(STATUS)
_TAKEN_BACK = frozenset(("retraction", "withdrawal", "replacement"))
_NOTE = 300


class Event(NamedTuple):
    """One notice: its kind, its date as far as it is known, who lists it, what names it, and what is said beside it.

    ``title`` is that of the document as the list has it, to see that the list means the same document.
    """

    kind: EventKind
    date: str | None
    authority: str
    notice: str = ""
    says: str = ""
    title: str = ""


class Settled(NamedTuple):
    """What a document's notices come to; ``doubts`` are for a person to look at."""

    standing: StandingNote
    doubts: tuple[str, ...] = ()


def settle(events: Iterable[Event]) -> Settled | None:
    """The standing after all events; ``None`` when there is none."""
    given = sorted(set(events), key=lambda item: (last_day(item.date) or "", _rank(item), item))
    if not given:
        return None
    restored = [item for item in given if item.kind == "reinstatement"]
    doubts = [
        f"the reinstatement listed by {item.authority} has no date, so it is left aside"
        for item in restored
        if not item.date
    ]
    last = max((_first_day(item.date) for item in restored if item.date), default="")
    standing = []
    for item in given:
        if item.kind == "reinstatement":
            continue
        if item.kind in _TAKEN_BACK and last:
            if item.date and (last_day(item.date) or "") < last:
                continue
            if not item.date or _first_day(item.date) <= last:
                doubts.append(f"whether the {item.kind} or the reinstatement of {last} came first is not sure")
        standing.append(item)
    if standing:
        gravest = min(standing, key=_rank)
        alike = [item for item in standing if item.kind == gravest.kind]
        return Settled(_note(alike), tuple(dict.fromkeys(doubts)))
    if not last:
        return None
    back = max((item for item in restored if item.date), key=lambda item: item.date or "")
    taken = next((item for item in reversed(given) if item.kind in _TAKEN_BACK), None)
    told = f"{taken.kind.capitalize()} of {taken.date} taken back" if taken else "Reinstated"
    note = _clip(". ".join(filter(None, (told, _named(back)))))
    return Settled(StandingNote("ok", back.date, back.authority, note=note), tuple(dict.fromkeys(doubts)))


def gravity(status: Standing) -> int:
    """0 for nothing known, 1 for ok, and more the graver a standing is."""
    graver: tuple[Standing, ...] = ("unknown", "ok", "corrected", "concern", "replaced", "withdrawn", "retracted")
    return graver.index(status)


def _rank(item: Event) -> int:
    return _ORDER.index(item.kind) if item.kind in _ORDER else len(_ORDER)


def _note(alike: list[Event]) -> StandingNote:
    """The standing of notices of one kind: the date of the first that has one, everybody who lists it."""
    dated = [item for item in alike if item.date]
    first = dated[0] if dated else alike[0]
    who = "; ".join(sorted({item.authority for item in alike}))
    told = dict.fromkeys(filter(None, (_named(item) for item in alike)))
    return StandingNote(STATUS[first.kind], first.date, who, note=_clip(". ".join(told)) or None)


def _named(item: Event) -> str:
    return ". ".join(filter(None, (f"Notice: {item.notice}" if item.notice else "", item.says)))


def _clip(text: str) -> str:
    return text if len(text) <= _NOTE else f"{text[: _NOTE - 1].rstrip()}…"


def _first_day(text: str | None) -> str:
    return f"{text}-01-01"[:10] if text and len(text) == 4 else f"{text}-01"[:10] if text else ""
