"""What follows when documents change their standing: lines, verdicts, hypotheses, syntheses, and who repeats them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from evidence.base import Base
from evidence.changes.compare import Comparison, compare
from evidence.changes.mixture import Records
from evidence.changes.sides import Side
from evidence.changes.touched import touched_claims
from evidence.method import Method
from evidence.model import Source, StandingNote
from evidence.verdict import EVERYTHING
from evidence.verdict.admit import admit
from evidence.verdict.facts import LineFacts


class LineMove(NamedTuple):
    """An evidence line that a change of standing reaches: it is ``out``, ``back`` or ``stays``, and why."""

    line: str
    claim: str
    source: str
    move: str
    reason: str


class Repeat(NamedTuple):
    """A document that derives from a changed one, how many steps away, and the claims it speaks about."""

    source: str
    of: str
    steps: int
    claims: tuple[str, ...]


class Pooled(NamedTuple):
    """A synthesis that pools a study which no document in good standing reports any more."""

    synthesis: str
    study: str


@dataclass(frozen=True)
class Cascade:
    """All that follows from the new standings; empty parts are empty, not unexamined."""

    changed: tuple[str, ...]
    comparison: Comparison
    lines: tuple[LineMove, ...]
    repeats: tuple[Repeat, ...]
    pooled: tuple[Pooled, ...]


def cascade(before: Side, standings: Mapping[str, StandingNote]) -> Cascade:
    """What would follow if these sources had these standings. Nothing is written.

    Raises ``EvidenceError`` when the verdict rules of the base cannot be read.
    """
    after = replace(before, name="with the new standings", base=with_standings(before.base, standings))
    comparison = compare(before, after)
    assert before.method is not None  # compare has seen to it
    changed = {name for name, note in standings.items() if before.base.sources[name].standing.status != note.status}
    return Cascade(
        tuple(sorted(changed)),
        comparison,
        tuple(sorted(_lines(before.base, after.base, before.method, changed))),
        tuple(sorted(_repeats(before.base, changed))),
        tuple(sorted(_pooled(after.base, before.method, changed))),
    )


def with_standings(base: Base, standings: Mapping[str, StandingNote]) -> Base:
    """The base with other standings for some of its sources."""
    entries = tuple(
        (replace(record, standing=standings[record.id]), home)
        if isinstance(record, Source) and record.id in standings
        else (record, home)
        for record, home in base.entries
    )
    return Base(entries, base.info, base.info_home)


def _lines(before: Base, after: Base, method: Method, changed: set[str]) -> Iterator[LineMove]:
    old, new = Records(before), Records(after)
    for claim in touched_claims(old, new, False):
        was = admit(old.cases.case(before.claims[claim]), method, EVERYTHING)
        now = admit(new.cases.case(after.claims[claim]), method, EVERYTHING)
        out_before, out_now = ({item.line.id: item for item in side.excluded} for side in (was, now))
        for item in (*was.admitted, *was.echoes, *(it.line for it in was.excluded)):
            if item.id in out_now and item.id not in out_before:
                yield LineMove(item.id, claim, item.source, "out", out_now[item.id].reason)
            elif item.id in out_before and item.id not in out_now:
                yield LineMove(item.id, claim, item.source, "back", f"{item.source} counts again")
            elif item.source in changed and item.id not in out_now:
                yield LineMove(item.id, claim, item.source, "stays", _stays(after, method, item))


def _stays(after: Base, method: Method, line: LineFacts) -> str:
    status = after.sources[line.source].standing.status
    if status in method.left_out_standings:
        good = [
            name
            for name in after.reporting.get(line.study, ())
            if (twin := after.sources[name]).standing.status not in method.left_out_standings
            and twin.kind not in method.echo_kinds
        ]
        return f"the study is also reported by {', '.join(good)}, in good standing: look whether it still holds"
    if status in method.concern_standings:
        return "a concern weighs on the certainty, it leaves no line out"
    return f"{status} documents count"


def _repeats(base: Base, changed: Iterable[str]) -> Iterator[Repeat]:
    """Documents that derive from a changed one over any number of steps (0: they tell of its study by another way)."""
    children: dict[str, list[str]] = {}
    for source in base.sources.values():
        for parent in source.derived_from:
            children.setdefault(parent, []).append(source.id)
        for told in source.assertions:
            if told.via and source.id not in children.get(told.via, ()):
                children.setdefault(told.via, []).append(source.id)
    for origin in changed:
        beside = _by_study(base, origin)
        seen, level, steps = {origin}, [origin], 0
        while level:
            steps += 1
            level = sorted({name for parent in level for name in children.get(parent, ()) if name not in seen})
            seen.update(level)
            for name in level:
                beside.pop(name, None)
                claims = {item.claim for item in base.sources[name].assertions}
                yield Repeat(name, origin, steps, tuple(sorted(claims)))
        yield from (Repeat(name, origin, 0, tuple(sorted(claims))) for name, claims in beside.items() if name != origin)


def _by_study(base: Base, origin: str) -> dict[str, set[str]]:
    """Documents that tell of a study which the document reports, with the claims they tell it about."""
    studies = base.sources[origin].reports
    found: dict[str, set[str]] = {}
    for source, told in base.assertions():
        if told.study in studies:
            found.setdefault(source.id, set()).add(told.claim)
    return found


def _pooled(after: Base, method: Method, changed: set[str]) -> Iterator[Pooled]:
    def fallen(study: str) -> bool:
        reporting = after.reporting.get(study, ())
        return not changed.isdisjoint(reporting) and all(
            after.sources[name].standing.status in method.left_out_standings for name in reporting
        )

    for study in after.studies.values():
        for name in study.includes:
            if name in after.studies and fallen(name):
                yield Pooled(study.id, name)
