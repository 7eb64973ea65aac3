"""The laws of verdicts, each for any small base."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from functools import partial
from typing import Any

import networkx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evidence.base import Base, Home
from evidence.cases import Cases
from evidence.method import LEVELS
from evidence.model import Line, Source, StandingNote, Study
from evidence.verdict import Proof, Scope, Verdict, last_day, prove, weigh
from evidence.verdict.collapse import components
from evidence.verdict.order import ORDER
from evidence.verdict.report import verdict_json, votes_json, why_not
from evidence.verdict.vote import Sign
from evidence.verdict.word import Outcome, Tally, settle
from verdict_strategies import (
    DATES,
    ECHOES,
    LEFT_OUT,
    METHOD,
    PRINTED,
    SYNTHESES,
    TIERS,
    TRIALS,
    Voice,
    World,
    as_of,
    document,
    laws,
    line,
    plain_worlds,
    printed,
    scopes,
    speak,
    voices,
    world_of,
    worlds,
)


def told(proof: Proof) -> str:
    """Everything that is printed of a proof, as bytes."""
    values = verdict_json(proof, len(proof.echoes), "1 test", "2024-01-01")
    return json.dumps([values, votes_json(proof), sorted(why_not(proof).items())])


# -- order -----------------------------------------------------------------------------------------------------------


@laws
@given(worlds, st.randoms(use_true_random=False), scopes)
def test_order_of_files_and_lines_never_matters(world: World, random: Any, scope: Scope) -> None:
    def shuffled(items: Any) -> tuple[Any, ...]:
        return tuple(random.sample(items, len(items)))

    def study(it: Study) -> Study:
        return replace(
            it,
            evidence=shuffled(it.evidence),
            registry=shuffled(it.registry),
            part_of=shuffled(it.part_of),
            includes=shuffled(it.includes),
        )

    mixed = world.map_studies(study).map_sources(lambda it: replace(it, reports=shuffled(it.reports)))
    records = shuffled([mixed.claim, *mixed.studies, *mixed.sources])
    places = shuffled([f"{place:02}" for place in range(len(records))])
    base = Base.of((record, Home(place, ())) for record, place in zip(records, places, strict=True))
    again = prove(Cases(base).case(world.claim), METHOD, scope)
    assert told(again) == told(world.prove(scope))


@laws
@given(worlds, scopes)
def test_a_case_holds_all_that_its_verdict_rests_on(world: World, scope: Scope) -> None:
    """The studies that stand behind a claim are enough: those of the whole base give the same proof."""
    slim = Cases(world.base()).case(world.claim)
    assert told(prove(slim, METHOD, scope)) == told(world.prove(scope))


# -- echoes, duplicates, further reports -----------------------------------------------------------------------------

_ECHO = st.tuples(
    st.integers(0, 7),
    st.sampled_from(ECHOES),
    st.sampled_from(("supports", "disputes", "mixed", "neutral")),
    st.sampled_from(("own-result", "synthesis", "background")),
    st.sampled_from(("2001", "2013", "2025", None)),
    st.sampled_from(("ok", "concern", "retracted")),
)


@laws
@given(worlds, st.lists(_ECHO, min_size=1, max_size=6), st.booleans())
def test_echoes_change_nothing(world: World, echoes: Any, apart: bool) -> None:
    louder = world
    for place, (which, kind, direction, role, issued, standing) in enumerate(echoes):
        study = world.studies[which % len(world.studies)].id
        if apart:
            study = f"echo-{place}"
            louder = louder.plus([Study(study, study, "open-label", "unknown", ("human",))])
        source = document(f"e{place}", kind, issued, reports=(study,), standing=StandingNote(standing))
        said = line(f"{study}.e{place}", source.id, direction, role=role)
        louder = louder.plus((), [source]).with_lines(study, [said])
    assert louder.verdict() == world.verdict()
    assert printed(louder.prove()) == printed(world.prove())


def counted(proof: Proof) -> list[str]:
    """The studies with a line in some vote."""
    return sorted({study for vote in proof.votes for study in vote.studies})


@laws
@given(worlds, st.data(), scopes)
def test_echoes_of_a_counted_study_change_nothing_within_a_scope(world: World, data: Any, scope: Scope) -> None:
    studies = counted(world.prove(scope))
    assume(studies)
    which, kind, direction, role, issued, standing = data.draw(_ECHO)
    study = studies[which % len(studies)]
    source = document("e", kind, issued, reports=(study,), standing=StandingNote(standing))
    louder = world.plus((), [source]).with_lines(study, [line(f"{study}.e", "e", direction, role=role)])
    assert printed(louder.prove(scope)) == printed(world.prove(scope))


@laws
@given(worlds, scopes, st.integers(1, 4))
def test_duplicate_lines_change_nothing(world: World, scope: Scope, times: int) -> None:
    def twice(study: Study) -> Study:
        again = [replace(it, id=f"{it.id}-again-{n}") for it in study.evidence for n in range(times)]
        return replace(study, evidence=(*study.evidence, *again))

    assert printed(world.map_studies(twice).prove(scope)) == printed(world.prove(scope))


@laws
@given(worlds, scopes, st.data())
def test_further_reports_of_a_counted_study_change_nothing(world: World, scope: Scope, data: Any) -> None:
    studies = counted(world.prove(scope))
    assume(studies)
    more = [
        document(
            f"r{place}",
            data.draw(st.sampled_from((*PRINTED, *ECHOES, "regulatory"))),
            data.draw(st.sampled_from(DATES)),
            reports=tuple(data.draw(st.lists(st.sampled_from(studies), min_size=1, unique=True))),
            standing=StandingNote(data.draw(st.sampled_from(("ok", "concern", *LEFT_OUT)))),
        )
        for place in range(3)
    ]
    assert printed(world.plus((), more).prove(scope)) == printed(world.prove(scope))


@laws
@given(worlds, st.booleans())
def test_the_same_result_in_a_twin_document_changes_nothing(world: World, later: bool) -> None:
    """A preprint and its article, a line in each: not a further voice. (An earlier twin dates it earlier.)"""
    studies = counted(world.prove())
    assume(studies)

    def twin(source: Source) -> Source:
        issued = "2024" if later and source.csl.issued else source.csl.issued
        reports = tuple(name for name in source.reports if name in studies)
        return replace(source, id=f"{source.id}-twin", csl=replace(source.csl, issued=issued), reports=reports)

    def twice(study: Study) -> Study:
        again = [replace(it, id=f"{it.id}-twin", source=f"{it.source}-twin") for it in study.evidence]
        return replace(study, evidence=(*study.evidence, *again)) if study.id in studies else study

    louder = world.plus((), [twin(source) for source in world.sources]).map_studies(twice)
    assert printed(louder.prove()) == printed(world.prove())


# -- monotone --------------------------------------------------------------------------------------------------------


def check_monotone(before: Verdict, after: Verdict, sign: str) -> None:
    if sign == "for":
        assert after.place <= before.place, "a vote for moved the word down"
    else:
        assert after.place >= before.place, "a vote against moved the word up"
    if (before.word, before.direction) != (after.word, after.direction):
        return
    was, now = LEVELS.index(before.certainty), LEVELS.index(after.certainty)
    if before.direction is None:
        assert was == now == 0
    elif sign == before.direction:
        assert now >= was, "a supporting vote lowered certainty"
    else:
        assert now <= was, "a contrary vote raised certainty"


@laws
@given(plain_worlds, st.data())
def test_one_more_independent_vote_is_monotone(world: World, data: Any) -> None:
    voice = data.draw(voices(world.claim.profile, ("for", "against")))
    check_monotone(world.verdict(), speak(world, [voice], start=100).verdict(), voice.sign)


@laws
@given(worlds, st.data())
def test_one_more_independent_vote_is_monotone_in_any_base(world: World, data: Any) -> None:
    voice = data.draw(voices(world.claim.profile, ("for", "against")))
    check_monotone(world.verdict(), speak(world, [voice], start=100).verdict(), voice.sign)


@laws
@given(plain_worlds, st.data())
def test_a_first_synthesis_is_monotone_too(world: World, data: Any) -> None:
    voice = data.draw(voices(world.claim.profile, ("for", "against")))
    louder = speak(world, [voice], start=100)
    pools = data.draw(st.sampled_from(("randomised-trials", "trials", "animal", None)))
    louder = louder.map_studies(lambda it: replace(it, design="meta-analysis", pools=pools) if it.id == "z100" else it)
    check_monotone(world.verdict(), louder.verdict(), voice.sign)


_SIDES: tuple[Sign, Sign] = ("for", "against")


@pytest.mark.parametrize(("tiers", "most", "mixed"), [(1, 9, 1), (2, 5, 1), (3, 2, 1)])
def test_words_and_caps_are_monotone_for_all_small_tallies(tiers: int, most: int, mixed: int) -> None:
    one = [Tally(*votes) for votes in itertools.product(range(most + 1), range(most + 1), range(mixed + 1), (0,))]
    for counts in itertools.product(one, repeat=tiers):
        was = settle(counts, METHOD.leaning)
        for tier in range(tiers):
            for sign in _SIDES:
                now = settle((*counts[:tier], counts[tier].plus(sign), *counts[tier + 1 :]), METHOD.leaning)
                assert now.place <= was.place if sign == "for" else now.place >= was.place, (counts, tier, sign)
                if (was.word, was.direction) == (now.word, now.direction) and was.direction:
                    assert was.capped >= now.capped if sign == was.direction else was.capped <= now.capped


# -- retraction ------------------------------------------------------------------------------------------------------


@laws
@given(worlds, st.integers(0, 7), st.sampled_from(LEFT_OUT))
def test_retracting_and_unretracting_returns_the_same_bytes(world: World, which: int, standing: Any) -> None:
    source = world.sources[which % len(world.sources)]
    case = world.case()
    retracted = world.map_sources(lambda it: replace(it, standing=StandingNote(standing)) if it == source else it)
    there = prove(case, METHOD)
    elsewhere = retracted.prove()
    back = retracted.map_sources(lambda it: source if it.id == source.id else it)
    assert told(back.prove()) == told(there) == told(prove(case, METHOD))
    assert isinstance(told(elsewhere), str)


def good_reports(world: World, study: str) -> list[str]:
    """The documents in good standing, no echoes, that report a study."""
    return [
        source.id
        for source in world.sources
        if study in source.reports and source.kind not in ECHOES and source.standing.status not in LEFT_OUT
    ]


@laws
@given(worlds, st.integers(0, 7), st.sampled_from(LEFT_OUT))
def test_a_retraction_takes_a_result_out_unless_another_good_document_reports_it(
    world: World, which: int, standing: Any
) -> None:
    name = world.sources[which % len(world.sources)].id
    retracted = world.map_sources(lambda it: replace(it, standing=StandingNote(standing)) if it.id == name else it)
    bad = {source.id for source in retracted.sources if source.standing.status in LEFT_OUT}
    left = retracted.keeping(lambda study, it: it.source not in bad or bool(good_reports(retracted, study.id)))
    assert retracted.verdict() == left.verdict()


@laws
@given(worlds, st.integers(0, 7), st.sampled_from(LEFT_OUT))
def test_a_retraction_with_another_good_report_keeps_the_study(world: World, which: int, standing: Any) -> None:
    source = world.sources[which % len(world.sources)]
    world = world.map_sources(lambda it: replace(it, standing=StandingNote("ok")) if it == source else it)
    world = world.plus((), [document("good", reports=tuple(study.id for study in world.studies))])
    bad = StandingNote(standing)
    retracted = world.map_sources(lambda it: replace(it, standing=bad) if it.id == source.id else it)
    assert retracted.verdict() == world.verdict()


# -- scopes ----------------------------------------------------------------------------------------------------------

_DAYS = st.sampled_from(
    ("2010-12-31", "2011-01-01", "2012-06-01", "2012-06-15", "2012-06-16", "2016-02-29", "2019-01-01")
)


@laws
@given(worlds, _DAYS)
def test_before_a_date_is_the_base_of_that_date(world: World, day: str) -> None:
    assert told(world.prove(Scope(before=day))) == told(as_of(world, day).prove())


@laws
@given(worlds, _DAYS, st.data())
def test_before_a_date_later_additions_change_nothing(world: World, day: str, data: Any) -> None:
    """Later documents, and studies known from those alone, are not there yet: neither as votes nor as links."""
    links = tuple(data.draw(st.lists(st.sampled_from([it.id for it in world.studies]), max_size=1)))
    study = Study(
        "later", "later", "randomised-parallel", "double-blind", ("human",), registry=("n1", "n2"), cohort="people-1",
        part_of=links, evidence=(line("later.1", "late"),),
    )  # fmt: skip
    late = document("late", issued=data.draw(st.sampled_from(("2021", None))), reports=("later",))
    louder = world.plus([study], [late])
    assert told(louder.prove(Scope(before=day))) == told(world.prove(Scope(before=day)))


def expected_tier(profile: str, study: Study, said: Line, source: Source) -> str:
    """The tier a line belongs to, written down a second time."""
    species = said.species or study.species
    best, second, *lower = TIERS[profile]
    if profile == "record":
        return best if source.kind in ("regulatory", "registry-entry") else second
    if "human" in species:
        if profile == "mechanism":
            return best if said.manipulates == "mechanism" else second
        synthesis = study.design in ("meta-analysis", "systematic-review")
        on_trials = synthesis and study.pools in ("randomised-trials", "trials")
        return best if on_trials or (study.design in TRIALS and study.pools is None) else second
    return lower[0] if set(species) & {"monkey", "rat", "mouse", "rodent", "other"} else lower[1]


def fits(found: tuple[str, ...], wanted: str) -> bool:
    """Whether a result is about a species; a result on rodents not told apart is about rats and about mice."""
    rodents = {"rat", "mouse", "rodent"}
    unclear = (wanted in rodents and "rodent" in found) or (wanted == "rodent" and bool(rodents & set(found)))
    return wanted in found or unclear


@laws
@given(worlds, st.data())
def test_a_scope_is_the_base_without_those_lines(world: World, data: Any) -> None:
    profile = world.claim.profile
    without = tuple(data.draw(st.lists(st.sampled_from([it.id for it in world.studies]), max_size=2)))
    species = tuple(data.draw(st.lists(st.sampled_from(("human", "rat", "mouse", "rodent", "cells")), max_size=2)))
    designs = tuple(data.draw(st.lists(st.sampled_from((*TRIALS, *SYNTHESES, "cohort", "post-hoc")), max_size=4)))
    tiers = tuple(data.draw(st.lists(st.sampled_from(TIERS[profile]), max_size=2)))

    def wanted(study: Study, said: Line) -> bool:
        return (
            study.id not in without
            and (not species or any(fits(said.species or study.species, one) for one in species))
            and (not designs or study.design in designs)
            and (not tiers or expected_tier(profile, study, said, world.source(said.source)) in tiers)
        )

    scope = Scope(without=without, species=species, designs=designs, tiers=tiers)
    assert printed(world.prove(scope)) == printed(world.keeping(wanted).prove())


@laws
@given(worlds)
def test_each_vote_stands_in_the_tier_of_its_lines(world: World) -> None:
    profile = world.claim.profile
    lines = {said.id: (study, said) for study in world.studies for said in study.evidence}
    for vote in world.prove().votes:
        tiers = {expected_tier(profile, *lines[it], world.source(lines[it][1].source)) for it in vote.lines}
        assert tiers == {TIERS[profile][vote.tier]}


# -- what would change it --------------------------------------------------------------------------------------------


@laws
@given(st.one_of(worlds, plain_worlds))
def test_the_flip_set_is_every_cluster_whose_removal_changes_the_word(world: World) -> None:
    proof = world.prove()
    here = (proof.verdict.word, proof.verdict.direction)
    flips = set()
    for vote in proof.votes:
        left = world.without_lines((*vote.lines, *vote.set_aside)).verdict()
        if (left.word, left.direction) != here:
            flips.add((vote.cluster, vote.studies, left.word, left.direction))
    assert {tuple(flip) for flip in proof.verdict.flip_set} == flips
    assert len(proof.verdict.flip_set) == len(flips)


@laws
@given(st.one_of(worlds, plain_worlds))
def test_turns_come_true_with_that_many_fresh_studies(world: World) -> None:
    world = replace(world, claim=replace(world.claim, qualifiers=type(world.claim.qualifiers)()))
    verdict = world.verdict()
    told_of = {turn.add: turn for turn in verdict.would_change}
    for sign in ("for", "against"):
        found = None
        for count in range(1, 6):
            after = speak(world, [Voice(0, sign)] * count, start=100).verdict()
            if (after.word, after.direction) != (verdict.word, verdict.direction):
                found = (sign, count, TIERS[world.claim.profile][0], after.word, after.direction)
                break
        assert (tuple(told_of[sign]) if sign in told_of else None) == found


# -- independence ----------------------------------------------------------------------------------------------------


@laws
@given(worlds)
def test_clusters_are_connected_components(world: World) -> None:
    graph: networkx.Graph[tuple[str, str]] = networkx.Graph()
    known = {study.id for study in world.studies}
    for study in world.studies:
        graph.add_node(("study", study.id))
        if study.design in SYNTHESES or study.includes or len(study.part_of) > 1:
            continue
        for number in study.registry:
            graph.add_edge(("study", study.id), ("registry", number))
        if study.cohort:
            graph.add_edge(("study", study.id), ("cohort", study.cohort))
        for whole in known.intersection(study.part_of):
            graph.add_edge(("study", study.id), ("study", whole))
    expected = {}
    for component in networkx.connected_components(graph):
        names = sorted(name for kind, name in component if kind == "study")
        expected.update(dict.fromkeys(names, names[0]))
    assert components(world.case().studies.values()) == expected


@laws
@given(plain_worlds, st.randoms(use_true_random=False), st.lists(st.sampled_from("rcp"), min_size=9, max_size=9))
def test_linked_studies_have_one_vote_however_the_links_run(world: World, random: Any, links: list[str]) -> None:
    assume(world.studies)
    chain = random.sample([study.id for study in world.studies], len(world.studies))
    linked = world
    for (one, other), kind in zip(itertools.pairwise(chain), links, strict=False):
        linked = linked.map_studies(partial(_linked, one=one, other=other, kind=kind))
    assert len(linked.prove().votes) == 1


def _linked(study: Study, one: str, other: str, kind: str) -> Study:
    if kind == "p":
        return replace(study, part_of=(other,)) if study.id == one else study
    if study.id not in (one, other):
        return study
    if kind == "c" and study.cohort is None and study.id == one:
        return replace(study, cohort=one, registry=(*study.registry, f"n-{one}-{other}"))
    return replace(study, registry=(*study.registry, f"n-{one}-{other}"))


@laws
@given(plain_worlds)
def test_the_same_team_is_counted_but_does_not_merge(world: World) -> None:
    one = world.map_studies(lambda it: replace(it, team="the-team"))
    assert len(one.prove().votes) == len(world.studies)
    assert one.verdict().counts == world.verdict().counts
    assert one.verdict().teams == min(1, len(world.studies))


@laws
@given(st.one_of(worlds, plain_worlds), st.data())
def test_a_synthesis_of_studies_that_vote_adds_nothing(world: World, data: Any) -> None:
    voting = sorted({name for vote in world.prove().votes if not vote.is_synthesis for name in vote.studies})
    own = [name for name in voting if world.study(name).design not in SYNTHESES]
    own = [name for name in own if all(it.role == "own-result" for it in world.study(name).evidence)]
    assume(own)
    included = tuple(data.draw(st.lists(st.sampled_from(own), min_size=1, unique=True)))
    meta = Study(
        "meta", "meta", "meta-analysis", "not-applicable", ("human",), pools="randomised-trials", includes=included,
        includes_complete=True, evidence=(line("meta.1", "m", "disputes", role="synthesis"),),
    )  # fmt: skip
    louder = world.plus([meta], [document("m", "meta-analysis", reports=("meta",))])
    assert beside_flips(louder) == beside_flips(world)
    assert not any("meta" in vote.studies for vote in louder.prove().votes)


def beside_flips(world: World) -> Verdict:
    """The verdict but for its flip set: without one of its trials a synthesis does speak."""
    return replace(world.verdict(), flip_set=())


@laws
@given(worlds)
def test_syntheses_are_at_most_one_vote(world: World) -> None:
    designs = {study.id: study.design for study in world.studies}
    pooled = [vote for vote in world.prove().votes if any(designs[name] in SYNTHESES for name in vote.studies)]
    assert len(pooled) <= 1


@laws
@given(plain_worlds, st.data())
def test_an_analysis_of_several_trials_adds_nothing_beside_one_of_them(world: World, data: Any) -> None:
    names = [study.id for study in world.studies]
    assume(names)
    field = data.draw(st.sampled_from(("includes", "part_of")))
    pooled = tuple(data.draw(st.lists(st.sampled_from(names), min_size=1, unique=True)))
    pooled += ("unknown-trial", "another-trial") if field == "part_of" else ()
    study = Study(
        "pooled", "pooled", "post-hoc", "double-blind", ("human",), **{field: pooled},  # type: ignore[arg-type]
        evidence=(line("pooled.1", "p", data.draw(st.sampled_from(("supports", "disputes")))),),
    )  # fmt: skip
    louder = world.plus([study], [document("p", reports=("pooled",))])
    assert beside_flips(louder) == beside_flips(world)
    (left_out,) = [it for it in louder.prove().excluded if it.line.id == "pooled.1"]
    assert left_out.code == "folded"
    assert min(name for name in pooled if name in names) in left_out.reason


# -- people ----------------------------------------------------------------------------------------------------------


@laws
@given(plain_worlds)
def test_participants_are_summed_over_independent_people(world: World) -> None:
    assume(world.claim.profile != "record")
    verdict = world.verdict()
    people = [study.n.total for study in world.studies if study.species == ("human",)]
    assert verdict.participants == sum(n for n in people if n is not None)
    unsaid = sum(study.species == ("not-stated",) for study in world.studies)
    assert verdict.unknown_size == people.count(None) + unsaid
    shared = world.map_studies(lambda it: replace(it, cohort="the-same"))
    assert shared.verdict().participants in {0, max((n for n in people if n is not None), default=0)}


# -- hypotheses ------------------------------------------------------------------------------------------------------


@laws
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, len(ORDER) - 1)), max_size=6))
def test_a_hypothesis_is_as_good_as_its_least_favourable_test(tests: list[tuple[str, int]]) -> None:
    sample = world_of([]).verdict()
    places = dict(tests)
    verdicts = {name: replace(sample, word=ORDER[at][0], direction=ORDER[at][1]) for name, at in places.items()}
    names = [name for name, _ in tests]
    found = weigh(["not-in-the-base", *names], verdicts)
    if not names:
        assert found[:3] == ("no-evidence", None, None)
        return
    worst = max(places.values())
    assert (found.word, found.direction) == ORDER[worst]
    assert found.decided_by == next(name for name in names if places[name] == worst)


@laws
@given(worlds, scopes)
def test_every_word_has_its_place_and_every_line_its_fate(world: World, scope: Scope) -> None:
    proof = world.prove(scope)
    assert Outcome(proof.verdict.word, proof.verdict.direction, None).place == proof.verdict.place
    day = scope.before or "9999"
    there = {
        said.id
        for study in world.studies
        for said in study.evidence
        if said.claim == "c" and (scope.before is None or (last_day(world.source(said.source).csl.issued) or day) < day)
    }
    speaking = [name for vote in proof.votes for name in vote.lines]
    silent = [name for vote in proof.votes for name in vote.set_aside]
    silent += [it.line.id for it in proof.excluded] + [it.id for it in proof.echoes]
    assert sorted([*speaking, *silent]) == sorted(there)
    assert set(why_not(proof)) == set(silent)
