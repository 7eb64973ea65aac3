"""The language half of reading: sentences, and what their wording says before anything is known about claims."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.reading.language.attribution import attributions
from evidence.reading.language.causal import level
from evidence.reading.language.certainty import certainty
from evidence.reading.language.cues import cues
from evidence.reading.language.quantities import quantities
from evidence.reading.language.sentences import sentences
from evidence.reading.language.species import species
from evidence.reading.language.tokens import Tokens, tokens
from evidence.reading.types import Block, BlockKind, Cue, Document, Sentence, Span

__all__ = ["read", "read_sentence", "read_text", "stream"]


def read(document: Document, model: str | None = None) -> list[Sentence]:
    """The sentences of a document, in order, each with its cues, certainty, causal level, species and numbers."""
    return list(stream(document, model))


def stream(document: Document, model: str | None = None) -> Iterator[Sentence]:
    """``read``, a sentence at a time: memory stays flat however long the document is."""
    for block in document.blocks:
        for span, verbs in _spans(document.text, block, model):
            found = tokens(document.text[span.start : span.end], verbs)
            yield _sentence(found, span.start, block.kind)


def _spans(text: str, block: Block, model: str | None) -> Iterator[tuple[Span, frozenset[int] | None]]:
    if model is None:
        return ((span, None) for span in sentences(text, block.start, block.end))
    from evidence.reading.language.parsed import parsed

    return parsed(text, block.start, block.end, model)


def read_text(text: str) -> list[Sentence]:
    """The sentences of a bare string, taken as one paragraph."""
    return read(Document("", text, (Block(0, len(text), "paragraph"),), ((0, 1, 1),)))


def read_sentence(text: str, start: int = 0, block: BlockKind = "paragraph") -> Sentence:
    """One sentence that starts at offset ``start`` of its document."""
    return _sentence(tokens(text), start, block)


def _sentence(found: Tokens, start: int, block: BlockKind) -> Sentence:
    text = found.text
    asks = text.rstrip(" \"'”’»)]*_").endswith("?")
    marks = [*cues(found, start), *attributions(text, start)]
    if asks:
        marks.append(Cue("question", start, start + len(text), Span(start, start + len(text)), "?"))
    marks.sort(key=lambda cue: (cue.start, cue.end, cue.kind))
    return Sentence(
        text=text,
        start=start,
        end=start + len(text),
        block=block,
        cues=tuple(marks),
        certainty=certainty(marks),
        causal_level=level(found),
        is_question=asks,
        species=species(found.words),
        quantities=tuple(quantities(text, start)),
    )
