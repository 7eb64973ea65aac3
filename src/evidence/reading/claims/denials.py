"""Which negations of a sentence deny what it claims."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.reading.claims.units import Unit
from evidence.reading.types import Cue, Sentence

# "X but not Y", "Y rather than Z": what is denied is set beside the claim, and the claim stands.
_BESIDE = re.compile(r"(?:\b(?:but|though|whereas|while)(?:\s+[\w-]+){0,2}\s+|\band\s+|,\s+)$", re.I)
_POSSIBLE = re.compile(r"\bpotential\s+(?:for|of)\b", re.I)
_THOUGHT = re.compile(
    r"\b(?:is|are|was|were|been|being)\s+(?:widely |commonly |now |still )?(?:thought|believed|assumed|suspected|said|supposed)\b"
    r"|\b(?:think|thinks|believe|believes|suspect|suspects|argue|argues|speculate|speculates)\b(?!\s+(?:me|us)\b)",
    re.I,
)
# "Without exception" lends weight and denies nothing.
_EMPHATIC = re.compile(
    r"without\s+(?:(?:an?|any|the|slightest|single|least|further)\s+){0,2}(?:doubt|question|exception|fail)\b", re.I
)
_INSTEAD = ("rather than", "instead of")


def denials(sentence: Sentence, made: Sequence[Unit]) -> tuple[Cue, ...]:
    """The negation cues of a sentence that turn round what it says; those inside a name ("inactive placebo") do not."""
    return tuple(
        cue
        for cue in sentence.cues
        if cue.kind == "negation"
        and not _named(sentence, cue, made)
        and not _is_beside(sentence, cue)
        and not _is_emphatic(sentence, cue)
    )


def doubts(sentence: Sentence, made: Sequence[Unit]) -> tuple[Cue, ...]:
    """The speculation cues of a sentence; "abuse potential" and "potential for misuse" are no doubts."""
    return tuple(
        cue
        for cue in sentence.cues
        if cue.kind == "speculation"
        and not _named(sentence, cue, made)
        and not _POSSIBLE.match(sentence.text, cue.start - sentence.start)
    )


def is_opinion(sentence: Sentence) -> bool:
    """Whether a sentence reports what is thought and not what is known."""
    return _THOUGHT.search(sentence.text) is not None


def _named(sentence: Sentence, cue: Cue, made: Sequence[Unit]) -> bool:
    start, end = cue.start - sentence.start, cue.end - sentence.start
    return any(unit.concepts and unit.start <= start and end <= unit.end for unit in made)


def _is_emphatic(sentence: Sentence, cue: Cue) -> bool:
    start = cue.start - sentence.start
    return any(match.start() <= start < match.end() for match in _EMPHATIC.finditer(sentence.text))


def _is_beside(sentence: Sentence, cue: Cue) -> bool:
    if cue.term in _INSTEAD:
        return True
    before = sentence.text[: cue.start - sentence.start]
    return bool(before.strip()) and _BESIDE.search(before) is not None
