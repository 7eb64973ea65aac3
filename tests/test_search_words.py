"""The English of the search: forms that meet, and forms that must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.said import key, normal, tokens
from evidence.search import words as english


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("relieves", "relief"),
        ("working", "helps"),
        ("blockade", "antagonists"),
        ("boosts", "increased"),
        ("wears", "fades"),
        ("lasts", "transient"),
        ("hooked", "addictive"),
        ("mice", "rodents"),
        ("sufficient", "enough"),
        ("anesthesia", "anaesthetic"),
    ],
)
def test_forms_of_one_family_meet(one: str, other: str) -> None:
    assert english.family(one) == english.family(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("raise", "lower"),
        ("serotonin", "dopamine"),
        ("placebo", "midazolam"),
        ("safe", "risk"),
        ("start", "stop"),
        ("dependence", "addicted"),
    ],
)
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    assert english.family(one) != english.family(other)


@pytest.mark.parametrize("name", ["5-HT1B receptors", "5HT1B receptor", "5-HT 1B Receptor", "5 ht1b receptor"])
def test_spellings_of_one_name_share_a_key(name: str) -> None:
    assert key(tokens(normal(name))) == "5ht1breceptor"


def test_every_family_finds_all_its_forms() -> None:
    assert {"block", "antagonist", "blockade"} <= set(english.members("block"))
    assert english.members("naltrexone") == ("naltrexone",)


def test_denials_are_noticed() -> None:
    spoken = [tokens(normal(text)) for text in ("It doesn’t work", "CAN'T it work?", "it works")]
    assert [english.is_negated(words) for words in spoken] == [True, True, False]


@given(st.text(alphabet=st.characters()))
def test_any_text_becomes_words_that_can_be_stored(text: str) -> None:
    for word in tokens(normal(text)):
        word.encode()
        assert word.isalnum() or any(letter.isalnum() for letter in word)
        assert english.family(word) == english.family(word)
