"""What a sentence's wording says: one case for each thing a writer does to a sentence."""

from __future__ import annotations

import pytest

from evidence.reading.language import read_sentence, read_text
from evidence.reading.types import Sentence


def place(sentence: Sentence, words: str) -> tuple[int, int]:
    start = sentence.text.index(words)
    return sentence.start + start, sentence.start + start + len(words)


def negated(text: str, words: str) -> bool:
    sentence = read_sentence(text)
    return sentence.negated(*place(sentence, words))


def hedged(text: str, words: str) -> bool:
    sentence = read_sentence(text)
    return sentence.hedged(*place(sentence, words))


def found(text: str, kind: str) -> list[str]:
    return [text[cue.start : cue.end] for cue in read_sentence(text).cues if cue.kind == kind]


@pytest.mark.parametrize(
    "parts",
    [
        ["Smith et al. found no change.", "They stopped."],
        ["Smith et al. (2019) gave it i.v. and i.p. to rats.", "None died."],
        ["The drug was given i.v.", "The rats slept."],
        ["It fell (p < 0.05).", "It rose (p = .03)."],
        ["Ketamine vs. midazolam was tested.", "See Fig. 2 and Figs. 3 and 4."],
        ["It helps some symptoms, e.g. pain.", "Others, i.e. sleep, stay."],
        ["J. A. Smith and B. Jones ran it.", "It ended."],
        ["It worked [3].", "Others disagree [4,5]."],
        ["It worked.[3]", "Others disagree.4,5", "We do not."],
        ["It worked (Smith et al., 2019).", "Others disagree."],
        ["It worked...", "Or so they said.", "It did not... work."],
        ['"It works."', "She was sure."],
        ['"Does it work?" he asked.', "Nobody knew."],
        ["It binds 5-HT1B.", "Then it leaves."],
        ["See https://example.org/a.b?c=d.", "Or doi:10.1000/xyz.123.", "Both help."],
        ["The dose was 0.5 mg/kg.", "The ratio was 1.5."],
        ["He took vitamin C.", "She slept."],
        ["The U.S. Food and Drug Administration agreed.", "It did so in the U.S.", "The vote was close."],
        ["Dr. Mabel Tan and Prof. Roe spoke.", "No. 5 was left out."],
        ["It was given for approx.\n5 days.", "Then it stopped."],
        ["Was it ketamine?", "Yes!", "It was."],
        ["The effect was clear in mice.", "mTOR rose."],
        ["1. Ketamine is given.", "2. It is stopped."],
        ["It was (as in Ref. 3. See there) small.", "It ended."],
    ],
)
def test_sentences(parts: list[str]) -> None:
    assert [sentence.text for sentence in read_text(" ".join(parts))] == parts


def test_sentences_without_spaces_between() -> None:
    assert [sentence.text for sentence in read_text("效果很好。没有副作用。")] == ["效果很好。", "没有副作用。"]


def test_a_blank_line_ends_a_sentence() -> None:
    assert [sentence.text for sentence in read_text("one\n \nanother")] == ["one", "another"]


