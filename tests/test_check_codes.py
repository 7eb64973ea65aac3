"""Each code of the writers' check over the real base: a case that fires beside a near miss that stays silent."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.database.build import build
from evidence.reading.check import CheckedSentence, check_text
from evidence.reading.judge.findings import NAMES
from evidence.reading.judge.pages import page_of
from evidence.store import Store, open_store

ROOT = Path(__file__).parent.parent
SEVERITY = {"EV104": "note", "EV401": "note", "EV303": "error"}

CASES = {
    "EV101": ("Ketamine has no effect on depression.", "Ketamine may have no effect on depression."),
    "EV102": (
        "Ketamine lifts depression by blocking NMDA receptors.",
        "Ketamine might lift depression by blocking NMDA receptors.",
    ),
    "EV103": (
        "Ketamine locks on to the serotonin 1B receptor.",
        "There is no evidence that ketamine binds to the serotonin 1B receptor.",
    ),
    "EV104": (
        "Ketamine eases obsessive-compulsive disorder.",
        "In one small trial, ketamine eased obsessive-compulsive disorder.",
    ),
    "EV201": ("Ketamine always relieves depression.", "Ketamine does not always relieve depression."),
    "EV202": (
        "Higher blood BDNF makes people respond to ketamine.",
        "Higher blood BDNF predicts who responds to ketamine.",
    ),
    "EV203": (
        "In patients, ketamine relieves depression by raising BDNF.",
        "In mice, ketamine relieves depression-like behaviour by raising BDNF.",
    ),
    "EV204": ("Ketamine helps teenagers with depression.", "Ketamine helps adults with depression."),
    "EV205": (
        "In the Williams et al. (2018) study, 312 patients took naltrexone before ketamine.",
        "In the Williams et al. (2018) study, 12 patients took naltrexone before ketamine.",
    ),
    "EV206": (
        "Tiger (2020) found that ketamine raises serotonin 1B receptor binding in the brain.",
        "Tiger (2020) did not find that ketamine raises serotonin 1B receptor binding in the brain.",
    ),
    "EV301": (
        "Williams et al. (2018) showed that naltrexone weakens ketamine's antidepressant effect.",
        "Williams et al. (2018) and Yoon et al. (2019) disagree on whether naltrexone weakens ketamine's antidepressant effect.",
    ),
    "EV302": (
        "According to a Karolinska press release, ketamine raises serotonin 1B receptors.",
        "Tiger (2020) did not find that ketamine raises serotonin 1B receptors.",
    ),
    "EV401": ("Psilocybin eases obsessive-compulsive disorder.", "Psilocybin may ease obsessive-compulsive disorder."),
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The real base, compiled."""
    return compiled(ROOT, tmp_path_factory.mktemp("real"))


def compiled(folder: Path, target: Path) -> Store:
    built = build(folder, target / "base.sqlite")
    assert built.path is not None, built.report.errors[:5]
    return open_store(built.path)


def read(store: Store, text: str) -> CheckedSentence:
    return check_text(store, text).sentences[-1]


def codes(store: Store, text: str) -> list[str]:
    return [finding.code for finding in read(store, text).diagnostics]


def test_every_code_has_a_case() -> None:
    assert {*CASES, "EV303", "EV001"} == set(NAMES)


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_code_fires_and_its_near_miss_stays_silent(store: Store, code: str) -> None:
    wrong, right = CASES[code]
    (finding,) = [found for found in read(store, wrong).diagnostics if found.code == code]
    if code in SEVERITY:
        assert finding.severity == SEVERITY[code]
    assert finding.message
    assert finding.why
    assert finding.suggestion
    assert codes(store, right) == []


def test_a_judgement_of_people_is_told_beside_the_verdict(store: Store) -> None:
    (finding,) = read(store, "Arketamine is an effective antidepressant in people.").diagnostics
    assert finding.why.endswith("Beside it, founding curation (2026-11-21) judges otherwise: contested.")
    (finding,) = read(store, CASES["EV104"][0]).diagnostics
    assert "Beside it" not in finding.why


