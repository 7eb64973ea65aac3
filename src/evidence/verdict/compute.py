"""The verdict of a claim: admit → collapse → vote → word → certainty → what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from evidence.method import Method
from evidence.model import Certainty, Word
from evidence.verdict.admit import Admission, Excluded, admit
from evidence.verdict.certainty import judge, participants
from evidence.verdict.collapse import Cluster, collapse
from evidence.verdict.facts import Case, LineFacts
from evidence.verdict.scope import EVERYTHING, Scope
from evidence.verdict.vote import Sign, Vote, vote
from evidence.verdict.word import Outcome, Tally, disagreeing, settle, tallies

#: How many further studies are tried before saying that no small number would change the word.
_FURTHER = 5


class Flip(NamedTuple):
    """A cluster whose removal changes the word, and what the word would become."""

    cluster: str
    studies: tuple[str, ...]
    becomes: Word
    direction: Sign | None


class Turn(NamedTuple):
    """The fewest further independent studies in the best tier that would change the word."""

    add: Sign
    count: int  # type: ignore[assignment]  # the word a reader expects, though tuples have a method of this name
    tier: str
    becomes: Word
    direction: Sign | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the counted evidence says of one claim. Echoes and exclusions are told beside it, never in it."""

    word: Word
    direction: Sign | None
    certainty: Certainty
    reasons: tuple[str, ...]
    tier: str | None
    counts: Mapping[str, Tally]
    participants: int
    unknown_size: int
    teams: int
    newest: str | None
    tags: tuple[str, ...]
    flip_set: tuple[Flip, ...]
    would_change: tuple[Turn, ...]

    @property
    def place(self) -> int:
        """Its place in the order from best to worst."""
        return Outcome(self.word, self.direction, None).place


@dataclass(frozen=True, slots=True)
class Proof:
    """The verdict with everything it was computed from: the votes, the echoes, the lines left out and why."""

    verdict: Verdict
    votes: tuple[Vote, ...]
    echoes: tuple[LineFacts, ...]
    excluded: tuple[Excluded, ...]


def prove(case: Case, method: Method, scope: Scope = EVERYTHING) -> Proof:
    """Compute the verdict of a claim within a scope, with its proof. Pure: the same facts give the same proof."""
    admission = admit(case, method, scope)
    clusters, folded = collapse(admission.admitted, case.studies, admission.present)
    votes = tuple(vote(cluster, case, method, scope) for cluster in clusters)
    tiers = method.tiers[case.claim.profile]  # type: ignore[index]
    counts = tallies(votes, len(tiers))
    outcome = settle(counts, method.leaning)
    judgement = judge(votes, counts, outcome, case.claim.profile, method)
    people, unknown = participants(votes)
    dates = [found.dated for found in votes if found.dated]
    verdict = Verdict(
        word=outcome.word,
        direction=outcome.direction,
        certainty=judgement.level,
        reasons=(*_word_reasons(counts, outcome, [tier.label for tier in tiers]), *judgement.reasons),
        tier=tiers[outcome.tier].id if outcome.tier is not None else None,
        counts={tier.id: count for tier, count in zip(tiers, counts, strict=True) if any(count)},
        participants=people,
        unknown_size=unknown,
        teams=len({team for found in votes for team in found.teams}),
        newest=max(dates) if dates else None,
        tags=tuple(_tags(counts, outcome, votes, method)),
        flip_set=tuple(_flips(clusters, votes, counts, outcome, case, method, admission, bool(folded))),
        would_change=tuple(_turns(counts, outcome, method, tiers[0].id)),
    )
    return Proof(verdict, votes, admission.echoes, (*admission.excluded, *folded))


def _word_reasons(counts: Sequence[Tally], outcome: Outcome, labels: Sequence[str]) -> Iterator[str]:
    if outcome.tier is None:
        yield "no admissible study in this base bears on it"
        return
    tally = counts[outcome.tier]
    yield (
        f"{labels[outcome.tier]} decide: {tally.for_} for, {tally.against} against, "
        f"{tally.mixed} mixed, {tally.neutral} neutral"
    )
    if outcome.joined:
        yield "a lone study in a tier above agrees and leaves the word standing"


def _tags(counts: Sequence[Tally], outcome: Outcome, votes: Sequence[Vote], method: Method) -> Iterator[str]:
    if outcome.joined:
        yield "joined-from-above"
    if any(found.is_synthesis for found in votes):
        yield "synthesis-counted-once"
    if disagreeing(counts, outcome, method.leaning):
        yield "tiers-disagree"


def _flips(
    clusters: Sequence[Cluster],
    votes: Sequence[Vote],
    counts: Sequence[Tally],
    outcome: Outcome,
    case: Case,
    method: Method,
    admission: Admission,
    folded: bool,
) -> Iterator[Flip]:
    for cluster, found in zip(clusters, votes, strict=True):
        if folded:
            after = _without(cluster, case, method, admission)
        else:
            less = [tally.plus(found.sign, -1) if tier == found.tier else tally for tier, tally in enumerate(counts)]
            after = settle(less, method.leaning)
        if (after.word, after.direction) != (outcome.word, outcome.direction):
            yield Flip(found.cluster, found.studies, after.word, after.direction)


def _without(gone: Cluster, case: Case, method: Method, admission: Admission) -> Outcome:
    """The outcome with one cluster's lines gone: what had added nothing beside it may now speak."""
    lost = {line.id for line in gone.lines}
    left = [line for line in admission.admitted if line.id not in lost]
    regrouped, _ = collapse(left, case.studies, admission.present)
    votes = [vote(cluster, case, method, EVERYTHING) for cluster in regrouped]
    return settle(tallies(votes, len(method.tiers[case.claim.profile])), method.leaning)  # type: ignore[index]


def _turns(counts: Sequence[Tally], outcome: Outcome, method: Method, tier: str) -> Iterator[Turn]:
    for sign in ("for", "against"):
        for count in range(1, _FURTHER + 1):
            more = (counts[0].plus(sign, count), *counts[1:])
            after = settle(more, method.leaning)
            if (after.word, after.direction) != (outcome.word, outcome.direction):
                yield Turn(sign, count, tier, after.word, after.direction)
                break
