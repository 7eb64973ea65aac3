"""What waits for a person: draft lines, lines that nobody but their maker saw, and notes of what is to be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from evidence.base import KIND_NAMES
from evidence.model import Line
from evidence.review.desk import Desk
from evidence.verdict import Verdict, prove


def drafts(desk: Desk) -> list[dict[str, Any]]:
    """Every draft line, the longest waiting first, with the verdict that accepting it alone would make."""
    found = [
        {
            "line": line.id,
            "study": study.id,
            "claim": line.claim,
            "direction": line.direction,
            "made_by": line.made_by,
            "since": desk.first_days.get(desk.base.homes[study.id].path),
            "would_make": _would_make(desk, line),
        }
        for study, line in desk.lines("draft")
    ]
    return sorted(found, key=lambda item: (item["since"] or "9999", item["study"], item["line"]))


def _would_make(desk: Desk, line: Line) -> dict[str, Any] | None:
    """The verdicts before and after accepting one line, when they differ in word or certainty."""
    claim = desk.base.claims.get(line.claim)
    if claim is None or line.claim not in desk.proofs:
        return None
    case = desk.cases.case(claim)
    lines = tuple(replace(item, status="accepted") if item.id == line.id else item for item in case.lines)
    before = _outcome(desk.proofs[line.claim].verdict)
    after = _outcome(prove(replace(case, lines=lines), desk.method).verdict)
    return {"before": before, "after": after} if before != after else None


def _outcome(verdict: Verdict) -> dict[str, Any]:
    return {"word": verdict.word, "direction": verdict.direction, "certainty": verdict.certainty}


def unseen(desk: Desk) -> dict[str, Any]:
    """Accepted lines for which nobody is named, or only their maker."""
    accepted = list(desk.lines("accepted"))
    nobody = Counter(study.id for study, line in accepted if not line.accepted_by)
    maker = Counter(study.id for study, line in accepted if line.accepted_by and line.accepted_by == line.made_by)
    return {
        "accepted": len(accepted),
        "by_nobody": nobody.total(),
        "by_maker": maker.total(),
        "studies": [{"study": study, "lines": count} for study, count in sorted((nobody + maker).items())],
    }


def todos(desk: Desk) -> list[dict[str, str]]:
    """What curators noted as still to be done, by kind and id."""
    return list(_todos(desk))


def _todos(desk: Desk) -> Iterator[dict[str, str]]:
    pairs = sorted(((KIND_NAMES[type(record)], record.id), record) for record, _ in desk.base.entries if _todo(record))
    for (kind, name), record in pairs:
        yield {"kind": kind, "id": name, "todo": _todo(record)}


def _todo(record: object) -> str:
    return getattr(record, "todo", None) or ""
