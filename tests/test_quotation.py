"""The law of figures and quotes, case by case. Every passage here is made up."""

from __future__ import annotations

import time

import pytest

from evidence.model import Figure
from evidence.quotation import MAX_SKIPPED, Text, parts_of, quoted, stands

EXACT, NORMALISED, FAILED = "exact", "normalised", "failed"

FIGURES = [
    ("-0.644", None, None, "r = -0.644, so", EXACT),
    ("-0.644", None, None, "r = −0.644, so", NORMALISED),
    ("0.5", None, None, "-0.5 and 10.5 and 0.50", FAILED),
    ("0.5", None, None, "0·5, .5, 0.5.1", FAILED),
    ("0.5", None, None, "10-0.5", FAILED),
    ("-0.5", None, None, "10-0.5", FAILED),
    ("0.5", None, None, "±0.5", FAILED),
    ("0.5", None, None, "+0.5", FAILED),
    ("0.5", None, None, "r ≠ 0.5", FAILED),
    ("0.5", None, None, "r =\u0338 0.5", FAILED),
    ("20", None, None, "in 10-20 of them", EXACT),
    ("1234", None, None, "of 1,234 people", NORMALISED),
    ("1,234", None, None, "of 1234 people", NORMALISED),
    ("234", None, None, "of 1,234 people", FAILED),
    ("0.05", "<", None, "p < 0.05", EXACT),
    ("0.05", "<", None, "p > 0.05", FAILED),
    ("0.05", "<", None, "p ≤ 0.05", FAILED),
    ("0.05", None, None, "p < 0.05", FAILED),
    ("0.05", "=", None, "p of 0.05", FAILED),
    ("0.05", "<=", None, "p ≤ 0.05", NORMALISED),
    ("0.05", "≤", None, "p < or = 0.05", NORMALISED),
    ("0.05", "<", None, "p < or = 0.05", FAILED),
    ("0.05", "=", None, "p < or = 0.05", FAILED),
    ("50", ">", "%", "in more than 50%", NORMALISED),
    ("50", ">", "%", "in not more than 50%", FAILED),
    ("30", "~", "min", "about 30 min", NORMALISED),
    ("30", None, None, "n = 30", EXACT),
    ("30", None, None, "30 patients", EXACT),
    ("30", None, None, "30 mg", FAILED),
    ("71", None, "%", "71% of", EXACT),
    ("71", None, "%", "71 % of", EXACT),
    ("71", None, "%", "71 percent of", NORMALISED),
    ("71", None, "%", "71 of", FAILED),
    ("71", None, None, "71% of", FAILED),
    ("17", None, "%", "17 percentage points", FAILED),
    ("17", None, "percentage points", "17%", FAILED),
    ("0.5", None, "mg/kg", "0.5 mg/kg", EXACT),
    ("0.5", None, "mg/kg", "0.5 mg per kg", NORMALISED),
    ("0.5", None, "mg/kg", "0.5 mg", FAILED),
    ("0.5", None, "mg", "0.5 mg/kg", FAILED),
    ("0.5", None, "mg", "0.5 µg", FAILED),
    ("2", None, "uM", "2 μM and", NORMALISED),
    ("5", None, "mg", "5 or 10 mg", NORMALISED),
    ("24", None, "h", "a 24-h wait", EXACT),
    ("24", None, "h", "24 hours", NORMALISED),
    ("24", None, "h", "24 days", FAILED),
    ("5", None, None, "5-HT, IL-5, 5mg, x5", FAILED),
    ("5", None, None, "5 × 10⁻³ and 10^5 and 5²", FAILED),
    ("-8.3", None, "MADRS points", "the MADRS score fell (-8.3)", NORMALISED),
    ("-8.3", None, "MADRS points", "the HAM-D score fell (-8.3)", FAILED),
    ("1.9 to 7.3", None, None, "(95% CI, 1.9–7.3)", NORMALISED),
    ("1.9 to 7.3", None, None, "1.9 to 7.3", EXACT),
    ("1.9 to 7.3", None, None, "1.9 to 7.4", FAILED),
    ("1.9 to 7.3", None, None, "1.9 was less than 7.3", FAILED),
    ("-3.36 to -1.78", None, None, "(-3.36, -1.78)", NORMALISED),
    ("-3.36 to -1.78", None, None, "(-3.36, 1.78)", FAILED),
    ("34-58", None, "%", "34%–58% of", NORMALISED),
    ("46 (63.0%)", None, None, "46 (63.0%) of", EXACT),
    ("46 (63.0%)", None, None, "46 (63.0) of", FAILED),
    ("12 of 20 (60%)", None, None, "12/20 (60%)", NORMALISED),
    ("293 +/- 29", None, "ng/ml", "293 ± 29 ng/mL", NORMALISED),
    ("29", None, None, "293 ± 29", FAILED),
    ("October 31", None, None, "on October 31.", EXACT),
    ("October 31", None, None, "on January 31.", FAILED),
    ("0 of 1 study", None, None, "in 0 of 1 study", EXACT),
    ("most", None, None, "most of them", FAILED),
]


@pytest.mark.parametrize(("value", "op", "unit", "text", "result"), FIGURES, ids=[f"{c[0]} in {c[3]}" for c in FIGURES])
def test_a_figure_stands_only_as_the_law_says(
    value: str, op: str | None, unit: str | None, text: str, result: str
) -> None:
    found = stands(Figure("x", value, op, unit), Text(text))  # type: ignore[arg-type]
    assert found.result == result, found
    assert bool(found.why) == (result == FAILED)


