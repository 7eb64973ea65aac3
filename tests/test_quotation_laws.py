"""Laws of figures and quotes that hold for any text."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import assume, given
from hypothesis import strategies as st

from evidence.model import Figure
from evidence.quotation import Text, quoted, stands
from evidence.quotation.folding import Offsets, fold

ODD = st.sampled_from(
    list("aZ09 .,-−–—‐\xad\n\r\t\u00a0\u2009\u0301\u0338\u202e\ufb01\ufb03²⁻½<>=≤±%()[]'’\"“µμ·×^+~/\u1100\u1161\u11a8")
)
TEXTS = st.text(ODD | st.characters(codec="utf-8"), max_size=120)
WORDS = st.lists(st.sampled_from(["tea", "pain", "well-known", "naïve", "HAM-D", "rose", "β", "in", "2", "0.50", "71%"]), min_size=8, max_size=30)  # fmt: skip
NUMBERS = st.decimals(0, 999, places=2).map(str)


@given(TEXTS)
def test_folding_is_idempotent_and_never_touches_digits_signs_or_percent(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    kept = "[0-9²⁻½<>=±%()\\[\\]^+~/·×.,]"
    normal = unicodedata.normalize("NFC", text)
    assert re.findall(kept, folded) == re.findall(kept, normal)


@given(TEXTS)
def test_offsets_lead_back_to_what_was_folded(text: str) -> None:
    folded, back = fold(text), Offsets(text)
    for at, char in enumerate(folded):
        start, end = back.start(at), back.end(at)
        assert 0 <= start <= end <= len(text)
        if char != " ":
            piece = text[start:end]
            assert char in fold(piece) or ("\xad" in piece and char == "-"), (char, piece)


@given(WORDS, st.data())
def test_any_verbatim_slice_on_token_edges_is_found_however_it_is_wrapped(
    words: list[str], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(words) - 2))
    end = data.draw(st.integers(start + 1, len(words)))
    assume(any(any(map(str.isalnum, word)) for word in words[start:end]))
    text = Text("".join(word + data.draw(st.sampled_from([" ", "\n", "  \n", "\u00a0"])) for word in words))
    assert quoted(" ".join(words[start:end]), text).result != "failed"


@given(NUMBERS, NUMBERS)
def test_a_figure_is_found_and_any_other_digits_are_not(one: str, other: str) -> None:
    assume(one != other)
    text = Text(f"So r = {one} in all.")
    assert stands(Figure("r", one, "="), text).result == "exact"
    assert stands(Figure("r", other, "="), text).result == "failed"


@given(NUMBERS, st.sampled_from("<>=≤≥~"), st.sampled_from("<>=≤≥~"))
def test_another_comparator_is_refused(number: str, op: str, printed: str) -> None:
    found = stands(Figure("p", number, op), Text(f"p {printed} {number}, so"))  # type: ignore[arg-type]
    assert (found.result != "failed") == (op == printed)


@given(NUMBERS, st.sampled_from(["", "-", "−", "+", "±"]), st.sampled_from(["", "-", "+", "±"]))
def test_another_sign_is_refused(number: str, printed: str, sign: str) -> None:
    found = stands(Figure("r", sign + number), Text(f"r = {printed}{number}, so"))
    assert (found.result != "failed") == (sign == printed.replace("−", "-"))


@given(NUMBERS, st.booleans(), st.booleans())
def test_a_percent_sign_is_neither_dropped_nor_added(number: str, recorded: bool, printed: bool) -> None:
    text = Text(f"It was {number}{'%' if printed else ''} there.")
    found = stands(Figure("share", number, unit="%" if recorded else None), text)
    assert (found.result != "failed") == (recorded == printed)


@given(WORDS, st.data())
def test_a_quote_with_one_digit_or_negation_changed_is_refused(words: list[str], data: st.DataObject) -> None:
    digit = data.draw(st.sampled_from("013456789"))
    text = Text(" ".join(["Once", *words, "fell", "12.25", "points", "and", "did", "not", "rise", "later"]))
    assert quoted("fell 12.25 points and did not rise", text).result == "exact"
    assert quoted(f"fell 12.{digit}5 points and did not rise", text).result == "failed"
    assert quoted("fell 12.25 points and did rise", text).result == "failed"
    assert quoted("fell 12.25 points and did … rise", text).result == "failed"
    assert quoted("rise later", text).result == "failed"


@given(TEXTS, TEXTS, TEXTS)
def test_nothing_raises_and_a_failure_has_a_reason(text: str, value: str, unit: str) -> None:
    ready = Text(text)
    for op in (None, "<", "~"):
        found = stands(Figure("x", value, op, unit), ready)  # type: ignore[arg-type]
        assert bool(found.why) == (found.result == "failed")
    told = quoted(value, ready, unit, unit)
    assert bool(told.why) == (told.result == "failed")
    if told.passage is not None:
        assert 0 <= told.passage.start <= told.passage.end <= len(text)
