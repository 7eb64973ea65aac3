"""Which way an outcome moved under the intervention, as a clause words or counts it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from evidence.proposing.arms import Arm, Arms, Mention, other

_UP = (
    r"(?:increas\w*|higher|greater|more|rise[sn]?|rose|rising|rais\w+|elevat\w*|enhanc\w*|longer|larger|exceed\w*|gain\w*|"
    r"highest|greatest|upregulat\w*|up-regulat\w*|prolong\w*|augment\w*|heavier|doubled|accelerat\w*|boost\w*|"
    r"stronger|grew|thicker|taller|wider|better survival)"
)
_DOWN = (
    r"(?:decreas\w*|lower(?:ed|ing|s)?|less(?:er)?|fewer|reduc\w*|declin\w*|shorter|shorten\w*|drop(?:ped|s)?|fell|fall(?:en|s)?|smaller|"
    r"diminish\w*|lowest|least|attenuat\w*|suppress\w*|inhibit\w*|downregulat\w*|down-regulat\w*|prevent\w*|weaker|"
    r"alleviat\w*|reliev\w*|ameliorat\w*|blunt\w*|abolish\w*|lessen\w*|slow(?:er|ed)?|protect\w*|earlier|lighter|"
    r"minimi[sz]\w*|halved|faster|quicker|sooner|delay\w*|limited|lack)"
)
_GOOD = r"(?:improv\w*|better|superior\w*|favou?r\w*|benefi\w*|effective\w*|best|more efficacious|outperform\w*|advantage\w*|success\w*)"
_BAD = r"(?:wors\w*|inferior|deteriorat\w*|poorer|impair\w*|poor)"
_MOVE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<good>{_GOOD})|(?P<bad>{_BAD}))\b", re.I)
#: What a person has less of when better off; for any other outcome better is more.
_UNWANTED = re.compile(
    r"\b(?:pain|mortality|deaths?|died|depress\w*|anxi\w*|symptom\w*|fatigue|stress|complicat\w*|adverse|side[ -]effects?|"
    r"nausea|vomit\w*|bleed\w*|haemorrhag\w*|hemorrhag\w*|relaps\w*|recurren\w*|failure|infect\w*|severity|disabilit\w*|"
    r"impairment|tumou?r|hospitali[sz]\w*|stay|cost\w*|risk|incidence|inflammat\w*|swelling|edema|oedema|weight|BMI|"
    r"blood pressure|cholesterol|LDL|triglycerid\w*|glucose|HbA1c|insomnia|craving|smoking|drinking|use of|toxicity|"
    r"HAM-?D|MADRS|BDI|PHQ|WOMAC|VAS|UPDRS|IPSS|burden|distress|anger|fear|itch\w*|lesion\w*|cough|headache|migraine|"
    r"attacks?|falls|errors?|delay|duration of|time to|length of)\b",
    re.I,
)
_THAN = re.compile(
    r"\b(?:than|compared (?:with|to)|comparing|as compared|in comparison (?:with|to)|relative to|versus|vs\.?|over|against|"
    r"in contrast to|rather than)(?=\s)",
    re.I,
)
_NUM = r"[-+]?\d{1,7}(?:[.,]\d{1,4})?"
_NOT_RESULT = re.compile(
    r"\bp\s?(?:value)?\s?[<>=≤≥]\s?\d?[.,]?\d*|(?:±|\+/-)\s?\d+(?:[.,]\d+)?|\b(?:n|N|SD|SE|IQR|df|t|F|z|χ2)\s?(?:\(\d+\))?\s?=\s?\d+(?:[.,]\d+)?"
    r"|\d{1,3}(?:\.\d)?\s?%\s?(?:CI|confidence)[^;)\]]{0,40}|[(\[](?:range|IQR|SD|interquartile)[^)\]]{0,40}[)\]]"
    r"|\[[^\]]{0,50}\]|\b(?:Table|Fig(?:ure|\.)?|T|Q|week|month|day|year|group|phase|visit)s?\s?\d+[A-Za-z]?\b"
    r"|\b\d+(?:[.,]\d+)?\s?(?:weeks?|months?|years?|mg|g|µg|kg|mL|ml|IU)\b|\b\d+\s?/\s?\d+\b|\b\d+\s(?:out\s)?of\s\d+\b"
    r"|\(-?\d+(?:[.,]\d+)?(?:\s?(?:-|–|to|,)\s?-?\d+(?:[.,]\d+)?)\)|\b(?:19|20)\d\d\b",
    re.I,
)
_VALUE = re.compile(rf"(?<![\w.,-])(?P<value>{_NUM})(?P<percent>\s?%)?(?![\w]*-[A-Za-z]|[A-Za-z]*\d)")
_RATIO = re.compile(
    r"\b(?:a?OR|a?HR|RR|IRR|odds ratio|hazard ratio|risk ratio|relative risk|rate ratio|incidence rate ratio)s?\b"
    r"(?:\s?[\[(]?95\s?%\s?CI[\])]?)?[^;]{0,40}?(?<![\d.,])(?P<value>\d{1,3}[.,]\d{1,4})",
    re.I,
)
_MEAN = re.compile(
    rf"\b(?:(?:mean|adjusted|estimated|treatment|between-group|group|net|risk|absolute)\s)?(?:difference|MD|SMD|WMD|effect(?: size)?|β|beta|coefficient|b|d)\b"
    rf"[^\d;.+-]{{0,35}}(?P<value>{_NUM})",
    re.I,
)


_HOW_MUCH = frozenset(
    ("more", "greater", "larger", "less", "smaller", "stronger", "greatest", "least", "lower", "higher")
)
_CHANGE = re.compile(
    r"\b(?P<change>reduc\w*|decreas\w*|declin\w*|increas\w*|improve\w*|fell|drop\w*|fall|loss|lost|lower(?:ed|ing))\b",
    re.I,
)
_NOUN = re.compile(
    r"\s(?:[\w-]+\s){0,3}?(?P<change>reduc\w*|decreas\w*|declin\w*|increas\w*|improve\w*|drop\w*|fall|loss|lowering)\b",
    re.I,
)


class Move(NamedTuple):
    """One sign of a direction: +1 up, -1 down under the intervention; where it stands; the words."""

    at: int
    way: int
    force: int
    words: str


def moves(text: str, arms: Arms, outcome: str) -> list[Move]:
    """Every sign of a direction in an evened clause."""
    named = arms.mentions(text)
    return [*_worded(text, named, outcome), *_ratios(text), *_differences(text), *_pairs(text, named)]


def _worded(text: str, named: list[Mention], outcome: str) -> Iterator[Move]:
    for match in _MOVE.finditer(text):
        way = 0 if _names_it(match, text, outcome) else _way(match, text, outcome)
        if way:
            yield Move(match.start(), way * _side(match, text, named), 4, match.group())


def _names_it(match: re.Match[str], text: str, outcome: str) -> bool:
    """Whether the word is part of what the outcome is called ("weight gain"), and says nothing of a direction."""
    if match.group().lower() not in outcome.lower():
        return False
    near = text[max(0, match.start() - 25) : match.end() + 25].lower()
    beside = re.search(
        rf"(\w+)\s+{re.escape(match.group().lower())}|{re.escape(match.group().lower())}\s+(?:\w+\s+)?(\w+)",
        outcome.lower(),
    )
    return beside is not None and any(word and word in near for word in beside.groups())


def _way(match: re.Match[str], text: str, outcome: str) -> int:
    if match["up"]:
        after = text[match.end() : match.end() + 12].lower()
        if match["up"].lower() == "more" and re.match(r" (?:effective|effica|success)", after):
            return 0
        return _turned(match, text, 1)
    if match["down"]:
        return _turned(match, text, -1)
    better = -1 if _UNWANTED.search(outcome) else 1
    return better if match["good"] else -better


def _turned(match: re.Match[str], text: str, way: int) -> int:
    """ "Greater reduction", "reduced more", "less improvement": the noun or verb says the way, the other word how much."""
    if match.group().lower() not in _HOW_MUCH:
        return way
    noun = _NOUN.match(text, match.end()) or next(iter(_CHANGE.finditer(text, 0, match.start())), None)
    if noun is None or noun["change"].lower() in _HOW_MUCH:
        return way
    if re.match(_GOOD, noun["change"], re.I):
        return 0 if way > 0 else way
    return way if re.match(_UP, noun["change"], re.I) else -way


def _side(match: re.Match[str], text: str, named: list[Mention]) -> int:
    """+1 where the arm that moved is the intervention (or none is named), -1 where it is the comparator."""
    arm = _moved(match, text, named)
    return -1 if arm == "comparator" else 1


def _moved(match: re.Match[str], text: str, named: list[Mention]) -> Arm | None:
    """The arm that a word of change speaks of."""
    before = [mention for mention in named if mention.end <= match.start()]
    after = [mention for mention in named if mention.at >= match.end()]
    than = _THAN.search(text, match.end())
    if than is not None and than.start() - match.end() < 120:
        between = [mention for mention in after if mention.at < than.start()]
        if between:
            return between[-1].arm
        beyond = [
            mention
            for mention in after
            if 0 <= mention.at - than.end() < 45 and "(" not in text[than.end() : mention.at]
        ]
        if beyond:
            return other(beyond[0].arm)
    opening = next((found for found in _THAN.finditer(text, 0, match.start())), None)
    if opening is not None:
        first = next((mention for mention in before if 0 <= mention.at - opening.end() < 30), None)
        if first is not None:
            return other(first.arm)
    if after and _IN.search(text[match.end() : after[0].at]):
        return after[0].arm
    if before:
        return before[-1].arm
    return after[0].arm if after else None


_IN = re.compile(
    r"\A[^,;.()]{0,70}\b(?:in|with|for|among|under|by|after|on|of|the|favou?r of)\s(?:[\w'’-]+\s){0,4}\Z", re.I
)


def _ratios(text: str) -> Iterator[Move]:
    for match in _RATIO.finditer(text):
        value = float(match["value"].replace(",", "."))
        if value != 1:
            yield Move(match.start(), 1 if value > 1 else -1, 3, match.group())


def _differences(text: str) -> Iterator[Move]:
    for match in _MEAN.finditer(text):
        value = match["value"]
        number = float(value.replace(",", ".").lstrip("+"))
        if number and (value[0] in "+-" or "." in value):
            yield Move(match.start(), 1 if number > 0 else -1, 1, match.group())


def _pairs(text: str, named: list[Mention]) -> Iterator[Move]:
    """Two values side by side, one of each arm, in the order in which the arms are named."""
    bare = _NOT_RESULT.sub(lambda match: " " * len(match.group()), text)
    found = list(_VALUE.finditer(bare))
    shares = [match for match in found if match["percent"]]
    values = shares if len(shares) >= 2 else found
    if len(values) < 2:
        return
    first, second = values[:2]
    a, b = (float(match["value"].replace(",", ".").lstrip("+")) for match in (first, second))
    if a != b:
        way = 1 if a > b else -1
        yield Move(
            first.start(),
            way if _leads(first, second, named) == "intervention" else -way,
            2,
            text[first.start() : second.end()][:80],
        )


def _leads(first: re.Match[str], second: re.Match[str], named: list[Mention]) -> Arm:
    """The arm that the first of two values belongs to; the intervention where nothing tells."""
    order = list(dict.fromkeys(mention.arm for mention in named))
    if len(order) == 2:
        behind = [mention.arm for mention in named if mention.at >= first.start()]
        if len(set(behind)) == 2:
            return behind[0]
        return order[0]
    if len(order) == 1:
        near = min(named, key=lambda mention: min(abs(mention.at - first.start()), abs(mention.end - first.start())))
        closer_to_second = abs(near.at - second.end()) < abs(near.at - first.end()) and near.at > second.start()
        return other(near.arm) if closer_to_second else near.arm
    return "intervention"
