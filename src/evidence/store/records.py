"""Any record by its id: claims and hypotheses with their verdicts, the others with what refers to them."""

from __future__ import annotations

from typing import Any

from evidence.store.claims import show_claim
from evidence.store.hypotheses import show_hypothesis
from evidence.store.open import Store
from evidence.verdict import EVERYTHING, Scope


def show(store: Store, name: str, scope: Scope = EVERYTHING) -> dict[str, Any]:
    """Any record, evidence line or assertion; raises ``EvidenceError`` for an id that is not in the base."""
    part = _part(store, name)
    if part:
        return part
    kind, name = store.resolve(name)
    if kind == "claim":
        return show_claim(store, name, scope)
    if kind == "hypothesis":
        return show_hypothesis(store, name, scope)
    record = store.record(name, kind) or {}
    found = {"kind": record.pop("record_kind"), **{key: record.pop(key) for key in ("id",)}}
    own_kind = {"record_type": record.pop("kind")} if "kind" in record else {}
    return {**found, **own_kind, **record, **_around(store, kind, name)}


def _part(store: Store, name: str) -> dict[str, Any] | None:
    """An evidence line or an assertion, which have ids of their own inside a study or a source."""
    for kind, table, owner in (("line", "line", "study"), ("assertion", "assertion", "source")):
        row = store.row(f"SELECT * FROM {table} WHERE id = ?", name)  # noqa: S608  (names of our own)
        if row is not None:
            sql = "SELECT name, op, value, unit, note FROM figure WHERE owner = ? ORDER BY position"
            figures = [
                {key: value for key, value in dict(item).items() if value is not None} for item in store.rows(sql, name)
            ]
            facts = {key: value for key, value in dict(row).items() if value is not None}
            return {"kind": kind, **facts, "owner": row[owner], "figures": figures}
    return None


def _around(store: Store, kind: str, name: str) -> dict[str, Any]:
    if kind == "source":
        sql = (
            "SELECT l.id, l.claim, l.study, l.direction, l.counted, l.why_not FROM line l WHERE l.source = ?"
            " ORDER BY l.id"
        )
        cited = store.rows("SELECT source FROM source_origin WHERE origin = ? ORDER BY source", name)
        return {"lines": _dicts(store.rows(sql, name)), "restated_by": [row["source"] for row in cited]}
    if kind == "study":
        reports = store.rows("SELECT source FROM source_study WHERE study = ? ORDER BY source", name)
        row = store.row("SELECT cluster FROM study WHERE id = ?", name)
        cluster = row["cluster"] if row else name
        same = store.rows("SELECT id FROM study WHERE cluster = ? AND id <> ? ORDER BY id", cluster, name)
        votes = store.rows(
            "SELECT claim, sign, tier FROM vote WHERE EXISTS (SELECT 1 FROM json_each(studies) WHERE value = ?)"
            " ORDER BY claim",
            name,
        )
        return {
            "reported_by": [item["source"] for item in reports],
            "counted_with": [item["id"] for item in same],
            "votes": _dicts(votes),
        }
    if kind == "concept":
        sql = "SELECT id, statement FROM claim WHERE subject = ? OR object = ? ORDER BY id"
        narrower = store.rows("SELECT concept FROM concept_ancestor WHERE ancestor = ? ORDER BY concept", name)
        return {"claims": _dicts(store.rows(sql, name, name)), "narrower": [row["concept"] for row in narrower]}
    return {}


def _dicts(rows: list[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in rows]
