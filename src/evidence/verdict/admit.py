"""Step 1: which lines count at all, and why the others do not."""

from __future__ import annotations

from typing import NamedTuple

from evidence.method import Method, Tier
from evidence.verdict.facts import Case, LineFacts, SourceFacts, StudyFacts
from evidence.verdict.scope import Scope


class Excluded(NamedTuple):
    """A line left out: a short code, and the reason as a sentence."""

    line: LineFacts
    code: str
    reason: str


class Admission(NamedTuple):
    """What came of the lines. ``present`` are the studies that exist at the scope's date: links run between those."""

    admitted: tuple[LineFacts, ...]
    echoes: tuple[LineFacts, ...]
    excluded: tuple[Excluded, ...]
    present: frozenset[str]


def admit(case: Case, method: Method, scope: Scope) -> Admission:
    """Sort the lines of a case into admitted, echoes and excluded. Lines later than ``scope.before`` do not exist."""
    admitted, echoes, excluded = [], [], []
    present = frozenset(study.id for study in case.studies.values() if _exists(study, case, scope))
    for line in sorted(case.lines, key=lambda line: line.id):
        source, study = case.sources.get(line.source), case.studies.get(line.study)
        if source is None or study is None or not _published(source, scope):
            continue
        reason = _refusal(line, source, study, case, method, scope)
        if reason:
            excluded.append(Excluded(line, *reason))
        elif source.kind in method.echo_kinds:
            echoes.append(line)
        else:
            admitted.append(line)
    return Admission(tuple(admitted), tuple(echoes), tuple(excluded), present)


def _published(source: SourceFacts, scope: Scope) -> bool:
    return scope.before is None or (source.date is not None and source.date < scope.before)


def _exists(study: StudyFacts, case: Case, scope: Scope) -> bool:
    # A study left out by --without stays here: two parts of one trial do not become independent by not reading it.
    if scope.before is None:
        return True
    reports = (case.sources[source] for source in study.sources if source in case.sources)
    return any(_published(source, scope) for source in reports)


def _refusal(
    line: LineFacts, source: SourceFacts, study: StudyFacts, case: Case, method: Method, scope: Scope
) -> tuple[str, str] | None:
    return (
        _curation(line)
        or _standing(source, study, case, method, scope)
        or _qualifiers(line, study, case)
        or _what_if(line, source, study, case, method, scope)
    )


def _curation(line: LineFacts) -> tuple[str, str] | None:
    if line.status != "accepted":
        return line.status, f"the line is {line.status}, not accepted"
    if line.role == "background":
        return "background", "the document reports somebody else's result"
    if line.failed_check:
        return "failed-check", "a figure or quote does not stand in the held text"
    return None


def standing_at(source: SourceFacts, scope: Scope) -> str:
    """The standing of a document as of the scope's date; one whose date is not known holds at any date."""
    later = scope.before is not None and source.standing_date is not None and source.standing_date >= scope.before
    return "unknown" if later else source.standing


def _standing(
    source: SourceFacts, study: StudyFacts, case: Case, method: Method, scope: Scope
) -> tuple[str, str] | None:
    standing = standing_at(source, scope)
    if standing not in method.left_out_standings:
        return None
    for other in study.sources:
        twin = case.sources.get(other)
        good = twin is not None and _published(twin, scope) and twin.kind not in method.echo_kinds
        if twin is not None and good and standing_at(twin, scope) not in method.left_out_standings:
            return None
    return standing, f"{source.id} is {standing} and no other document in good standing reports the study"


def _qualifiers(line: LineFacts, study: StudyFacts, case: Case) -> tuple[str, str] | None:
    claim = case.claim
    if claim.species and line.species and not _species_fit(line.species, claim.species):
        shown, wanted = " and ".join(line.species), " or ".join(claim.species)
        return "outside-species", f"the claim is about {wanted}, the result about {shown}"
    if claim.kin and line.population and line.population not in claim.kin:
        return "outside-population", f"the claim is not about {line.population}"
    if claim.routes and study.route and study.route not in claim.routes:
        return "outside-route", f"the claim is not about {study.route} dosing"
    return None


_RODENTS = frozenset(("rat", "mouse", "rodent"))


def _species_fit(found: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return any(
        one == other or (one in _RODENTS and other in _RODENTS and "rodent" in (one, other))
        for one in found
        for other in wanted
    )


def _what_if(
    line: LineFacts, source: SourceFacts, study: StudyFacts, case: Case, method: Method, scope: Scope
) -> tuple[str, str] | None:
    if study.id in scope.without:
        return "without", "left out by --without"
    if scope.species and not _species_fit(line.species, scope.species):
        return "species", "left out by --species"
    if scope.designs and study.design not in scope.designs:
        return "design", "left out by --design"
    if scope.tiers and tier_of(line, source, study, case.claim.profile, method).id not in scope.tiers:
        return "tier", "left out by --tier"
    return None


def tier_of(line: LineFacts, source: SourceFacts, study: StudyFacts, profile: str, method: Method) -> Tier:
    """The first tier of the profile whose conditions the line meets; the last tier when none does."""
    tiers = method.tiers[profile]  # type: ignore[index]
    return next((tier for tier in tiers if matches(tier, line, source, study)), tiers[-1])


def design_key(study: StudyFacts) -> str:
    """The design, with what a synthesis pools: ``meta-analysis:randomised-trials``."""
    return f"{study.design}:{study.pools}" if study.pools else study.design


def matches(rule: object, line: LineFacts, source: SourceFacts, study: StudyFacts) -> bool:
    """Whether a line meets every condition of a tier or of a start of certainty that is not empty."""
    facts = (
        ("species", line.species),
        ("designs", (design_key(study),)),
        ("manipulates", (line.manipulates,)),
        ("source_kinds", (source.kind,)),
    )
    return all(not (wanted := getattr(rule, name)) or any(it in wanted for it in values) for name, values in facts)
