"""The rules of verdicts by example: words, tiers, collapse, certainty, scopes, hypotheses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evidence.cases import Cases
from evidence.loader import load_texts
from evidence.model import Participants, StandingNote, Study
from evidence.verdict import Scope, last_day, prove, weigh
from evidence.verdict.admit import matches
from evidence.verdict.facts import LineFacts, SourceFacts, StudyFacts
from evidence.verdict.order import ORDER
from evidence.verdict.word import Tally, settle, word_of
from verdict_strategies import METHOD, TIERS, Voice, World, claim, document, line, speak, tallied, world_of

ROOT = Path(__file__).parent.parent

# -- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tally", "word", "direction"),
    [
        ((0, 0), "no-evidence", None),
        ((0, 0, 1), "unclear", None),
        ((0, 0, 0, 2), "unclear", None),
        ((0, 0, 1, 3), "unclear", None),
        ((1, 0), "reported-once", "for"),
        ((0, 1), "reported-once", "against"),
        ((1, 0, 2, 2), "reported-once", "for"),
        ((2, 0), "supported", "for"),
        ((2, 0, 5, 5), "supported", "for"),
        ((0, 2), "not-supported", "against"),
        ((1, 1), "contested", None),
        ((2, 1), "contested", None),
        ((3, 1), "contested", None),
        ((4, 1), "leans-for", "for"),
        ((1, 3), "contested", None),
        ((1, 4), "leans-against", "against"),
        ((6, 2), "contested", None),
        ((7, 2), "leans-for", "for"),
        ((9, 3), "contested", None),
        ((10, 3), "leans-for", "for"),
        ((3, 10), "leans-against", "against"),
    ],
)
def test_the_word_of_one_tier(tally: tuple[int, ...], word: str, direction: str | None) -> None:
    assert word_of(Tally(*tally), METHOD.leaning) == (word, direction)
    verdict = tallied(tally).verdict()
    assert (verdict.word, verdict.direction) == (word, direction)


def test_neutral_is_not_against() -> None:
    assert tallied((2, 0, 0, 9)).verdict().word == "supported"
    assert tallied((0, 2, 0, 9)).verdict().word == "not-supported"
    assert tallied((0, 0, 0, 9)).verdict().word == "unclear"


def test_the_order_has_every_word_once() -> None:
    assert len(set(ORDER)) == len(ORDER) == 9
    assert [word for word, _ in ORDER][:2] == ["supported", "leans-for"]
    assert ORDER[-1] == ("not-supported", "against")


# -- tiers -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tiers", "word", "direction", "tier", "tags"),
    [
        # The best tier with a voice decides; those below cannot outvote it.
        (((2, 0), (0, 9)), "supported", "for", 0, ("tiers-disagree",)),
        (((0, 2), (9, 0)), "not-supported", "against", 0, ("tiers-disagree",)),
        (((1, 1), (9, 0)), "contested", None, 0, ()),
        (((0, 0, 1), (9, 0)), "unclear", None, 0, ()),
        # Neutral votes say nothing, so the tier below decides; where nobody says anything it is unclear.
        (((0, 0, 0, 3), (2, 0)), "supported", "for", 1, ()),
        (((0, 0), (0, 0, 0, 1)), "unclear", None, 1, ()),
        # A lone vote that agrees leaves the word standing, all the way down.
        (((1, 0), (2, 0)), "supported", "for", 1, ("joined-from-above",)),
        (((1, 0), (4, 1)), "leans-for", "for", 1, ("joined-from-above",)),
        (((0, 1), (0, 3)), "not-supported", "against", 1, ("joined-from-above",)),
        (((1, 0), (1, 0), (3, 0)), "supported", "for", 2, ("joined-from-above",)),
        (((1, 0), (0, 0), (3, 0)), "supported", "for", 2, ("joined-from-above",)),
        (((1, 0), (1, 0), (0, 3)), "reported-once", "for", 1, ("joined-from-above", "tiers-disagree")),
        (((1, 0), (1, 0)), "reported-once", "for", 1, ("joined-from-above",)),
        # One that does not agree gives its own word.
        (((1, 0), (0, 3)), "reported-once", "for", 0, ("tiers-disagree",)),
        (((0, 1), (2, 0)), "reported-once", "against", 0, ("tiers-disagree",)),
        (((1, 0), (2, 2)), "reported-once", "for", 0, ()),
        (((1, 0), (0, 0, 1)), "reported-once", "for", 0, ()),
        (((1, 0, 1), (3, 0)), "reported-once", "for", 0, ()),
    ],
)
def test_the_deciding_tier(
    tiers: tuple[tuple[int, ...], ...], word: str, direction: str | None, tier: int, tags: tuple[str, ...]
) -> None:
    for profile in ("outcome", "mechanism"):
        verdict = tallied(*tiers, profile=profile).verdict()
        assert (verdict.word, verdict.direction) == (word, direction)
        assert verdict.tier == TIERS[profile][tier]
        assert verdict.tags == tags


STRONG = Voice(0, "for", n=1000)


def test_a_lone_vote_against_two_or_more_below_is_capped_at_low() -> None:
    below = [Voice(2, "against", team=f"b{place}") for place in range(3)]
    assert world_of([STRONG, *below[:1]]).verdict().certainty == "moderate"
    for count in (2, 3):
        verdict = world_of([STRONG, *below[:count]]).verdict()
        assert (verdict.word, verdict.direction, verdict.certainty) == ("reported-once", "for", "low")
        assert verdict.reasons[-1].startswith("capped at low")
    turned = [STRONG._replace(sign="against"), *[it._replace(sign="for") for it in below]]
    assert world_of(turned).verdict().certainty == "low"


def test_the_cap_stays_when_those_below_disagree() -> None:
    """Found by the law of monotone certainty: for; for; 2 against was low, and a vote against made it moderate."""
    voices = [STRONG, Voice(1, "for"), Voice(2, "against"), Voice(2, "against")]
    assert world_of(voices).verdict().certainty == "low"
    after = world_of([*voices, Voice(1, "against")]).verdict()
    assert (after.word, after.direction, after.certainty) == ("reported-once", "for", "low")
    third = METHOD.leaning
    assert settle((Tally(1), Tally(0, 0, 1), Tally(0, 2)), third).capped
    assert not settle((Tally(1), Tally(1, 0, 1), Tally(0, 2)), third).capped


@pytest.mark.parametrize(
    ("design", "pools", "tier"),
    [
        ("randomised-crossover", None, "human-interventional"),
        ("open-label", None, "human-interventional"),
        ("cohort", None, "human-observational"),
        ("post-hoc", "randomised-trials", "human-observational"),
        ("meta-analysis", "randomised-trials", "human-interventional"),
        ("meta-analysis", "trials", "human-interventional"),
        ("meta-analysis", "mixed", "human-observational"),
        ("meta-analysis", None, "human-observational"),
        ("systematic-review", "trials", "human-interventional"),
    ],
)
def test_tiers_of_human_designs(design: str, pools: str | None, tier: str) -> None:
    world = world_of([Voice(0, "for")]).map_studies(lambda it: replace(it, design=design, pools=pools))  # type: ignore[arg-type]
    assert world.verdict().tier == tier


# -- what counts -----------------------------------------------------------------------------------------------------


def test_exclusions_are_named() -> None:
    study = Study(
        "s", "s", "randomised-parallel", "double-blind", ("human",), population="children",
        evidence=(
            line("s.1", "d", status="draft"), line("s.2", "d", status="rejected"), line("s.3", "d", role="background"),
            line("s.4", "d", species=("mouse",)), line("s.5", "gone"), line("s.6", "blog"), line("s.7", "d"),
        ),
    )  # fmt: skip
    gone = document("gone", standing=StandingNote("retracted"))
    world = World(claim(species=("human",)), (study,), (document("d"), gone, document("blog", "blog")))
    proof = world.prove()
    assert [(it.line.id, it.code) for it in proof.excluded] == [
        ("s.1", "draft"), ("s.2", "rejected"), ("s.3", "background"), ("s.4", "outside-species"),
    ]  # fmt: skip
    assert [it.id for it in proof.echoes] == ["s.6"]
    assert proof.votes[0].lines == ("s.5", "s.7")
    alone = replace(world, sources=(gone,)).prove()
    assert [it.code for it in alone.excluded] == ["retracted"]
    assert "no other document in good standing" in alone.excluded[0].reason
    failed = prove(Cases(world.base(), frozenset(("s.7",))).case(world.claim), METHOD)
    assert ("s.7", "failed-check") in [(it.line.id, it.code) for it in failed.excluded]


def test_an_echo_does_not_rescue_a_retracted_paper() -> None:
    study = Study("s", "s", "cohort", "unknown", ("human",), evidence=(line("s.1", "paper"),))
    paper = document("paper", standing=StandingNote("withdrawn"))
    world = World(claim(), (study,), (paper, document("n", "news", reports=("s",))))
    assert world.verdict().word == "no-evidence"
    assert world.plus((), [document("preprint", "preprint", reports=("s",))]).verdict().word == "reported-once"


def test_a_document_that_only_restates_a_result_does_not_rescue_a_retracted_paper() -> None:
    lines = (line("s.1", "paper"), line("s.2", "letter", role="background"))
    study = Study("s", "s", "cohort", "unknown", ("human",), evidence=lines)
    papers = (document("paper", standing=StandingNote("retracted")), document("letter", "letter"))
    assert World(claim(), (study,), papers).verdict().word == "no-evidence"


def test_a_standing_of_a_later_date_does_not_hold_before_it() -> None:
    study = Study("s", "s", "cohort", "unknown", ("human",), evidence=(line("s.1", "p"),))
    world = World(claim(), (study,), (document("p", issued="2012", standing=StandingNote("retracted", "2016-03")),))
    assert world.verdict().word == "no-evidence"
    assert world.verdict(Scope(before="2016-03-31")).word == "reported-once"
    assert world.verdict(Scope(before="2016-04-01")).word == "no-evidence"
    assert world.verdict(Scope(before="2012-12-31")).word == "no-evidence"
    assert world.verdict(Scope(before="2013-01-01")).word == "reported-once"


def test_last_days() -> None:
    assert [last_day(it) for it in ("2012", "2012-02", "2013-02", "2013-02-03", None, "")] == [
        "2012-12-31", "2012-02-29", "2013-02-28", "2013-02-03", None, None,
    ]  # fmt: skip


# -- collapse --------------------------------------------------------------------------------------------------------


def linked(**links: dict[str, object]) -> World:
    """Three studies for the claim, some of them with links."""
    world = world_of([Voice(0, "for", team=f"t{place}", n=100 + place) for place in range(3)])
    return world.map_studies(lambda it: replace(it, **links.get(it.id, {})))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("links", "votes"),
    [
        ({}, 3),
        ({"z0": {"registry": ("n",)}, "z1": {"registry": ("n", "m")}}, 2),
        ({"z0": {"registry": ("n",)}, "z1": {"registry": ("n", "m")}, "z2": {"registry": ("m",)}}, 1),
        ({"z0": {"cohort": "p"}, "z2": {"cohort": "p"}}, 2),
        ({"z0": {"part_of": ("z1",)}}, 2),
        ({"z0": {"part_of": ("z1",)}, "z1": {"part_of": ("z2",)}}, 1),
        ({"z0": {"part_of": ("z1",)}, "z1": {"cohort": "p"}, "z2": {"cohort": "p"}}, 1),
        ({"z0": {"part_of": ("elsewhere",)}, "z1": {"part_of": ("elsewhere",)}}, 3),
        ({"z0": {"team": "t"}, "z1": {"team": "t"}, "z2": {"team": "t"}}, 3),
    ],
)
def test_links_make_one_vote(links: dict[str, dict[str, object]], votes: int) -> None:
    assert len(linked(**links).prove().votes) == votes


def test_links_run_through_studies_without_lines_once_they_exist() -> None:
    trial = Study("trial", "trial", "randomised-parallel", "double-blind", ("human",))
    parts = linked(z0={"part_of": ("trial",)}, z1={"part_of": ("trial",)})
    world = parts.plus([trial], [document("report", issued="2020", reports=("trial",))])
    assert len(world.prove().votes) == 2
    assert len(world.prove(Scope(before="2018-01-01")).votes) == 3
    assert len(world.prove(Scope(without=("trial",))).votes) == 2


def test_leaving_out_a_trial_does_not_make_its_parts_independent() -> None:
    """Found by the law of scopes: --without took the links through the study away as well, and so added a vote."""
    world = linked(z0={"part_of": ("z1",)}, z2={"part_of": ("z1",)})
    assert len(world.prove(Scope(without=("z1",))).votes) == 1


def test_opposite_signs_at_the_same_rank_are_mixed_and_a_better_line_decides() -> None:
    world = world_of([Voice(0, "for")])
    assert world.with_lines("z0", [line("z0.2", "z0-paper-0", "disputes")]).prove().votes[0].sign == "mixed"
    lesser = ({"outcome_role": "secondary"}, {"directness": "indirect"}, {"species": ("mouse",)}, {"role": "synthesis"})
    for worse in lesser:
        proof = world.with_lines("z0", [line("z0.2", "z0-paper-0", "disputes", **worse)]).prove()
        assert proof.votes[0].sign == "for"
    assert world.with_lines("z0", [line("z0.2", "z0-paper-0", "neutral")]).prove().votes[0].sign == "for"


def synthesis(name: str, direction: str = "supports", **more: Any) -> Study:
    said = line(f"{name}.1", f"{name}-doc", direction, role="synthesis")
    values = {"design": "meta-analysis", "pools": "randomised-trials", "n": Participants(more.pop("n", None)), **more}
    return Study(id=name, label=name, masking="not-applicable", species=("human",), evidence=(said,), **values)


def plus(world: World, *studies: Study) -> World:
    return world.plus(studies, [document(f"{it.id}-doc", reports=(it.id,)) for it in studies])


def test_a_synthesis_over_studies_that_vote_adds_nothing() -> None:
    trials = linked()
    meta = synthesis("meta", "disputes", includes=("z0", "z1"), includes_complete=True)
    assert [it.code for it in plus(trials, meta).prove().excluded] == ["folded"]
    assert replace(plus(trials, meta).verdict(), flip_set=()) == trials.verdict()
    for more in ({"includes_complete": False}, {"includes": ("z0", "unread")}, {"includes": ()}):
        values = {"includes": ("z0", "z1"), "includes_complete": True, **more}
        proof = plus(trials, synthesis("meta", "disputes", **values)).prove()
        assert proof.votes[-1].cluster == "synthesis"
        assert "synthesis-counted-once" in proof.verdict.tags


def test_several_syntheses_are_one_vote_and_no_new_participants() -> None:
    trials = linked()
    both = plus(trials, synthesis("m1", n=200), synthesis("m2", n=280), synthesis("m3"))
    assert len(both.prove().votes) == 4
    assert trials.verdict().participants == both.verdict().participants == 303
    assert plus(trials, synthesis("m1", n=900)).verdict().participants == 900


def test_a_synthesis_speaks_once_a_trial_it_pools_is_gone() -> None:
    trials = world_of([Voice(0, "for"), Voice(0, "for")])
    world = plus(trials, synthesis("meta", "disputes", includes=("z0", "z1"), includes_complete=True))
    assert [(it.cluster, it.becomes) for it in world.verdict().flip_set] == [("z0", "contested"), ("z1", "contested")]
    assert [it.becomes for it in trials.verdict().flip_set] == ["reported-once", "reported-once"]


def pooled(name: str = "pool", direction: str = "supports", **more: Any) -> Study:
    said = line(f"{name}.1", f"{name}-doc", direction, role=more.pop("role", "own-result"))
    return Study(name, name, "post-hoc", "double-blind", ("human",), evidence=(said,), **more)


@pytest.mark.parametrize("field", ["includes", "part_of"])
@pytest.mark.parametrize("role", ["own-result", "synthesis"])
def test_an_analysis_of_several_trials_folds_beside_any_of_them(field: str, role: str) -> None:
    trials = linked()
    for names in (("z0", "z1"), ("z2", "unread")):
        analysis = pooled("pool", "disputes", role=role, registry=("n0", "n1"), **{field: names})
        world = plus(trials, analysis)
        (left_out,) = world.prove().excluded
        assert left_out.code == "folded"
        assert left_out.reason == f"the people of {names[0]}, which it pools, are counted already"
        assert replace(world.verdict(), flip_set=()) == replace(trials.verdict(), flip_set=())


@pytest.mark.parametrize("field", ["includes", "part_of"])
def test_an_analysis_of_several_trials_does_not_merge_them(field: str) -> None:
    wholes: dict[str, Any] = {field: ("z0", "z1")}
    trials = linked(z0={"registry": ("n0",)}, z1={"registry": ("n1",)})
    world = plus(trials, pooled(registry=("n0", "n1"), **wholes))
    assert [vote.cluster for vote in world.prove().votes] == ["z0", "z1", "z2"]


def test_an_analysis_of_trials_that_do_not_vote_is_a_cluster_of_its_own_with_those_that_overlap() -> None:
    trials = linked()
    first, second = pooled(includes=("a", "b")), pooled("pool-2", includes=("b", "c"))
    world = plus(trials, first, second, pooled("pool-3", includes=("d",)))
    silent = [Study(name, name, "randomised-parallel", "double-blind", ("human",)) for name in "abcd"]
    for there in (world, world.plus(silent)):
        assert [vote.studies for vote in there.prove().votes[:2]] == [("pool", "pool-2"), ("pool-3",)]


def test_an_analysis_of_several_trials_folds_beside_a_part_of_one_of_them() -> None:
    silent = Study("trial", "trial", "randomised-parallel", "double-blind", ("human",))
    world = plus(linked(z0={"part_of": ("trial",)}).plus([silent]), pooled(includes=("trial", "unread")))
    assert [it.code for it in world.prove().excluded] == ["folded"]
    again = plus(world, pooled("sub", part_of=("pool",)))
    assert [(it.line.id, it.code) for it in again.prove().excluded] == [("pool.1", "folded"), ("sub.1", "folded")]


# -- certainty -------------------------------------------------------------------------------------------------------


def certainty_of(*voices: Voice, profile: str = "outcome") -> tuple[str, str]:
    verdict = world_of(voices, profile).verdict()
    return verdict.certainty, "; ".join(verdict.reasons[1:])


TWO = (Voice(0, "for", n=150, team="t1"), Voice(0, "for", n=150, team="t2"))


def both(**more: object) -> tuple[Voice, ...]:
    return tuple(voice._replace(**more) for voice in TWO)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("voices", "profile", "level", "why"),
    [
        (TWO, "outcome", "high", "starts high: randomised human evidence"),
        (TWO, "mechanism", "high", "starts high: randomised human evidence"),
        (both(design="open-label"), "outcome", "low", "starts low: human evidence that is not randomised"),
        (both(tier=1, masking="not-applicable"), "outcome", "low", "starts low"),
        (both(tier=2, n=None), "outcome", "very-low", "starts very-low: animal or cell evidence on"),
        (both(tier=0), "record", "high", "starts high: the authority's own document"),
        (both(tier=1), "record", "low", "starts low: a document that quotes the authority"),
        (both(masking="open-label"), "outcome", "moderate", "down one for risk of bias: masking is open-label"),
        (both(masking="single-blind"), "outcome", "moderate", "down one for risk of bias: masking is single-blind"),
        (both(masking="unknown"), "outcome", "moderate", "down one for risk of bias: masking is unknown"),
        (both(directness="indirect"), "outcome", "moderate", "down one for indirectness"),
        (both(standing="concern"), "outcome", "moderate", "down one for concern"),
        (both(standing="concern", directness="indirect", masking="unknown"), "outcome", "very-low", "for concern"),
        (both(n=149), "outcome", "moderate", "298 participants, fewer than the 300 asked for"),
        (both(n=None), "outcome", "moderate", "0 participants (2 of unknown size)"),
        (both(team="t1"), "outcome", "moderate", "down one for imprecision: one research team"),
        (both(team=None), "outcome", "moderate", "down one: no team is recorded"),
        ((*TWO, Voice(0, "against")), "outcome", "very-low", "states no direction"),
        ((*TWO, *TWO, Voice(0, "against")), "outcome", "moderate", "down one for inconsistency"),
        ((STRONG,), "outcome", "moderate", "reached by 1 independent study"),
        ((TWO[0], TWO[1]._replace(masking="open-label")), "outcome", "moderate", "reached by 2 independent studies"),
        ((), "outcome", "very-low", "states no direction"),
    ],
)
def test_each_step_of_certainty_is_named(voices: tuple[Voice, ...], profile: str, level: str, why: str) -> None:
    found, reasons = certainty_of(*voices, profile=profile)
    assert found == level
    assert why in reasons


def test_a_claim_about_animals_starts_low_from_animal_evidence() -> None:
    animal = world_of(both(tier=2))
    assert animal.verdict().certainty == "very-low"
    about = replace(animal, claim=claim(species=("mouse", "rat"))).verdict()
    assert "starts low: animal evidence on a claim about animals" in "; ".join(about.reasons)


def test_imprecision_counts_only_the_words_own_side() -> None:
    strong = [*both(n=500), *both(n=500)]
    before = world_of([*strong, Voice(0, "against", n=1)]).verdict()
    after = world_of([*strong, Voice(0, "against", n=100000, team="t9")]).verdict()
    assert before.certainty == after.certainty == "moderate"
    small = both(n=10)
    assert certainty_of(*small)[0] == certainty_of(*small, Voice(0, "neutral", n=9999, team="t7"))[0] == "moderate"


def test_shared_people_are_counted_once_and_unknown_sizes_are_said() -> None:
    world = linked(z0={"cohort": "p"}, z1={"cohort": "p"})
    assert world.verdict().participants == 101 + 102
    unknown = world.map_studies(lambda it: replace(it, n=Participants()) if it.id == "z2" else it).verdict()
    assert (unknown.participants, unknown.unknown_size) == (101, 1)
    animals = world_of([Voice(2, "for", n=40)]).verdict()
    assert (animals.participants, animals.unknown_size) == (0, 0)
    unsaid = world_of([Voice(4, "for", n=None)]).verdict()
    assert (unsaid.participants, unsaid.unknown_size) == (0, 1), "there may have been people in it"


# -- what would change it, hypotheses, the method --------------------------------------------------------------------


def test_flips_and_turns_of_a_simple_base() -> None:
    verdict = tallied((2, 0)).verdict()
    assert [(it.cluster, it.becomes, it.direction) for it in verdict.flip_set] == [
        ("z0", "reported-once", "for"), ("z1", "reported-once", "for"),
    ]  # fmt: skip
    assert [tuple(it) for it in verdict.would_change] == [("against", 1, "human-interventional", "contested", None)]
    assert tallied((3, 0)).verdict().flip_set == ()
    assert [it.count for it in tallied((5, 1)).verdict().would_change] == [1]
    nothing = tallied().verdict()
    assert [(it.add, it.count, it.becomes, it.direction) for it in nothing.would_change] == [
        ("for", 1, "reported-once", "for"), ("against", 1, "reported-once", "against"),
    ]  # fmt: skip
    assert not any(it.add == "against" for it in tallied((99, 0), profile="record").verdict().would_change[1:])


def test_a_hypothesis_takes_its_worst_test_and_the_first_of_equals() -> None:
    verdicts = {
        "good": tallied((2, 0)).verdict(), "also": tallied((4, 1)).verdict(), "bad": tallied((0, 2)).verdict(),
        "worse": tallied((0, 3)).verdict(), "silent": tallied().verdict(), "unclear": tallied((0, 0, 1)).verdict(),
    }  # fmt: skip
    assert weigh(["good", "also"], verdicts)[:3] == ("leans-for", "for", "also")
    assert weigh(["good", "bad", "worse"], verdicts)[:3] == ("not-supported", "against", "bad")
    assert weigh(["worse", "bad"], verdicts).decided_by == "worse"
    assert weigh(["unclear", "silent"], verdicts)[:3] == ("no-evidence", None, "silent")
    assert weigh(["nowhere"], verdicts)[:3] == ("no-evidence", None, None)


def test_the_rules_stand_in_two_places_that_agree() -> None:
    assert (ROOT / "kb/method.yaml").read_bytes() == (ROOT / "src/evidence/method.yaml").read_bytes()


def test_the_tiers_are_those_told_and_the_last_start_takes_anything() -> None:
    assert {profile: tuple(tier.id for tier in tiers) for profile, tiers in METHOD.tiers.items()} == TIERS
    study = StudyFacts("s", "s", "in-vitro", "unknown", ("cells",))
    said = LineFacts("s.1", "s", "d", "supports", "direct", "own-result", "primary", "none", "accepted", ("cells",))
    assert matches(METHOD.certainty.start[-1], said, SourceFacts("d", "letter"), study)


def test_a_base_in_texts_gives_the_same_verdict_whatever_the_order_of_its_files() -> None:
    study = """
        id: {0}
        label: {0}
        design: randomised-parallel
        masking: double-blind
        species: [human]
        n: {{total: 200}}
        team: {0}-team
        evidence:
          - id: {0}.1
            claim: works
            source: {0}-paper
            direction: supports
            directness: direct
            role: own-result
            outcome_role: primary
            manipulates: treatment
            causal_level: '3'
            finding: It worked.
            locator: abstract
            status: accepted
    """
    source = "{{id: {0}-paper, kind: journal-article, csl: {{type: article, issued: '2015'}}, reports: [{0}]}}"
    texts = {f"kb/studies/{name}.yaml": study.format(name) for name in ("one", "two")}
    texts |= {f"sources/{name}-paper.yaml": source.format(name) for name in ("one", "two")}
    texts["kb/claims/c.yaml"] = (
        "- {id: works, group: c, profile: outcome, subject: a, predicate: treats, object: b, statement: a treats b}\n"
    )
    found = []
    for order in (texts, dict(reversed(texts.items()))):
        base = load_texts(order).base
        found.append(prove(Cases(base).case(base.claims["works"]), METHOD))
    assert found[0] == found[1]
    verdict = found[0].verdict
    assert (verdict.word, verdict.certainty, verdict.participants) == ("supported", "high", 400)


def test_independent_votes_are_added_by_the_strategies_as_asked() -> None:
    """The law tests lean on this: each tier of each profile can be spoken in."""
    for profile, tiers in TIERS.items():
        for place, tier in enumerate(tiers):
            votes = speak(world_of([], profile), [Voice(place, "for")]).prove().votes
            assert [(vote.tier, vote.sign) for vote in votes] == [(place, "for")], tier


def test_a_record_with_results_of_its_own_that_also_sums_up_others_is_one_voice() -> None:
    world = world_of([Voice(0, "against")])
    proof = world.with_lines("z0", [line("z0.2", "z0-paper-0", "disputes", role="synthesis")]).prove()
    assert [found.cluster for found in proof.votes] == ["z0"]
