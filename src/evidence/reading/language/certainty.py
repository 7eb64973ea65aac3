"""Hedged, plain or emphatic: what the wording of a sentence as a whole claims."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.reading.types import Certainty, Cue

# A hedge outweighs an emphatic word in the same sentence: "may always" promises nothing.


def certainty(cues: Sequence[Cue]) -> Certainty:
    """The certainty of a sentence with these cues."""
    if any(cue.kind == "speculation" for cue in cues):
        return "hedged"
    denials = [cue for cue in cues if cue.kind == "negation"]
    for cue in cues:
        if cue.kind == "emphasis" and not any(d.scope.start <= cue.start and cue.end <= d.scope.end for d in denials):
            return "emphatic"
    return "plain"
