"""Chains from one concept to another over claims and named gaps, with the weakest link of each."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

from evidence.errors import EvidenceError
from evidence.ids import nearest_hint, quoted
from evidence.store.hypotheses import place
from evidence.store.open import Store

#: Longer chains explain nothing, and their number explodes.
MAX_STEPS = 8
_GAP = 99


def concept_named(store: Store, name: str) -> str:
    """The concept with this id, label or synonym; raises ``EvidenceError`` when there is none."""
    row = store.row("SELECT id FROM concept WHERE id = ?", name)
    row = row or store.row("SELECT concept AS id FROM concept_name WHERE name = ?", name.casefold())
    if row is None:
        known = [item["name"] for item in store.rows("SELECT name FROM concept_name")]
        hint = nearest_hint(name.casefold(), known, "evidence find TEXT --kind concept looks one up")
        raise EvidenceError(f"there is no concept {quoted(name)} in this base", hint)
    return str(row["id"])


def paths(store: Store, origin: str, target: str, limit: int = 10) -> dict[str, Any]:
    """Simple chains from ``origin`` to ``target``: those without gaps and with the strongest weakest link first."""
    start, end = concept_named(store, origin), concept_named(store, target)
    edges = _edges(store)
    found = [_described(steps) for steps in _walk(edges, start, end)]
    found.sort(key=lambda path: (path["gaps"], path["weakest"]["place"], len(path["steps"]), str(path["steps"])))
    return {
        "from": start,
        "to": end,
        "paths": found[:limit],
        "found": len(found),
        "edges": sum(map(len, edges.values())),
    }


def _edges(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Every step out of each concept: claims from subject to object, and the steps of the hypotheses' chains."""
    edges: dict[str, list[dict[str, Any]]] = {}
    sql = (
        "SELECT c.subject AS origin, c.object AS target, c.id AS claim, NULL AS gap, NULL AS hypothesis, v.word,"
        " v.direction, v.certainty FROM claim c JOIN verdict v ON v.id = c.id AND v.kind = 'claim'"
        " UNION ALL SELECT s.origin, s.target, s.claim, s.gap, s.hypothesis, v.word, v.direction, v.certainty"
        " FROM chain_step s LEFT JOIN verdict v ON v.id = s.claim AND v.kind = 'claim'"
    )
    seen = set()
    for row in store.rows(sql):
        key = (row["origin"], row["target"], row["claim"], row["gap"])
        if key not in seen:
            seen.add(key)
            unused = ("word", "direction", "certainty", "claim") if row["gap"] else ("gap",)
            edges.setdefault(row["origin"], []).append({name: row[name] for name in row.keys() if name not in unused})  # noqa: SIM118
    return edges


def _walk(edges: dict[str, list[dict[str, Any]]], start: str, end: str) -> Iterator[list[dict[str, Any]]]:
    """Simple paths, shortest first; concepts from which the end cannot be reached are never entered."""
    reach = _distance_to(edges, end)
    waiting: deque[tuple[str, list[dict[str, Any]]]] = deque([(start, [])])
    given = 0
    while waiting and given < 1000:
        here, steps = waiting.popleft()
        if here == end and steps:
            given += 1
            yield steps
            continue
        visited = {step["origin"] for step in steps}
        for edge in edges.get(here, ()):
            target = edge["target"]
            if target not in visited and len(steps) + 1 + reach.get(target, MAX_STEPS) <= MAX_STEPS:
                waiting.append((target, [*steps, edge]))


def _distance_to(edges: dict[str, list[dict[str, Any]]], end: str) -> dict[str, int]:
    back: dict[str, set[str]] = {}
    for origin, steps in edges.items():
        for step in steps:
            back.setdefault(step["target"], set()).add(origin)
    distance, waiting = {end: 0}, deque([end])
    while waiting:
        here = waiting.popleft()
        for origin in back.get(here, ()):
            if origin not in distance:
                distance[origin] = distance[here] + 1
                waiting.append(origin)
    return distance


def _described(steps: list[dict[str, Any]]) -> dict[str, Any]:
    places = [_GAP if "gap" in step else place(step) for step in steps]
    worst = max(range(len(steps)), key=lambda index: places[index])
    return {
        "steps": steps,
        "gaps": sum("gap" in step for step in steps),
        "weakest": {"step": worst + 1, "place": places[worst], **steps[worst]},
    }
