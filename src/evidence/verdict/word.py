"""Step 5: the word, from the votes of the best tier that holds one. Pure arithmetic on tallies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from evidence.model import Word
from evidence.verdict.order import ORDER
from evidence.verdict.vote import Sign, Vote


class Tally(NamedTuple):
    """Independent votes in one tier."""

    for_: int = 0
    against: int = 0
    mixed: int = 0
    neutral: int = 0

    @property
    def voiced(self) -> int:
        """Votes that say something: for, against or mixed."""
        return self.for_ + self.against + self.mixed

    @property
    def lone(self) -> Sign | None:
        """The sign of the only vote there is, if it has one."""
        if self.voiced != 1 or self.mixed:
            return None
        return "for" if self.for_ else "against"

    def plus(self, sign: Sign, count: int = 1) -> Tally:
        """The tally with ``count`` votes more (or fewer, when negative)."""
        name = "for_" if sign == "for" else sign
        return self._replace(**{name: getattr(self, name) + count})


class Outcome(NamedTuple):
    """A word with its direction, the tier that decides it, and how it came about."""

    word: Word
    direction: Sign | None
    tier: int | None
    joined: bool = False
    capped: bool = False

    @property
    def place(self) -> int:
        """Its place in ``ORDER``: 0 is the most favourable."""
        return ORDER.index((self.word, self.direction))


def tallies(votes: Iterable[Vote], tiers: int) -> tuple[Tally, ...]:
    """Count votes by tier, best tier first."""
    counts = [Tally()] * tiers
    for vote in votes:
        counts[vote.tier] = counts[vote.tier].plus(vote.sign)
    return tuple(counts)


def word_of(tally: Tally, leaning: Fraction) -> tuple[Word, Sign | None]:
    """The word of one tier taken alone."""
    yes, no = tally.for_, tally.against
    if yes + no == 0:
        return ("unclear", None) if tally.mixed or tally.neutral else ("no-evidence", None)
    if yes + no == 1:
        return "reported-once", "for" if yes else "against"
    if not no:
        return "supported", "for"
    if not yes:
        return "not-supported", "against"
    if Fraction(min(yes, no), max(yes, no)) >= leaning:
        return "contested", None
    return ("leans-for", "for") if yes > no else ("leans-against", "against")


def settle(counts: Sequence[Tally], leaning: Fraction, start: int = 0) -> Outcome:
    """The word over all tiers from ``start`` down.

    A lone vote that agrees with the tiers below leaves their word standing: evidence never weakens a word it
    agrees with. Any other gives its own word, capped when two or more below are against it, whether or not some
    others there are for it: were the cap lifted once those below disagree, a contrary vote could raise certainty.
    """
    tier = next((place for place in range(start, len(counts)) if counts[place].voiced), None)
    if tier is None:
        quiet = next((place for place in range(start, len(counts)) if counts[place].neutral), None)
        return Outcome("no-evidence", None, None) if quiet is None else Outcome("unclear", None, quiet)
    word, direction = word_of(counts[tier], leaning)
    lone = counts[tier].lone
    if lone is None:
        return Outcome(word, direction, tier)
    below = settle(counts, leaning, tier + 1)
    if below.direction == lone:
        return below._replace(joined=True)
    opposite = sum(tally.against if lone == "for" else tally.for_ for tally in counts[tier + 1 :])
    return Outcome(word, direction, tier, capped=opposite >= 2)


def disagreeing(counts: Sequence[Tally], outcome: Outcome, leaning: Fraction) -> tuple[int, ...]:
    """Tiers below the deciding one whose own word points the other way."""
    if outcome.tier is None or outcome.direction is None:
        return ()
    opposite = "against" if outcome.direction == "for" else "for"
    lower = range(outcome.tier + 1, len(counts))
    return tuple(tier for tier in lower if word_of(counts[tier], leaning)[1] == opposite)
