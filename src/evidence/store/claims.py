"""A claim with its verdict and its evidence: what ``show`` and most other commands read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from evidence.store.open import Store
from evidence.store.votes import speaking_line
from evidence.verdict import EVERYTHING, Scope

if TYPE_CHECKING:
    from evidence.verdict import Proof

_LINES = (
    "SELECT l.id, l.study, s.label, l.source, d.short, d.kind AS source_kind, d.issued, d.standing, l.direction,"
    " l.directness, l.role, l.outcome_role, l.causal_level, l.manipulates, l.species, s.design, s.masking, s.n, s.team,"
    " s.cluster, l.finding, l.locator, l.note, l.status, l.tier, l.counted, l.why_not"
    " FROM line l JOIN study s ON s.id = l.study JOIN source d ON d.id = l.source WHERE l.claim = ?"
)


def claim_verdict(store: Store, claim: str, scope: Scope = EVERYTHING) -> dict[str, Any]:
    """The verdict of a claim as JSON values: the stored one, or one computed for a what-if scope."""
    if scope:
        return scoped(store, claim, scope)[0]
    row = store.row("SELECT data FROM verdict WHERE id = ? AND kind = 'claim'", claim)
    if row is None:
        raise store.unknown(claim, "claim")
    return json.loads(row["data"])  # type: ignore[no-any-return]


def scoped(store: Store, claim: str, scope: Scope) -> tuple[dict[str, Any], Proof]:
    """A what-if verdict with its proof. The base itself is left as it is."""
    from evidence.store.cases import load_case, method_of_store
    from evidence.verdict import prove
    from evidence.verdict.report import verdict_json

    proof = prove(load_case(store, claim), method_of_store(store), scope)
    told = {row["source"] for row in _assertions(store, claim) if _in_time(row["last_day"], scope)}
    echoes = told | {line.source for line in proof.echoes}
    return verdict_json(proof, len(echoes), store.meta["method"], store.meta["as_of"]), proof


def _in_time(day: str | None, scope: Scope) -> bool:
    return scope.before is None or (day is not None and day < scope.before)


def claim_votes(store: Store, claim: str, scope: Scope = EVERYTHING) -> list[dict[str, Any]]:
    """The independent votes behind a verdict, best tier first."""
    tiers = _tiers(store, claim)
    if scope:
        from evidence.verdict.report import votes_json

        return [{**vote, "tier": tiers[vote["tier"]]} for vote in votes_json(scoped(store, claim, scope)[1])]
    lists = ("studies", "lines", "steps")
    rows = store.rows("SELECT * FROM vote WHERE claim = ?", claim)
    found = [{**dict(row), **{key: json.loads(row[key]) for key in lists}} for row in rows]
    signs = ("for", "against", "mixed", "neutral")
    return sorted(found, key=lambda vote: (tiers.index(vote["tier"]), signs.index(vote["sign"]), vote["cluster"]))


def voice(store: Store, vote: dict[str, Any]) -> str:
    """The line that is shown for a vote: the first that says what the vote says."""
    marks = ", ".join("?" * len(vote["lines"]))
    rows = store.rows(f"SELECT id, direction FROM line WHERE id IN ({marks})", *vote["lines"])  # noqa: S608  (marks only)
    return speaking_line(vote, {row["id"]: row["direction"] for row in rows})


def _tiers(store: Store, claim: str) -> list[str]:
    """The tiers of the claim's profile, best first, straight from the method the base was compiled with."""
    rules = json.loads(store.meta["method_values"])
    return [tier["id"] for tier in rules["tiers"][_profile(store, claim)]]


def _profile(store: Store, claim: str) -> Any:
    row = store.row("SELECT profile FROM claim WHERE id = ?", claim)
    if row is None:
        raise store.unknown(claim, "claim")
    return row["profile"]


