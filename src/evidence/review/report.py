"""A review as JSON values: what ``evidence review --format json`` prints and the page draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from evidence import __version__
from evidence.review.coverage import contrary, directions, own_results, reach
from evidence.review.desk import Desk
from evidence.review.upkeep import standing, texts
from evidence.review.waiting import drafts, todos, unseen


def review_json(desk: Desk) -> dict[str, Any]:
    """Every section, each with what was examined for it, and the three steps that help most."""
    data = {
        "program": __version__,
        "title": desk.base.info.title,
        "as_of": desk.as_of,
        "months": desk.months,
        "examined": {
            "claims": len(desk.claims),
            "studies": len(desk.base.studies),
            "lines": sum(len(study.evidence) for study in desk.base.studies.values()),
            "sources": len(desk.sources),
        },
        "drafts": drafts(desk),
        "contrary": contrary(desk),
        "reach": reach(desk),
        "directions": directions(desk),
        "own_results": own_results(desk),
        "standing": standing(desk),
        "texts": texts(desk),
        "unseen": unseen(desk),
        "todos": todos(desk),
    }
    return {**data, "next": [dict(zip(("command", "why"), step, strict=True)) for step in _next(desk, data)][:3]}


def _next(desk: Desk, data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Steps in a fixed order: what may be wrong, what waits for a person, what nobody looked for, what nobody checked."""
    if data["texts"]["failed"]:
        name = data["texts"]["failed"][0]
        yield f"evidence verify {name}", "a figure or quote does not stand in the held text"
    moving = [item for item in data["drafts"] if item["would_make"]] or data["drafts"]
    if moving:
        effect = "it would change a verdict" if moving[0]["would_make"] else "it waits longest"
        yield f"evidence accept {moving[0]['line']}", f"a draft line to accept or reject; {effect}"
    missing = _weightiest(desk, data["contrary"]["missing"])
    if missing:
        yield f"evidence show {missing}", "search for contrary evidence on it, and add it to searched"
    if data["unseen"]["studies"]:
        most = max(data["unseen"]["studies"], key=lambda it: (it["lines"], it["study"]))
        yield f"evidence show {most['study']}", f"{most['lines']} accepted lines that no second person is named for"
    if data["standing"]["unchecked"]:
        yield "evidence source status", "see whose retraction or concern nobody looked up; a dated list answers offline"
    old = [item["claim"] for item in data["contrary"]["old"]]
    if old:
        yield f"evidence show {old[0]}", "its newest search for contrary evidence is the oldest; search again"
    if data["texts"]["not_held"]:
        first = data["texts"]["not_held"][0]
        yield (
            f"evidence source fetch {first['source']}",
            f"hold its text, so that {first['figures']} figures can be checked",
        )


def _weightiest(desk: Desk, claims: list[str]) -> str | None:
    """Of some claims the one that most hypotheses stand or fall with."""
    tests = Counter(test for item in desk.base.hypotheses.values() for test in item.tests)
    return max(claims, key=lambda claim: (tests[claim], claim), default=None)
