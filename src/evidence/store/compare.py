"""Hypotheses × studies: which studies tell rival accounts apart."""

from __future__ import annotations

from typing import Any

from evidence.store.claims import claim_votes, voice
from evidence.store.hypotheses import show_hypothesis
from evidence.store.open import Store
from evidence.store.votes import SIGN_RANK, joint_sign
from evidence.verdict import EVERYTHING, Scope


def compare(store: Store, names: list[str], scope: Scope = EVERYTHING) -> dict[str, Any]:
    """Every independent study with a vote on a test of the hypotheses named (all, when none is).

    A study tells two hypotheses apart when it speaks for a test of one and against a test of the other; one that bears
    on a single hypothesis is listed after those. Claims that only bear on a hypothesis are not weighed: whether such a
    claim speaks for or against it is not part of the record.
    """
    chosen = list(dict.fromkeys(names)) or list(store.ids("hypothesis"))
    shown = [show_hypothesis(store, name, scope) for name in chosen]
    rows: dict[str, dict[str, Any]] = {}
    for hypothesis in shown:
        for test in hypothesis["tests"]:
            for vote in claim_votes(store, test["id"], scope):
                row = rows.setdefault(vote["cluster"], _study(store, vote))
                cell = row["cells"].setdefault(hypothesis["id"], [])
                cell.append(
                    {"claim": test["id"], "sign": vote["sign"], "tier": vote["tier"], "line": voice(store, vote)}
                )
    for row in rows.values():
        row["signs"] = {name: joint_sign(item["sign"] for item in cell) for name, cell in row["cells"].items()}
        row["tells_apart"] = _tells_apart(row["signs"])
    order = sorted(
        rows.values(), key=lambda row: (not row["tells_apart"], -len(row["cells"]), _strength(row), row["cluster"])
    )
    return {
        "hypotheses": [{key: item[key] for key in ("id", "label", "statement", "verdict")} for item in shown],
        "studies": order,
    }


def _study(store: Store, vote: dict[str, Any]) -> dict[str, Any]:
    row = store.row(
        "SELECT s.id, s.label, l.species, s.design, s.n FROM line l JOIN study s ON s.id = l.study WHERE l.id = ?",
        voice(store, vote),
    )
    assert row is not None
    synthesis = vote["cluster"] == "synthesis"
    label = "pooled analyses" if synthesis else row["label"]
    facts = {"study": row["id"], "label": label, "species": row["species"], "design": row["design"], "n": row["n"]}
    return {"cluster": vote["cluster"], **facts, "cells": {}}


def _tells_apart(signs: dict[str, str]) -> bool:
    return {"for", "against"} <= set(signs.values())


def _strength(row: dict[str, Any]) -> int:
    return min(SIGN_RANK[sign] for sign in row["signs"].values())
