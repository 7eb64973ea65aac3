"""How causal a sentence's wording is: 0 not at all, 1 association, 2 cause under a condition or a hedge, 3 cause.

The levels are those of Yu, Li and Wang (2019). A denied effect is still spoken of causally; "suggest" alone hedges
the reporting and not the effect, so it makes no level 2; advice and calls for research are level 0.
"""

from __future__ import annotations

import re
from itertools import pairwise

from evidence.reading.language.tokens import Tokens, tokens, word_set

_RISK = (
    r"(?:risks?|odds|rates?|prevalence|incidence|likelihood|probability|mortality|survival|frequency|"
    r"chances?|recurrence)"
)
# Said of two things that go together, whatever else the sentence says.
_TOGETHER = re.compile(
    r"\b(?:associat(?:ed|ions?|es|e)|correlat\w+|link(?:ed|s|age|ing)?|related|interrelation\w*|relation(?:s|ships?)?|"
    r"predict(?:s|ed|or|ors|ive)?|risk factors?|risk markers?|determinants?|(?:more|less|most) likely|odds|hazard|"
    r"independently|dose-response|inverse(?:ly)?|prognostic|biomarkers?|markers? (?:of|for)|indicators? (?:of|for)|"
    r"susceptib\w+|prone|predispos\w+|tied to|connected (?:to|with)|connection between|"
    r"at (?:an? )?(?:\w+ )?(?:increased|high(?:er)?|low(?:er)?|elevated|greater|reduced|\w+ times|twice the) risk)\b",
    re.I,
)
# Groups or times that differ, changes that were seen: level 1 where nothing is said to have acted.
_DIFFER = re.compile(
    rf"\b(?:differ(?:s|ed|ences?|ent|ing)?|(?:(?:high|low|great|large|small|long|short|old|young|few|poor)(?:er)|"
    r"increased|elevated|reduced|decreased|worse|better|more|less|fewer|similar|comparable|equivalent|"
    r"excess)\b[^.;]{0,90}?"
    rf"\b(?:than|compared|comparison|versus|among|between|in those|in (?:the )?(?:\w+ )?(?:patients|women|men|"
    rf"children|group|subjects|participants)|{_RISK})|"
    r"(?:improvements?|reductions?|increases?|decreases?|decline|rise|weight loss|"
    r"changes?)\b[^.;]{0,80}?\b(?:observed|found|seen|in|after|following|over)|"
    r"(?:was|were|is|are) (?:\w+ )?(?:increased|decreased|elevated|reduced|higher|lower|altered|improved|"
    r"downregulated|upregulated)|"
    r"(?:increas|decreas|improv|declin)(?:ed|es|e) (?:\w+ )?(?:in|with|after|during|across|over|among)|dependent on|"
    r"depends? on|"
    r"varie[ds] (?:by|with|across|between)|compared (?:to|with)|interaction)\b",
    re.I,
)
_CAUSE = re.compile(
    r"\b(?:causal(?:ly)?|causative|leads? to|led to|leading to|results? in|resulted in|resulting in|results? from|"
    r"driven by|"
    r"effects?|impacts? (?:of|on)|influences? (?:of|on)|effective(?:ly|ness)?|efficac(?:y|ious)|ineffective|protective|"
    r"due to|because of|owing to|responsible for|attributable to|attributed to|beneficial|benefits? (?:of|from|for|"
    r"to|in)|"
    r"play(?:s|ed|ing)? an? (?:[\w-]+ ){0,3}roles?|role (?:of|in)|contribut(?:e|es|ed|ing|or|ors|ion)s? (?:to|in|"
    r"of)|superior(?:ity)?|"
    r"inferior(?:ity)?|successful(?:ly)?|helpful|promising (?:treatment|therapy|approach|strategy|agent)|"
    r"detrimental|harmful|deleterious|translated? (?:in)?to|"
    r"alternative (?:to|treatment|therapy)|therapeutic (?:target|option|potential)|advantages? (?:of|over)|"
    r"result(?:s|ed|ing)? in|(?:improved|reduced|increased|decreased|affected|influenced|modulated|mediated|"
    r"prevented|enhanced|induced|caused|inhibited|suppressed|attenuated|explained) by|"
    r"role of|independent (?:\w+ )?(?:factors?|determinants?) for|disease-modifying)\b",
    re.I,
)
_ACTS_ON_RISK = re.compile(
    rf"\b(?:increases?|decreases?|reduces?|lowers|raises?|worsens?|doubles|increasing|reducing|"
    rf"decreasing) (?:the )?(?:[\w-]+ ){{0,2}}?{_RISK}\b"
    rf"|\b(?:reduced|decreased|lowered|increased|raised|improved) the (?:[\w-]+ ){{0,3}}?{_RISK}\b"
    r"|\b(?:causes?|caused|leads? to|led to|resulted in|causal (?:effect|role))\b|\b(?:is|are|was|"
    r"were) (?:\w+ )?effective\b",
    re.I,
)
_CONDITION = re.compile(
    r"\b(?:may|might|could|would|potential(?:ly)?|possib(?:le|ly|ility)|probabl[ey]|likely|unlikely|appear(?:s|ed)?|"
    r"seem(?:s|ed)?|"
    r"perhaps|promising|tend(?:s|ed)? to|hypothesi[sz]e[sd]?)\b",
    re.I,
)
_STUDY = (
    r"(?:research|stud(?:y|ies)|trials?|investigations?|work|evaluation|data|evidence|analys[ei]s|efforts?|"
    r"understanding)"
)
_MORE = (
    r"(?:further|future|more|additional|larger?|prospective|longitudinal|long-term|well-designed|randomi[sz]ed|"
    r"controlled|clinical|experimental|other|new|ongoing|subsequent)"
)
_ADVICE = re.compile(
    rf"\b{_MORE}\b[^.;]{{0,60}}?\b{_STUDY}\b[^.;]{{0,60}}?\b(?:need(?:s|ed)?|requir(?:e|es|ed)|warrant(?:s|ed)?|"
    rf"necessary|should|may|might|"
    r"could|will|would|must|to (?:determine|clarify|confirm|explore|investigate|examine|assess|evaluate|elucidate|"
    r"identify|understand)|"
    r"merit(?:s|ed)?|recommended)\b"
    rf"|\b(?:require|requires|required|need|needs|needed|warrant|warrants|deserves?|merits?|"
    rf"awaits?)\b[^.;]{{0,40}}?\b(?:further|more|additional|"
    rf"larger|future|confirm\w*|investigat\w*|clarif\w*|elucidat\w*|validat\w*|attention|exploration|{_STUDY})\b"
    r"|\b(?:are|is|be) (?:\w+ )?(?:needed|warranted|required|recommended)\b|\bremains? (?:unclear|unknown|to be|"
    r"controversial|uncertain)\b"
    r"|\b(?:should|ought to|recommend(?:s|ed)?|need(?:s|ed)? to|we (?:propose|aim|plan|describe|present|hope)|"
    r"it is hoped)\b"
    r"|\b(?:unclear|unknown|inconclusive|not (?:well )?(?:known|understood|clear)|to our knowledge|first (?:report|"
    r"case))\b"
    r"|\b(?:trial registration|clinicaltrials\.gov|registration|identifier|abbreviations?:|level of evidence|"
    r"copyright|NCT\d+|ISRCTN\w+)"
    r"|\b(?:findings?|results?|study|studies|data|paper|review|registr(?:y|ies)) (?:also |will |can |may |could |"
    r"have )?(?:provides?|contributes?|help|inform|guide|offer|emphasi[sz]es?|"
    r"underscores?|highlights?|facilitate|pose|impact)\b",
    re.I,
)
_RESULT = re.compile(
    r"\b(?:(?:was|were|is|are|be) (?:\w+ ){0,3}(?:associated|correlated|related|effective)|(?:improved|reduced|"
    r"increased|decreased) the|"
    r"more likely|at (?:\w+ )?risk|significantly (?:improved|reduced|increased|decreased|lower|higher|associated))\b",
    re.I,
)
_ACT = sorted(
    word_set(
        "cut sav shap driv curb caus increas decreas reduc improv enhanc induc promot elevat rais accelerat attenuat ameliorat alleviat "
        "mitigat facilitat "
        "modulat mediat stimulat activat eliminat exacerbat minimiz minimis reliev influenc produc restor impact "
        "affect alter "
        "inhibit suppress prevent protect trigger benefit boost lower worsen delay help treat impair kill "
        "strengthen slow "
        "shorten prolong interfer stabiliz stabilis normaliz normalis confer precipitat optimiz optimis maximiz "
        "maximis diminish "
        "hinder counteract revers cur block disrupt regulat down-regulat up-regulat elicit enabl modif fuel "
        "predispos explain"
    )
)
_PRESENT = frozenset(stem + end for stem in _ACT for end in ("e", "es", "s", "", "ing", "y", "ies"))
_PAST = frozenset(stem + end for stem in _ACT for end in ("ed", "d", "ied", "red", "ted"))
_NOT_ACTING = word_set(
    "a an the of with and or by in for was were is are be been has have had this these more no such from"
)
_NO_OBJECT = word_set("in by with among after and from over during at for to across when compared as") | set(",.;:()")
_NOUNS = word_set(
    "increase increases decrease decreases benefit benefits impact impacts influence influences help cause causes "
    "delay rise block lower slow"
)


