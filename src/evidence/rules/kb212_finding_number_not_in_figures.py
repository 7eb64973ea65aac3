"""KB212: a number in a finding that no figure holds, so that nothing can check it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from evidence.loader import Loaded
from evidence.model import Line, Study
from evidence.rules.rule import Finding, Rule
from evidence.rules.strings import joined
from evidence.rules.walk import lines

RULE = Rule("KB212", "finding-number-not-in-figures", "note", "a number in a finding stands in no figure")

#: A number on its own: not part of a name (5-HT1B, D1, HAM-D-17, 11C, (2R,6R), BL-1020), of a range of words
#: (17-item), or of a time or dose (24 h, 0.5 mg/kg).
_NUMBER = re.compile(
    r"(?<![\w.,/])(?<![A-Za-z)\]]-)(?P<number>[0-9]+(?:[.,][0-9]+)*)"
    r"(?![\w]|[.,][0-9]|['′]|[-–/][A-Za-z(]|,[0-9A-Za-z]|\s*(?:[µμmknp]?g|[µμmn]?[lLM]|min|[mµ]?s|hours?|h|days?|"
    r"weeks?|months?|years?|minutes?|seconds?|Hz|kHz|MHz|mm|cm|µm|nM|µM|mM|kg|fold|times)\b)"
)
_COUNTER = re.compile(
    r"\b(?:days?|weeks?|months?|hours?|years?|minutes?|visits?|sessions?|infusions?|phases?|steps?|grades?|stages?|types?|"
    r"layers?|areas?|figures?|tables?|sections?|recommendations?|articles?|group|arm|aged?|experiments?|study|trial|part|"
    r"to|and|or|[A-Z]+[A-Za-z]*)[ -]\Z"
)
_LOOSE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each line whose finding says a number that its figures, counts, doses and times do not."""
    for item in lines(loaded.base):
        said = _said(item.line.finding)
        held = _held(item.study, item.line) if said else set()
        missing = [number for number in said if number not in held and not _rounded(number, held)]
        if missing:
            shown = ", ".join(missing)
            message = f"the finding says {shown}, which stands in none of its figures"
            yield Finding(*item.at("finding"), message, "add it to figures, or say it in words")


def _said(finding: str) -> list[str]:
    found = (
        match["number"]
        for match in _NUMBER.finditer(finding)
        if not _YEAR.match(match["number"]) and not _counted(finding, match.start())
    )
    return list(dict.fromkeys(found))


def _counted(finding: str, start: int) -> bool:
    """Whether the number at ``start`` follows a word such as ``day``; looking back no further keeps this quick."""
    return _COUNTER.search(finding, max(0, start - 30), start) is not None


def _held(study: Study, line: Line) -> set[str]:
    counts = (study.n.total, study.n.analysed, *study.n.arms.values())
    words = (study.n.note, study.intervention, study.timepoint, study.comparator, study.label)
    texts = joined((line.figures, line.effect, words))
    return set(chain(_LOOSE.findall(texts), (str(count) for count in counts if count is not None)))


def _rounded(number: str, held: set[str]) -> bool:
    """Whether ``number`` is one of ``held`` with fewer digits, as 17 is of 17.3."""
    places = min(len(number.partition(".")[2]), 20)
    exact = (float(one) for one in held if one.count(".") == 1 and "," not in one)
    return any(f"{one:.{places}f}" == number for one in exact)
