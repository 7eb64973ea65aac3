"""A forest plot as values: panels of estimates, each pooled where that is allowed, and in words where it is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evidence.errors import EvidenceError
from evidence.synthesis.estimates import MEASURES, Estimate, estimate, printed
from evidence.synthesis.panels import Panel, panels
from evidence.synthesis.pool import Pooled, pool


def forest(effects: Mapping[str, Any]) -> dict[str, Any]:
    """The forest plot of a claim from ``store.effects.claim_effects``, as JSON values."""
    found = [(row, estimate(row)) for row in effects["rows"]]
    unread = [
        {"line": row["line"], "why_not": f"its value {row['value']!r} cannot be read as a number on that scale"}
        for row, item in found
        if item is None
    ]
    return {
        "kind": "forest",
        "id": effects["id"],
        "statement": effects["statement"],
        "verdict": effects["verdict"],
        "independent": effects["independent"],
        "with_effect": len({row["cluster"] for row in effects["rows"] if not row["pooled"]}),
        "panels": [_panel(panel) for panel in panels(item for _, item in found if item is not None)],
        "left_out": [{"line": row["line"], "why_not": row["why_not"]} for row in effects["left_out"]] + unread,
    }


def _panel(panel: Panel) -> dict[str, Any]:
    pooled, why = _pooled(panel)
    weights = dict(zip((item.line for item in panel.usable), pooled.weights, strict=True)) if pooled else {}
    return {
        "title": panel.title,
        "measure": panel.key.measure,
        "measure_name": MEASURES[panel.key.measure],
        "better": panel.key.better,
        "outcome": panel.key.outcome,
        "timepoint": panel.key.timepoint,
        "drug": panel.key.drug,
        "estimates": [_estimate(item, weights.get(item.line)) for item in panel.singles],
        "syntheses": [_estimate(item) for item in panel.syntheses],
        "set_aside": [
            {"line": item.line, "why_not": "another estimate of the same independent study stands here"}
            for item in panel.set_aside
        ],
        "pooled": _pooled_json(pooled, panel.key.measure) if pooled else None,
        "not_pooled": why,
    }


def _pooled(panel: Panel) -> tuple[Pooled | None, str]:
    if panel.why_not_pooled:
        return None, panel.why_not_pooled
    try:
        usable = panel.usable
        return pool([item.point for item in usable], [item.se or 0.0 for item in usable]), ""
    except EvidenceError as error:
        return None, f"{error.message} ({error.hint})"


def _estimate(item: Estimate, weight: float | None = None) -> dict[str, Any]:
    keys = ("line", "study", "label", "cluster", "source", "n", "text", "value", "low", "high", "level", "problem")
    return {**{key: getattr(item, key) for key in keys}, "weight": _rounded(weight)}


def _pooled_json(found: Pooled, measure: str) -> dict[str, Any]:
    point, low, high = (_rounded(printed(value, measure)) for value in (found.point, found.low, found.high))
    keys = ("tau2", "i2", "q", "q_p")
    return {
        "value": point,
        "low": low,
        "high": high,
        "level": 95.0,
        "k": found.k,
        **{key: _rounded(getattr(found, key)) for key in keys},
        "method": found.method,
    }


def _rounded(value: float | None) -> float | None:
    """Six figures: more would differ from one processor to the next."""
    return None if value is None else float(f"{value:.6g}")


def drawn(data: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The panels that hold at least one interval."""
    return [panel for panel in data["panels"] if any(item["low"] is not None for item in rows_of(panel))]


def rows_of(panel: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Every estimate of a panel, single studies first."""
    return [*panel["estimates"], *panel["syntheses"]]
