"""Whether a clause says that two groups differed: by its words, its p values and its intervals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Finding = Literal["difference", "no difference"]

_THING = (
    r"(?:differen\w+|chang\w+|effects?|improve\w*|benefi\w*|increas\w*|reduc\w*|decreas\w*|declin\w*|associat\w+|"
    r"interaction\w*|advantage\w*|superior\w*|impact|influence|variation\w*|correlat\w+|gain\w*|evidence|trend)"
)
_NULL = re.compile(
    rf"\b(?:no|nor|without|neither|lack of|absence of|any|none)\b[^.;()]{{0,60}}?\b{_THING}\b"
    r"|\b(?:not|n't|never|nor|neither|fail\w*|without|no|none|lack\w*)\b[^.;()]{0,70}?"
    r"\b(?:significan\w*|differ\w*|statistical\w*|superior|reach\w*|achiev\w*|chang\w*|affect\w*|alter\w*|influenc\w*|"
    r"improv\w*|reduc\w*|increas\w*|decreas\w*|lower\w*|higher|prevent\w*|better|worse|enhanc\w*|demonstrat\w*|"
    r"associat\w*|detect\w*|benefi\w*|effective\w*|predict\w*|correlat\w*)"
    r"|\b(?:in|non-?\s?)significant(?:ly)?\b|\bn\.?\s?s\.?(?![\w])|\bNS\b"
    r"|\b(?:similar(?:ity)?|similarly(?!,)|comparable|comparably|equivalent\w*|equal(?:ly)?|identical|the same|unchanged|unaffected|"
    r"unaltered|resembl\w+|non-?inferior\w*|equivalence|balanced|indistinguishable|homogen\w+|in common|alike|"
    r"as (?:effective|good|safe|efficacious)(?:ly)? as|stable|close to)\b"
    r"|\b(?:marginal|borderline|only a|unlikely|(?:almost|nearly|approach\w*|close to|just (?:above|below|missed))\s(?:\w+\s)?significan\w*|tend(?:ed|ency)? (?:to|toward)|trend(?:s|ed)? (?:to|for))",
    re.I,
)
#: "Not statistically significant": so far behind a denial, "significant" is still denied.
_TAIL = 30
_DOUBLE = re.compile(r"\bnot? (?:only|just)\b|\bdissimilar|\bnot (?:similar|comparable|equal|the same|identical)", re.I)
_DIFFERENT = re.compile(
    r"\b(?:significan(?:t|tly|ce)|statistical(?:ly)?|markedly|remarkabl[ey]|substantial(?:ly)?|considerabl[ey]|dramatic\w*)\b",
    re.I,
)
_P = re.compile(
    r"(?<![\w.])p(?:\s?[- ]?\s?values?)?(?:\s?\w{3,12}){0,2}?\s{0,2}(?P<sign>[<>=≤≥≦≧]|was|were|of|is|:)\s{0,2}(?:than\s)?"
    r"(?P<value>0?[.,/]\d{1,8}|[01](?![.,\d])|1[.,]0{1,4}|\d(?:\.\d+)?\s?[x×]\s?10)",
    re.I,
)
_NUMBER = r"[-+]?\d{1,6}(?:[.,]\d{1,6})?"
_INTERVAL = re.compile(
    rf"(?:\bCI|confidence intervals?|CrI|credible intervals?)\b\)?[^\d+-]{{0,25}}(?P<low>{_NUMBER})\s{{0,2}}%?\s{{0,2}}"
    rf"(?:to|,|;|–|—|-|and)\s{{0,2}}(?P<high>{_NUMBER})",
    re.I,
)
_RATIO = re.compile(r"\b(?:a?ORs?|a?HRs?|RRs?|IRRs?|odds|hazard|ratio|relative risk|rate ratio|risk ratio)\b", re.I)
_TABLE_P = re.compile(r"(?:^|\n)\s{0,4}(?P<sign>[<>]?)\s{0,2}(?P<value>0?\.\d{1,5})\s{0,3}\*{0,3}\s{0,3}\Z")


class Sign(NamedTuple):
    """One sign in a clause that groups differed or did not: where it stands, its force, and its words."""

    at: int
    says: Finding
    force: int
    words: str


def signs(text: str) -> list[Sign]:
    """Every sign in an evened text, in order. A p value (force 4) or an interval (3) says more than a word (2)."""
    found = [*_worded(text), *_p_values(text), *_intervals(text)]
    return sorted(found)


def _worded(text: str) -> Iterator[Sign]:
    covered: list[tuple[int, int]] = []
    for match in _NULL.finditer(text):
        if _DOUBLE.search(text, max(0, match.start() - 4), match.end()):
            continue
        covered.append((match.start(), match.end() + _TAIL))
        yield Sign(match.start(), "no difference", 2, match.group())
    for match in _DIFFERENT.finditer(text):
        if not any(start <= match.start() < end for start, end in covered):
            yield Sign(match.start(), "difference", 2, match.group())


def _p_values(text: str) -> Iterator[Sign]:
    for match in (*_P.finditer(text), *_TABLE_P.finditer(text)):
        says = _p_says(match["sign"], match["value"])
        if says:
            yield Sign(match.start(), says, 4, match.group().strip())


def _p_says(sign: str, value: str) -> Finding | None:
    number = 0.0 if "10" in value and re.search("[x×]", value) else float(re.sub("[,/]", ".", value))
    if number > 1:
        return None
    if sign in (">", "≥", "≧"):
        return "no difference" if number >= 0.01 else None
    if sign in ("<", "≤", "≦"):
        return "difference" if number <= 0.05 else None
    return "difference" if number < 0.05 or (number == 0.05) else "no difference"


def _intervals(text: str) -> Iterator[Sign]:
    for match in _INTERVAL.finditer(text):
        low, high = (float(match[name].replace(",", ".").lstrip("+")) for name in ("low", "high"))
        if high < low and match["high"][0] == "-":
            continue
        null = 1.0 if low >= 0 and high > 0 and _RATIO.search(text, max(0, match.start() - 120), match.start()) else 0.0
        if low >= 0 and high > 0 and not null:
            continue  # of means or shares of one group, more often than not
        yield Sign(match.start(), "no difference" if low <= null <= high else "difference", 3, match.group())
