"""Findings and their cascade as JSON values: what ``evidence source status --format json`` prints. docs/standing.md lists them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from evidence.changes.report import comparison_json
from evidence.ingest.standing.cascade import Cascade
from evidence.ingest.standing.drafts import Cited
from evidence.ingest.standing.join import Finding, names_of
from evidence.ingest.standing.snapshot import Snapshot
from evidence.model import Source
from evidence.plain import to_plain

OUTCOMES = ("news", "milder", "known", "silent", "unseen")


def recorded_json(sources: Iterable[Source]) -> dict[str, Any]:
    """What the records say by themselves."""
    given = sorted(sources, key=lambda item: item.id)
    return {
        "examined": len(given),
        "standings": dict(sorted(Counter(item.standing.status for item in given).items())),
        "never_checked": sum(item.standing.checked_on is None for item in given),
        "without_identifier": [item.id for item in given if not names_of(item)],
        "sources": [
            {"id": item.id, "title": item.csl.title, "standing": to_plain(item.standing)}
            for item in given
            if item.standing.status != "unknown" or item.standing.checked_on
        ],
    }


def status_json(
    findings: Sequence[Finding],
    snapshots: Sequence[Snapshot],
    reached: Cascade | None,
    drafts: tuple[Sequence[Cited], int] | None,
    written: Sequence[str],
    problems: Sequence[str] = (),
) -> dict[str, Any]:
    """Everything that was looked up; ``reached`` is ``None`` when no standing would change."""
    counts: Counter[str] = Counter(item.outcome for item in findings)
    return {
        "examined": len(findings),
        "outcomes": {name: counts[name] for name in OUTCOMES},
        "snapshots": [_snapshot(item) for item in snapshots],
        "problems": list(problems),
        "findings": [_finding(item) for item in findings],
        "cascade": reached and _cascade(reached),
        "drafts": drafts and {"citations": drafts[1], "cited": [item._asdict() for item in drafts[0]]},
        "written": list(written),
    }


def _snapshot(item: Snapshot) -> dict[str, Any]:
    return {
        "name": item.name,
        "authority": item.authority,
        "as_of": item.as_of,
        "dated_by": item.dated_by,
        "examined": item.examined,
        "matched": len(item.events),
        "problems": list(item.problems),
    }


def _finding(item: Finding) -> dict[str, Any]:
    return {
        "id": item.source,
        "title": item.title,
        "outcome": item.outcome,
        "recorded": to_plain(item.recorded),
        "found": item.found and to_plain(item.found),
        "proposed": item.proposed and to_plain(item.proposed),
        "looked_in": list(item.looked_in),
        "doubts": list(item.doubts),
    }


def _cascade(found: Cascade) -> dict[str, Any]:
    return {
        "changed": list(found.changed),
        "lines": [item._asdict() for item in found.lines],
        "repeats": [{**item._asdict(), "claims": list(item.claims)} for item in found.repeats],
        "pooled": [item._asdict() for item in found.pooled],
        "comparison": comparison_json(found.comparison),
    }
