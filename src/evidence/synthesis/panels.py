"""Which estimates may stand on one scale, and which of those may be pooled. Cautious: when in doubt, apart.

One panel holds one measure, one better side, one outcome, one time, one drug and one kind of comparator. Within it,
each independent cluster gives one estimate (its primary outcome, else its first); a synthesis is drawn apart, for it
pools the very studies it would be pooled with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from evidence.synthesis.estimates import Estimate

_UNITS = {
    "h": 1, "hr": 1, "hrs": 1, "hour": 1, "hours": 1, "d": 24, "day": 24, "days": 24, "wk": 168, "wks": 168,
    "week": 168, "weeks": 168,
}  # fmt: skip
_TIME = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)\Z")
_PLACEBO = frozenset(("inactive-placebo", "active-placebo", "vehicle"))
#: The comparator of a synthesis.
SEVERAL = "several"
#: Fewer independent estimates than this are not pooled.
FEWEST = 2


class Key(NamedTuple):
    """What the estimates of a panel have in common, normalised."""

    measure: str
    better: str
    outcome: str
    timepoint: str
    drug: str
    against: str


class Panel(NamedTuple):
    """Estimates on one scale. ``singles`` are one an independent cluster, ``set_aside`` others of those clusters."""

    key: Key
    title: str
    singles: tuple[Estimate, ...]
    syntheses: tuple[Estimate, ...]
    set_aside: tuple[Estimate, ...]

    @property
    def usable(self) -> tuple[Estimate, ...]:
        """Estimates with a standard error."""
        return tuple(item for item in self.singles if item.se is not None)

    @property
    def why_not_pooled(self) -> str:
        """Why the estimates are not pooled, or nothing when they may be."""
        return _refusal(self)


def panels(estimates: Iterable[Estimate]) -> tuple[Panel, ...]:
    """Panels, those with most independent estimates first, then by title."""
    groups: dict[Key, list[Estimate]] = {}
    for item in estimates:
        groups.setdefault(key_of(item), []).append(item)
    found = [_panel(key, items) for key, items in _joined(groups).items()]
    return tuple(sorted(found, key=lambda panel: (-len(panel.singles), panel.title, panel.key)))


def key_of(item: Estimate) -> Key:
    """The panel an estimate belongs to. A synthesis has no comparator of its own: it pools several."""
    against = SEVERAL if item.pooled else _against(item.control)
    return Key(item.measure, item.better, words(item.outcome), time_of(item.timepoint), item.drug, against)


def _joined(groups: dict[Key, list[Estimate]]) -> dict[Key, list[Estimate]]:
    """Each group of syntheses set beside the single studies on the same scale, where only one panel could be meant."""
    found = {key: list(items) for key, items in groups.items() if key.against != SEVERAL}
    for key, items in groups.items():
        if key.against == SEVERAL:
            homes = [other for other in found if other[:5] == key[:5] and other.against != SEVERAL]
            found.setdefault(homes[0] if len(homes) == 1 else key, []).extend(items)
    return found


def words(text: str) -> str:
    """A label in lower case and single spaces: the whole of what is folded."""
    return " ".join(text.casefold().split())


def time_of(text: str) -> str:
    """A time label: exact durations in hours, days and weeks agree (``24 h`` is ``1 day``); ``day 2`` stays itself.

    ``day 2`` of a trial whose first dose is on day 1 lies 24 hours after it, so a numbered day is no duration.
    """
    plain = words(text)
    found = _TIME.match(plain)
    if not found or found[2] not in _UNITS:
        return plain
    return f"{float(found[1]) * _UNITS[found[2]]:g} h"


def _against(control: str) -> str:
    return "placebo" if control in _PLACEBO else control


def _panel(key: Key, items: Sequence[Estimate]) -> Panel:
    single = sorted((item for item in items if not item.pooled), key=lambda item: item.line)
    best: dict[str, Estimate] = {}
    for item in single:
        kept = best.get(item.cluster)
        if kept is None or _rank(item) < _rank(kept):
            best[item.cluster] = item
    chosen = set(best.values())
    return Panel(
        key,
        _title((single or items)[0], key),
        tuple(item for item in single if item in chosen),
        tuple(item for item in items if item.pooled),
        tuple(item for item in single if item not in chosen),
    )


def _rank(item: Estimate) -> tuple[bool, bool, str]:
    return item.se is None, not item.primary, item.line


def _title(item: Estimate, key: Key) -> str:
    outcome = item.outcome or "outcome not stated"
    when = item.timepoint or "time not stated"
    against = "" if key.against == SEVERAL else key.against.replace("-", " ")
    compared = " against ".join(part for part in (key.drug, against) if part)
    return ", ".join(part for part in (outcome, when, compared) if part)


def _refusal(panel: Panel) -> str:
    if not panel.singles:
        return "only syntheses print an effect here, and they may hold the same studies"
    count = len(panel.usable)
    if count < FEWEST:
        lost = len(panel.singles) - count
        also = f" ({lost} more without a usable standard error)" if lost else ""
        return f"{count} independent comparable estimate{'' if count == 1 else 's'}{also}; at least {FEWEST} are needed"
    if not panel.key.outcome:
        return "the outcome is not stated, so it is not known whether these measure the same"
    if not panel.key.timepoint:
        return "the time of measurement is not stated, so it is not known whether these are comparable"
    return ""
