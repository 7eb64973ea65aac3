"""How causal a sentence's wording is: 0 not at all, 1 association, 2 cause under a condition or a hedge, 3 cause.

The levels are those of Yu, Li and Wang (2019). A denied effect is still spoken of causally; "suggest" alone hedges
the reporting and not the effect, so it does not make a level 2; advice and calls for research are level 0.
"""

from __future__ import annotations

import re

_RISK = (
    r"(?:risks?|odds|rates?|levels?|prevalence|incidence|likelihood|probability|mortality|survival|frequency|proportions?|"
    r"scores?|concentrations?|numbers?|values?|burden|body mass index|BMI|prognosis|outcomes?|complications?)"
)
_ASSOCIATION = re.compile(
    r"\b(?:associat(?:ed|ions?|es|e)\b|(?:co|anti)?-?correlat\w+|link(?:ed|s|age)? (?:between|to|with)|linked|relat(?:ed|ing) (?:to|with)\b|"
    r"(?:inter)?relation(?:s|ships?)?\b|predict(?:s|ed|or|ors|ive|ion|ing)\b|risk factors?|risk markers?|determinants?|"
    r"(?:more|less|most) (?:likely|frequent(?:ly)?|common(?:ly)?|prevalent|often) (?:to|in|among|than|for)\b|more likely|less likely|"
    r"at (?:an? )?(?:\w+ )?(?:increased|high(?:er)?|low(?:er)?|elevated|greater|two times|twice the|reduced) risk|"
    r"independent of|independently|hazard ratio|odds ratio|differ(?:s|ed)?\b|differences?\b|biomarkers?|markers? (?:of|for)|indicators? of|"
    r"inverse(?:ly)?|prognostic|dose-response|tied to|connected (?:to|with)|connection between|"
    rf"(?:higher|lower|greater|increased|elevated|reduced|decreased|worse|better|poorer|similar|comparable|longer|shorter|larger|smaller|fewer) "
    rf"(?:[\w-]+ ){{0,3}}{_RISK}|"
    r"(?:higher|lower|greater|larger|smaller|worse|better|longer|shorter|similar|more|less|fewer|older|younger)\b[^.;]{0,80}?"
    r"\b(?:than|compared|in those|in patients|among (?:those|patients|women|men)|between)\b|"
    r"(?:equivalent|comparable|similar) (?:to|in|between|among)|dependent on|depends? on|varie[ds] (?:by|with|across|between))",
    re.I,
)
# Verbs as verbs. Forms in -ed that are mostly adjectives ("increased risk") count only where something acts on something.
_CAUSE = re.compile(
    r"\b(?:caus(?:e|es|ed|ing|al|ally|ative)|leads? to|led to|leading to|results? in|resulted in|resulting in|results? from|"
    r"(?:increas|decreas|reduc|improv|enhanc|induc|promot|elevat|rais|accelerat|attenuat|ameliorat|alleviat|mitigat|facilitat|"
    r"modulat|mediat|stimulat|activat|eliminat|exacerbat|minimi[sz]|reliev|achiev|provid|influenc|produc|restor|"
    r"impact|affect|alter|inhibit|suppress|prevent|protect|trigger|benefit|boost|lower|worsen|delay|help|treat|impair|kill|"
    r"regulat|strengthen|slow|shorten|prolong|limit|interfer|stabili[sz]|normali[sz]|confer|encourag|fuel|precipitat|"
    r"optimi[sz]|maximi[sz]|diminish|hinder|counteract|revers|heal|cur|block|disrupt|drive|generat|support|contribut)"
    r"(?:e|es|s|ing)\b|cured|driven by|"
    r"(?:significantly|effectively|markedly|greatly|positively|negatively|substantially|also|not|directly|successfully|was|were|is|are|be|been|have|has|had) "
    r"(?:increas|decreas|reduc|improv|enhanc|induc|promot|elevat|rais|accelerat|attenuat|ameliorat|alleviat|mitigat|facilitat|"
    r"modulat|mediat|stimulat|activat|eliminat|exacerbat|minimi[sz]|reliev|achiev|influenc|produc|restor|impact|affect|alter|"
    r"inhibit|suppress|prevent|protect|trigger|benefit(?:t)?|boost|lower|worsen|delay|help|treat|impair|regulat|contribut|explain|"
    r"strengthen|prolong|stabili[sz]|normali[sz]|limit|shorten)ed\b|"
    r"(?:increas|decreas|reduc|improv|enhanc|induc|promot|lower|affect|influenc|inhibit|suppress|prevent|attenuat|impact|produc|"
    rf"achiev|contribut|help|alter|provid|elevat|worsen|impair|boost|protect|ameliorat|alleviat|confer|restor)(?:r)?ed (?:the|to|in|a|an|her|his|their|its|patients?|"
    r"blood|plasma|serum|body|weight|glyc\w+|\w+ (?:function|control|levels|resistance|sensitivity|scores?|symptoms))\b|"
    r"(?:beneficial|adverse|harmful|deleterious|protective|positive|negative|significant|additive|synergistic|therapeutic|favou?rable|no|any|an|the|strong|major|"
    r"little|substantial|greater|similar|causal|direct|independent) (?:\w+ )?(?:effects?|impacts?|influences?|benefits?|efficacy|implications)\b|effects?\b|impact(?:s)? (?:of|on)|"
    r"effective(?:ly|ness)?|efficac(?:y|ious)|ineffective|protective|due to|because of|owing to|responsible for|attributable to|attributed to|beneficial|"
    r"play(?:s|ed|ing)? an? (?:[\w-]+ ){0,3}roles?|role (?:of|in|for)|contribut(?:or|ors|ion|ed|e|es|ing)|superior(?:ity)?|"
    r"inferior(?:ity)?|non-?inferior(?:ity)?|mechanisms?|success(?:ful|fully)|useful|helpful|promising|"
    r"useful|advantage(?:s|ous)?|(?:significant|greater|clinically meaningful|better|sustained|substantial|marked) (?:[\w-]+ ){0,3}(?:improvements?|reductions?|weight loss|decreases?|increases?))\b",
    re.I,
)
_ACTS_ON_RISK = re.compile(
    rf"\b(?:increas|decreas|reduc|lower|rais|elevat|improv|prevent|worsen|modif|doubl)(?:e|es|ing|s|y|ies|(?<=t)s)?\s(?:the )?(?:[\w-]+ ){{0,3}}?{_RISK}\b"
    rf"|\b(?:reduced|decreased|lowered|increased|raised|improved) the (?:[\w-]+ ){{0,3}}?{_RISK}\b"
    r"|\b(?:cause[sd]?|leads? to|led to|results? in|resulted in|effect of|effects? on|causal (?:effect|role))\b",
    re.I,
)
_CONDITION = re.compile(
    r"\b(?:may|might|could|would|potential(?:ly)?|possib(?:le|ly|ility)|probabl[ey]|likely|unlikely|appear(?:s|ed)?|seem(?:s|ed)?|"
    r"perhaps|promising|tend(?:s|ed)? to|hypothesi[sz]e[sd]?)\b",
    re.I,
)
_RESEARCH = re.compile(
    r"\b(?:further|future|more|additional|larger?|prospective|longitudinal|long-term|well-designed|randomi[sz]ed|controlled|clinical|"
    r"experimental|other|new|ongoing|subsequent|multicent(?:er|re))\b[^.;]{0,60}?\b(?:research|stud(?:y|ies)|trials?|investigations?|work|evaluation|"
    r"data|evidence|analys[ei]s|follow-?up|efforts?|understanding)\b[^.;]{0,60}?\b(?:need(?:s|ed)?|requir(?:e|es|ed)|warrant(?:s|ed)?|necessary|should|"
    r"may|might|could|will|would|must|to (?:determine|clarify|confirm|explore|investigate|examine|assess|evaluate|elucidate|identify|understand)|"
    r"merit(?:s|ed)?|recommended|important)\b"
    r"|\b(?:require|requires|required|need|needs|needed|warrant|warrants|deserves?|merits?|awaits?)\b[^.;]{0,40}?\b(?:further|more|additional|larger|future|"
    r"confirm\w*|investigat\w*|clarif\w*|elucidat\w*|validat\w*|research|stud(?:y|ies)|evaluation|trials?|attention|exploration)\b"
    r"|\b(?:are|is|be) (?:\w+ )?(?:needed|warranted|required|recommended|necessary|essential|crucial)\b|\bremains? (?:unclear|unknown|to be|controversial|uncertain)\b"
    r"|\b(?:should|must|ought to|recommend(?:s|ed)?|need(?:s|ed)? to|needs?\b|it is important|we (?:propose|aim|plan|describe|present|hope)|"
    r"(?:implications|attention|opportunit(?:y|ies)|strategies|targets?|policy|policies|guidelines?|priority)\b[^.;]{0,40}?\b(?:for|to)\b)"
    r"|\b(?:unclear|unknown|inconclusive|not (?:well )?(?:known|understood|clear)|to our knowledge|first (?:report|study|case|time)|feasible|feasibility)\b"
    r"|\b(?:trial registration|clinicaltrials\.gov|registration|identifier|abbreviations?:|level of evidence|copyright|NCT\d+|ISRCTN\w+)",
    re.I,
)
_RESULT = re.compile(
    r"\b(?:(?:was|were|is|are|be) (?:\w+ ){0,3}(?:associated|correlated|related)|(?:improved|reduced|increased|decreased) (?:the|in)|significantly (?:improved|reduced|increased|decreased|lower|higher|associated))\b",
    re.I,
)


def causal_level(text: str) -> int:
    """The level of the sentence's main wording."""
    association = _ASSOCIATION.search(text)
    cause = _CAUSE.search(text)
    if association is None and cause is None:
        return 0
    if _RESEARCH.search(text) and not _RESULT.search(text):
        return 0
    if association and (cause is None or not _ACTS_ON_RISK.search(text)):
        return 1
    return 2 if _CONDITION.search(text) else 3
