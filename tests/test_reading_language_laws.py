"""Laws of reading: any text reads, spans lie in it, sentences hold all of it, and time grows with length, no faster."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.reading.language import read, read_sentence, read_text, stream
from evidence.reading.language.lexicon import trie
from evidence.reading.types import Block, Document, Sentence

VOCABULARY = (
    "not no neither nor without never may might suggest that which , . ; : ( ) [ ] \" ' ? ! … and or but if when "
    "Ketamine reduced was were risk p < 0.05 n = 30 95% CI 0.1 to 0.9 et al. e.g. 5-HT1B. (Smith 2019) \n\n \t"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(WORDS, max_size=80).map(" ".join),
    st.text(alphabet=st.characters(categories=["Cc", "Cf", "Zs", "Zl", "Zp", "Lo", "Nd", "Po"]), max_size=200),
)


def inside(sentence: Sentence) -> None:
    """Every span of a sentence lies in it."""
    for cue in sentence.cues:
        assert sentence.start <= cue.start < cue.end <= sentence.end
        assert sentence.start <= cue.scope.start <= cue.scope.end <= sentence.end
    for quantity in sentence.quantities:
        assert sentence.start <= quantity.start < quantity.end <= sentence.end
        assert quantity.value


@given(st.lists(TEXTS, max_size=4))
@settings(max_examples=300, deadline=None)
def test_any_text_reads(parts: list[str]) -> None:
    text = "|".join(parts)
    blocks, start = [], 0
    for part in parts:
        blocks.append(Block(start, start + len(part), "paragraph"))
        start += len(part) + 1
    read_back = read(Document("draft.md", text, tuple(blocks), ((0, 1, 1),)))
    for sentence in read_back:
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
        inside(sentence)
    assert all(before.end <= after.start for before, after in pairwise(read_back))
    for block in blocks:
        held = "".join(s.text for s in read_back if block.start <= s.start and s.end <= block.end)
        assert "".join(held.split()) == "".join(text[block.start : block.end].split())


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_reads_the_same(text: str) -> None:
    assert read_text(text) == read_text(text)


@pytest.mark.parametrize(
    "unit",
    ["a", "a ", "not ", "(", ")", ".", ". ", "...a", "may (", '"', "1,", "1 ", "-", "p<", "\n", "\n\n ", "et al. ",
     "[1", "The A ", "no, and ", "which ", "\u202eabc ", "\x00", "ß'", "further study ", "higher risk ", "said A "],
)  # fmt: skip
def test_one_long_line_takes_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begun = time.perf_counter()
        for sentence in stream(Document("x", text, (Block(0, len(text), "paragraph"),), ((0, 1, 1),))):
            inside(sentence)
        return time.perf_counter() - begun

    seconds(10_000)
    assert seconds(100_000) < 45 * max(seconds(10_000), 0.005), "quadratic time would be a hundred times as much"


def test_a_megabyte_without_an_end_reads() -> None:
    text = "ketamine did not help and may harm, " * 30_000
    sentences = read_text(text)
    assert sum(len(sentence.text) for sentence in sentences) > 0.99 * len(text)
    assert max(len(sentence.text) for sentence in sentences) <= 2000


def test_text_from_right_to_left_and_control_characters() -> None:
    (sentence,) = read_text("\u202bקטמין\u202c may\x00 not help \u200f(n = 12).")
    assert [cue.term for cue in sentence.cues] == ["may", "not"]
    assert sentence.quantities[0].value == "12"


def test_sentences_never_cross_blocks() -> None:
    text = "A title without a stop and its text."
    document = Document("x", text, (Block(0, 22, "heading"), Block(23, len(text), "paragraph")), ((0, 1, 1),))
    assert [(sentence.text, sentence.block) for sentence in read(document)] == [
        ("A title without a stop", "heading"),
        ("and its text.", "paragraph"),
    ]


def test_every_phrase_of_the_lexicon_is_found() -> None:
    """A phrase that the tokeniser cuts otherwise would be dead weight."""
    for terms in trie().values():
        for term in terms:
            if term.kind != "none":
                text = f"Ketamine {' '.join(term.words)} pain"
                assert any(cue.kind == term.kind for cue in read_sentence(text).cues), term


def test_a_pipeline_that_is_not_installed_is_an_error_with_a_hint() -> None:
    document = Document("x", "It works.", (Block(0, 9, "paragraph"),), ((0, 1, 1),))
    with pytest.raises(EvidenceError, match="no_such_pipeline") as caught:
        read(document, model="no_such_pipeline")
    assert "spacy download no_such_pipeline" in caught.value.hint
