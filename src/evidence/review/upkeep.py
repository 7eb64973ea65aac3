"""What was checked of the documents: what became of them, whether their text is held, and whether figures stand in it."""

from __future__ import annotations

from typing import Any

from evidence.review.desk import Desk


def standing(desk: Desk) -> dict[str, Any]:
    """Documents of which nobody looked up what became of them, and those looked up long ago."""
    unchecked = [it.id for it in desk.sources if it.standing.status == "unknown" or not it.standing.checked_on]
    old = [
        {"source": it.id, "checked_on": it.standing.checked_on}
        for it in desk.sources
        if it.id not in set(unchecked) and it.standing.checked_on and desk.is_old(it.standing.checked_on)
    ]
    return {"examined": len(desk.sources), "unchecked": unchecked, "old": old}


def texts(desk: Desk) -> dict[str, Any]:
    """How many documents are held, and how figures and quotes stand against them."""
    figures = {source.id: 0 for source in desk.sources}
    for _, line in desk.base.lines():
        if line.source in figures and line.status != "rejected":
            figures[line.source] += len(line.figures) + bool(line.effect)
    missing = [(name, count) for name, count in figures.items() if count and name not in desk.held]
    failed = sorted({item.record for item in desk.verified.items if item.result == "failed"}) if desk.verified else []
    return {
        "examined": len(desk.sources),
        "held": sum(source.id in desk.held for source in desk.sources),
        "results": dict(desk.verified.counts) if desk.verified else {},
        "failed": failed,
        "not_held": [
            {"source": name, "figures": count} for name, count in sorted(missing, key=lambda it: (-it[1], it[0]))
        ],
    }
