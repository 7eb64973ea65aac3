"""Accepting and rejecting draft lines: what stands in the way, what it would change, and the new text of the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from evidence.authoring.order import keys_of
from evidence.changes.compare import Verdicts
from evidence.changes.mixture import Records
from evidence.database.build import method_for
from evidence.diagnostics import Diagnostic
from evidence.errors import EvidenceError
from evidence.ids import nearest_hint, quoted
from evidence.lint import lint
from evidence.loader import Loaded
from evidence.model import Line, Study
from evidence.proposing.drafts import is_unwritten
from evidence.proposing.study_file import Change, changed, text_at
from evidence.verdict import HypothesisVerdict, Verdict, weigh
from evidence.yaml_write import set_key

_LONGEST_NAME = 100


class Place(NamedTuple):
    """A line with its study, and where it stands: the file, and its number in the study's evidence."""

    study: Study
    line: Line
    path: str
    number: int


class ClaimTurn(NamedTuple):
    """The verdict of a claim, before and after."""

    claim: str
    statement: str
    before: Verdict
    after: Verdict


class HypothesisTurn(NamedTuple):
    """The verdict of a hypothesis, before and after."""

    id: str
    label: str
    before: HypothesisVerdict
    after: HypothesisVerdict


class Decision(NamedTuple):
    """What a decision on some lines would do: the files, the verdicts, and what a person should know of first."""

    places: tuple[Place, ...]
    changes: tuple[Change, ...]
    claims: tuple[ClaimTurn, ...]
    hypotheses: tuple[HypothesisTurn, ...]
    remarks: tuple[Diagnostic, ...]


def person(name: str) -> str:
    """The name of who decides, on one line; raises ``EvidenceError`` for one that names nobody."""
    cleaned = " ".join(name.split())
    if not cleaned or not cleaned.isprintable() or len(cleaned) > _LONGEST_NAME or not any(map(str.isalpha, cleaned)):
        raise EvidenceError(f"{quoted(name)} is not a name", "say who decides: --by 'Ada Lovelace'")
    if cleaned.lower().startswith("evidence-"):
        raise EvidenceError(
            f"{quoted(cleaned)} is the name of a program", "accepting is for people: --by 'Ada Lovelace'"
        )
    return cleaned


def find(loaded: Loaded, names: Iterable[str]) -> tuple[Place, ...]:
    """The lines with these ids; raises ``EvidenceError`` for one that is not there."""
    base = loaded.base
    known = {
        line.id: Place(study, line, base.homes[study.id].path, number)
        for study in base.studies.values()
        for number, line in enumerate(study.evidence)
    }
    found = []
    for name in dict.fromkeys(names):
        if name not in known:
            _unreadable(loaded, name)
            hint = nearest_hint(name, known, "evidence show STUDY lists the lines of a study")
            raise EvidenceError(f"there is no evidence line {quoted(name)} in this base", hint)
        found.append(known[name])
    return tuple(found)


def _unreadable(loaded: Loaded, name: str) -> None:
    """Say so when the line's file is there and cannot be read."""
    parsed = loaded.parsed.get(f"kb/studies/{name.rpartition('.')[0]}.yaml")
    for trouble in parsed.troubles if parsed else ():
        raise EvidenceError(f"{trouble.path}:{trouble.line}:{trouble.column} {trouble.message}", trouble.hint)


def accept(loaded: Loaded, places: Sequence[Place], by: str) -> Decision:
    """What accepting the lines would do; raises ``EvidenceError`` when one of them cannot be accepted."""
    for place in places:
        _refuse(place, by)
    return _decided(loaded, places, {place.line.id: {"status": "accepted", "accepted_by": by} for place in places})


