"""What accepting or rejecting lines would do: the verdicts before and after, and what to know of first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evidence.model import Line
from evidence.proposing.acceptance import ClaimTurn, Decision, HypothesisTurn, Place
from evidence.proposing.held_figures import Checked
from evidence.render.blocks import Block, Bullets, Facts, Heading, Page, Table, Text
from evidence.render.words import figure, plural, word
from evidence.verdict import HypothesisVerdict, Verdict


def decision_page(decision: Decision, by: str, what: str, checked: Mapping[str, Checked]) -> Page:
    """The page of ``accept``; ``what`` is accept or reject, ``checked`` the figures of each line."""
    claims = [_claim(turn) for turn in decision.claims]
    hypotheses = [_hypothesis(turn) for turn in decision.hypotheses]
    data = {
        "what": what,
        "by": by,
        "lines": [_line(place, checked.get(place.line.id)) for place in decision.places],
        "claims": claims,
        "hypotheses": hypotheses,
        "remarks": [item._asdict() for item in decision.remarks],
    }
    return Page(data, tuple(_blocks(decision, by, what, checked)), tuple(claims))


def _line(place: Place, checked: Checked | None) -> dict[str, Any]:
    line = place.line
    return {
        "line": line.id, "path": place.path, "claim": line.claim, "direction": line.direction, "finding": line.finding,
        "made_by": line.made_by, "checked": [{"what": item.what, "result": item.result} for item in checked.items] if checked else [],
    }  # fmt: skip


def _claim(turn: ClaimTurn) -> dict[str, Any]:
    return {
        "claim": turn.claim,
        "before": _word(turn.before),
        "after": _word(turn.after),
        "certainty_before": turn.before.certainty,
        "certainty_after": turn.after.certainty,
        "changes": _said(turn.before) != _said(turn.after),
    }


def _hypothesis(turn: HypothesisTurn) -> dict[str, Any]:
    return {"hypothesis": turn.id, "before": _word(turn.before), "after": _word(turn.after)}


def _word(verdict: Verdict | HypothesisVerdict) -> str:
    return word({"word": verdict.word, "direction": verdict.direction})


def _said(verdict: Verdict | HypothesisVerdict) -> str:
    return f"{_word(verdict)} ({verdict.certainty.replace('-', ' ')} certainty)"


def _blocks(decision: Decision, by: str, what: str, checked: Mapping[str, Checked]) -> Iterator[Block]:
    yield Heading(f"{what.capitalize()} {plural(len(decision.places), 'evidence line')} as {by}", 1)
    for place in decision.places:
        yield Heading(place.line.id, 2)
        yield Facts(tuple(_facts(place, checked.get(place.line.id))))
    yield Heading("What it does", 2)
    yield Table(
        ("claim", "before", "after"),
        tuple((turn.claim, _counted(turn.before), _counted(turn.after)) for turn in decision.claims),
        (30, 34, 36),
    )
    moved = [turn for turn in decision.hypotheses if _said(turn.before) != _said(turn.after)]
    if moved:
        rows = tuple((turn.id, _said(turn.before), _said(turn.after)) for turn in moved)
        yield Table(("hypothesis", "before", "after"), rows, (30, 34, 36))
    else:
        yield Text(f"No hypothesis changes ({len(decision.hypotheses)} stand or fall with these claims).", "quiet")
    if decision.remarks:
        yield Heading("Lint remarks", 2)
        yield Bullets(tuple((f"{item.path}:{item.line} {item.code} {item.message}", "") for item in decision.remarks))


def _counted(verdict: Verdict) -> str:
    """``supported (high certainty); 13 for, 1 neutral``: the word with the independent studies behind it."""
    tallies = list(verdict.counts.values())
    sums = {"for": 0, "against": 0, "mixed": 0, "neutral": 0}
    for tally in tallies:
        for name, count in zip(sums, tally, strict=True):
            sums[name] += count
    told = ", ".join(f"{count} {name}" for name, count in sums.items() if count)
    return f"{_said(verdict)}; {told or 'no study'}"


def _facts(place: Place, checked: Checked | None) -> Iterator[tuple[str, str]]:
    line: Line = place.line
    yield "claim", line.claim
    yield "direction", f"{line.direction}, {line.directness}, {line.role}, {line.outcome_role} outcome"
    yield "finding", line.finding
    for item in line.figures:
        yield "figure", figure({"name": item.name, "op": item.op, "value": item.value, "unit": item.unit or ""})
    yield "source", f"{line.source}, {line.locator}"
    yield "made by", line.made_by or "not known"
    if checked:
        yield "figures checked", checked.summary
