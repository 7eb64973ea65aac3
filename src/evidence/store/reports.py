"""What a printed report of a claim, a hypothesis or a topic is made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evidence.errors import EvidenceError
from evidence.ids import nearest_hint, quoted
from evidence.store.citations import source_record
from evidence.store.claims import claim_votes, show_claim
from evidence.store.effects import claim_effects
from evidence.store.hypotheses import show_hypothesis
from evidence.store.open import Store
from evidence.verdict import EVERYTHING, Scope
from evidence.verdict.collapse import SYNTHESIS

#: Topics whose claims are about harm: shown beside every claim about how well a treatment works.
HARM_TOPICS = ("safety", "harms", "adverse-effects")


_HEAD = ("label", "statement", "verdict", "chain", "rivals", "would_support", "would_refute", "overrides")


def report(store: Store, name: str, scope: Scope = EVERYTHING) -> dict[str, Any]:
    """The report of a claim, a hypothesis or a topic; raises ``EvidenceError`` for anything else.

    ``topic:opioid`` and ``hypothesis:opioid`` say which is meant where several share a name; a bare name means the
    claim, then the hypothesis, then the topic.
    """
    kind, bare = _target(store, name)
    if kind == "claim":
        return _report(store, bare, kind, {}, {bare: "claim"}, scope)
    if kind == "hypothesis":
        found = show_hypothesis(store, bare, scope)
        roles = {item["id"]: role for role in ("bears", "tests") for item in found[role]}
        order = [item["id"] for role in ("tests", "bears") for item in found[role]]
        head = {key: found[key] for key in _HEAD}
        return _report(store, bare, kind, head, {claim: roles[claim] for claim in order}, scope)
    rows = store.rows("SELECT id FROM claim WHERE topic = ? ORDER BY id", bare)
    head = {"statement": bare.replace("-", " ").capitalize()}
    return _report(store, bare, kind, head, {row["id"]: "topic" for row in rows}, scope)


def _target(store: Store, name: str) -> tuple[str, str]:
    known = topics(store)
    if name.removeprefix("topic:") in known and name.startswith("topic:"):
        return "topic", name.removeprefix("topic:")
    try:
        return store.resolve(name, "claim", "hypothesis")
    except EvidenceError:
        if name in known:
            return "topic", name
    names = [*known, *store.ids("claim", "hypothesis")]
    hint = nearest_hint(name, names, f"topics: {', '.join(known)}")
    raise EvidenceError(f"there is no claim, hypothesis or topic {quoted(name)} in this base", hint)


def topics(store: Store) -> list[str]:
    """Every topic (claim group), sorted."""
    return [row["topic"] for row in store.rows("SELECT DISTINCT topic FROM claim ORDER BY topic")]


def _report(
    store: Store, name: str, target: str, head: dict[str, Any], parts: dict[str, str], scope: Scope
) -> dict[str, Any]:
    claims = [{**_claim(store, claim, scope), "role": role} for claim, role in parts.items()]
    if target == "claim":
        head = {key: claims[0][key] for key in ("statement", "verdict", "overrides")}
    meta = {key: store.meta[key] for key in ("title", "version", "as_of", "method", "content", "licence")}
    harms = _harms(store, claims, scope)
    return {
        "kind": "report",
        "target": target,
        "id": name,
        **head,
        "claims": claims,
        "harms": harms,
        "sources": {source: _shown(source_record(store, source)) for source in _sources([*claims, *harms])},
        "base": meta,
    }


def _claim(store: Store, claim: str, scope: Scope) -> dict[str, Any]:
    votes = claim_votes(store, claim, scope)
    return {
        **show_claim(store, claim, scope),
        "effects": claim_effects(store, claim, scope)["rows"],
        "people": _people(votes),
        "votes": [{key: vote[key] for key in ("cluster", "sign", "tier", "studies", "lines")} for vote in votes],
    }


def _people(votes: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Participants of single studies added up, and those of the largest synthesis on their own: never both."""
    votes = list(votes)
    single = [vote for vote in votes if vote["cluster"] != SYNTHESIS and vote["people"] != 0]
    pooled = [vote for vote in votes if vote["cluster"] == SYNTHESIS]
    return {
        "studies": len(single),
        "without_people": len(votes) - len(single) - len(pooled),
        "participants": sum(vote["people"] or 0 for vote in single),
        "unknown_size": sum(vote["people"] is None for vote in single),
        "syntheses": len({study for vote in pooled for study in vote["studies"]}),
        "in_largest_synthesis": max((vote["people"] or 0 for vote in pooled), default=0),
    }


def _sources(claims: Iterable[dict[str, Any]]) -> list[str]:
    """Every document a report may cite: those of counted lines and of printed effects."""
    found: dict[str, None] = {}
    for claim in claims:
        found.update(dict.fromkeys(line["source"] for line in claim["evidence"] if line["counted"]))
        found.update(dict.fromkeys(row["source"] for row in claim["effects"]))
    return list(found)


def _shown(record: dict[str, Any]) -> dict[str, Any]:
    return {key: record[key] for key in ("id", "kind", "csl", "standing") if key in record}


def _harms(store: Store, claims: list[dict[str, Any]], scope: Scope) -> list[dict[str, Any]]:
    """The claims about harm, where the report says how well a treatment works and is not about harm itself."""
    efficacy = any(claim["profile"] == "outcome" and claim["group"] not in HARM_TOPICS for claim in claims)
    if not efficacy:
        return []
    marks = ", ".join("?" * len(HARM_TOPICS))
    rows = store.rows(f"SELECT id FROM claim WHERE topic IN ({marks}) ORDER BY id", *HARM_TOPICS)  # noqa: S608  (marks only)
    return [_claim(store, row["id"], scope) for row in rows if row["id"] not in {claim["id"] for claim in claims}]
