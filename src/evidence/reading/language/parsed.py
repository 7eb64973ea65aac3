"""What a user's own spaCy pipeline knows of a text: where its sentences end and which words are finite verbs."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.reading.language.sentences import sentences
from evidence.reading.pipeline import pipeline
from evidence.reading.types import Span

# spaCy's parser wants memory in proportion to the text; a longer block is read by rules alone.
_LONGEST_BLOCK = 100_000
_FINITE_TAGS = frozenset(("VBD", "VBZ", "VBP", "MD"))

Parsed = tuple[Span, frozenset[int] | None]


def parsed(text: str, start: int, end: int, model: str) -> Iterator[Parsed]:
    """Sentences of ``text[start:end]`` with the offsets, from the sentence's start, of their finite verbs.

    Where the pipeline marks no sentences the rules do, and where it tags no words the verbs are ``None``.
    """
    if end - start > _LONGEST_BLOCK:
        yield from ((span, None) for span in sentences(text, start, end))
        return
    doc = pipeline(model)(text[start:end])
    tagged = doc.has_annotation("TAG") or doc.has_annotation("MORPH")
    verbs = [
        start + token.idx
        for token in doc
        if token.tag_ in _FINITE_TAGS
        or "Fin" in token.morph.get("VerbForm", [])
        or token.morph.get("VerbType", []) == ["Mod"]
    ]
    for span in _spans(text, start, end, [start + sent.start_char for sent in doc.sents] if _marked(doc) else None):
        inside = frozenset(verb - span.start for verb in verbs if span.start <= verb < span.end)
        yield span, inside if tagged else None


def _marked(doc: object) -> bool:
    """Whether the pipeline has said where sentences start."""
    return bool(doc.has_annotation("SENT_START"))  # type: ignore[attr-defined]


def _spans(text: str, start: int, end: int, starts: list[int] | None) -> Iterator[Span]:
    """The pipeline's sentences without space at their sides; the rules' where it has none."""
    if starts is None:
        yield from sentences(text, start, end)
        return
    for first, last in zip(starts, [*starts[1:], end], strict=True):
        stripped = text[first:last].strip()
        if stripped:
            begin = first + text[first:last].index(stripped[0])
            yield Span(begin, begin + len(stripped))
