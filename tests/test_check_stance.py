"""Whether a sentence asserts or denies: only what denies the relation itself counts, over the real base."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.database.build import build
from evidence.reading.check import CheckedSentence, check_document, check_text
from evidence.reading.documents import read_text
from evidence.reading.judge.verdicts import Verdicts
from evidence.reading.judge.wording import milder
from evidence.store import Store, open_store

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The real base, compiled."""
    built = build(ROOT, tmp_path_factory.mktemp("real") / "base.sqlite")
    assert built.path is not None, built.report.errors[:5]
    return open_store(built.path)


def read(store: Store, text: str) -> CheckedSentence:
    (sentence,) = check_text(store, text).sentences
    return sentence


def stances(store: Store, text: str) -> dict[str, str]:
    return {claim.id: claim.stance for claim in read(store, text).claims}


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine works without a doubt for depression.",
        "Ketamine relieves depression without doubt.",
        "Ketamine relieves depression without exception.",
        "Ketamine is, without question, an effective antidepressant.",
        "Ketamine relieves depression without the slightest doubt.",
    ],
)
def test_without_doubt_denies_nothing_and_is_too_strong(store: Store, text: str) -> None:
    found = read(store, text)
    assert stances(store, text).get("ketamine-relieves-depression") == "asserts"
    assert [finding.code for finding in found.diagnostics] == ["EV201"]


@pytest.mark.parametrize(
    "text",
    [
        "In patients who did not respond to antidepressants, ketamine relieves depression.",
        "Ketamine relieves depression in people who have not responded to other drugs.",
        "Ketamine relieves depression even when nothing else has helped.",
        "Ketamine, which is no stimulant, relieves depression.",
        "Ketamine relieves depression in those whose illness never went away.",
        "Ketamine lowers suicidal thoughts within a day, although not in everyone.",
        "For people whose depression does not lift with medication, ketamine works within hours.",
    ],
)
def test_a_denial_about_the_people_or_the_occasion_leaves_the_claim_standing(store: Store, text: str) -> None:
    assert set(stances(store, text).values()) == {"asserts"}
    assert read(store, text).diagnostics == ()


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Ketamine does not relieve depression.", "ketamine-relieves-depression"),
        ("Patients who took ketamine did not get better from their depression.", "ketamine-relieves-depression"),
        ("It is not true that ketamine relieves depression.", "ketamine-relieves-depression"),
        ("Not a single trial has shown that ketamine relieves depression.", "ketamine-relieves-depression"),
        ("Depression is not relieved by ketamine.", "ketamine-relieves-depression"),
        ("Ketamine, although widely sold, does not relieve depression.", "ketamine-relieves-depression"),
        ("Treatment with ketamine does not harm the bladder.", "bladder-harm-at-treatment-dose"),
        ("Ketamine treatment carries no risk of addiction.", "abuse-risk"),
        ("Ketamine needs no supervision.", "supervision-needed"),
        ("Blocking opioid receptors does not stop ketamine from working.", "opioid-signalling-required"),
    ],
)
def test_a_denial_of_the_relation_denies_the_claim(store: Store, text: str, claim: str) -> None:
    assert stances(store, text).get(claim) == "denies"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Without BDNF, ketamine does not work against depression.", "bdnf-required"),
        ("When opioid receptors are blocked, ketamine does not relieve depression.", "opioid-signalling-required"),
        ("Ketamine does not work in mice that lack the serotonin transporter.", "sert-needed-in-mice"),
        ("Ketamine is not without risk of addiction.", "abuse-risk"),
        ("Ketamine infusions come without serious side effects.", "minimal-side-effects"),
    ],
)
def test_denials_that_are_part_of_the_claim_still_count(store: Store, text: str, claim: str) -> None:
    assert stances(store, text).get(claim) == "asserts"


@pytest.mark.parametrize(
    ("text", "claim", "stance"),
    [
        ("Ketamine helps people with alcohol problems stay sober for good.", "alcohol-efficacy", "asserts"),
        ("A single infusion keeps depression away for good.", "single-dose-effect-fades", "denies"),
        ("It would be wrong to say that ketamine is safe at home.", "at-home-safe-effective", "denies"),
        ("It is misleading to say that ketamine relieves depression.", "ketamine-relieves-depression", "denies"),
        ("It is not wrong to say that ketamine relieves depression.", "ketamine-relieves-depression", "asserts"),
        ("It is false that ketamine relieves depression.", "ketamine-relieves-depression", "denies"),
    ],
)
def test_lasting_turns_only_what_fades_and_wrong_to_say_denies(
    store: Store, text: str, claim: str, stance: str
) -> None:
    assert stances(store, text).get(claim) == stance


def test_two_predicates_of_one_subject_are_two_claims(store: Store) -> None:
    found = read(store, "Ketamine has minimal side effects and is safe at home.")
    assert {claim.id for claim in found.claims} == {"minimal-side-effects", "at-home-safe-effective"}
    assert {finding.code for finding in found.diagnostics} == {"EV102"}


def test_a_source_cited_twice_in_a_sentence_is_one_source(store: Store) -> None:
    row = store.row("SELECT doi FROM source WHERE id = 'williams-2018'")
    assert row is not None
    once = "Opioid receptors are needed for ketamine to relieve depression (Williams et al., 2018)."
    twice = once.replace("2018)", f"2018, doi:{row['doi']})")
    for text in (once, twice):
        (finding,) = read(store, text).diagnostics
        assert finding.code == "EV301"
        assert finding.message.startswith("One cited for this")


def test_a_sentence_ends_behind_its_last_letter(store: Store) -> None:
    document = read_text("**Ketamine relieves depression.** It works.", "a.md").document
    first = check_document(store, document).sentences[0]
    assert (first.line, first.column, first.end_line, first.end_column) == (1, 3, 1, 32)


@pytest.mark.parametrize(
    "text",
    [
        "Some studies found that opioid receptors are needed for ketamine's effect, others did not.",
        "One trial found that ketamine treats PTSD; another did not.",
        "In one small trial, ketamine eased OCD.",
    ],
)
def test_who_tells_both_sides_or_of_one_study_is_left_alone(store: Store, text: str) -> None:
    assert read(store, text).diagnostics == ()


def test_a_milder_wording_is_not_flagged_for_what_it_mends(store: Store) -> None:
    verdicts = Verdicts(store)
    asked = flagged = 0
    for row in store.rows("SELECT id FROM claim ORDER BY id"):
        standing = verdicts.of(row["id"])
        for sentence in check_text(store, milder(standing)).sentences:
            asked += 1
            flagged += any(finding.claim == standing.id for finding in sentence.diagnostics)
    assert asked > 50
    assert flagged == 0