def test_a_spread_stands_behind_a_mean_when_its_name_says_so() -> None:
    assert stands(Figure("SD", "29"), Text("293 ± 29")).result == NORMALISED


def test_a_failed_figure_shows_the_nearest_place_and_the_reason() -> None:
    found = stands(Figure("r", "0.5"), Text("Here r was -0.5 in all."))
    assert found.passage is not None
    assert "-0.5 in all" in found.passage.words
    assert "sign" in found.why
    swapped = stands(Figure("OR", "14.1"), Text("an odds ratio of 41.1"))
    assert swapped.passage is not None
    assert "41.1" in swapped.why


QUOTES = [
    ("the tea worked", "So the tea worked well.", EXACT),
    ("the tea worked", "So the\n  tea worked well.", NORMALISED),
    ("the tea's effect", "Here the tea’s effect", NORMALISED),
    ("finite effect", "a ﬁnite ef\xadfect", NORMALISED),
    ("naïve cells", "nai\u0308ve cells", NORMALISED),
    ("treatment of well-known", "the treat-\nment of well-\nknown pains", NORMALISED),
    ("fell by 10-20 mg", "it fell by 10-\n20 mg", NORMALISED),
    ("fell by 1020 mg", "it fell by 10-\n20 mg", FAILED),
    ("wellknown pains", "the well-known pains", FAILED),
    ("rose by x² here", "it rose by x2 here", FAILED),
    ("significant effect", "no significant effect", FAILED),
    ("effect of tea", "without any effect of tea but an effect of tea", EXACT),
    ("it did not", "it did not rise", FAILED),
    ("responders had", "the non-responders had", FAILED),
    ("a drug", "a drug-free ward", FAILED),
    ("it was 0.5", "it was 0.50", FAILED),
    ("it was 71", "it was 71%", FAILED),
    ("0.5 lower", "was -0.5 lower", FAILED),
    ("0.05 was", "p < 0.05 was", FAILED),
    ("rose to 5", "it rose to 5.", EXACT),
    ("Tea Worked", "tea worked", FAILED),
    ("tea rose … pain fell", "tea rose and pain fell", EXACT),
    ("tea rose ... pain fell", "tea rose but not when pain fell", FAILED),
    ("pain fell [...] tea rose", "tea rose and pain fell", FAILED),
    ("tea [rose]", "tea rose", FAILED),
    ("...", "tea", FAILED),
]


@pytest.mark.parametrize(("quote", "text", "result"), QUOTES, ids=[f"{q} in {t}" for q, t, _ in QUOTES])
def test_a_quote_stands_only_as_the_law_says(quote: str, text: str, result: str) -> None:
    found = quoted(quote, Text(text))
    assert found.result == result, found


def test_skipped_text_is_shown_and_bounded() -> None:
    near = quoted("tea rose … pain fell", Text("tea rose on most days and pain fell"))
    assert near.skipped == ("on most days and",)
    far = quoted("tea rose … pain fell", Text(f"tea rose {'la ' * MAX_SKIPPED} pain fell"))
    assert "apart" in far.why
    assert parts_of("a (...) b [ … ] c") == ("a", "b", "c")


@pytest.mark.parametrize(
    ("quote", "why"),
    [
        ("tea eased pain.", "goes on"),
        ("Tea eased pain", "case"),
        ("tea eased pain by 31", "number"),
        ("jam", "no such"),
    ],
)
def test_the_reason_names_what_is_different(quote: str, why: str) -> None:
    assert why in quoted(quote, Text("Green tea eased pain by 13 points")).why


def test_prefix_and_suffix_choose_the_place() -> None:
    text = Text("one tea two. three tea four.")
    assert quoted("tea", text, "three", "four").passage[0] == 19  # type: ignore[index]
    assert quoted("tea", text, "two").why == "other words stand before it than its prefix"


def test_the_nearest_passage_is_shown_and_not_accepted() -> None:
    found = quoted("green tea was seen to ease severe pain", Text("But green tea was seen to ease mild pain in all."))
    assert found.result == FAILED
    assert found.passage is not None
    assert "ease mild pain" in found.passage.words


@pytest.mark.parametrize(
    "text",
    ["a" * 400_000, "a " * 200_000, "1" * 400_000, "1,111" * 80_000, "1 - " * 100_000, "(" * 400_000, "1.1" * 130_000,
     "a-\n" * 130_000, "\u0301" * 300_000, "\u202e1" * 150_000, "not " * 100_000, "ﬁ\xad" * 150_000, "1\u00a0111" * 80_000],
    ids=range(13),
)  # fmt: skip
def test_no_text_takes_more_than_a_moment(text: str) -> None:
    started = time.perf_counter()
    ready = Text(text)
    for figure in (Figure("x", "1"), Figure("x", "1 to 1", "<", "%"), Figure("p", "111", "=", "mg/kg")):
        stands(figure, ready)
    for quote in ("a" * 50_000, "a a a b", "not a … not", "ment a", "1 - 1 - 2", text[:1000] + "b"):
        quoted(quote, ready)
    assert time.perf_counter() - started < 20
