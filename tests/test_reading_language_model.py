"""A user's own spaCy pipeline: its sentences and its finite verbs are used; what it lacks the rules supply."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.reading.language import read
from evidence.reading.types import Block, Document

TEXT = "Ketamine did not help the rats sleep. mice slept"


def document(text: str = TEXT) -> Document:
    return Document("x", f"# {text}", (Block(2, 2 + len(text), "paragraph"),), ((0, 1, 1),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pipeline that ends sentences at every full stop and tags three words."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add(patterns=[[{"LOWER": {"IN": ["did", "slept", "woke"]}}]], attrs={"TAG": "VBD"})  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "mine")
    return tmp_path / "mine"


def test_its_sentences_are_used(folder: Path) -> None:
    assert [s.text for s in read(document(), model=str(folder))] == [
        "Ketamine did not help the rats sleep.",
        "mice slept",
    ]
    assert [s.text for s in read(document())] == [TEXT]


def test_its_spans_are_the_documents(folder: Path) -> None:
    draft = document()
    assert all(draft.text[s.start : s.end] == s.text for s in read(draft, model=str(folder)))


def test_its_finite_verbs_end_scopes(folder: Path) -> None:
    draft = document("Rats not given ketamine woke early")
    by_rules, by_model = (read(draft, model=model)[0].cues[0] for model in (None, str(folder)))
    assert draft.text[slice(*by_rules.scope)].endswith("ketamine woke early")
    assert draft.text[slice(*by_model.scope)].endswith("ketamine")


def test_a_pipeline_without_sentences_leaves_them_to_the_rules(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "bare")
    assert read(document(), model=str(tmp_path / "bare")) == read(document())


def test_a_broken_pipeline_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 'xx'\n")
    (tmp_path / "meta.json").write_text("{}")
    with pytest.raises(EvidenceError):
        read(document(), model=str(tmp_path))


def test_a_block_too_long_for_a_parser_is_read_by_rules(folder: Path) -> None:
    draft = document("Ketamine works. " * 8000)
    assert len(read(draft, model=str(folder))) == 8000
