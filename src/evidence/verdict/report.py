"""A verdict as JSON values: what ``show`` prints, the database stores and the pages draw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evidence.method import LEVELS
from evidence.verdict.compute import Flip, Proof, Turn
from evidence.verdict.hypothesis import HypothesisVerdict
from evidence.verdict.word import Tally


def verdict_json(proof: Proof, echoes: int, method: str, as_of: str) -> dict[str, Any]:
    """The verdict of a claim; ``echoes`` counts documents that restate, ``method`` names version and hash."""
    verdict = proof.verdict
    total = Tally(*map(sum, zip(*verdict.counts.values(), strict=True)))
    return {
        "word": verdict.word,
        "direction": verdict.direction,
        "certainty": verdict.certainty,
        "reasons": list(verdict.reasons),
        "independent": _counts(total),
        "by_tier": {tier: _counts(tally) for tier, tally in verdict.counts.items()},
        "deciding_tier": verdict.tier,
        "participants": verdict.participants,
        "studies_of_unknown_size": verdict.unknown_size,
        "teams": verdict.teams,
        "newest": verdict.newest,
        "echoes": echoes,
        "excluded": [
            {"line": item.line.id, "study": item.line.study, "source": item.line.source, "reason": item.reason}
            for item in proof.excluded
        ],
        "flip_set": [_flip(item) for item in verdict.flip_set],
        "would_change": [_turn(item) for item in verdict.would_change],
        "tags": list(verdict.tags),
        "method": method,
        "as_of": as_of,
    }


def hypothesis_json(found: HypothesisVerdict, method: str, as_of: str) -> dict[str, Any]:
    """The verdict of a hypothesis."""
    return {**found._asdict(), "method": method, "as_of": as_of}


def votes_json(proof: Proof) -> list[dict[str, Any]]:
    """The votes behind a verdict, best tier first, then by sign and cluster."""
    order = ("for", "against", "mixed", "neutral")
    votes = sorted(proof.votes, key=lambda vote: (vote.tier, order.index(vote.sign), vote.cluster))
    return [{**vote._asdict(), "level": LEVELS[vote.level]} for vote in votes]


def why_not(proof: Proof) -> Mapping[str, str]:
    """Each line that does not speak in a vote, and why."""
    reasons = {item.line.id: item.reason for item in proof.excluded}
    reasons.update({line.id: "an echo: the document only restates" for line in proof.echoes})
    for vote in proof.votes:
        chosen = ", ".join(vote.lines)
        reasons.update(dict.fromkeys(vote.set_aside, f"the vote comes from {chosen}"))
    return reasons


def _counts(tally: Tally) -> dict[str, int]:
    return {"for": tally.for_, "against": tally.against, "mixed": tally.mixed, "neutral": tally.neutral}


def _flip(item: Flip) -> dict[str, Any]:
    return {**item._asdict(), "studies": list(item.studies)}


def _turn(item: Turn) -> dict[str, Any]:
    return item._asdict()
