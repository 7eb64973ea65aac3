"""KB214: a line about people whom the claim is not about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule
from evidence.rules.walk import lines

RULE = Rule("KB214", "population-unrelated-to-claim", "note", "a line's population is outside the claim's")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each line that names a population of its own which the claim's qualifiers leave out."""
    base = loaded.base
    for item in lines(base):
        claim, population = base.claims.get(item.line.claim), item.line.population
        if claim is None or population is None or not claim.qualifiers.population:
            continue
        if not any(_related(population, wanted, base.ancestors) for wanted in claim.qualifiers.population):
            wanted = " or ".join(claim.qualifiers.population)
            message = f"the claim is about {wanted}, not {population}, so this line will not count"
            yield Finding(*item.at("population"), message, "name another claim or population, or leave it")


def _related(one: str, other: str, ancestors: Mapping[str, frozenset[str]]) -> bool:
    return one == other or one in ancestors.get(other, ()) or other in ancestors.get(one, ())
