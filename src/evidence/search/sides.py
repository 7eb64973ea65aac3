"""The verdict on a claim or hypothesis and the strongest studies each way.

What the compiled base holds ready is read as it stands; only a what-if question loads the code that computes verdicts.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from evidence.search.world import Item
from evidence.store.open import Store
from evidence.store.votes import joint_sign, speaking_line

if TYPE_CHECKING:
    from evidence.verdict import Scope

SIGNS = ("for", "against", "mixed", "neutral")
_LEVELS = ("very-low", "low", "moderate", "high")
_LINES = (
    "SELECT l.id, l.study, s.label, s.n, s.design, l.species, l.finding, d.short FROM line l"
    " JOIN study s ON s.id = l.study JOIN source d ON d.id = l.source WHERE l.id IN ({marks})"
)
_ECHOES = (
    "SELECT a.source, d.last_day FROM assertion a JOIN source d ON d.id = a.source WHERE a.claim IN ({marks})"
    " UNION SELECT l.source, d.last_day FROM line l JOIN source d ON d.id = l.source"
    " WHERE l.claim IN ({marks}) AND l.why_not LIKE 'an echo%'"
)


def verdict_of(store: Store, item: Item, scope: Scope | None) -> dict[str, Any]:
    """The same verdict that ``show`` prints."""
    kind, name = item
    if scope:
        from evidence.store.claims import claim_verdict
        from evidence.store.hypotheses import show_hypothesis

        if kind == "claim":
            return claim_verdict(store, name, scope)
        return show_hypothesis(store, name, scope)["verdict"]  # type: ignore[no-any-return]
    row = store.row("SELECT data FROM verdict WHERE id = ? AND kind = ?", name, kind)
    return json.loads(row["data"]) if row else {}


def sides(store: Store, item: Item, scope: Scope | None) -> list[dict[str, Any]]:
    """One entry an independent study, strongest first: tier, then certainty level, then size.

    On a hypothesis a study is counted once however many of the claims it stands or falls with it votes on, as in
    ``compare``. A study is named after the line that speaks for its strongest vote with the sign it is counted with.
    """
    votes = [vote for claim in claims_of(store, item) for vote in _votes(store, claim, scope)]
    votes.sort(key=lambda vote: (vote["rank"], -_LEVELS.index(vote["level"]), -(vote["people"] or 0), vote["line"]))
    lines = _lines(store, [vote["line"] for vote in votes])
    found: dict[str, list[dict[str, Any]]] = {}
    for vote in votes:
        found.setdefault(vote["cluster"], []).append(vote)
    return [_entry(same, lines) for same in found.values()]


def _entry(votes: list[dict[str, Any]], lines: dict[str, Any]) -> dict[str, Any]:
    sign = joint_sign(vote["sign"] for vote in votes)
    alike = [vote for vote in votes if vote["sign"] == sign]
    vote = (alike or [vote for vote in votes if vote["sign"] != "neutral"])[0]
    line = lines[vote["line"]]
    told = {key: line[key] for key in ("label", "n", "design", "species", "finding", "short")}
    kept = {key: vote[key] for key in ("tier", "level", "claim", "line")}
    cast = [{"claim": item["claim"], "sign": item["sign"]} for item in votes]
    return {"id": line["study"], "sign": sign, **kept, **told, "votes": cast}


def claims_of(store: Store, item: Item) -> list[str]:
    """A claim itself, or the claims a hypothesis stands or falls with."""
    if item[0] == "claim":
        return [item[1]]
    sql = "SELECT claim FROM hypothesis_claim WHERE hypothesis = ? AND role = 'tests' ORDER BY position"
    return [row[0] for row in store.rows(sql, item[1])]


def echoes(store: Store, item: Item, scope: Scope | None) -> int:
    """How many documents only restate: they weigh nothing."""
    claims = claims_of(store, item)
    sql = _ECHOES.format(marks=", ".join("?" * len(claims)))
    rows = store.rows(sql, *claims, *claims)
    before = scope.before if scope else None
    return len({row[0] for row in rows if before is None or (row[1] is not None and row[1] < before)})


def _votes(store: Store, claim: str, scope: Scope | None) -> list[dict[str, Any]]:
    tiers = _tiers(store, claim)
    if scope:
        from evidence.store.claims import claim_votes

        found = claim_votes(store, claim, scope)
    else:
        rows = store.rows("SELECT cluster, sign, tier, level, people, lines FROM vote WHERE claim = ?", claim)
        found = [{**dict(row), "lines": json.loads(row["lines"])} for row in rows]
    directions = {row[0]: row[1] for row in store.rows("SELECT id, direction FROM line WHERE claim = ?", claim)}
    return [
        {**vote, "claim": claim, "line": speaking_line(vote, directions), "rank": tiers.index(vote["tier"])}
        for vote in found
    ]


def _tiers(store: Store, claim: str) -> list[str]:
    row = store.row("SELECT profile FROM claim WHERE id = ?", claim)
    return _order(store.meta["method_values"])[row["profile"]] if row else []


@cache
def _order(method: str) -> dict[str, list[str]]:
    tiers = json.loads(method)["tiers"]
    return {profile: [tier["id"] for tier in listed] for profile, listed in tiers.items()}


def _lines(store: Store, names: list[str]) -> dict[str, Any]:
    sql = _LINES.format(marks=", ".join("?" * len(names)))
    return {row["id"]: row for row in store.rows(sql, *names)}
