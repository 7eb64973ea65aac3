"""A text to read: a file or a held text, as sentences that know their section and their line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from evidence.errors import EvidenceError
from evidence.reading.documents import read_bytes, read_draft, read_text
from evidence.reading.language import stream
from evidence.reading.types import Document, Sentence

#: A longer text is read no further: no paper is as long, and what came after would not be one.
MAX_SENTENCES = 10_000

_HEADS = (
    ("background", r"background|introduction|importance|context|rationale|hypothes[ie]s"),
    ("aims", r"objectives?|aims?|purpose|goals?"),
    (
        "methods",
        r"methods?|materials? and methods?|patients and methods|methods and materials|experimental procedures|design|setting|"
        r"participants?|subjects|interventions?|main outcomes? (?:and )?measures?|measurements|statistical analysis|procedures?|"
        r"design, setting,? and participants",
    ),
    ("results", r"results?|findings|main results|outcomes?"),
    ("discussion", r"discussion|comment|general discussion"),
    ("conclusions", r"conclusions?|interpretation|conclusions? and relevance|limitations|significance"),
    ("abstract", r"abstract|summary"),
    ("", r"full text"),
    ("other", r"references|bibliography|acknowledge?ments?|funding|conflicts? of interest|supplement\w*|author contributions|disclosures?|"
              r"trial registration|data availability|keywords?|competing interests"),
)  # fmt: skip
_PARTS = frozenset(("background", "aims", "methods", "results", "conclusions"))
_NUMBER = r"(?:\d+(?:\.\d+)*\.?\s+)?"
_HEADING = tuple((name, re.compile(rf"\s*{_NUMBER}(?:{words})\s*[:.]?\s*\Z", re.I)) for name, words in _HEADS)
_LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z, ]{2,45}?)\s?[:–—]\s|(?P<capitals>[A-Z][A-Z, ]{4,45}[A-Z])\s(?=[A-Z0-9])")


class Text(NamedTuple):
    """A text with its sentences; ``unit`` is what its lines count: line, paragraph or page."""

    path: str
    document: Document
    sentences: tuple[Sentence, ...]
    sections: tuple[str, ...]
    unit: str


def text_of_file(path: Path, model: str | None = None) -> Text:
    """Read a file: plain text, Markdown, HTML, DOCX, PDF or JATS XML; raises ``EvidenceError`` when that fails."""
    if path.suffix.lower() in (".xml", ".nxml"):
        from evidence.proposing.jats import jats_text

        return text_of_string(jats_text(path), str(path), model)
    draft = read_draft(path)
    return _text(draft.document, draft.unit, model)


def text_of_bytes(content: bytes, model: str | None = None) -> Text:
    """Read what came through a pipe."""
    draft = read_bytes(content)
    return _text(draft.document, draft.unit, model)


def text_of_string(text: str, name: str, model: str | None = None) -> Text:
    """A held text, as plain text; ``name`` is what it is called in what is printed."""
    return _text(read_text(text, "held.txt").document, "line", model)._replace(path=name)


def _text(document: Document, unit: str, model: str | None) -> Text:
    sentences: list[Sentence] = []
    for sentence in stream(document, model):
        sentences.append(sentence)
        if len(sentences) > MAX_SENTENCES:
            raise EvidenceError(
                f"{document.path} has more than {MAX_SENTENCES} sentences, so it is not read",
                "name one paper, or save the part that reports the study",
            )
    if not sentences:
        raise EvidenceError(f"{document.path} holds no sentence", "name a file with the abstract or the paper in it")
    return Text(document.path, document, tuple(sentences), tuple(_sections(sentences)), unit)


def _sections(sentences: Sequence[Sentence]) -> Iterator[str]:
    """The section of each sentence: by headings, and by labels such as ``RESULTS:`` within an abstract."""
    section, abstract = "", False
    seen: set[str] = set()
    for sentence in sentences:
        bare = sentence.text.strip("#* \t")
        named = _named(bare)
        if sentence.block == "reference":
            named = "other"
        elif named is None:
            label = _LABEL.match(bare)
            named = _named(label["label"] or label["capitals"]) if label else None
        if named is not None and named != section:
            # A second "Methods" is that of the paper, after that of its abstract.
            abstract = named == "abstract" or (abstract and named in _PARTS and named not in seen)
            seen.add(named)
            section = named
        yield f"abstract, {section}" if abstract and section != "abstract" else section


def _named(heading: str) -> str | None:
    """The section that a heading opens."""
    return next((name for name, pattern in _HEADING if len(heading) < 60 and pattern.match(heading)), None)
