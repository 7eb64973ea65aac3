"""Figures of a passage as printed: p values, effects with intervals, shares, counts, means. Digits are never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, cast

from evidence.model import Comparator, Figure
from evidence.proposing.clauses import even
from evidence.quotation import Text, stands, units
from evidence.quotation.numbers import comparator

_SIGNS = {
    "≦": "≤",
    "≧": "≥",
    "=": "=",
    "<": "<",
    ">": ">",
    "≤": "≤",
    "≥": "≥",
    "<=": "<=",
    ">=": ">=",
    "~": "~",
    "≈": "~",
}
_N = r"[-+±]?\d{1,9}(?:,\d{3})*(?:\.\d{1,8})?|[-+]?\.\d{1,8}"
_BETWEEN = r"\s?(?:to|-|–|—|,|;|and)\s?"
_EFFECTS = (
    r"adjusted odds ratio|adjusted hazard ratio|incidence rate ratio|odds ratio|hazard ratio|risk ratio|relative risk|rate ratio|"
    r"standardi[sz]ed mean difference|weighted mean difference|mean difference|risk difference|absolute difference|"
    r"difference|effect size|number needed to treat|Hedges['’]?\s?g|Cohen['’]?s?\s?d|"
    r"(?-i:a?OR|a?HR|RR|aRR|IRR|SMD|WMD|MD|RD|NNT|NNH|ES|AUC)|"
    r"(?-i:[dgrβρ]|rho|beta|η2|η²|ηp2|R2|R²|I2|I²|κ)"
)
_UNIT = (
    r"%|percent(?:age points?)?|per cent|points?|mm\s?Hg|kg|mg/dL|mg/dl|mmol/[lL]|ng/ml|ng/mL|pg/ml|pg/mL|cm|mm|ms|s|"
    r"seconds?|minutes?|min|hours?|h|days?|weeks?|months?|years?"
)
_PEOPLE = (
    r"patients?|participants?|subjects?|people|persons?|adults?|volunteers?|women|men|children|adolescents?|individuals?|"
    r"mice|rats|animals?|infants?|cases|controls?|completers?|responders?|respondents?|outpatients?|inpatients?|veterans?"
)
_PATTERN = re.compile(
    rf"(?P<p>(?<![\w.])[pP](?:\s?-?\s?values?)?\s?(?:(?P<p_op><=|>=|[<>=≤≥≦≧~≈])|(?P<p_word>of|was|is|:|(?<=alue)|(?<=alues)))\s?"
    rf"(?P<p_value>\d(?:\.\d+)?\s?[x×]\s?10\s?[-⁻^]*\s?[\d⁰-⁹]+|0?\.\d{{1,8}}|[01](?:\.\d{{1,8}})?)(?![\d%]))"
    rf"|(?P<ci>(?<![\w.])(?P<ci_level>\d{{2}}(?:\.\d)?)\s?%\s?-?\s?(?P<ci_kind>CI|CrI|confidence intervals?|credible intervals?)\)?\]?(?:\s?[\[(](?:CI|CrI)[\])])?"
    rf"\s?[:=,]?\s?(?:of|was|from)?\s?[(\[]?\s?(?P<ci_value>(?:{_N}){_BETWEEN}(?:{_N}))(?P<ci_percent>\s?%)?)"
    rf"|(?P<n>(?<![\w.])[nN]\s?=\s?(?P<n_value>\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}})(?![\d.]))"
    rf"|(?P<effect>(?<![\w.])(?P<e_name>{_EFFECTS})(?:\s?[(\[](?:a?OR|a?HR|RR|IRR|MD|SMD|RD|CI|95\s?%\s?CI|SE|SD)[)\]])?"
    rf"(?:\s(?:for|of|in)\s(?:[A-Za-z-]+\s){{0,4}}?(?=was|is|=))?(?:\s?(?:was|of|is))?(?:\s?[,:]?\s?(?P<e_op><=|>=|[<>=≤≥])?\s?)"
    rf"(?P<e_value>{_N})(?!\w|\.\d)(?:\s?(?P<e_unit>%|(?:points?|mm\s?Hg)\b))?)"
    rf"|(?P<of>(?<![\w.,/])(?P<o_value>\d{{1,7}}\s?(?:of|/|out of)\s?(?:the\s)?\d{{1,7}})(?![\w/]|[.,]\d)(?:\s(?P<o_people>{_PEOPLE})\b)?)"
    rf"|(?P<sd>(?<![\w.,])(?P<s_mean>{_N})\s?(?:(?:±|\+/-)\s?|\((?:SD|SE|SEM)?\s?=?\s?(?:±\s?)?(?=[\d.]+\s?\)))(?P<s_sd>\d+(?:\.\d+)?)(?![\w/.]))"
    rf"|(?P<share>(?<![\w.,–-])(?P<h_value>(?:{_N})(?:\s?(?:to|-|–)\s?(?:{_N}))?)\s?(?P<h_unit>%|percent\b|per cent\b)(?!\s?(?:CI|CrI|confidence|credible|power|female|male|women|men)\b))"
    rf"|(?P<count>(?<![\w.,–-])(?P<c_value>\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}})\s(?:[a-z][a-z-]{{1,18}}\s){{0,2}}?(?P<c_people>{_PEOPLE})\b(?!-))"
    rf"|(?P<points>(?<![\w.,–-])(?P<t_value>{_N})\s(?P<t_unit>points?|mm\s?Hg)\b)",
    re.I,
)
_YEAR = re.compile(r"\b(?:in|since|from|by|until|of) (?:19|20)\d\d\Z", re.I)
_IS_SE = re.compile(r"\bS\.?E\.?M?\b")
_HALF = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty(?:-\w+)?|half|most|some|all|none) of (?:the )?\Z",
    re.I,
)
_IS_SD = re.compile(r"\b(?:SD|SE|SEM|mean|±)\b|±", re.I)
_OUTCOMES = re.compile(
    r"\b(remission|response|responders?|responded|remitted|relapsed?|recurrence|mortality|survival|discontinu\w+|dropouts?|"
    r"withdrew|completed|adverse events?|nausea|dizziness|dissociation|headache|cured?|improved?|worsened|died|"
    r"reduction|increase|decrease|decline|improvement|occupancy|binding|incidence|prevalence|failure|success)\b",
    re.I,
)
_NAMES = {"responded": "response", "responder": "response", "responders": "response", "remitted": "remission"}
_MEASURE = {
    "adjusted odds ratio": "aOR", "adjusted hazard ratio": "aHR", "odds ratio": "OR", "hazard ratio": "HR",
    "risk ratio": "RR", "relative risk": "RR", "rate ratio": "rate ratio", "mean difference": "MD",
    "standardised mean difference": "SMD", "standardized mean difference": "SMD", "risk difference": "RD",
    "number needed to treat": "NNT",
}  # fmt: skip


class Found(NamedTuple):
    """A figure, and where in the passage it stands."""

    figure: Figure
    start: int
    end: int


def figures(text: str) -> list[Found]:
    """The figures of a passage, in order. Doses, ages, times and plain numbers are left out: they are no results.

    So is what would not stand in the passage by the law in ``evidence.quotation``: it was read wrongly.
    """
    level, law = even(text), Text(text)
    found: list[Found] = []
    for match in _PATTERN.finditer(level):
        found.extend(
            Found(figure, *match.span())
            for figure in _read(match, text, level)
            if stands(figure, law).result != "failed"
        )
    return found


def _read(match: re.Match[str], text: str, level: str) -> Iterator[Figure]:
    kind = next(name for name in _KINDS if match[name])
    yield from _READERS.get(kind, _simple)(_Match(kind, match, text, level))


@dataclass(frozen=True, slots=True)
class _Match:
    """One match of the pattern, with the text as printed and evened."""

    kind: str
    match: re.Match[str]
    text: str
    level: str

    def figure(self, name: str, group: str, op: Comparator | None = None, unit: str | None = None) -> Figure:
        """The figure that a group prints, with the comparator before it and the unit behind it."""
        start, end = self.match.span(group)
        value = " ".join(self.text[start:end].split()).rstrip(",;")
        if op is None and self.kind not in ("n", "of"):
            found, _, sure = comparator(self.text, start)
            op = cast(Comparator, found) if sure and found in ["<", ">", "≤", "≥", "~"] else None
        return Figure(name, value, op, unit or units.other(self.text, end) or None)

    @property
    def outcome(self) -> str | None:
        """What is counted."""
        return _outcome(self.level, *self.match.span())


def _simple(found: _Match) -> Iterator[Figure]:
    match = found.match
    if found.kind == "p":
        yield found.figure("p", "p_value", _op(match["p_op"]) if match["p_op"] else None)
    elif found.kind == "ci":
        kind = "CrI" if match["ci_kind"].lower().startswith("cr") else "CI"
        yield found.figure(f"{match['ci_level']}% {kind}", "ci_value", unit="%" if match["ci_percent"] else None)
    elif found.kind == "n":
        yield found.figure("n", "n_value")
    elif found.kind == "share":
        yield found.figure(found.outcome or "share", "h_value", unit="%")
    elif found.kind == "points":
        name = "difference" if "differ" in found.level.lower() else "change"
        yield found.figure(name, "t_value", unit=match["t_unit"])


def _effect(found: _Match) -> Iterator[Figure]:
    name, sign = " ".join(found.match["e_name"].split()), found.match["e_op"]
    yield found.figure(_MEASURE.get(name.lower(), name), "e_value", _op(sign) if sign else None, found.match["e_unit"])


def _part_of(found: _Match) -> Iterator[Figure]:
    value = found.match["o_value"]
    if "/" not in value or not _is_ratio(value, found.level, found.match.end()):
        yield found.figure(found.outcome or found.match["o_people"] or "count", "o_value")


def _spread(found: _Match) -> Iterator[Figure]:
    if "(" not in found.match.group() or _IS_SD.search(found.level):
        yield found.figure("mean", "s_mean")
        yield found.figure("SE" if _IS_SE.search(found.level) else "SD", "s_sd")


def _count(found: _Match) -> Iterator[Figure]:
    half = _HALF.search(found.level, 0, found.match.start())  # "nine of 21 patients": half a figure is none
    if not half and not _YEAR.search(found.level, max(0, found.match.start() - 8), found.match.end("c_value")):
        yield found.figure(found.match["c_people"].lower(), "c_value")


_KINDS = ("p", "ci", "n", "effect", "of", "sd", "share", "count", "points")
_READERS = {"effect": _effect, "of": _part_of, "sd": _spread, "count": _count}


def _op(sign: str) -> Comparator:
    return cast(Comparator, _SIGNS[sign])


def _is_ratio(value: str, level: str, end: int) -> bool:
    """Whether "120/80" is a blood pressure, a date or a vision, and no count of people."""
    part, whole = (int(number) for number in re.findall(r"\d+", value))
    return part > whole or level[end : end + 6].strip().lower().startswith(("mmhg", "mm hg"))


def _outcome(level: str, start: int, end: int) -> str | None:
    """What is counted: the nearest word for an outcome in the same sentence, before it rather than well after."""
    near = []
    for match in _OUTCOMES.finditer(level):
        gap = start - match.end() if match.start() < start else match.start() - end
        near.append((gap + (40 if match.start() > end + 15 else 0), match[1].lower()))
    if not near:
        return None
    gap, name = min(near)
    return _NAMES.get(name, name) if gap < 160 else None
