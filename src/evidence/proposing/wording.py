"""What the wording of a sentence tells of the kind of result it reports."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evidence.model import OutcomeRole
from evidence.proposing.types import Guess

_ROLES: tuple[tuple[OutcomeRole, re.Pattern[str]], ...] = (
    ("post-hoc", re.compile(r"\bpost[- ]hoc\b", re.I)),
    ("exploratory", re.compile(r"\bexplorator\w+\b", re.I)),
    ("secondary", re.compile(r"\bsecondary (?:outcome|end ?point|efficacy|measure|analys)\w*", re.I)),
    ("primary", re.compile(r"\bprimary (?:outcome|end ?point|efficacy|measure|analys|hypothes)\w*", re.I)),
)
_BACKGROUND = re.compile(
    r"\b(?:previous(?:ly)?|prior|earlier|recent|past|other) (?:stud(?:y|ies)|trials?|work|reports?|research|evidence|findings?|meta-analys[ei]s)\b"
    r"|\b(?:has|have) (?:been|previously|recently|long|also)\b[^.;]{0,40}\b(?:shown|reported|found|suggested|demonstrated|hypothesi[sz]ed|proposed|"
    r"implicated|associated|approved|used)\b"
    r"|\b(?:we|this study|the study|the present study|our study|this trial)\b[^.;]{0,20}\b(?:aim\w*|sought|hypothesi[sz]ed|tested whether|"
    r"investigated|examined|evaluated|assessed|set out|wanted|predicted|planned)\b"
    r"|\b(?:aim|objective|purpose|goal)\b[^.;]{0,30}\b(?:was|is)\b|\bet al\b|\[\d[\d,;\s–-]{0,30}\]\s?\.?\Z"
    r"|\b(?:further|future|more|larger) (?:\w+ ){0,3}(?:stud(?:y|ies)|trials?|research)\b[^.;]{0,40}\b(?:needed|required|warranted|should)\b",
    re.I,
)
_ALIKE = re.compile(
    r"\b(?:non-?inferior\w*|as (?:effective|good|well|safe) as|equivalent|equally|no worse|not worse|comparable|matche?[sd]?)\b",
    re.I,
)


def is_background(text: str) -> bool:
    """Whether a sentence tells what others found, what was asked or what should be done, and so no own result."""
    return _BACKGROUND.search(text) is not None


def says_alike(text: str) -> bool:
    """Whether a wording says of two things that they do equally well."""
    return _ALIKE.search(text) is not None


def outcome_role_of(texts: Iterable[str]) -> Guess[OutcomeRole]:
    """The rank of the outcome, as the passages state it."""
    found = {role: match.group() for text in texts for role, pattern in _ROLES if (match := pattern.search(text))}
    if len(found) == 1:
        role, words = next(iter(found.items()))
        return Guess(role, f"“{words}”")
    return Guess("not-stated", "the passages name several ranks" if found else "the passages do not say")
