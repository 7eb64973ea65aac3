"""From the records of a base to the facts that verdicts are computed from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from evidence.base import Base
from evidence.model import Claim, Line, Source, Study
from evidence.verdict import Case, ClaimFacts, LineFacts, SourceFacts, StudyFacts, last_day
from evidence.verdict.collapse import components, neighbourhoods


class Cases:
    """The case of every claim of a base."""

    def __init__(self, base: Base, failed: frozenset[str] = frozenset()) -> None:
        self.base = base
        self.failed = failed

    @cached_property
    def sources(self) -> Mapping[str, SourceFacts]:
        """Every document's facts."""
        return {source.id: source_facts(source) for source in self.base.sources.values()}

    @cached_property
    def studies(self) -> Mapping[str, StudyFacts]:
        """Every study's facts."""
        return {study.id: study_facts(study, self.base.reporting[study.id]) for study in self.base.studies.values()}

    @cached_property
    def _lines(self) -> Mapping[str, tuple[LineFacts, ...]]:
        found: dict[str, list[LineFacts]] = {}
        for study, line in self.base.lines():
            found.setdefault(line.claim, []).append(line_facts(study, line, line.id in self.failed))
        return {claim: tuple(lines) for claim, lines in found.items()}

    def claim_facts(self, claim: Claim) -> ClaimFacts:
        """A claim's facts, with every population related to its own."""
        wanted = claim.qualifiers.population
        if not wanted:
            return ClaimFacts(claim.id, claim.profile, claim.qualifiers.species, claim.qualifiers.route)
        ancestors = self.base.ancestors
        up = {related for name in wanted for related in ancestors.get(name, (name,))}
        down = {related for name in wanted for related in self._below.get(name, ())}
        qualifiers = claim.qualifiers
        return ClaimFacts(claim.id, claim.profile, qualifiers.species, qualifiers.route, frozenset(up | down))

    @cached_property
    def _below(self) -> Mapping[str, set[str]]:
        """Each concept with the narrower ones, itself included."""
        found: dict[str, set[str]] = {}
        for concept, above in self.base.ancestors.items():
            for name in above:
                found.setdefault(name, set()).add(concept)
        return found

    @cached_property
    def clusters(self) -> Mapping[str, str]:
        """Each study's independence cluster in the base as it stands."""
        return components(self.studies.values())

    @cached_property
    def _members(self) -> Mapping[str, tuple[StudyFacts, ...]]:
        found: dict[str, list[StudyFacts]] = {}
        for study, near in self.near.items():
            found.setdefault(near, []).append(self.studies[study])
        return {near: tuple(studies) for near, studies in found.items()}

    @cached_property
    def near(self) -> Mapping[str, str]:
        """Each study's neighbourhood: all that the votes of the studies in it can hang on."""
        return neighbourhoods(self.studies.values())

    def case(self, claim: Claim) -> Case:
        """All that bears on one claim: its lines, their studies with whatever is linked to those, the documents."""
        lines = self._lines.get(claim.id, ())
        near = sorted({self.near[line.study] for line in lines})
        studies = {study.id: study for cluster in near for study in self._members[cluster]}
        return Case(self.claim_facts(claim), lines, studies, self.sources)


def source_facts(source: Source) -> SourceFacts:
    """A document's facts."""
    standing = source.standing
    return SourceFacts(source.id, source.kind, last_day(source.csl.issued), standing.status, last_day(standing.date))


def study_facts(study: Study, reporting: tuple[str, ...]) -> StudyFacts:
    """A study's facts; ``reporting`` are the documents that report it."""
    return StudyFacts(
        id=study.id,
        label=study.label,
        design=study.design,
        masking=study.masking,
        species=study.species,
        population=study.population,
        route=study.intervention.route,
        n=study.n.total if study.n.total is not None else study.n.analysed,
        team=study.team,
        cohort=study.cohort,
        registry=study.registry,
        part_of=study.part_of,
        pools=study.pools,
        includes=study.includes,
        includes_complete=study.includes_complete,
        sources=reporting,
    )


def line_facts(study: Study, line: Line, failed: bool = False) -> LineFacts:
    """A line's facts, with the study's species and population where it has none of its own."""
    return LineFacts(
        id=line.id,
        study=study.id,
        source=line.source,
        direction=line.direction,
        directness=line.directness,
        role=line.role,
        outcome_role=line.outcome_role,
        manipulates=line.manipulates,
        status=line.status,
        species=line.species or study.species,
        population=line.population or study.population,
        failed_check=failed,
    )
