"""Which claims can have changed at all: the verdicts of all others are those of before and need no computing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evidence.changes.mixture import Records


def touched_claims(before: Records, after: Records, rules_differ: bool) -> frozenset[str]:
    """The ids of claims that any difference of records or rules can reach."""
    if rules_differ:
        return frozenset(before.base.claims) | frozenset(after.base.claims)
    found = set(_differing(before.base.claims, after.base.claims))
    found.update(_through_populations(before, after))
    sources = set(_differing(before.base.sources, after.base.sources))
    studies = set(_differing(before.base.studies, after.base.studies))
    for side in (before, after):
        reported = (study for study, names in side.base.reporting.items() if not sources.isdisjoint(names))
        found.update(_through_studies(side, studies | set(reported)))
    return frozenset(found & (before.base.claims.keys() | after.base.claims.keys()))


def _differing(olds: Mapping[str, Any], news: Mapping[str, Any]) -> Iterator[str]:
    for name in olds.keys() | news.keys():
        old, new = olds.get(name), news.get(name)
        if old is not new and old != new:
            yield name


def _through_studies(side: Records, studies: set[str]) -> Iterator[str]:
    reached = {other for study in studies for other in side.members.get(study, ())}
    for name in reached:
        yield from (line.claim for line in side.base.studies[name].evidence)


def _through_populations(before: Records, after: Records) -> Iterator[str]:
    """A change of ``is_a`` moves which populations a claim takes in."""
    olds, news = before.base.concepts, after.base.concepts
    if any(
        (olds[name].is_a if name in olds else ()) != (news[name].is_a if name in news else ())
        for name in _differing(olds, news)
    ):
        for side in (before, after):
            yield from (claim.id for claim in side.base.claims.values() if claim.qualifiers.population)
