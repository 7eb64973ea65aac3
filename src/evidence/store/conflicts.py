"""Claims with independent studies on both sides, and what differs between the sides."""

from __future__ import annotations

from typing import Any

from evidence.store.claims import claim_verdict, claim_votes, voice
from evidence.store.listing import Listing
from evidence.store.open import Store
from evidence.verdict import EVERYTHING, Scope

#: What may explain that studies disagree, with the column that holds it.
ASPECTS: tuple[tuple[str, str], ...] = (
    ("species", "species"),
    ("drug", "drug"),
    ("dose", "dose"),
    ("route", "route"),
    ("design", "design"),
    ("masking", "masking"),
    ("control", "control"),
    ("population", "population"),
    ("size", "n"),
    ("time point", "timepoint"),
    ("kind of evidence", "tier"),
    ("directness", "directness"),
    ("team", "team"),
)


def conflicts(store: Store, about: str | None = None, scope: Scope = EVERYTHING, most: int | None = None) -> Listing:
    """The claims with independent votes for and against, the most evenly split first; ``most`` of them, or all.

    ``about`` narrows to a claim, to the claims of a hypothesis or group, or to those a study has a vote on.
    """
    verdicts = {claim: claim_verdict(store, claim, scope) for claim in _claims(store, about, scope)}
    split = [claim for claim, verdict in verdicts.items() if all(_sides(verdict))]
    split.sort(key=lambda claim: (*_evenness(verdicts[claim]), claim))
    return Listing([_conflict(store, claim, verdicts[claim], scope) for claim in split[:most]], len(split))


def _sides(verdict: dict[str, Any]) -> tuple[int, int]:
    return verdict["independent"]["for"], verdict["independent"]["against"]


def _evenness(verdict: dict[str, Any]) -> tuple[float, int]:
    fewer, more = sorted(_sides(verdict))
    return (-fewer / more, -more)


def _claims(store: Store, about: str | None, scope: Scope) -> list[str]:
    if about is None:
        if scope:
            return list(store.ids("claim"))
        rows = store.rows("SELECT id FROM verdict WHERE kind = 'claim' AND for_count > 0 AND against_count > 0")
        return [row["id"] for row in rows]
    topic = store.row("SELECT 1 FROM claim WHERE topic = ?", about)
    kind, about = (None, about) if topic and store.kind(about) != "claim" else store.resolve(about)
    sql = {
        "claim": "SELECT id FROM claim WHERE id = ?",
        "hypothesis": "SELECT DISTINCT claim FROM hypothesis_claim WHERE hypothesis = ?",
        "study": "SELECT DISTINCT claim FROM line WHERE study = ?",
        "source": "SELECT DISTINCT claim FROM line WHERE source = ?",
        None: "SELECT id FROM claim WHERE topic = ?",
    }
    rows = store.rows(sql[kind], about) if kind in sql else []
    return [row[0] for row in rows]


def _conflict(store: Store, claim: str, verdict: dict[str, Any], scope: Scope) -> dict[str, Any]:
    row = store.row("SELECT statement FROM claim WHERE id = ?", claim)
    votes = claim_votes(store, claim, scope)
    sides = {sign: [_side(store, vote) for vote in votes if vote["sign"] == sign] for sign in ("for", "against")}
    return {
        "id": claim,
        "statement": row["statement"] if row else "",
        "verdict": verdict,
        "for": sides["for"],
        "against": sides["against"],
        "differences": differences(sides["for"], sides["against"]),
    }


def _side(store: Store, vote: dict[str, Any]) -> dict[str, Any]:
    """One vote with the features of the study whose line decides it."""
    sql = (
        "SELECT l.study, s.label, l.species, s.drug, s.dose, s.route, s.design, s.masking, s.control,"
        " l.population, s.n, s.timepoint, l.tier, l.directness, s.team, l.finding, l.source, d.short, d.issued"
        " FROM line l JOIN study s ON s.id = l.study JOIN source d ON d.id = l.source WHERE l.id = ?"
    )
    row = store.row(sql, voice(store, vote))
    assert row is not None
    return {**dict(row), "studies": vote["studies"], "level": vote["level"], "people": vote["people"]}


def differences(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The aspects in which the sides share no value, then those in which they only overlap."""
    found = []
    for aspect, column in ASPECTS:
        here, there = _values(one, column), _values(other, column)
        if not here or not there or here == there:
            continue
        if column == "n":
            found.append(_sizes(one, other))
            continue
        apart = not set(here) & set(there)
        found.append({"aspect": aspect, "for": here, "against": there, "apart": apart})
    return sorted(found, key=lambda item: not item["apart"])


def _values(side: list[dict[str, Any]], column: str) -> list[str]:
    return sorted({str(item[column]) for item in side if item[column] is not None})


def _sizes(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> dict[str, Any]:
    here, there = ([item["n"] for item in side if item["n"] is not None] for side in (one, other))
    apart = max(here) < min(there) or max(there) < min(here)
    return {"aspect": "size", "for": [_range(here)], "against": [_range(there)], "apart": apart}


def _range(sizes: list[int]) -> str:
    low, high = min(sizes), max(sizes)
    return f"n={low}" if low == high else f"n={low} to {high}"
