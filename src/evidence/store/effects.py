"""The printed effect estimates of a claim, with what is needed to draw and, where they may be, pool them."""

from __future__ import annotations

from typing import Any

from evidence.store.claims import scoped
from evidence.store.open import Store
from evidence.verdict import EVERYTHING, Scope
from evidence.verdict.facts import SYNTHESIS_DESIGNS

_ROWS = (
    "SELECT e.line, e.measure, e.outcome, e.timepoint, e.better, e.value, e.low, e.high, e.se, e.level, l.study,"
    " l.source, l.outcome_role, l.directness, l.role, s.label, s.design, s.drug, s.control, s.n, s.cluster, d.short,"
    " (SELECT count(*) FROM study_includes i WHERE i.study = s.id) AS includes,"
    " (SELECT count(*) FROM study_part p WHERE p.study = s.id) AS parts"
    " FROM effect e JOIN line l ON l.id = e.line JOIN study s ON s.id = l.study JOIN source d ON d.id = l.source"
    " WHERE l.claim = ? ORDER BY d.issued IS NULL, d.issued, e.line"
)


def claim_effects(store: Store, claim: str, scope: Scope = EVERYTHING) -> dict[str, Any]:
    """The effects of a claim, oldest first: ``rows`` that may be drawn, ``left_out`` those that may not, with reasons.

    A row is ``pooled`` when it comes from a synthesis or from several trials read together. Such a one is drawn even
    where the verdict folds it away because the studies it pools are counted themselves.
    """
    _, claim = store.resolve(claim, "claim")
    row = store.row("SELECT statement FROM claim WHERE id = ?", claim)
    verdict, proof = scoped(store, claim, scope)
    refused = {item.line.id: item.reason for item in proof.excluded if item.code != "folded"}
    refused.update({line.id: "an echo: the document only restates" for line in proof.echoes})
    known = {line for vote in proof.votes for line in (*vote.lines, *vote.set_aside)} | {
        i.line.id for i in proof.excluded
    }
    rows, left_out = [], []
    for found in store.rows(_ROWS, claim):
        effect = {**dict(found), "pooled": _pools(found)}
        if found["line"] in refused:
            left_out.append({**effect, "why_not": refused[found["line"]]})
        elif found["line"] in known:
            rows.append(effect)
    return {
        "id": claim,
        "statement": row["statement"] if row else "",
        "verdict": verdict,
        "independent": sum(not vote.is_synthesis for vote in proof.votes),
        "rows": rows,
        "left_out": left_out,
    }


def _pools(row: Any) -> bool:
    return row["design"] in SYNTHESIS_DESIGNS or row["role"] == "synthesis" or row["includes"] > 0 or row["parts"] > 1
