"""Whether a text that asks a question in its title or its aim answers it in its conclusion."""

from __future__ import annotations

from evidence.proposing.conclusion import read_conclusion
from evidence.proposing.text import Text
from evidence.proposing.types import AnswerGuess

#: A question further down than this is not the one that the text is about.
_OPENING = 6


def answer_of(text: Text) -> AnswerGuess | None:
    """The question of a text and what its conclusion answers; ``None`` without a question or a conclusion."""
    asked = next((sentence.text for sentence in text.sentences[:_OPENING] if sentence.is_question), None)
    concluded = [
        sentence.text
        for sentence, section in zip(text.sentences, text.sections, strict=True)
        if section in ("conclusions", "abstract, conclusions")
    ]
    if asked is None or not concluded:
        return None
    said = read_conclusion(asked, " ".join(concluded))
    return AnswerGuess(asked, said.says, said.why)
