"""Hypotheses with the verdicts of the claims they rest on."""

from __future__ import annotations

import json
from typing import Any

from evidence.store.claims import claim_verdict, overrides
from evidence.store.listing import Listing
from evidence.store.open import Store
from evidence.verdict import EVERYTHING, Scope
from evidence.verdict.order import ORDER


def show_hypothesis(store: Store, name: str, scope: Scope = EVERYTHING) -> dict[str, Any]:
    """Everything about a hypothesis."""
    name = store.resolve(name, "hypothesis")[1]
    record = store.record(name, "hypothesis") or {}
    tests = [_with_verdict(store, claim, scope) for claim in record["tests"]]
    bears = [_with_verdict(store, claim, scope) for claim in record.get("bears", [])]
    return {
        "kind": "hypothesis",
        "id": name,
        "label": record["label"],
        "statement": record["statement"],
        "verdict": _verdict(store, name, tests, scope),
        "tests": tests,
        "bears": bears,
        "chain": [_step(store, step, scope) for step in record.get("chain", [])],
        "rivals": record.get("rivals", []),
        "would_support": record.get("would_support"),
        "would_refute": record.get("would_refute"),
        "overrides": overrides(store, name),
    }


def hypotheses(store: Store, scope: Scope = EVERYTHING, most: int | None = None) -> Listing:
    """The hypotheses, from the most to the least favourable word, then by id; ``most`` of them, or all."""
    if scope:
        found = [show_hypothesis(store, name, scope) for name in store.ids("hypothesis")]
        found.sort(key=lambda item: (place(item["verdict"]), item["id"]))
        return Listing(found[:most], len(found))
    names = [row["id"] for row in store.rows("SELECT id FROM verdict WHERE kind = 'hypothesis' ORDER BY place, id")]
    return Listing([show_hypothesis(store, name) for name in names[:most]], len(names))


def place(verdict: dict[str, Any]) -> int:
    """Where a verdict stands in the order from best to worst."""
    return ORDER.index((verdict["word"], verdict["direction"]))


def _with_verdict(store: Store, claim: str, scope: Scope) -> dict[str, Any]:
    row = store.row("SELECT statement FROM claim WHERE id = ?", claim)
    return {"id": claim, "statement": row["statement"] if row else "", "verdict": claim_verdict(store, claim, scope)}


def _step(store: Store, step: dict[str, Any], scope: Scope) -> dict[str, Any]:
    if "claim" not in step:
        return step
    verdict = claim_verdict(store, step["claim"], scope)
    return {**step, "verdict": {key: verdict[key] for key in ("word", "direction", "certainty")}}


def _verdict(store: Store, name: str, tests: list[dict[str, Any]], scope: Scope) -> dict[str, Any]:
    row = store.row("SELECT data FROM verdict WHERE id = ? AND kind = 'hypothesis'", name)
    stored: dict[str, Any] = json.loads(row["data"]) if row else {}
    if not scope or not tests:
        return stored
    worst = max(tests, key=lambda test: (place(test["verdict"]), -tests.index(test)))
    found = {key: worst["verdict"][key] for key in ("word", "direction", "certainty")}
    return {**stored, **found, "tier": worst["verdict"]["deciding_tier"], "decided_by": worst["id"]}
