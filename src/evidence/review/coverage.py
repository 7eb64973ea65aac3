"""How firmly the claims stand on what was looked for: contrary searches, teams, directions, own results."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

from evidence.model import Direction
from evidence.review.desk import Desk


def contrary(desk: Desk) -> dict[str, Any]:
    """Claims without a dated search for contrary evidence, and those whose newest is old."""
    newest = {claim.id: max((it.date for it in claim.searched), default=None) for claim in desk.claims}
    old = [
        {"claim": claim, "newest": date, "months": desk.age(date)}
        for claim, date in newest.items()
        if date is not None and desk.is_old(date)
    ]
    return {
        "examined": len(newest),
        "missing": sorted(claim for claim, date in newest.items() if date is None),
        "old": sorted(old, key=lambda item: (item["newest"], item["claim"])),
    }


def reach(desk: Desk) -> dict[str, Any]:
    """Claims that one voice carries alone, several of one team, or several of which too few name their team to tell."""
    teams, alone, unclear = [], [], []
    for claim, proof in desk.proofs.items():
        votes = proof.votes
        known = sorted({team for vote in votes for team in vote.teams})
        row = {"claim": claim, "word": proof.verdict.word, "voices": len(votes)}
        if len(votes) == 1:
            alone.append({**row, "studies": list(votes[0].studies), "teams": known})
        elif votes and len(known) <= 1 and (nameless := sum(not vote.teams for vote in votes)):
            unclear.append({**row, "teams": known, "of_unknown_team": nameless})
        elif len(known) == 1:
            teams.append({**row, "teams": known})
    voiced = sum(bool(proof.votes) for proof in desk.proofs.values())
    return {"examined": voiced, "one_team": teams, "one_voice": alone, "team_not_known": unclear}


def directions(desk: Desk) -> dict[str, Any]:
    """Accepted lines by direction, and how many claims any of them disputes."""
    lines = [line for _, line in desk.lines("accepted")]
    counted = Counter(line.direction for line in lines)
    return {
        "accepted": len(lines),
        "by_direction": {name: counted[name] for name in get_args(Direction)},
        "claims_with_lines": len({line.claim for line in lines}),
        "claims_disputed": len({line.claim for line in lines if line.direction == "disputes"}),
    }


def own_results(desk: Desk) -> dict[str, Any]:
    """Claims on which nothing counts, and those on which no study's own result does."""
    roles = {line.id: line.role for _, line in desk.base.lines()}
    voting = {
        claim: {roles[line] for vote in proof.votes for line in vote.lines} for claim, proof in desk.proofs.items()
    }
    return {
        "examined": len(voting),
        "nothing_counts": sorted(claim for claim, found in voting.items() if not found),
        "no_own_result": sorted(claim for claim, found in voting.items() if found and "own-result" not in found),
    }
