"""Step 3 and 4: one vote a cluster, from its best line, in its tier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from evidence.method import LEVELS, Method
from evidence.verdict.admit import matches, standing_at, tier_of
from evidence.verdict.collapse import SYNTHESIS, Cluster
from evidence.verdict.facts import Case, ClaimFacts, LineFacts, SourceFacts, StudyFacts
from evidence.verdict.scope import Scope

Sign = Literal["for", "against", "mixed", "neutral"]

_SIGN: dict[str, Sign] = {"supports": "for", "disputes": "against", "mixed": "mixed", "neutral": "neutral"}
_ROLES = ("own-result", "synthesis")
_OUTCOMES = ("primary", "secondary", "not-stated", "exploratory", "post-hoc")
_ANIMALS = frozenset(("monkey", "rat", "mouse", "rodent", "other"))


class Vote(NamedTuple):
    """What one independent cluster says. ``tier`` counts from 0 (best); ``level`` indexes ``LEVELS``.

    ``people`` counts human participants, ``None`` when not known; ``studies`` are those with admitted lines;
    ``dated`` is when the result first stood in print.
    """

    cluster: str
    sign: Sign
    tier: int
    level: int
    steps: tuple[str, ...]
    lines: tuple[str, ...]
    set_aside: tuple[str, ...]
    studies: tuple[str, ...]
    teams: tuple[str, ...]
    people: int | None
    dated: str | None

    @property
    def is_synthesis(self) -> bool:
        """Whether the vote speaks for pooled studies."""
        return self.cluster == SYNTHESIS


def vote(cluster: Cluster, case: Case, method: Method, scope: Scope) -> Vote:
    """The vote of one cluster: its best-ranked lines decide; opposite signs at that rank make it mixed."""
    tiers = method.tiers[case.claim.profile]  # type: ignore[index]
    index = {tier.id: place for place, tier in enumerate(tiers)}
    ranked = []
    for line in cluster.lines:
        source, study = case.sources[line.source], case.studies[line.study]
        tier = index[tier_of(line, source, study, case.claim.profile, method).id]
        ranked.append((_rank(line, tier, study), tier, line))
    best = min(rank for rank, _, _ in ranked)
    deciding = [line for rank, _, line in ranked if rank == best]
    tier = min(tier for rank, tier, _ in ranked if rank == best)
    level, steps = max(
        _level(line, case.sources[line.source], case.studies[line.study], case.claim, method, scope)
        for line in deciding
    )
    studies = tuple(sorted({line.study for line in cluster.lines}))
    # Studies of one cluster are on the same people; syntheses are not, so only those that speak are counted.
    speaking = tuple(sorted({line.study for line in deciding})) if cluster.key == SYNTHESIS else studies
    dates = [date for line in deciding if (date := case.sources[line.source].date)]
    return Vote(
        cluster=cluster.key,
        sign=_sign({_SIGN[line.direction] for line in deciding}),
        tier=tier,
        level=level,
        steps=steps,
        lines=tuple(line.id for line in deciding),
        set_aside=tuple(line.id for rank, _, line in ranked if rank != best),
        studies=studies,
        teams=tuple(sorted({team for study in speaking if (team := case.studies[study].team)})),
        people=_people(deciding, speaking, case.studies),
        dated=min(dates) if dates else None,
    )


def _rank(line: LineFacts, tier: int, study: StudyFacts) -> tuple[int, bool, bool, int, int]:
    """The better the smaller. A consensus holds no data of its own, so it yields to an analysis that pools some."""
    consensus = study.design == "guideline"
    outcome = _OUTCOMES.index(line.outcome_role)
    return (_ROLES.index(line.role), consensus, line.directness != "direct", tier, outcome)


def _sign(signs: set[Sign]) -> Sign:
    voiced = signs - {"neutral"}
    if not voiced:
        return "neutral"
    return voiced.pop() if len(voiced) == 1 else "mixed"


def _level(
    line: LineFacts, source: SourceFacts, study: StudyFacts, claim: ClaimFacts, method: Method, scope: Scope
) -> tuple[int, tuple[str, ...]]:
    rules = method.certainty
    on_animals = bool(claim.species) and set(claim.species) <= _ANIMALS
    start = next(
        start
        for start in (*rules.start, None)
        if start is None
        or (
            matches(start, line, source, study)
            and (not start.profiles or claim.profile in start.profiles)
            and (not start.claim_is_animal or on_animals)
        )
    )
    if start is None:
        return 0, ("starts very-low: no rule of the method places it higher",)
    level, steps = LEVELS.index(start.level), [f"starts {start.level}: {start.why}"]
    downs = []
    if claim.profile != "record" and "human" in line.species and study.masking in rules.weak_masking:
        downs.append(f"down one for risk of bias: masking is {study.masking}")
    if line.directness == "indirect":
        downs.append("down one for indirectness: a surrogate or an inference, not the claim's own relation")
    if standing_at(source, scope) in method.concern_standings:
        downs.append("down one for concern: the document carries an expression of concern")
    return max(0, level - len(downs)), (*steps, *downs)


#: A study that does not say in whom may have had people in it: how many is not known.
_PERHAPS_PEOPLE = frozenset(("human", "not-stated"))


def _people(deciding: list[LineFacts], studies: tuple[str, ...], known: Mapping[str, StudyFacts]) -> int | None:
    if not any(_PERHAPS_PEOPLE.intersection(line.species) for line in deciding):
        return 0
    counts = [n for study in studies if "human" in known[study].species and (n := known[study].n) is not None]
    return max(counts) if counts else None
