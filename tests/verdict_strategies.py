"""Small random bases about one claim, and how to change them by one thing at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any, NamedTuple

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from evidence.base import Base, Home
from evidence.cases import Cases
from evidence.method import default_method
from evidence.model import (
    Citation,
    Claim,
    Line,
    Participants,
    Qualifiers,
    Source,
    StandingNote,
    Study,
)
from evidence.verdict import EVERYTHING, Case, Proof, Scope, Verdict, last_day, prove
from evidence.verdict.report import verdict_json

METHOD = default_method()
ECHOES = ("press-release", "news", "web-page", "blog", "narrative-review")
PRINTED = ("journal-article", "preprint", "conference", "letter")
LEFT_OUT = ("retracted", "withdrawn", "replaced")
TIERS = {
    "outcome": ("human-interventional", "human-observational", "animal", "in-vitro", "not-stated"),
    "mechanism": ("human-intervention", "human-marker", "animal", "in-vitro", "not-stated"),
    "record": ("authority", "quoting"),
}
TRIALS = (
    "randomised-parallel", "randomised-crossover", "randomised-withdrawal", "randomised-sequential",
    "non-randomised-trial", "open-label",
)  # fmt: skip
SYNTHESES = ("meta-analysis", "systematic-review", "guideline")
MASKINGS = ("open-label", "single-blind", "double-blind", "not-applicable", "unknown")
SIZES = (None, 0, 1, 20, 100, 149, 150, 299, 300, 500)
TEAMS = (None, "t1", "t2", "t3")
DATES = ("2010", "2012-05", "2012-06-15", "2014", "2016-02", "2018-11-30", "2020", None)

laws = settings(
    max_examples=160,
    deadline=None,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much),
)


@dataclass(frozen=True)
class World:
    """A base about one claim."""

    claim: Claim
    studies: tuple[Study, ...]
    sources: tuple[Source, ...]

    def base(self) -> Base:
        records: list[Any] = [self.claim, *self.studies, *self.sources]
        return Base.of((record, Home(record.id, ())) for record in records)

    def case(self) -> Case:
        """The case with every study of the base behind it."""
        base = self.base()
        cases = Cases(base)
        return replace(cases.case(base.claims[self.claim.id]), studies=cases.studies)

    def prove(self, scope: Scope = EVERYTHING) -> Proof:
        return prove(self.case(), METHOD, scope)

    def verdict(self, scope: Scope = EVERYTHING) -> Verdict:
        return self.prove(scope).verdict

    def study(self, name: str) -> Study:
        return next(study for study in self.studies if study.id == name)

    def source(self, name: str) -> Source:
        return next(source for source in self.sources if source.id == name)

    def plus(self, studies: Iterable[Study] = (), sources: Iterable[Source] = ()) -> World:
        return replace(self, studies=(*self.studies, *studies), sources=(*self.sources, *sources))

    def with_lines(self, study: str, lines: Iterable[Line]) -> World:
        """The world with more lines in one study."""
        more = tuple(lines)
        return self.map_studies(lambda it: replace(it, evidence=(*it.evidence, *more)) if it.id == study else it)

    def map_studies(self, change: Callable[[Study], Study]) -> World:
        return replace(self, studies=tuple(change(study) for study in self.studies))

    def map_sources(self, change: Callable[[Source], Source]) -> World:
        return replace(self, sources=tuple(change(source) for source in self.sources))

    def keeping(self, wanted: Callable[[Study, Line], bool]) -> World:
        """The world with only some of the lines; the studies and documents stay."""
        return self.map_studies(
            lambda study: replace(study, evidence=tuple(line for line in study.evidence if wanted(study, line)))
        )

    def without_lines(self, names: Iterable[str]) -> World:
        gone = set(names)
        return self.keeping(lambda _, line: line.id not in gone)


def printed(proof: Proof) -> str:
    """The verdict as the bytes that are stored, apart from the echoes and exclusions told beside it."""
    values = verdict_json(proof, 0, "1 test", "2024-01-01")
    del values["echoes"], values["excluded"]
    return json.dumps(values)


def document(name: str, kind: str = "journal-article", issued: str | None = "2015", **more: Any) -> Source:
    return Source(name, kind, Citation("article", issued=issued), **more)  # type: ignore[arg-type]


def line(name: str, source: str, direction: str = "supports", **more: Any) -> Line:
    values: dict[str, Any] = {
        "directness": "direct", "role": "own-result", "outcome_role": "primary", "manipulates": "treatment",
        "causal_level": "3", "finding": "something", "locator": "abstract", "status": "accepted", "claim": "c",
    }  # fmt: skip
    return Line(id=name, source=source, direction=direction, **{**values, **more})  # type: ignore[arg-type]


class Voice(NamedTuple):
    """What one independent study says, and how well it was made."""

    tier: int
    sign: str
    n: int | None = 200
    team: str | None = "t1"
    masking: str = "double-blind"
    design: str = "randomised-parallel"
    directness: str = "direct"
    outcome_role: str = "primary"
    kind: str = "journal-article"
    standing: str = "ok"
    sources: int = 1


_SAYS = {"for": "supports", "against": "disputes", "mixed": "mixed", "neutral": "neutral"}


def spoken(name: str, profile: str, voice: Voice) -> tuple[Study, tuple[Source, ...]]:
    """A study without links that casts one vote in the tier asked for, and the documents that report it."""
    tier = TIERS[profile][voice.tier]
    species = {"animal": "mouse", "in-vitro": "cells", "not-stated": "not-stated"}.get(tier, "human")
    design = voice.design
    if tier == "human-observational" and design in TRIALS:
        design = "cohort"
    if tier == "human-interventional" and design not in TRIALS:
        design = "randomised-parallel"
    manipulates = {"human-intervention": "mechanism", "human-marker": "treatment"}.get(tier, "treatment")
    kind = {"authority": "regulatory"}.get(tier, voice.kind)
    sources = tuple(
        document(f"{name}-paper-{place}", kind, reports=(name,), standing=StandingNote(voice.standing))  # type: ignore[arg-type]
        for place in range(voice.sources)
    )
    said = line(
        f"{name}.1", f"{name}-paper-0", _SAYS[voice.sign], directness=voice.directness, manipulates=manipulates,
        outcome_role=voice.outcome_role,
    )  # fmt: skip
    study = Study(
        name,
        name,
        design,
        voice.masking,
        (species,),
        n=Participants(voice.n),
        team=voice.team,
        evidence=(said,),  # type: ignore[arg-type]
    )
    return study, sources


def world_of(voices: Sequence[Voice], profile: str = "outcome", start: int = 0) -> World:
    """A base of independent studies."""
    return speak(World(claim(profile), (), ()), voices, start)


def speak(world: World, voices: Sequence[Voice], start: int = 0) -> World:
    """The base with further independent studies."""
    pairs = [spoken(f"z{start + place}", world.claim.profile, voice) for place, voice in enumerate(voices)]
    return world.plus([study for study, _ in pairs], [source for _, sources in pairs for source in sources])


def tallied(*tiers: tuple[int, ...], profile: str = "outcome") -> World:
    """A base of so many votes for, against, mixed and neutral, a tuple a tier."""
    signs = ("for", "against", "mixed", "neutral")
    return world_of(
        [
            Voice(tier, sign, team=f"team-{sign}-{place}")
            for tier, counts in enumerate(tiers)
            for sign, count in zip(signs, counts, strict=False)
            for place in range(count)
        ],
        profile,
    )


def claim(profile: str = "outcome", species: tuple[str, ...] = ()) -> Claim:
    qualifiers = Qualifiers(species=species)  # type: ignore[arg-type]
    return Claim("c", "g", profile, "a", "treats", "b", "a treats b", qualifiers)  # type: ignore[arg-type]


# -- strategies ----------------------------------------------------------------------------------------------------
# Hypothesis draws a size and a seed, the rest is pseudo-random: a hundred times faster than drawing every field.

_VOICED = ("for", "against", "mixed", "neutral")


def _voice(random: Random, profile: str, signs: Sequence[str]) -> Voice:
    pick = random.choice
    return Voice(
        tier=random.randrange(len(TIERS[profile])),
        sign=pick(signs),
        n=pick(SIZES),
        team=pick(TEAMS),
        masking=pick((*MASKINGS, "double-blind", "double-blind")),
        design=pick((*TRIALS, "cohort", "imaging", "post-hoc", "animal-experiment", "in-vitro")),
        directness=pick(("direct", "direct", "direct", "indirect")),
        outcome_role=pick(("primary", "secondary", "exploratory", "post-hoc", "not-stated")),
        kind=pick(PRINTED),
        standing=pick(("ok", "ok", "unknown", "corrected", "concern")),
        sources=pick((1, 1, 2)),
    )


def _plain_world(size: int, seed: int) -> World:
    random = Random(seed)
    profile = random.choice(tuple(TIERS))
    signs = random.choice(
        (_VOICED, ("for", "for", "for", "for", "against"), ("against",) * 4 + ("for",), ("for", "against"))
    )
    return world_of([_voice(random, profile, signs) for _ in range(size)], profile)


def _sources(random: Random, names: Sequence[str]) -> tuple[Source, ...]:
    pick = random.choice
    standings = ("ok", "ok", "ok", "unknown", "corrected", "concern", *LEFT_OUT)
    kinds = (*PRINTED, *PRINTED, "regulatory", "registry-entry", *ECHOES)
    return tuple(
        document(
            f"d{place}",
            pick(kinds),
            pick(DATES),
            reports=_some(random, names),
            standing=StandingNote(pick(standings), pick(DATES)),  # type: ignore[arg-type]
        )
        for place in range(random.randint(1, 8))
    )


def _some(random: Random, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(random.sample(names, random.randint(0, min(3, len(names)))))


def _line(random: Random, name: str, sources: Sequence[str]) -> Line:
    pick = random.choice
    return line(
        name,
        pick(sources),
        pick(("supports", "supports", "disputes", "mixed", "neutral")),
        directness=pick(("direct", "direct", "indirect")),
        role=pick(("own-result",) * 4 + ("synthesis", "background")),
        outcome_role=pick(("primary", "secondary", "post-hoc")),
        manipulates=pick(("mechanism", "treatment", "none")),
        status=pick(("accepted",) * 6 + ("draft", "rejected")),
        species=pick(((), (), ("human",), ("rat",), ("human", "mouse"))),
        claim=pick(("c", "c", "c", "c", "another")),
    )


def _study(random: Random, name: str, names: Sequence[str], sources: Sequence[str]) -> Study:
    pick = random.choice
    species = pick((("human",), ("human",), ("mouse",), ("rat", "mouse"), ("rodent",), ("cells",)))
    single = (*TRIALS, "cohort", "imaging") if species == ("human",) else ("animal-experiment", "in-vitro")
    design = pick((*single, *single, "post-hoc", "post-hoc", "meta-analysis", "systematic-review"))
    pooling = design in SYNTHESES or (design == "post-hoc" and pick((True, False)))
    return Study(
        id=name,
        label=name,
        design=design,
        masking=pick(MASKINGS),  # type: ignore[arg-type]
        species=species,  # type: ignore[arg-type]
        registry=pick(((), (), (), (), ("n1",), ("n2",), ("n1", "n3"), ("n3",))),
        n=Participants(pick(SIZES)),
        team=pick(TEAMS),
        cohort=pick((None, None, None, None, "people-1", "people-2")),
        part_of=_some(random, names) if not pooling and pick((True, False, False, False)) else (),
        pools=pick((None, "randomised-trials", "trials")) if pooling else None,
        includes=_some(random, names) if pooling else (),
        includes_complete=pooling and pick((True, False)),
        evidence=tuple(_line(random, f"{name}.{place}", sources) for place in range(random.randint(0, 3))),
    )


def _world(size: int, seed: int) -> World:
    random = Random(seed)
    names = [f"s{place}" for place in range(size)]
    sources = _sources(random, names)
    found = tuple(_study(random, name, names, [source.id for source in sources]) for name in names)
    wanted = random.choice(((), (), ("human",), ("mouse", "rat")))
    return _explicit(World(claim(random.choice(tuple(TIERS)), wanted), found, sources))


_seeds = st.integers(0, 2**32 - 1)

#: Anything: up to eight linked studies in several tiers, documents of several kinds, dates and standings.
worlds = st.builds(_world, st.integers(1, 8), _seeds)

#: Independent studies only, up to nine, so that every word comes up.
plain_worlds = st.builds(_plain_world, st.integers(0, 9), _seeds)


def voices(profile: str, signs: Sequence[str] = _VOICED) -> st.SearchStrategy[Voice]:
    return _seeds.map(lambda seed: _voice(Random(seed), profile, signs))


def _explicit(world: World) -> World:
    """Every document says which studies it reports, those of its lines included."""
    told: dict[str, set[str]] = {source.id: set(source.reports) for source in world.sources}
    for study in world.studies:
        for said in study.evidence:
            told[said.source].add(study.id)
    return world.map_sources(lambda source: replace(source, reports=tuple(sorted(told[source.id]))))


scopes = st.sampled_from(
    (
        EVERYTHING,
        *(Scope(before=day) for day in ("2011-01-01", "2013-01-01", "2015-01-01", "2018-12-01")),
        *(Scope(species=species) for species in (("human",), ("rat",), ("mouse", "cells"))),
    )
)


def as_of(world: World, day: str) -> World:
    """A base that holds only what existed before a day."""
    sources = {
        source.id: replace(source, standing=StandingNote("unknown"))
        if source.standing.date and (last_day(source.standing.date) or "") >= day
        else source
        for source in world.sources
        if (appeared := last_day(source.csl.issued)) is not None and appeared < day
    }
    reported = {name for source in sources.values() for name in source.reports}
    studies = tuple(
        replace(study, evidence=tuple(said for said in study.evidence if said.source in sources))
        for study in world.studies
        if study.id in reported
    )
    return World(world.claim, studies, tuple(sources.values()))
