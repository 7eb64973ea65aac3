"""A comparison as JSON values: what ``evidence diff --format json`` prints and the pages draw. docs/changes.md lists the keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from evidence import __version__
from evidence.changes.compare import ClaimChange, Comparison, HypothesisChange
from evidence.changes.details import Detail, Field
from evidence.changes.mixture import KINDS
from evidence.changes.sides import Side
from evidence.changes.why import Outcome, Why
from evidence.verdict import HypothesisVerdict, Verdict
from evidence.verdict.word import Tally


def comparison_json(found: Comparison) -> dict[str, Any]:
    """The whole comparison, sorted by id."""
    levels = {"words": "word", "certainties": "certainty", "presence": "presence", "inside": "inside"}
    quiet = set(found.quiet_lines)
    rules = found.rules
    return {
        "program": __version__,
        "before": _side(found.before),
        "after": _side(found.after),
        "notes": list(found.notes),
        "compared": dict(found.compared),
        "changed": {
            **{name: len(found.of_level(level)) for name, level in levels.items()},
            "hypotheses": len(found.hypotheses),
            "records": len(found.records),
            "lines": len({item.id for item in found.lines}),
            "quiet_lines": len({item.id for item in quiet} - {item.id for item in found.lines if item not in quiet}),
        },
        "claims": [_claim(item) for item in found.claims],
        "hypotheses": [_hypothesis(item) for item in found.hypotheses],
        "rules": rules
        and {
            "fields": _fields(rules.fields),
            "alone": [
                {"claim": claim, "before": outcome_json(Outcome.of(was)), "after": outcome_json(Outcome.of(now))}
                for claim, was, now in rules.alone
            ],
        },
        "reworded": [
            {"claim": claim, "fields": _fields(fields), "lines_kept": kept} for claim, fields, kept in found.reworded
        ],
        "overrides": [_detail(item) for item in found.overrides],
        "records": [{**item._asdict(), "fields": list(item.fields)} for item in found.records],
        "lines": [
            {"claim": item.claim, "weighs": item.weighs, "quiet": item in quiet, **_detail(item.detail)}
            for item in found.lines
        ],
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "name": side.name,
        "commit": side.commit,
        "day": side.day,
        "title": side.base.info.title,
        "as_of": side.base.info.as_of,
        "method": side.method_name,
        "problems": [
            {key: getattr(item, key) for key in ("path", "line", "column", "code", "name", "message")}
            for item in side.problems
        ],
    }


def _claim(item: ClaimChange) -> dict[str, Any]:
    return {
        "id": item.id,
        "statement": item.statement,
        "level": item.level,
        "before": item.before and _verdict(item.before),
        "after": item.after and _verdict(item.after),
        "why": item.why and _why(item.why),
        "flips": {"gone": list(item.gone), "come": list(item.come)},
        "inside": list(_inside(item)),
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    total = Tally(*map(sum, zip(*verdict.counts.values(), strict=True)))
    independent = {"for": total.for_, "against": total.against, "mixed": total.mixed, "neutral": total.neutral}
    return {**outcome_json(Outcome.of(verdict)), "deciding_tier": verdict.tier, "independent": independent}


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """Word, direction and certainty."""
    return outcome._asdict()


def _why(found: Why) -> dict[str, Any]:
    return {
        "sufficient": [list(kinds) for kinds in found.sufficient],
        "causes": [
            {
                "kind": cause.kind,
                "label": KINDS[cause.kind],
                "alone": outcome_json(cause.alone),
                "suffices": cause.suffices,
                "needed": cause.needed,
                "details": [_detail(item) for item in cause.details],
            }
            for cause in found.causes
        ],
    }


def _detail(item: Detail) -> dict[str, Any]:
    return {"record": item.record, "change": item.change, "fields": _fields(item.fields), "says": item.says}


def _fields(found: Iterable[Field]) -> list[dict[str, str]]:
    return [{"field": item.name, "before": item.before, "after": item.after} for item in found]


def _inside(item: ClaimChange) -> Iterator[dict[str, Any]]:
    """The parts of a verdict that differ besides word, direction and certainty."""
    if item.before is None or item.after is None:
        return
    for name in ("tier", "participants", "unknown_size", "teams", "newest"):
        old, new = getattr(item.before, name), getattr(item.after, name)
        if old != new:
            yield {"field": name, "before": old, "after": new}
    for name in ("tags", "reasons"):
        old, new = getattr(item.before, name), getattr(item.after, name)
        if old != new:
            yield {"field": name, "before": list(old), "after": list(new)}
    old, new = (_verdict(verdict)["independent"] for verdict in (item.before, item.after))
    if old != new:
        yield {"field": "independent", "before": old, "after": new}


def _hypothesis(item: HypothesisChange) -> dict[str, Any]:
    return {
        "id": item.id,
        "label": item.label,
        "before": item.before and _weighed(item.before),
        "after": item.after and _weighed(item.after),
        "through": list(item.through),
        "tests_added": list(item.tests_added),
        "tests_removed": list(item.tests_removed),
    }


def _weighed(found: HypothesisVerdict) -> dict[str, Any]:
    return {key: getattr(found, key) for key in ("word", "direction", "certainty", "decided_by")}
