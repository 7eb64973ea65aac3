"""How causal a sentence's wording is: 0 not at all, 1 association, 2 cause under a condition or a hedge, 3 cause."""

from __future__ import annotations

import re

_ASSOCIATION = re.compile(
    r"\b(?:associat(?:ed|ion|ions|es)|correlat\w+|linked|links? (?:between|to)|relat(?:ed|ionships?|ion) (?:to|between|with|of)|"
    r"predict(?:s|ed|or|ors|ive)?|risk factors?|more likely|less likely|odds|(?:higher|lower|greater|increased|elevated|reduced|decreased) "
    r"(?:risk|rates?|levels?|prevalence|incidence|likelihood|odds|probability))\b",
    re.I,
)
_CAUSE = re.compile(
    r"\b(?:caus(?:e|es|ed|ing|al|ally)|leads? to|led to|leading to|results? in|resulted in|resulting in|increas(?:e|es|ed|ing)|"
    r"decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing|tion|tions)|improv(?:e|es|ed|ing|ement|ements)|prevent(?:s|ed|ing|ion)?|"
    r"induc(?:e|es|ed|ing)|inhibit(?:s|ed|ing|ion)?|promot(?:e|es|ed|ing)|enhanc(?:e|es|ed|ing|ement)|affect(?:s|ed|ing)?|"
    r"effects? (?:of|on|in)|effective(?:ly|ness)?|efficac(?:y|ious)|protect(?:s|ed|ing|ive)?|trigger(?:s|ed|ing)?|"
    r"contribut(?:e|es|ed|ing|or)|attenuat\w+|ameliorat\w+|suppress\w*|treat(?:s|ed|ing)|boost(?:s|ed|ing)?|helps?|helped|"
    r"lower(?:s|ed|ing)|rais(?:e|es|ed|ing)|impair(?:s|ed|ing|ment)?|stimulat\w+|activat(?:e|es|ed|ing)|alleviat\w+|"
    r"reliev(?:e|es|ed|ing)|mitigat\w+|due to|because of|responsible for|benefi(?:t|ts|ted|cial)|impact(?:s|ed|ing)?|"
    r"influenc(?:e|es|ed|ing)|cur(?:e|es|ed|ing)|kill(?:s|ed|ing)?|accelerat\w+|exacerbat\w+|worsen\w*|superior|inferior|"
    r"non-?inferior|facilitat\w+|modulat\w+|mediat\w+|restor(?:e|es|ed|ing)|eliminat\w+|delay(?:s|ed|ing)?)\b",
    re.I,
)
_CONDITION = re.compile(
    r"\b(?:may|might|could|can|would|potential(?:ly)?|possib(?:le|ly|ility)|probabl[ey]|likely|appear(?:s|ed)?|seem(?:s|ed)?|perhaps|"
    r"suggest(?:s|ed|ing|ive)?|promising|hypothes\w+|tend(?:s|ed)?|if)\b",
    re.I,
)


def causal_level(text: str) -> int:
    """The level of the strongest wording in the sentence."""
    cause = _CAUSE.search(text)
    if cause is None:
        return 1 if _ASSOCIATION.search(text) else 0
    if _ASSOCIATION.search(text):
        return 1
    return 2 if _CONDITION.search(text) else 3
