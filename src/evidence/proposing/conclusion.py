"""Whether the conclusion of an abstract answers its question with yes, no or maybe. Rules only."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from evidence.proposing.clauses import Clause, clauses, even, places, telling

Answer = Literal["yes", "no", "maybe"]

_DENIED = re.compile(
    r"\b(?:not|n't|no|nor|neither|never|none|cannot|without|fail\w*|lack\w*|unable|unlikely|little|insufficient|"
    r"unnecessary|unaffected|independent(?:ly)? of|regardless|ineffective|absence|rarely|poorly|poor (?=predict|agree|valid|correl|reliab|accura|value)|refut\w*|"
    r"contrary|inaccurate|unreliable|inadequate|low (?:accuracy|sensitivity|value)|questionable|"
    r"non-?significant|similar|comparable|equivalent|equal|identical|the same|unchanged)\b",
    re.I,
)
_EQUAL = re.compile(
    r"\b(?:similar\w*|comparable|equivalent|equal\w*|identical|the same|unchanged|unaffected|regardless|independent(?:ly)? of|"
    r"no (?:\w+ )?differen\w+)\b",
    re.I,
)
_ASKS_SAME = re.compile(
    r"\b(?:safe\w*|feasible|feasibility|as (?:good|effective|safe|reliable|accurate)|equivalent|equal|same|comparable|similar|reliable|"
    r"valid|accurate|alternative|enough|sufficient|suitable|without)\b",
    re.I,
)
_OPEN = re.compile(
    r"\b(?:may or may not|modest(?:ly)?|premature|special attention|not always|varies|subtly|unknown|unclear|inconclusive|uncertain|remains? (?:to be|controversial|unknown|a matter)|controversial|mixed|conflicting|"
    r"cannot be (?:excluded|determined|drawn)|depending on|(?<!not )depends? (?:\w+ )?on|in (?:some|certain|selected) (?:\w+ )?(?:patients|cases|groups|subgroups)|"
    r"not (?:yet )?(?:clear|conclusive|established)|to some extent|partially|partly|limited evidence|equivocal|"
    r"(?:more|further|larger|additional) (?:\w+ ){0,3}(?:studies|research|trials|work|data|investigations?) (?:\w+ ){0,3}"
    r"(?:needed|required|necessary|warranted) to (?:determine|establish|confirm|clarify))\b",
    re.I,
)
_HEDGED = re.compile(
    r"\b(?:may|might|could|possib\w+|perhaps|potential\w*|suggest\w* that|appears?|seems?|tend\w*)\b", re.I
)
_TURN = re.compile(r"\b(?:however|although|but|nevertheless|despite|though|whereas|only)\b", re.I)
_UNWELCOME = re.compile(
    r"\b(?:unnecessary|limiting|limit|overestimat\w*|underestimat\w*|delay\w*|worse|risk factor|harm\w*|danger\w*)\b",
    re.I,
)


_NOT_A_DENIAL = re.compile(
    r"not (?:only|rare|uncommon|new|providing)\b|to the best|without (?:surgery|the need)|limited by", re.I
)


class Answered(NamedTuple):
    """The answer a conclusion gives, and the words it rests on."""

    says: Answer
    why: str


def read_conclusion(question: str, conclusion: str) -> Answered:
    """What a conclusion answers to a question that can be answered with yes or no."""
    asked = even(question)
    found = list(clauses(even(conclusion)))
    if not found:
        return Answered("maybe", "nothing is said")
    wanted = telling(asked)
    scored = sorted(found, key=lambda clause: (-_share(clause, wanted), clause.start))
    first = scored[0]
    denied = _denied(first, asked)
    opened = _OPEN.search(conclusion)
    if opened and not denied:
        return Answered("maybe", opened.group())
    if denied:
        return Answered("no", denied)
    return Answered("yes", first.text[:80])


def _share(clause: Clause, wanted: frozenset[str]) -> float:
    return len({word for word in wanted if places(clause.text, frozenset((word,)))}) / max(1, len(wanted))


def _denied(clause: Clause, asked: str) -> str:
    """The words with which a clause denies what was asked; empty when it does not."""
    marks = [match for match in _DENIED.finditer(clause.text) if not _NOT_A_DENIAL.match(clause.text, match.start())]
    if _ASKS_SAME.search(asked):
        marks = [match for match in marks if not _EQUAL.match(match.group())]
        marks = [
            match
            for match in marks
            if not re.match(
                r"(?:no|without|not)\b[^.;]{0,40}\b(?:differ|complication|increas|adverse|risk)",
                clause.text[match.start() :],
                re.I,
            )
        ]
    in_question = len(re.findall(r"\b(?:not|no|n't|never|without|un\w+ly)\b", asked, re.I))
    if not marks or (in_question % 2 and len(marks) % 2):
        return ""
    return marks[0].group()
