"""Numbers with their units: percent, counts, doses, durations, p-values, effect sizes with intervals, years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.reading.types import Quantity

_NUMBER = r"[-−+±]?\d{1,12}(?:,\d{3}){0,4}(?:[.·]\d{1,12})?(?![\d])|[-−+]?(?<![\w.])\.\d{1,12}"
_JOIN = r"\s?(?:-|–|—|−|to|,|;|and)\s?"
_EFFECT = (
    r"a?ORs?|a?HRs?|RRs?|a?IRRs?|SMDs?|WMDs?|MDs?|NNTs?|NNHs?|Hedges['’]?\s?g|Cohen['’]?s?['’]?\s?d|effect sizes?|"
    r"odds ratios?|"
    r"hazard ratios?|risk ratios?|relative risks?|rate ratios?|mean differences?|standardi[sz]ed mean differences?|"
    r"risk differences?|[dgrβη]²?|I²|I2|AUC|beta"
)
_DOSE = (
    r"(?:mg|µg|μg|mcg|ug|ng|g|kg|ml|mL|µl|μl|L|l|IU|mmol|µmol|nmol|pmol|mol|mM|µM|μM|nM|pM|units?|milligrams?|grams?|"
    r"micrograms?|millilit(?:er|re)s?)(?:\s?(?:/|per|·)\s?(?:kg|day|d|h|hr|hour|min|ml|mL|dl|dL|L|l|m2|m²|"
    r"week))*(?:\s?kg[-−]1|\s?kg⁻¹)?"
)
_TIME = r"(?:s|sec|seconds?|min|mins?|minutes?|h|hrs?|hours?|days?|d|wks?|weeks?|months?|mo|yrs?|years?|decades?)"
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_PATTERN = re.compile(
    rf"(?P<p>(?<![\w.])[pP](?:[-\s]?values?)?\s?(?P<p_sign>[<>=≤≥]|of|was|is)\s?(?P<p_value>(?:0?[.]\d{{1,12}}|"
    rf"[01](?![.\d])|\d(?:[.]\d{{1,6}})?\s?[x×]\s?10[-−⁻]?[\d⁰-⁹]{{1,4}})))"
    rf"|(?P<n>(?<![\w.])[nN]\s?=\s?(?P<n_value>\d{{1,9}}(?:,\d{{3}}){{0,3}}))"
    rf"|(?P<interval>(?<![\w.])(?P<i_level>\d{{2}}(?:\.\d)?)\s?%\s?(?P<i_unit>CI|CrI|confidence intervals?|"
    rf"credible intervals?)\s?[:=,]?\s?[(\[]?\s?(?P<i_value>(?:{_NUMBER})(?:{_JOIN}(?:{_NUMBER})))"
    r")"
    rf"|(?P<effect>(?<![\w.])(?P<e_unit>{_EFFECT})(?:\s?(?:\([A-Za-z]{{1,6}}\))?\s?(?:=|:|of|was|is|,)\s?|"
    rf"\s)(?P<e_value>{_NUMBER}))"
    rf"|(?P<plain>(?<![\w.,–-])(?P<value>(?:{_NUMBER})(?:\s?(?:-|–|—|to)\s?(?:{_NUMBER}))?)(?:\s?(?P<percent>%|"
    rf"percent(?:age points?)?|per cent)|[\s-]?(?P<dose>{_DOSE})(?![\w])|[\s-]?(?P<time>{_TIME})(?![\w])|"
    rf"\s(?P<counted>(?:[a-z-]{{2,20}}\s){{0,3}}?(?:patients?|participants?|people|adults?|subjects?|volunteers?|"
    rf"women|men|children|adolescents?|individuals?|persons?|mice|rats|animals?|trials?|studies|cases|respondents|"
    rf"veterans|cells?|controls?|samples?|RCTs?))\b|[\s-]?(?P<fold>fold)\b|(?![-–]?\w)))"
    rf"|(?P<spelt>\b(?P<w_value>{'|'.join(_WORDS)})[\s-](?:(?P<w_time>{_TIME[3:-1]})(?![\w])|"
    rf"(?P<w_counted>(?:[a-z-]{{2,20}}\s){{0,2}}?(?:patients?|participants?|people|adults?|trials?|studies|mice|"
    rf"rats))\b))",
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def quantities(text: str, offset: int) -> list[Quantity]:
    """The numbers of a sentence that starts at ``offset``, in order."""
    found: list[Quantity] = []
    for match in _PATTERN.finditer(text):
        found.extend(_read(match, offset))
    return found


def _read(match: re.Match[str], offset: int) -> Iterator[Quantity]:
    def at(name: str, unit: str, kind: str) -> Quantity:
        return Quantity(offset + match.start(), offset + match.end(), match[name], unit, kind)

    if match["p"]:
        yield at("p_value", match["p_sign"], "p")
    elif match["n"]:
        yield at("n_value", "n", "count")
    elif match["interval"]:
        yield at("i_value", f"{match['i_level']}% {match['i_unit']}", "interval")
    elif match["effect"]:
        yield at("e_value", match["e_unit"], "effect")
    elif match["spelt"]:
        unit = match["w_time"] or match["w_counted"]
        yield Quantity(
            offset + match.start(),
            offset + match.end(),
            str(_WORDS.index(match["w_value"]) + 1),
            unit,
            "duration" if match["w_time"] else "count",
        )
    else:
        yield _plain(match, offset)


def _plain(match: re.Match[str], offset: int) -> Quantity:
    value = match["value"]
    start, end = offset + match.start(), offset + match.end()
    for name, kind in (
        ("percent", "percent"),
        ("dose", "dose"),
        ("time", "duration"),
        ("counted", "count"),
        ("fold", "other"),
    ):
        if match[name]:
            return Quantity(start, end, value, match[name], kind)
    return Quantity(start, end, value, "", "year" if _YEAR.fullmatch(value) else "other")
