"""Which negations of a sentence deny what it claims."""

from __future__ import annotations

import re

from evidence.reading.types import Cue, Sentence

# "X but not Y", "Y rather than Z": what is denied is set beside the claim, and the claim stands.
_BESIDE = re.compile(r"(?:\b(?:but|and|though|whereas|while)(?:\s+[\w-]+){0,2}\s+|,\s+)$", re.I)
_INSTEAD = ("rather than", "instead of")


def denials(sentence: Sentence) -> tuple[Cue, ...]:
    """The negation cues of a sentence that turn round what it says."""
    return tuple(cue for cue in sentence.cues if cue.kind == "negation" and not _is_beside(sentence, cue))


def _is_beside(sentence: Sentence, cue: Cue) -> bool:
    if cue.term in _INSTEAD:
        return True
    before = sentence.text[: cue.start - sentence.start]
    return bool(before.strip()) and _BESIDE.search(before) is not None