def reject(loaded: Loaded, places: Sequence[Place], by: str, why: str) -> Decision:
    """What rejecting the lines would do; the reason goes into their notes."""
    reason = " ".join(why.split())
    if not reason or not reason.isprintable():
        raise EvidenceError("a line is not rejected without a reason", "say why: --why 'counts another trial'")
    said = f"Rejected by {by}: {reason}{'' if reason.endswith('.') else '.'}"
    values = {}
    for place in places:
        if place.line.status == "rejected":
            raise EvidenceError(f"{place.line.id} is rejected already", f"evidence show {place.line.id}")
        values[place.line.id] = {"status": "rejected", "note": f"{place.line.note} {said}" if place.line.note else said}
    return _decided(loaded, places, values)


def _refuse(place: Place, by: str) -> None:
    line = place.line
    if line.status == "accepted":
        raise EvidenceError(
            f"{line.id} is accepted already, by {line.accepted_by or 'nobody named'}", "only drafts are accepted"
        )
    if line.status == "rejected":
        raise EvidenceError(
            f"{line.id} was rejected: {line.note or 'no reason given'}", "set its status to draft first"
        )
    if is_unwritten(line.finding):
        raise EvidenceError(
            f"the finding of {line.id} is still to be written",
            f"write it in your own words in {place.path}, then accept",
        )
    if line.made_by and line.made_by.casefold() == by.casefold():
        raise EvidenceError(f"{by} made {line.id}, so somebody else has to accept it", "name that person with --by")


def _decided(loaded: Loaded, places: Sequence[Place], values: Mapping[str, Mapping[str, str]]) -> Decision:
    changes: dict[str, Change] = {}
    after = loaded
    for place in places:
        text = text_at(after, place.path)
        for key, value in values[place.line.id].items():
            text = set_key(text, ("evidence", place.number, key), value, keys_of(Line))
        change = Change(place.path, loaded.texts[place.path], text.encode())
        changes[place.path] = change
        after = changed(after, change)
    remarks = _remarks(after, places)
    errors = [item for item in remarks if item.severity == "error"]
    if errors:
        first = errors[0]
        raise EvidenceError(
            f"{first.path}:{first.line}:{first.column} {first.code} {first.message}",
            first.hint or f"evidence rule {first.code} explains it",
        )
    verdicts = Verdicts(Records(loaded.base), Records(after.base), (method_for(loaded)[0], method_for(after)[0]))
    touched = sorted({place.line.claim for place in places})
    claims, hypotheses = tuple(_claims(verdicts, touched)), tuple(_hypotheses(verdicts, touched))
    return Decision(tuple(places), tuple(changes.values()), claims, hypotheses, remarks)


def _remarks(after: Loaded, places: Sequence[Place]) -> tuple[Diagnostic, ...]:
    """What lint says of the lines, and every error in their files."""
    spans = {(place.path, *_rows(after, place)) for place in places}
    return tuple(
        item
        for item in lint(after).diagnostics
        if any(
            item.path == path and (item.severity == "error" or first <= item.line < last) for path, first, last in spans
        )
    )


def _rows(loaded: Loaded, place: Place) -> tuple[int, int]:
    """The first row of a line in its file, and the first row after it."""
    values = loaded.document(place.path).values
    first = values[("evidence", place.number)][0]
    following = values.get(("evidence", place.number + 1))
    return first, following[0] if following else first + 10**6


def _claims(verdicts: Verdicts, touched: Sequence[str]) -> Iterable[ClaimTurn]:
    for claim in touched:
        before, after = verdicts.of(claim, False), verdicts.of(claim, True)
        if before and after:
            yield ClaimTurn(claim, verdicts.mixture.after.base.claims[claim].statement, before, after)


def _hypotheses(verdicts: Verdicts, touched: Sequence[str]) -> Iterable[HypothesisTurn]:
    """The hypotheses that stand or fall with one of the claims."""
    for hypothesis in verdicts.mixture.after.base.hypotheses.values():
        if not set(touched).isdisjoint(hypothesis.tests):
            before, after = (
                weigh(hypothesis.tests, {test: found for test in hypothesis.tests if (found := verdicts.of(test, new))})
                for new in (False, True)
            )
            yield HypothesisTurn(hypothesis.id, hypothesis.label, before, after)