@pytest.mark.parametrize("joined", ["It was seen.The next day it was not.", "It was seen. The next day it was not."])
def test_a_missing_space_is_seen(joined: str) -> None:
    assert len(read_text(joined)) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ketamine did not reduce depression.", "depression"),
        ("Ketamine doesn't reduce depression.", "depression"),
        ("Ketamine doesn’t reduce depression.", "reduce"),
        ("There is no evidence that ketamine cures depression.", "ketamine cures depression"),
        ("No trial has shown that ketamine treats depression.", "ketamine treats depression"),
        ("Neither ketamine nor esketamine reduced depression.", "depression"),
        ("Ketamine was ineffective for depression.", "depression"),
        ("Ketamine was ineffective for depression.", "Ketamine"),
        ("Ketamine was unable to reduce depression.", "reduce depression"),
        ("Ketamine lacks any effect on depression.", "depression"),
        ("An absence of benefit in depression was reported.", "benefit in depression"),
        ("Ketamine failed to improve depression.", "improve depression"),
        ("Ketamine never helped depression.", "depression"),
        ("Ketamine has no effect on depression, pain or sleep.", "sleep"),
        ("Ketamine worked without nausea.", "nausea"),
        ("Scores were unchanged after ketamine.", "Scores"),
        ("Ketamine was no better than placebo for depression.", "depression"),
        ("An effect on depression was not seen.", "effect on depression"),
        ("An effect on depression has been ruled out.", "effect on depression"),
        ("It is a myth that ketamine cures depression.", "ketamine cures depression"),
        ("She denies pain, nausea and sleep loss.", "sleep loss"),
        ("Rather than depression, ketamine treated pain.", "depression"),
    ],
)
def test_denied(text: str, words: str) -> None:
    assert negated(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ketamine not only reduced pain but also depression.", "pain"),
        ("Ketamine is not ineffective for depression.", "depression"),
        ("Ketamine is not ineffective for depression.", "Ketamine"),
        ("Trials failed to show no benefit in depression.", "benefit in depression"),
        ("Nobody doubts it; ketamine reduced depression.", "depression"),
        ("There was no nausea, but depression fell.", "depression"),
        ("There was no nausea; depression fell.", "depression"),
        ("There was no nausea and it reduced depression.", "depression"),
        ("Although nausea was not seen, depression fell.", "depression"),
        ("Without nausea, depression fell.", "depression"),
        ("Nausea was not seen, whereas depression fell.", "depression"),
        ("Nausea was not seen, and depression was reduced.", "depression"),
        ("We cannot rule out an effect on depression.", "effect on depression"),
        ("Ketamine reduces depression without a doubt.", "depression"),
        ("There was no increase in depression.", "depression"),
        ("Patients that do not sleep are depressed.", "depressed"),
        ("Whether or not it rains, ketamine works.", "ketamine works"),
        ("Ketamine is not without effect on depression.", "depression"),
        ("Family history of depression; pain was ruled out.", "depression"),
    ],
)
def test_not_denied(text: str, words: str) -> None:
    assert not negated(text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ketamine may reduce depression.", "depression"),
        ("Depression may be reduced by ketamine.", "Depression"),
        ("Ketamine might or might not reduce depression.", "depression"),
        ("Ketamine appears to reduce depression.", "Ketamine"),
        ("It is unclear whether ketamine reduces depression.", "ketamine reduces depression"),
        ("These data suggest that ketamine reduces depression.", "ketamine reduces depression"),
        ("Ketamine probably reduces depression.", "depression"),
        ("We cannot rule out an effect on depression.", "effect on depression"),
        ("It has been suggested that ketamine reduces depression.", "ketamine reduces depression"),
        ("Ketamine is thought to reduce depression.", "Ketamine"),
        ("A possible benefit in depression was seen.", "benefit in depression"),
        ("How ketamine works remains to be determined.", "How ketamine works"),
        ("Pain should be ruled out.", "Pain"),
    ],
)
def test_hedged(text: str, words: str) -> None:
    assert hedged(text, words)
    assert read_sentence(text).certainty == "hedged"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ketamine reduces depression, and it may reduce pain.", "depression"),
        ("Ketamine, which may cause nausea, reduces depression.", "depression"),
        ("In May 2020 ketamine reduced depression.", "depression"),
        ("If it may harm, ketamine is stopped.", "ketamine is stopped"),
    ],
)
def test_not_hedged(text: str, words: str) -> None:
    assert not hedged(text, words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ketamine proves effective.", "emphatic"),
        ("Ketamine is without a doubt effective.", "emphatic"),
        ("Ketamine always works.", "emphatic"),
        ("Ketamine cures depression.", "emphatic"),
        ("Results are guaranteed.", "emphatic"),
        ("Ketamine reduces depression.", "plain"),
        ("Ketamine does not cure depression.", "plain"),
        ("There is no cure for depression.", "plain"),
        ("This does not prove that ketamine works.", "plain"),
        ("There is no guarantee that ketamine works.", "hedged"),
        ("Ketamine may cure depression.", "hedged"),
        ("It almost always works.", "plain"),
    ],
)
def test_certainty(text: str, expected: str) -> None:
    assert read_sentence(text).certainty == expected


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Forty patients were enrolled in Oslo.", 0),
        ("Further trials are needed to show whether ketamine reduces depression.", 0),
        ("Patients should be screened for pain.", 0),
        ("Ketamine use was associated with lower depression scores.", 1),
        ("Users of ketamine were less likely to relapse.", 1),
        ("Scores were lower in the ketamine group than in controls.", 1),
        ("Ketamine may reduce depression.", 2),
        ("Ketamine could have beneficial effects on sleep.", 2),
        ("Ketamine reduces depression.", 3),
        ("Ketamine leads to dissociation.", 3),
        ("Depression was reduced by ketamine.", 3),
        ("Ketamine is effective in treating depression.", 3),
        ("Ketamine did not improve sleep.", 3),
    ],
)
def test_causal_level(text: str, level: int) -> None:
    assert read_sentence(text).causal_level == level


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to the WHO, it works.", "According to the WHO"),
        ("A 2018 Stanford study found that it works.", "A 2018 Stanford study"),
        ("The authors conclude that it works.", "The authors"),
        ("Williams et al. (2018) blocked it.", "Williams et al. (2018)"),
        ("It was blocked (Williams et al., 2018).", "(Williams et al., 2018)"),
        ("Researchers at Yale University tested it.", "Researchers at Yale University"),
        ("It was blocked [12].", "[12]"),
        ("It was blocked [@williams2018].", "[@williams2018]"),
        ("See doi 10.1176/appi.ajp.2018.18020138 for it.", "10.1176/appi.ajp.2018.18020138"),
        ("Some studies suggest it works.", "Some studies suggest"),
    ],
)
def test_attribution(text: str, expected: str) -> None:
    assert expected in found(text, "attribution")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ketamine was superior to midazolam.", "superior to"),
        ("Scores fell more than with placebo.", "than"),
        ("Compared with placebo, scores fell.", "Compared with"),
        ("Ketamine versus ECT was tested.", "versus"),
    ],
)
def test_comparison(text: str, expected: str) -> None:
    assert expected in found(text, "comparison")


