"""What a comparison of two states of a base answers, and that its reasons are computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from changed_bases import EDITS, Edit, Texts, changed, mini
from evidence.cases import Cases
from evidence.changes.compare import ClaimChange, Comparison, compare
from evidence.changes.mixture import EVERYTHING, KINDS, NOTHING, Mixture, Records
from evidence.changes.report import comparison_json
from evidence.changes.sides import Side, of_loaded
from evidence.changes.touched import touched_claims
from evidence.loader import load_texts
from evidence.verdict import prove

TEXTS = mini()


def side(texts: Mapping[str, str], name: str = "a side") -> Side:
    return of_loaded(load_texts(texts), name)


def diff(old: Mapping[str, str], new: Mapping[str, str]) -> Comparison:
    return compare(side(old, "old"), side(new, "new"))


def after(*names: str) -> Comparison:
    """The example base against itself with some of the edits."""
    return diff(TEXTS, changed(TEXTS, names))


def the(found: Comparison, claim: str) -> ClaimChange:
    return next(item for item in found.claims if item.id == claim)


def words(item: ClaimChange) -> tuple[str, str]:
    assert item.before
    assert item.after
    return item.before.word, item.after.word


def kinds(item: ClaimChange) -> list[str]:
    assert item.why
    return [cause.kind for cause in item.why.causes]


def test_nothing_differs_between_a_base_and_itself() -> None:
    found = after()
    assert found.compared["claims"] == 8
    assert not found.moved
    assert [found.claims, found.hypotheses, found.records, found.lines] == [(), (), (), ()]


def test_a_retraction_alone_is_named_as_the_reason() -> None:
    item = the(after("retracted"), "cold-receptor-required")
    assert words(item) == ("contested", "reported-once")
    assert kinds(item) == ["standing"]
    assert item.why
    assert item.why.sufficient == (("standing",),)
    assert [(detail.record, detail.fields[0]) for detail in item.why.causes[0].details] == [
        ("blocker-2019", ("status", "concern", "retracted"))
    ]


def test_undoing_a_retraction_gives_the_old_verdict_back() -> None:
    item = the(diff(changed(TEXTS, ["retracted"]), TEXTS), "cold-receptor-required")
    assert words(item) == ("reported-once", "contested")


def test_a_turned_line_and_the_hypothesis_it_moves() -> None:
    turned = Edit("kb/studies/coach-2017-imaging.yaml", "direction: disputes", "direction: supports")
    found = diff(TEXTS, turned(TEXTS))
    item = the(found, "larkmint-calms-balance-nerve")
    assert kinds(item) == ["lines"]
    assert [it.id for it in found.hypotheses] == ["balance-nerve"]
    assert found.hypotheses[0].through == ("larkmint-calms-balance-nerve",)
    assert found.moved


def test_of_two_changes_that_meet_the_one_that_does_nothing_is_told_apart() -> None:
    item = the(after("retracted", "people", "title"), "cold-receptor-required")
    assert kinds(item) == ["standing"]
    both = the(after("direction", "people"), "larkmint-relieves-nausea")
    assert both.why
    assert kinds(both) == ["lines", "studies"]
    lines, studies = both.why.causes
    assert lines.suffices
    assert lines.needed
    assert not studies.suffices
    assert not studies.needed
    assert both.why.sufficient == (("lines",),)


def test_either_of_two_changes_may_be_enough() -> None:
    draft = Edit("kb/studies/blocker-2019-trial.yaml", "status: accepted", "status: draft")
    item = the(diff(TEXTS, draft(changed(TEXTS, ["retracted"]))), "cold-receptor-required")
    assert item.why
    assert item.why.sufficient == (("lines",), ("standing",))
    assert not any(cause.needed for cause in item.why.causes)


def test_changes_that_do_it_only_together_are_said_to() -> None:
    """Two retractions that each leave the other document standing for the study are one kind; line and document are two."""
    twin = TEXTS["sources/blocker-2019.yaml"].replace("id: blocker-2019", "id: blocker-2019-letter")
    twin = twin.replace("DOI: 10.5555/larkmint.blocker-2019", "DOI: 10.5555/larkmint.letter").replace("concern", "ok")
    old = Edit("sources/blocker-2019-letter.yaml", "", twin)(TEXTS)
    new = changed(Edit("sources/blocker-2019-letter.yaml")(old), ["retracted"])
    item = the(diff(old, new), "cold-receptor-required")
    assert item.why
    assert kinds(item) == ["standing", "documents"]
    assert item.why.sufficient == (("standing", "documents"),)
    assert all(cause.needed and not cause.suffices for cause in item.why.causes)


def test_studies_found_to_share_people_become_one_voice() -> None:
    item = the(after("one cohort"), "cold-receptor-required")
    assert kinds(item) == ["independence"]
    assert item.why
    assert item.why.causes[0].details[0].fields == (("cohort", "blocker-2021", "blocker-2019"),)
    assert item.before
    assert item.after
    assert sum(sum(tally) for tally in item.before.counts.values()) == 3
    assert sum(sum(tally) for tally in item.after.counts.values()) == 2


def test_a_new_study_arrives_with_its_line_as_one_kind_of_change() -> None:
    texts = dict(TEXTS)
    for path in ("kb/studies/blocker-2021-trial.yaml", "sources/blocker-2021.yaml"):
        del texts[path]
    item = the(diff(texts, TEXTS), "cold-receptor-required")
    assert kinds(item) == ["lines"]
    assert words(item) == ("reported-once", "contested")
    assert item.why
    assert [detail.change for detail in item.why.causes[0].details] == ["added", "added"]


def test_a_narrower_claim_is_a_change_of_scope_and_says_which_lines_were_judged_before() -> None:
    path = next(path for path, text in TEXTS.items() if "- id: larkmint-calms-balance-nerve" in text)
    narrow = Edit(
        path,
        "- id: larkmint-calms-balance-nerve\n",
        "- id: larkmint-calms-balance-nerve\n  qualifiers: {species: [rat]}\n",
    )
    found = diff(TEXTS, narrow(TEXTS))
    assert kinds(the(found, "larkmint-calms-balance-nerve")) == ["scope"]
    assert found.reworded == (("larkmint-calms-balance-nerve", (("species", "", "rat"),), 3),)


def test_a_change_of_rules_is_told_from_a_change_of_evidence() -> None:
    found = after("stricter", "retracted")
    assert found.rules
    assert [field.name for field in found.rules.fields] == ["leaning_below"]
    assert [claim for claim, _, _ in found.rules.alone] == ["larkmint-relieves-nausea"]
    assert kinds(the(found, "larkmint-relieves-nausea")) == ["method"]
    nerve = the(found, "cold-receptor-required").why
    assert nerve
    assert nerve.sufficient == (("standing",),)


def test_records_under_a_new_id_change_no_verdict() -> None:
    texts = {
        path.replace("blocker-2021-trial", "inland-2021-trial"): text.replace("blocker-2021-trial", "inland-2021-trial")
        for path, text in TEXTS.items()
    }
    texts = {path: text.replace("cold-receptor-required", "needs-cold-receptor") for path, text in texts.items()}
    found = diff(TEXTS, texts)
    assert not found.moved
    assert not found.lines
    renamed = {(item.kind, item.former, item.id) for item in found.records if item.change == "renamed"}
    assert renamed == {
        ("study", "blocker-2021-trial", "inland-2021-trial"),
        ("claim", "cold-receptor-required", "needs-cold-receptor"),
    }
    assert not [item for item in found.records if item.change in ("added", "removed")]


def test_a_retired_record_names_its_successor() -> None:
    retire = Edit("sources/review-2021.yaml", "id: review-2021\n", "id: review-2021\nreplaced_by: pooled-2022\n")
    found = diff(TEXTS, retire(TEXTS))
    assert [(item.id, item.change, item.pointer) for item in found.records] == [
        ("review-2021", "retired", "pooled-2022")
    ]


def test_lines_that_change_no_verdict_are_counted_apart() -> None:
    found = after("wording")
    assert not found.claims
    assert [(item.id, item.weighs) for item in found.quiet_lines] == [("ferry-2015-trial.1", False)]
    assert comparison_json(found)["changed"]["quiet_lines"] == 1


def test_an_override_is_listed_and_moves_nothing() -> None:
    found = diff(Edit("kb/overrides.yaml")(TEXTS), TEXTS)
    assert not found.moved
    assert [(item.record, item.change) for item in found.overrides] == [("drowsiness-caution", "added")]


def test_claims_that_hang_on_other_studies_now_are_named() -> None:
    item = the(after("direction"), "larkmint-relieves-nausea")
    assert "simulator-2018-trial" in item.gone


def test_a_new_claim_and_a_claim_gone_have_a_verdict_on_one_side() -> None:
    path = next(path for path, text in TEXTS.items() if "- id: larkmint-drops-approved" in text)
    without = Edit(path)(TEXTS)
    there = {item.id: item for item in diff(without, TEXTS).claims}
    assert there["larkmint-drops-approved"].before is None
    gone = {item.id: item for item in diff(TEXTS, without).claims}
    assert gone["larkmint-drops-approved"].after is None
    assert gone["larkmint-drops-approved"].level == "presence"


def test_records_that_do_not_fit_are_said_and_the_rest_is_compared() -> None:
    broken = Edit("kb/studies/coach-2017-trial.yaml", "design: randomised-crossover", "design: telepathy")
    dated = Edit("sources/ferry-2015.yaml", "issued: '", "issued: '9")
    found = diff(dated(broken(TEXTS)), TEXTS)
    assert {item.code for item in found.before.problems} >= {"KB022", "KB107"}
    assert the(found, "larkmint-relieves-nausea").why
    assert not found.after.problems


def test_a_document_that_went_missing_under_its_lines_is_named() -> None:
    item = the(diff(TEXTS, Edit("sources/office-2023.yaml")(TEXTS)), "larkmint-drops-approved")
    assert item.why
    assert [(it.record, it.change) for it in item.why.causes[0].details] == [("office-2023", "removed")]


def test_rules_that_cannot_be_read_are_replaced_by_those_of_the_other_side_and_said() -> None:
    found = diff(Edit("kb/method.yaml", "leaning_below: 1/3", "leaning_below: lots")(TEXTS), TEXTS)
    assert not found.claims
    assert found.notes == (
        "the verdict rules of old cannot be read, so its verdicts are computed by those of the other side",
    )


_NAMES = st.lists(st.sampled_from(sorted(EDITS)), unique=True, max_size=6)


def _records(texts: Texts) -> Records:
    return Records(load_texts(texts).base)


@given(_NAMES, _NAMES)
def test_a_mixture_of_nothing_is_the_old_case_and_of_everything_the_new(old: list[str], new: list[str]) -> None:
    first, last = side(changed(TEXTS, old)), side(changed(TEXTS, new))
    assert first.method
    assert last.method
    mixture = Mixture(Records(first.base), Records(last.base))
    for claim in first.base.claims.keys() & last.base.claims.keys():
        for taken, state in ((NOTHING, first), (EVERYTHING, last)):
            direct = prove(Cases(state.base).case(state.base.claims[claim]), state.method)  # type: ignore[arg-type]
            assert prove(mixture.case(claim, taken), state.method).verdict == direct.verdict  # type: ignore[arg-type]


@given(_NAMES, _NAMES)
def test_claims_that_were_not_recomputed_have_the_verdict_they_had(old: list[str], new: list[str]) -> None:
    first, last = side(changed(TEXTS, old)), side(changed(TEXTS, new))
    touched = touched_claims(Records(first.base), Records(last.base), first.method != last.method)
    for claim in set(first.base.claims) - touched:
        verdicts = [prove(Cases(it.base).case(it.base.claims[claim]), it.method).verdict for it in (first, last)]  # type: ignore[arg-type]
        assert verdicts[0] == verdicts[1]


@given(_NAMES, _NAMES)
def test_every_changed_verdict_has_a_reason_that_makes_it(old: list[str], new: list[str]) -> None:
    found = diff(changed(TEXTS, old), changed(TEXTS, new))
    for item in found.claims:
        if item.level == "inside" or item.why is None:
            continue
        named = {cause.kind for cause in item.why.causes}
        assert named <= set(KINDS)
        assert item.why.sufficient
        assert set(chain.from_iterable(item.why.sufficient)) <= named
        for cause in item.why.causes:
            assert cause.suffices == ((cause.kind,) in item.why.sufficient)
            assert cause.needed or not all(cause.kind in kinds for kinds in item.why.sufficient)
            assert cause.details or cause.kind == "method"


@given(_NAMES)
def test_a_comparison_and_its_reverse_find_the_same_claims(new: list[str]) -> None:
    there, back = diff(TEXTS, changed(TEXTS, new)), diff(changed(TEXTS, new), TEXTS)
    assert [(item.id, item.before, item.after) for item in there.claims] == [
        (item.id, item.after, item.before) for item in back.claims
    ]
    assert _ids(there.lines) == _ids(back.lines)


def _ids(lines: Iterable[object]) -> list[str]:
    return [getattr(item, "id", "") for item in lines]
