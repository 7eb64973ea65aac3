"""What a sentence says of a claim: for, against, neither, or not known. Where two readings part, it is not known."""

from __future__ import annotations

import re

from evidence.model import Direction
from evidence.proposing.clauses import even
from evidence.proposing.outcome import Outcome
from evidence.proposing.significance import signs
from evidence.proposing.types import Guess
from evidence.proposing.wording import is_background, says_alike
from evidence.reading.claims.match import Match
from evidence.reading.types import Sentence

_FEWEST_WORDS = 5
#: Longer than this is no sentence but a list, a table or a text without marks; reading it would take very long.
_LONGEST = 1000
#: Below this likeness a passage may be about the claim, but which way it points is not known.
_LOOSE = 0.75
#: Predicates that say which way their object moves.
_WAYS: dict[str, Outcome] = {
    "reduces": "decreased", "weakens": "decreased", "suppresses": "decreased", "treats": "decreased",
    "increases": "increased", "causes": "increased", "activates": "increased",
}  # fmt: skip
_GOOD = re.compile(
    r"\b(?:respon[ds]\w*|remission|remitt\w*|improv\w*|recover\w*|relief|relie\w+|effective\w*|efficac\w*|benefi\w*)\b",
    re.I,
)


def direction_of(match: Match, text: str, moved: Outcome | None, predicate: str) -> tuple[Guess[Direction] | None, str]:
    """The direction of a sentence towards the claim it was matched with; or ``None`` and why it is not known.

    ``moved`` is how the outcome moved by another reading; where that speaks against the wording, neither is believed.
    """
    guess, doubt = _worded(match, even(text))
    if guess is not None and moved is not None and _contradicts(guess.value, moved, predicate, text):
        return None, f"read as {guess.value}, while the outcome seems {moved}"
    return guess, doubt


def _worded(match: Match, text: str) -> tuple[Guess[Direction] | None, str]:
    """What a sentence says of a claim. A difference that was not shown is neutral; what is hedged is not known."""
    marks = signs(text)
    nulls = [mark for mark in marks if mark.says == "no difference"]
    shown = [mark for mark in marks if mark.says == "difference"]
    if match.score < _LOOSE:
        return None, "the passage is only loosely like the claim"
    if match.stance == "asks":
        return None, "the passage asks and does not answer"
    if nulls and match.stance == "asserts" and says_alike(text) and says_alike(match.phrasing):
        return Guess("supports", f"“{short(nulls[0].words)}”, and the claim says the two are alike"), ""
    if nulls and shown:
        return None, f"it says both “{short(shown[0].words)}” and “{short(nulls[0].words)}”"
    if nulls:
        return Guess("neutral", f"“{short(nulls[0].words)}”: a difference not shown is not a difference disproved"), ""
    if match.stance == "hedged":
        return None, "the wording is hedged"
    if not match.agreed:
        return None, "the wording can be read for and against"
    value: Direction = "supports" if match.stance == "asserts" else "disputes"
    if value == "disputes" and not shown:
        return None, "it denies the claim, and no result beside it goes against the claim"
    rest = f"“{short(shown[0].words)}”" if shown else "no test of significance stands beside it"
    return Guess(value, f"the passage {match.stance} it ({rest})"), ""


def direction_by_names(predicate: str, moved: Outcome | None, text: str) -> tuple[Guess[Direction] | None, str]:
    """The direction of a sentence that names both sides of a claim and says it in none of its phrasings.

    How the outcome moved tells it, where the predicate says which way it should and a test of significance stands beside.
    """
    way = _WAYS.get(predicate)
    if way is None or moved is None or not signs(even(text)) or _GOOD.search(text):
        return None, "the passage names both sides of the claim and says it in other words"
    if moved == "no difference":
        return Guess("neutral", "a difference not shown is not a difference disproved"), ""
    if moved != way:
        return None, f"the outcome seems {moved}, while the claim says {way}"
    return Guess("supports", f"the outcome seems {moved}, as the claim says"), ""


def _contradicts(direction: Direction, moved: Outcome, predicate: str, text: str) -> bool:
    """Whether the way the outcome moved speaks against the direction read from the wording.

    Nothing is said where the predicate has no way, or where more of what is counted is a good thing ("response").
    """
    way = _WAYS.get(predicate)
    if way is None or moved == "no difference" or direction not in ("supports", "disputes") or _GOOD.search(text):
        return False
    return (moved == way) != (direction == "supports")


def is_no_result(sentence: Sentence) -> bool:
    """Whether a sentence holds no own result: a cell of a table, a question, what others found, what should be done."""
    text = sentence.text
    if "|" in text or len(text) > _LONGEST or len(text.split()) < _FEWEST_WORDS:
        return True
    return sentence.is_question or is_background(text)


def short(words: str) -> str:
    """A few words, for a reason."""
    words = " ".join(words.split())
    return words if len(words) <= 60 else words[:59] + "…"