def test_a_question_asks() -> None:
    assert read_sentence("Does ketamine work?").is_question
    assert read_sentence('"Does ketamine work?"').is_question
    assert not read_sentence("He asked whether ketamine works.").is_question


def test_species_in_order_of_mention() -> None:
    text = "In mice and cultured cells, but not in patients or rhesus monkeys, it worked in mice."
    assert read_sentence(text).species == ("mouse", "cells", "human", "monkey")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of all, 70% responded.", ("70%", "70", "%", "percent")),
        ("About 12.5 percent responded.", ("12.5 percent", "12.5", "percent", "percent")),
        ("It was small (n = 34).", ("n = 34", "34", "n", "count")),
        ("It took 1,200 patients.", ("1,200 patients", "1,200", "patients", "count")),
        ("We gave 0.5 mg/kg to all.", ("0.5 mg/kg", "0.5", "mg/kg", "dose")),
        ("It ran over 40 minutes.", ("40 minutes", "40", "minutes", "duration")),
        ("It ran for two weeks.", ("two weeks", "2", "weeks", "duration")),
        ("It fell (p < 0.001).", ("p < 0.001", "0.001", "<", "p")),
        ("It fell (P=.04).", ("P=.04", ".04", "=", "p")),
        ("The OR 0.6 was low.", ("OR 0.6", "0.6", "OR", "effect")),
        ("Cohen's d = 0.8 was found.", ("Cohen's d = 0.8", "0.8", "Cohen's d", "effect")),
        ("It was low (95% CI 0.4 to 0.9).", ("95% CI 0.4 to 0.9", "0.4 to 0.9", "95% CI", "interval")),
        ("It was shown in 2018.", ("2018", "2018", "", "year")),
        ("It fell by 30–40%.", ("30–40%", "30–40", "%", "percent")),
        ("It scored 17 there.", ("17", "17", "", "other")),
    ],
)
def test_quantities(text: str, expected: tuple[str, str, str, str]) -> None:
    sentence = read_sentence(text)
    assert expected in [(text[q.start : q.end], q.value, q.unit, q.kind) for q in sentence.quantities]


def test_names_hold_no_quantities() -> None:
    assert read_sentence("It binds 5-HT1B, NR2B and Akt1 in p53 cells.").quantities == ()