def causal_level(text: str) -> int:
    """The level of the sentence's main wording."""
    return level(tokens(text))


def level(found: Tokens) -> int:
    """``causal_level`` of a sentence already cut into words."""
    text = found.text
    if _ADVICE.search(text) and not _RESULT.search(text):
        return 0
    acts = _CAUSE.search(text) is not None or _acts(found.words)
    if _TOGETHER.search(text) and not _ACTS_ON_RISK.search(text):
        return 1
    if acts:
        return 2 if _CONDITION.search(text) else 3
    return 1 if _DIFFER.search(text) or _TOGETHER.search(text) else 0


def _acts(words: list[str]) -> bool:
    """Whether something is said to act on something: a verb of effect with an object."""
    padded = ["", *words, ""]
    for (before, word), after in zip(pairwise(padded), padded[2:], strict=False):
        if word in _PRESENT:
            noun = word in _NOUNS and (before in _NOT_ACTING or after in _NO_OBJECT or before in _SIZES)
            if not noun and not (word == "lower" and before not in ("to", "may", "can", "could")):
                return True
        elif word in _PAST and before not in _NOT_ACTING and after not in _NO_OBJECT and after:
            return True
    return False


_SIZES = word_set(
    "significant significantly greater large small further marked substantial weight relative mean annual yearly"
)
