"""The language half of reading: sentences, and what their wording says before anything is known about claims."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.reading.language.attribution import attributions
from evidence.reading.language.causal import causal_level
from evidence.reading.language.certainty import certainty
from evidence.reading.language.cues import cues
from evidence.reading.language.quantities import quantities
from evidence.reading.language.sentences import sentences
from evidence.reading.language.species import species
from evidence.reading.language.tokens import tokens
from evidence.reading.types import Block, BlockKind, Cue, Document, Sentence, Span

__all__ = ["read", "read_sentence", "read_text", "stream"]


def read(document: Document, model: str | None = None) -> list[Sentence]:
    """The sentences of a document, in order, each with its cues, certainty, causal level, species and numbers."""
    return list(stream(document, model))


def stream(document: Document, model: str | None = None) -> Iterator[Sentence]:
    """``read``, a sentence at a time: memory stays flat however long the document is."""
    for block in document.blocks:
        for span in sentences(document.text, block.start, block.end):
            yield read_sentence(document.text[span.start : span.end], span.start, block.kind)


def read_text(text: str) -> list[Sentence]:
    """The sentences of a bare string, taken as one paragraph."""
    return read(Document("", text, (Block(0, len(text), "paragraph"),), ((0, 1, 1),)))


def read_sentence(text: str, start: int = 0, block: BlockKind = "paragraph") -> Sentence:
    """One sentence that starts at offset ``start`` of its document."""
    end = start + len(text)
    found = tokens(text)
    asks = _asks(text)
    marks = [*cues(found, start), *attributions(text, start)]
    if asks:
        marks.append(Cue("question", start, end, Span(start, end), "?"))
    marks.sort()
    marks.sort(key=lambda cue: (cue.start, cue.end))
    return Sentence(
        text=text,
        start=start,
        end=end,
        block=block,
        cues=tuple(marks),
        certainty=certainty(marks),
        causal_level=causal_level(text),
        is_question=asks,
        species=species(found.words),
        quantities=tuple(quantities(text, start)),
    )


def _asks(text: str) -> bool:
    """Whether the sentence ends in a question mark, closing quotes and brackets aside."""
    return text.rstrip(" \"'”’»)]*_").endswith("?")
