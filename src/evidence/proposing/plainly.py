"""A sentence of a results section put plainly, as an article would say it, so that it can be held against claims."""

from __future__ import annotations

import re

_BRACKETS = re.compile(r"\s?[(\[](?=[^()\[\]]*(?:\d|\bfig|\btable|\bSD\b|\bCI\b))[^()\[\]]*[)\]]", re.I)
_TIMES = re.compile(
    r"\b(?:at|on|by|after|within|over|from|during|through|until|up to)\s(?:the\s)?(?:day|week|month|hour|year|visit|minute)s?\s\d+(?:\s?(?:and|to|or|,|-|–)\s?\d+)*"
    r"|\b(?:at|by|after|over|during|for|up to|until|through)\s(?:the\s)?\d+(?:\s?(?:and|to|or|-|–)\s?\d+)*[\s-]?"
    r"(?:h|hrs?|hours?|min|minutes?|days?|d|weeks?|wk|months?|years?)\b(?:\s(?:post|after)\b[^,;.]{0,25})?",
    re.I,
)
_OUTCOME = re.compile(
    r"\b(?:on|for|in|with regard to)\sthe\s(?:primary|secondary|main|key)\s(?:outcome|end ?point|measure|efficacy \w+)\b"
    r"|\b(?:statistically|clinically)\s(?=significan)|\bsignificant(?:ly)?\s|\b(?:baseline-)?adjusted\s|\bmean\s(?=change|score|difference|reduction)"
    r"|\bin the (?:\w+ ){1,3}test\b|\bas measured (?:by|with)\b[^,;.]{0,40}|\b(?:exact|log-rank|chi-squared?) test\b"
    r"|\bthe\s(?=[\w-]+\s(?:group|arm)\b)|\s(?:group|arm)s?\b",
    re.I,
)
_LABEL = re.compile(r"\A[A-Z][A-Za-z, ]{2,45}:\s|\A[A-Z][A-Z, ]{4,45}[A-Z]\s(?=[A-Z0-9])")
_STATISTICS = re.compile(
    r",?\s?\b(?:p|P|n|N|OR|HR|RR|SMD|MD|d|g|r|t|F|CI)\s?(?:\(\d+(?:,\s?\d+)?\)\s?)?[=<>≤≥]\s?[-−]?[\d.]+|,?\s?\b\d+\s?%\s?CI[^,;)]*"
)
_ALIKE = (
    (re.compile(r"\b(?:did not differ|was not different|was no different) from\b|\bwas not superior to\b", re.I),
     "was no better than"),
    (re.compile(r"\bdid not (?:change|alter|affect|modify|influence|diminish) "
                r"(?=(?:the |its )?(?:acute |rapid )?(?:antidepressant|effect|response|benefit))", re.I),
     "did not block "),
)  # fmt: skip


def plainly(sentence: str) -> str:
    """The sentence without its statistics, times and label, and with "did not differ from" as "was no better than"."""
    found = _LABEL.sub("", sentence)
    for pattern in (_BRACKETS, _STATISTICS, _TIMES, _OUTCOME):
        found = pattern.sub(" " if pattern is _OUTCOME else "", found)
    for pattern, plain in _ALIKE:
        found = pattern.sub(plain, found)
    return re.sub(r"\s+([,.;])", r"\1", " ".join(found.split()))
