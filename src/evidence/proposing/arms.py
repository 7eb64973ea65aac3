"""Which arm of a comparison a stretch of text speaks of: the intervention or the comparator."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from evidence.proposing.clauses import stem, telling
from evidence.reading.language.tokens import word_set

Arm = Literal["intervention", "comparator"]

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_CONTROL = re.compile(
    r"\b(?:control\w*|placebo|sham|usual|standard|conventional|routine|vehicle|saline|untreated|no[- ]treatment|"
    r"waiting|waitlist|wait-list|comparison group|comparator|alone|(?-i:CG))\b",
    re.I,
)
_TREATED = re.compile(
    r"\b(?:(?:intervention\w*|treatment|treated|experimental|active|study|test|training|therapy|exercise)"
    r"(?= (?:group|arm|condition|patients|participants|children|women|subjects|schools|clinics|villages|clusters|site))|"
    r"intervention|treated|experimental|(?-i:IG|EG|TG))\b",
    re.I,
)
_SHORT = re.compile(
    r"\(([A-Z][\w+-]{0,11})(?: group)?\)|\b(?:[Gg]roup|[Aa]rm) ([A-Z0-9]{1,4})\b|\b([A-Z][A-Z0-9+-]{1,9})\b"
)


#: A long explanation in brackets ("(the same protocol was performed as in …)") names both arms.
_ASIDE = re.compile(r"\([^()]{40,}(?:\)|\Z)")
#: Words that every arm may be called by.
_GENERIC = word_set("group groups arm patient patients treatment study control condition")
_WITHOUT = re.compile(r"\b(?:without|no|not|non)\b[^,;()+]{0,60}", re.I)


class Mention(NamedTuple):
    """An arm named in a text, and where."""

    at: int
    end: int
    arm: Arm


def other(arm: Arm) -> Arm:
    """The other arm."""
    return "comparator" if arm == "intervention" else "intervention"


class Arms:
    """The two arms of a comparison, by the words that tell one from the other."""

    def __init__(self, intervention: str, comparator: str) -> None:
        ours, theirs = telling(_given(intervention)) - _GENERIC, telling(_given(comparator)) - _GENERIC
        self.ours, self.theirs = ours - theirs, theirs - ours
        self.short_ours, self.short_theirs = _shorts(intervention), _shorts(comparator)
        both = self.short_ours & self.short_theirs
        self.short_ours, self.short_theirs = self.short_ours - both, self.short_theirs - both
        turned = bool(_CONTROL.search(intervention)) and not _CONTROL.search(comparator)
        self.control: Arm = "intervention" if turned else "comparator"

    def mentions(self, text: str) -> list[Mention]:
        """Every arm named in an evened text, in order; neighbours of one arm are one mention."""
        found = []
        for match in _WORD.finditer(text):
            arm = self._arm(match.group())
            if arm:
                left_out = (
                    text[max(0, match.start() - 8) : match.start()].lower().endswith(("without ", " no ", "non "))
                )
                found.append(Mention(match.start(), match.end(), other(arm) if left_out else arm))
        named = {mention.at for mention in found}
        for pattern, arm in ((_CONTROL, self.control), (_TREATED, other(self.control))):
            found += [Mention(*match.span(), arm) for match in pattern.finditer(text) if match.start() not in named]
        return _joined(sorted(found))

    def _arm(self, word: str) -> Arm | None:
        if word in self.short_ours:
            return "intervention"
        if word in self.short_theirs:
            return "comparator"
        if word.lower().startswith("non-") and stem(word.lower()[4:]) in self.ours:
            return "comparator"
        found = stem(word.lower())
        if found in self.ours:
            return "intervention"
        return "comparator" if found in self.theirs else None


def _given(arm: str) -> str:
    """An arm's description without what it went without."""
    return _WITHOUT.sub(" ", _ASIDE.sub(" ", arm))


def _shorts(text: str) -> frozenset[str]:
    return frozenset(next(filter(None, groups)) for groups in _SHORT.findall(text))


def _joined(found: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in found:
        if kept and kept[-1].arm == mention.arm and mention.at - kept[-1].end < 25:
            kept[-1] = kept[-1]._replace(end=mention.end)
        else:
            kept.append(mention)
    return kept