@pytest.fixture(scope="module")
def taken_back(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The real base, but with Berman 2000 retracted, which it is not."""
    folder = tmp_path_factory.mktemp("retracted")
    for name in ("kb", "sources"):
        shutil.copytree(ROOT / name, folder / name)
    source = folder / "sources" / "berman-2000.yaml"
    text = source.read_text("utf-8")
    changed = text.replace("standing: {status: unknown}", "standing: {status: retracted, date: '2026-01-01'}")
    assert changed != text
    source.write_text(changed, "utf-8")
    return compiled(folder, folder)


def test_a_retracted_source_is_found_by_its_doi_and_one_in_good_standing_is_not(
    store: Store, taken_back: Store
) -> None:
    text = "Ketamine relieved depression in a first trial (doi:10.1016/S0006-3223(99)00230-9)."
    (finding,) = [found for found in read(taken_back, text).diagnostics if found.code == "EV303"]
    assert finding.severity == "error"
    assert "has been retracted" in finding.message
    assert "EV303" not in codes(store, text)


@pytest.mark.parametrize(
    "text",
    [
        "Memantine does not relieve depression.",
        "Ketamine, which is not an opioid, relieves depression.",
        "Unlike SSRIs, which do not act quickly, ketamine acts within hours.",
        "Ketamine causes bladder damage at recreational doses.",
        "Bladder damage occurs in heavy users.",
        "Ketamine is not completely safe.",
        "Ketamine is not a cure for depression.",
        "Ketamine does not help everyone with depression.",
        "Ketamine does not help pregnant women with depression.",
        "Ketamine 0.01 mg/kg does not relieve depression.",
        "The FDA has not approved ketamine for depression.",
        "The FDA warned against ketamine for depression.",
        "In 2019 the FDA approved a form of ketamine for depression.",
        "The FDA approved a ketamine nasal spray for depression.",
        "Europe approved ketamine for depression.",
        "Ketamine, which blocks NMDA receptors, relieves depression.",
        "Aspirin treats PTSD.",
    ],
)
def test_what_is_said_of_something_else_raises_no_alarm(store: Store, text: str) -> None:
    assert codes(store, text) == []


@pytest.mark.parametrize(
    ("text", "claim", "stance", "code"),
    [
        ("Ketamine, which is given as a drip, does not relieve depression.", "ketamine-relieves-depression", "denies", "EV101"),
        ("Ketamine does not work at all for depression.", "ketamine-relieves-depression", "denies", "EV101"),
        ("NMDA antagonists do not relieve depression.", "nmdar-blockade-sufficient", "denies", "EV102"),
        ("Ketamine damages the bladder.", "bladder-harm-at-treatment-dose", "asserts", "EV104"),
        ("The FDA approved ketamine for depression.", "fda-approved-scope", "denies", "EV101"),
        ("Ketamine is FDA-approved to treat depression.", "fda-approved-scope", "denies", "EV101"),
        ("Esketamine is entirely safe.", "minimal-side-effects", "asserts", "EV201"),
        ("Ketamine is completely safe.", "minimal-side-effects", "asserts", "EV201"),
        ("Ketamine helps pregnant women with depression.", "ketamine-relieves-depression", "asserts", "EV204"),
        ("Ketamine 5 mg/kg relieves depression.", "ketamine-relieves-depression", "asserts", "EV204"),
        ("The spray treats PTSD.", "ptsd-efficacy", "asserts", "EV102"),
    ],
)  # fmt: skip
def test_what_is_said_of_the_claim_itself_is_found(store: Store, text: str, claim: str, stance: str, code: str) -> None:
    found = read(store, text)
    assert {made.id: made.stance for made in found.claims} == {claim: stance}
    assert code in [finding.code for finding in found.diagnostics if finding.claim == claim]


def test_a_word_that_is_too_strong_is_laid_to_the_claim_that_it_strengthens(store: Store) -> None:
    found = read(store, "Ketamine lifts depression by blocking NMDA receptors, and it is completely safe.")
    assert [finding.claim for finding in found.diagnostics if finding.code == "EV201"] == ["minimal-side-effects"]


def test_a_phrasing_that_denies_its_claim_does_not_turn_the_claim_round(tmp_path: Path) -> None:
    mini = compiled(ROOT / "examples" / "mini", tmp_path)
    for text, stance in (
        ("Larkmint reduced nausea significantly more than placebo.", "asserts"),
        ("Larkmint was no better than placebo for nausea.", "denies"),
    ):
        assert {made.id: made.stance for made in read(mini, text).claims} == {"larkmint-relieves-nausea": stance}


@pytest.mark.parametrize("code", sorted(NAMES))
def test_every_code_is_explained_by_number_and_by_name(code: str) -> None:
    page = page_of(code)
    assert page.startswith(f"# {code} {NAMES[code]}\n")
    assert page_of(NAMES[code]) == page_of(code.lower()) == page
    for heading in ("## When it fires", "## Examples", "## When it stays silent"):
        assert heading in page


# The command, on the real base as it was built for this file.


def run(store: Store, tmp_path: Path, text: str, *words: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "a.md").write_text(text, "utf-8")
    command = [sys.executable, "-m", "evidence", "check", "--base", str(store.path), *words, "a.md"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "80"}
    return subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        ("Ketamine has no effect on depression.", "error", 1),
        ("Ketamine lifts depression by blocking NMDA receptors.", "error", 0),
        ("Ketamine lifts depression by blocking NMDA receptors.", "warning", 1),
        ("Ketamine eases obsessive-compulsive disorder.", "warning", 0),
        ("Ketamine eases obsessive-compulsive disorder.", "note", 1),
        ("Parking is behind the clinic.", "note", 0),
    ],
)
def test_the_exit_code_is_that_of_the_gravest_finding(
    store: Store, tmp_path: Path, text: str, fail_on: str, code: int
) -> None:
    assert run(store, tmp_path, text, "--fail-on", fail_on).returncode == code


def test_all_lists_sentences_without_a_claim_too(store: Store, tmp_path: Path) -> None:
    text = "Parking is behind the clinic. Ketamine eases obsessive-compulsive disorder."
    for words, count in (((), 1), (("--all",), 2)):
        (document,) = json.loads(run(store, tmp_path, text, "--format", "json", *words).stdout)["documents"]
        assert len(document["sentences"]) == count
        assert document["examined"] == {"sentences": 2, "claims": 1}


OCD = "Ketamine eases obsessive-compulsive disorder."


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        (OCD, (), ["EV104"]),
        (OCD, ("--without", "rodriguez-2013-trial"), ["EV103"]),
        (OCD, ("--before", "2000"), ["EV103"]),
        (OCD, ("--species", "mouse"), ["EV103"]),
        (OCD, ("--species", "human"), ["EV104"]),
        (OCD, ("--design", "case-report"), ["EV103"]),
        (OCD, ("--tier", "animal"), ["EV103"]),
    ],
)
def test_what_if_options_change_what_a_text_is_held_against(
    store: Store, tmp_path: Path, text: str, words: tuple[str, ...], codes: list[str]
) -> None:
    done = run(store, tmp_path, text, "--format", "json", *words)
    assert done.returncode == 0, done.stderr
    (sentence,) = json.loads(done.stdout)["documents"][0]["sentences"]
    assert [finding["code"] for finding in sentence["diagnostics"]] == codes
    assert bool(done.stderr) == bool(words), "a what-if says so"


@pytest.mark.parametrize(
    "words", [("--without", "nobody-1900-trial"), ("--before", "soon"), ("--species", "dragon"), ("--explain", "EV999")]
)
def test_what_there_is_not_could_not_run(store: Store, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run(store, tmp_path, OCD, *words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
