"""The proof of a verdict: word ← tiers ← votes ← lines ← documents, and what was left out on the way."""

from __future__ import annotations

from typing import Any

from evidence.store.claims import claim_echoes, claim_evidence, claim_verdict, claim_votes
from evidence.store.hypotheses import show_hypothesis
from evidence.store.open import Store
from evidence.verdict import EVERYTHING, Scope

_LINE = ("id", "source", "short", "issued", "direction", "directness", "outcome_role", "finding", "locator", "figures")


def proof(store: Store, name: str, scope: Scope = EVERYTHING) -> dict[str, Any]:
    """The proof of a claim's or a hypothesis's verdict."""
    kind, name = store.resolve(name, "claim", "hypothesis")
    if kind == "claim":
        return claim_proof(store, name, scope)
    found = show_hypothesis(store, name, scope)
    tests = [claim_proof(store, test["id"], scope) for test in found["tests"]]
    return {"kind": kind, "id": name, "statement": found["statement"], "verdict": found["verdict"], "tests": tests}


def claim_proof(store: Store, claim: str, scope: Scope = EVERYTHING) -> dict[str, Any]:
    """The proof of one claim's verdict."""
    row = store.row("SELECT statement FROM claim WHERE id = ?", claim)
    lines = {line["id"]: line for line in claim_evidence(store, claim, scope)}
    votes = claim_votes(store, claim, scope)
    labels = {line["study"]: line["label"] for line in lines.values()}
    return {
        "kind": "claim",
        "id": claim,
        "statement": row["statement"] if row else "",
        "verdict": claim_verdict(store, claim, scope),
        "votes": [
            {
                **{
                    key: vote[key]
                    for key in ("cluster", "sign", "tier", "level", "people", "dated", "steps", "studies")
                },
                "label": "; ".join(sorted({labels[study] for study in vote["studies"] if study in labels})),
                "lines": [{key: lines[line][key] for key in _LINE} for line in vote["lines"]],
            }
            for vote in votes
        ],
        "left_out": [line for line in lines.values() if not line["counted"]],
        "echoes": claim_echoes(store, claim, scope),
    }
