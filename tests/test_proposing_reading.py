"""What is read out of a result: which way it points, which figures it reports, what study it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import yaml_text
from evidence.proposing.conclusion import read_conclusion
from evidence.proposing.design import carries, manipulated, study_of
from evidence.proposing.figures import figures
from evidence.proposing.outcome import read_outcome
from evidence.proposing.plainly import plainly
from evidence.proposing.text import text_of_string
from evidence.quotation import Text, stands

PASSAGES = Path(__file__).parent / "data" / "passages"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Pain scores were significantly lower in the willow group than in the placebo group.", "decreased"),
        ("Pain scores were significantly lower in the placebo group than in the willow group.", "increased"),
        ("Pain was lower with willow than with placebo, but the difference was not significant.", "no difference"),
        ("Pain did not differ between willow and placebo (p = 0.61).", "no difference"),
        ("Pain scores were 3.1 in the willow group and 5.2 in the placebo group (p = 0.01).", "decreased"),
        ("Pain scores were 5.2 in the placebo group and 3.1 in the willow group (p = 0.01).", "decreased"),
        ("Pain scores were 3.1 with willow and 5.2 with placebo (p = 0.31).", "no difference"),
        ("The odds ratio for pain at 2 h was 0.48 (95% CI 0.30 to 0.77).", "decreased"),
        ("The odds ratio for pain at 2 h was 0.78 (95% CI 0.50 to 1.21).", "no difference"),
        ("Pain relief was similar in both groups.", "no difference"),
        ("Nausea rose with willow (p = 0.02), but pain did not change (p = 0.44).", "no difference"),
        ("Willow reduced pain more than placebo did (p < 0.001).", "decreased"),
        ("Compared with placebo, willow significantly reduced pain.", "decreased"),
    ],
)
def test_the_direction_of_an_outcome_is_that_of_the_intervention(text: str, says: str) -> None:
    assert read_outcome(text, "pain", "willow", "placebo").says == says


def test_a_passage_without_a_result_says_nothing_of_a_direction() -> None:
    assert read_outcome("The tea was served in green cups.", "pain", "willow", "placebo").says is None


@pytest.mark.parametrize(
    ("question", "conclusion", "says"),
    [
        ("Does willow tea ease headache?", "Willow tea eased headache within two hours.", "yes"),
        ("Does willow tea ease headache?", "Willow tea did not ease headache.", "no"),
        ("Does willow tea ease headache?", "Whether willow tea eases headache remains unclear.", "maybe"),
        ("Is willow tea as safe as water?", "There was no difference in complications between tea and water.", "yes"),
        ("Does willow tea ease headache?", "", "maybe"),
    ],
)
def test_a_conclusion_answers_its_question(question: str, conclusion: str, says: str) -> None:
    assert read_conclusion(question, conclusion).says == says


def read(text: str) -> list[tuple[str, ...]]:
    """The figures of a passage as name, op, value and unit."""
    found = (item.figure for item in figures(text))
    return [(figure.name, figure.op or "", figure.value, figure.unit or "") for figure in found]


def test_figures_are_read_as_printed() -> None:
    assert read("Response was 71% on tea and 28% on water (OR 2.18, 95% CI 1.21 to 4.14; p = 0.006; n = 67).") == [
        ("response", "", "71", "%"),
        ("response", "", "28", "%"),
        ("OR", "", "2.18", ""),
        ("95% CI", "", "1.21 to 4.14", ""),
        ("p", "=", "0.006", ""),
        ("n", "", "67", ""),
    ]


def test_signs_comparators_zeros_and_the_printers_own_marks_are_kept() -> None:
    assert read("The mean difference was −5.80 points (P<.001).") == [
        ("MD", "", "−5.80", "points"),
        ("p", "<", ".001", ""),
    ]
    assert read("It rose (p > 0·05).") == [("p", ">", "0·05", "")]
    assert read("At least 40% of the patients took it.") == [("share", "≥", "40", "%")]


def test_doses_times_ages_and_years_are_no_figures() -> None:
    assert read("In 2019 adults aged 18 to 65 years got 0.5 mg/kg over 40 min in week 2 (Table 3).") == []


@pytest.mark.parametrize(("half", "precision", "recall"), [("dev", 1.0, 1.0), ("frozen", 0.97, 0.93)])
def test_the_published_precision_and_recall_of_figures_hold(half: str, precision: float, recall: float) -> None:
    items: tuple[dict[str, Any], ...] = yaml_text.read((PASSAGES / f"{half}.yaml").read_text("utf-8")).value
    right = found = wanted = 0
    for item in items:
        left = [tuple(figure) for figure in item["figures"]]
        wanted += len(left)
        for figure in (one[1:] for one in read(item["text"])):
            found += 1
            if figure in left:
                left.remove(figure)
                right += 1
    assert len(items) >= 30
    assert right / found >= precision
    assert right / wanted >= recall


@given(st.text(alphabet="0123456789.,-−±%=<>()/ pnCIORof–\u2009·±abc", max_size=60))
def test_every_figure_read_stands_in_its_passage_by_the_law(text: str) -> None:
    for item in figures(text):
        assert stands(item.figure, Text(text)).result != "failed"


def test_the_study_is_read_with_the_words_it_rests_on() -> None:
    text = text_of_string(
        "Willow tea for headache: a randomised trial\n\nMETHODS: In this double-blind trial, 64 adults were randomly "
        "assigned to willow tea 200 ml or placebo. NCT01234567.\n\nRESULTS: Pain fell.",
        "x",
    )
    study = study_of(text.sentences, text.sections)
    assert study.value("design") == "randomised-parallel"
    assert study.value("masking") == "double-blind"
    assert study.value("control") == "inactive-placebo"
    assert study.n is not None
    assert study.n.value == 64
    assert study.species == ("human",)
    assert study.registry == ("NCT01234567",)
    assert "randomised" in study.fields["design"].why


def test_two_doses_and_two_group_sizes_are_not_known() -> None:
    text = text_of_string("We randomised 40 adults to 5 mg. We randomised 60 adults to 9 mg.", "x")
    study = study_of(text.sentences, text.sections)
    assert study.value("dose") is None
    assert study.n is None


def test_mice_alone_make_an_animal_experiment() -> None:
    text = text_of_string("Mice were injected with ketamine. Mice swam longer.", "x")
    study = study_of(text.sentences, text.sections)
    assert study.value("design") == "animal-experiment"
    assert study.species == ("mouse",)


@pytest.mark.parametrize(
    ("design", "level"),
    [("randomised-parallel", "3"), ("animal-experiment", "3"), ("cohort", "1"), ("meta-analysis", "2"), (None, "1")],
)
def test_a_line_is_as_causal_as_its_design_can_carry(design: str | None, level: str) -> None:
    assert carries(design).value == level


def test_a_blocker_intervenes_on_the_mechanism_only_where_the_claim_is_one() -> None:
    said = "Pretreatment with naltrexone lowered the response."
    assert manipulated("randomised-crossover", said, mechanism=True).value == "mechanism"
    assert manipulated("randomised-crossover", said, mechanism=False).value == "treatment"
    assert manipulated("cohort", said, mechanism=True).value == "none"


def test_sections_come_from_headings_and_from_labels_in_an_abstract() -> None:
    text = text_of_string(
        "Abstract\n\nBACKGROUND: Old news. RESULTS: New numbers came.\n\nIntroduction\n\nThis is known.\n\nResults\n\n"
        "This was found.\n\nReferences\n\nSmith 2001.",
        "x",
    )
    sections = dict(zip((one.text for one in text.sentences), text.sections, strict=True))
    assert sections["RESULTS: New numbers came."] == "abstract, results"
    assert sections["This is known."] == "background"
    assert sections["This was found."] == "results"
    assert sections["Smith 2001."] == "other"


def test_a_result_is_put_plainly_before_it_is_held_against_claims() -> None:
    said = "RESULTS: Ketamine did not differ from placebo at 24 h (MD 0.4, 95% CI −1 to 2; p = 0.36)."
    assert plainly(said) == "Ketamine was no better than placebo."