def claim_evidence(store: Store, claim: str, scope: Scope = EVERYTHING) -> list[dict[str, Any]]:
    """Every line on a claim, counted ones first, each with its figures and, where it does not count, the reason."""
    reasons = _reasons(store, claim, scope) if scope else None
    figures = _figures(store, claim)
    found = []
    for row in store.rows(_LINES, claim):
        reason = reasons.get(row["id"]) if reasons is not None else row["why_not"]
        if reasons is not None and scope.before and not _exists(store, row["source"], scope):
            continue
        found.append({**dict(row), "figures": figures.get(row["id"], []), "counted": reason is None, "why_not": reason})
    order = ("supports", "disputes", "mixed", "neutral")
    return sorted(found, key=lambda line: (not line["counted"], order.index(line["direction"]), line["id"]))


def _reasons(store: Store, claim: str, scope: Scope) -> Mapping[str, str]:
    from evidence.verdict.report import why_not

    return why_not(scoped(store, claim, scope)[1])


def _exists(store: Store, source: str, scope: Scope) -> bool:
    row = store.row("SELECT last_day FROM source WHERE id = ?", source)
    return row is not None and _in_time(row["last_day"], scope)


def _figures(store: Store, claim: str) -> dict[str, list[dict[str, Any]]]:
    sql = (
        "SELECT owner, name, op, value, unit, note FROM figure WHERE owner IN (SELECT id FROM line WHERE claim = ?)"
        " ORDER BY owner, position"
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for row in store.rows(sql, claim):
        kept = {key: row[key] for key in ("name", "op", "value", "unit", "note") if row[key] is not None}
        found.setdefault(row["owner"], []).append(kept)
    return found


def _assertions(store: Store, claim: str) -> list[Any]:
    sql = (
        "SELECT a.*, d.short, d.kind AS source_kind, d.last_day FROM assertion a JOIN source d ON d.id = a.source"
        " WHERE a.claim = ? ORDER BY a.id"
    )
    return store.rows(sql, claim)


def claim_echoes(store: Store, claim: str, scope: Scope = EVERYTHING) -> list[dict[str, Any]]:
    """Documents that repeat or comment on a claim without data of their own; they weigh nothing."""
    keys = ("source", "short", "source_kind", "stance", "wording", "statement", "study", "via", "drift")
    rows = [row for row in _assertions(store, claim) if _in_time(row["last_day"], scope)]
    return [{key: row[key] for key in keys if row[key] is not None} for row in rows]


def show_claim(store: Store, claim: str, scope: Scope = EVERYTHING) -> dict[str, Any]:
    """Everything about a claim."""
    row = store.row("SELECT * FROM claim WHERE id = ?", claim)
    if row is None:
        raise store.unknown(claim, "claim")
    record = store.record(claim, "claim") or {}
    sql = "SELECT hypothesis, role FROM hypothesis_claim WHERE claim = ? ORDER BY hypothesis, role"
    return {
        "kind": "claim",
        "id": claim,
        "statement": row["statement"],
        "group": row["topic"],
        "profile": row["profile"],
        "subject": row["subject"],
        "predicate": row["predicate"],
        "object": row["object"],
        "qualifiers": record.get("qualifiers", {}),
        "verdict": claim_verdict(store, claim, scope),
        "evidence": claim_evidence(store, claim, scope),
        "echoes": claim_echoes(store, claim, scope),
        "overrides": overrides(store, claim),
        "opposes": record.get("opposes", []),
        "searched": record.get("searched", []),
        "hypotheses": [dict(found) for found in store.rows(sql, claim)],
    }


def overrides(store: Store, target: str) -> list[dict[str, Any]]:
    """What people put beside a computed verdict, in the open."""
    records = (json.loads(row["data"]) for row in store.rows("SELECT data FROM record WHERE kind = 'override'"))
    return [record for record in records if record["target"] == target]


def judged(override: dict[str, Any]) -> str:
    """Who judges otherwise than the rules, when and how: ``founding curation (2026-11-21) judges otherwise: contested``."""
    parts = [override["word"]] if "word" in override else []
    parts += [f"{override['certainty']} certainty"] if "certainty" in override else []
    return f"{override['who']} ({override['when']}) judges otherwise: {', '.join(parts).replace('-', ' ')}"
