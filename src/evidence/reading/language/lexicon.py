"""The words that turn a sentence: written by hand, one phrase between commas.

``{a|b|}`` stands for each of its parts, ``~`` after a verb for its forms. How far a phrase reaches:
``forward`` to the end of its clause, ``back`` from the start of it, ``clause`` both ways, ``raise`` both ways
because its subject belongs to what follows ("X seems to Y"), ``self`` no further than itself.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

Kind = Literal["negation", "speculation", "emphasis", "comparison", "attribution", "none"]
Reach = Literal["forward", "back", "clause", "raise", "self", "modal", "object"]


class Term(NamedTuple):
    """A phrase as words, what it does, and which way."""

    words: tuple[str, ...]
    kind: Kind
    reach: Reach
    group: str


_WORDS: tuple[tuple[Kind, Reach, str, str], ...] = (
    (
        "negation",
        "modal",
        "word",
        """not, cannot, can not, could not, never, didn't, doesn't, don't, isn't, aren't, wasn't, weren't, hasn't,
        haven't, hadn't, won't, wouldn't, can't, couldn't, shouldn't, needn't, ain't, nowhere""",
    ),
    (
        "negation",
        "forward",
        "word",
        """no, none, none of, neither, nor, nobody, no one, nothing, without, without any, without evidence of,
        {the|a|} lack of, lack, lacks, lacked, lacking, {the|an|} absence of, absence, rather than, instead of,
        fail~, fail~ to, failure to, failure of, neither of, no longer, in no way, by no means, under no circumstances,
        no {clear|convincing|significant|good|strong|reliable|robust|solid|real|scientific|clinical|further|other|}
        {evidence|proof|sign|signs|indication|suggestion} {of|that|for|}, little {or|to} no, little if any,
        devoid of, free of, free from, den{y|ies|ied|ying}, negative for, void of, exclud{e|es|ed|ing}, rules out,
        refut{e|es|ed|ing}, disprov{e|es|ed|ing}, disproven, debunk~, contradict~, ruled out for, rule him out for,
        rule her out for, rule out for, rule the patient out for, declin{e|es|ed}, non, unremarkable for,
        {a|the|} myth that, no truth, absent of, not""",
    ),
    ("negation", "back", "word", """ruled out, absent, is negative, are negative, was negative, were negative,
        {is|are|was|were|been|be} excluded, {is|are|was|were} false, {is|are|was|were} a myth, nil,
        {is|are|was|were} lacking, {is|are|was|were} missing, not {been|} demonstrated, not {been|} seen"""),
    (
        "negation",
        "raise",
        "affix",
        """ineffective, inefficacious, inactive, insensitive, ineffectual, unable, unaffected, unchanged, unaltered,
        unrelated, uncorrelated, unassociated, unresponsive, insignificant, nonsignificant, non-significant,
        nonresponsive, non-responsive, unsuccessful, unhelpful, useless, worthless, futile, unimpaired, unmodified,
        incapable, no better than, no more effective than, no worse than, no different from, no different than,
        indistinguishable from, non-existent, nonexistent, unproven, unsupported, unfounded, nontender""",
    ),
    # Words that look like a denial and deny nothing, or not what follows them.
    (
        "none",
        "self",
        "pseudo",
        """not only, not just, not merely, not simply, not solely, not necessarily, not least, not exclusively,
        not entirely, not infrequently, not uncommonly, not always, not all, not every, not certain if,
        not certain whether, no longer than, no later than, no fewer than, no less than, no more than, whether or not,
        or not, if not, why not, no matter, no sooner, nothing but, none other than, with or without, no {1|2|3|4|5|6},
        not to mention, not unlike, gram negative, gram-negative, negative symptoms, negative emotion,
        negative control, negative controls, not drain, no wonder, without difficulty, without further,
        without question, {no|without} {problem|delay}, could not be more, loss of function,
        no {significant|appreciable|definite|interval|suspicious|} {increase|change|changes|decrease} in""",
    ),
    (
        "speculation",
        "forward",
        "denied exclusion",
        """{cannot|can not|could not|can't|couldn't|not|never|unable to|impossible to|difficult to|hard to}
        {be|} {definitively|completely|entirely|fully|} {rule out|ruled out|exclude|excluded|dismiss|discount},
        not {been|yet been|yet|} {ruled out|excluded}, not exclud{e|ed|ing}, not rul{e|ed|ing} out""",
    ),
    (
        "speculation",
        "modal",
        "modal",
        "may, might, could {conceivably|perhaps|possibly|}, may {well|perhaps|possibly|} , may or may not, might or might not",
    ),
    (
        "speculation",
        "forward",
        "word",
        """whether, whether or not, suggest~, suggest~ that, indicat{e|es|ed|ing} that, imply, implies, implied, implying,
        possible, possibly, perhaps, maybe, probable, probably, presumably, presumed, putative, putatively, potential,
        potentially, possibility, possibilities, probability that, speculat{e|es|ed|ing}, speculation, speculative,
        hypothesi{z|s}{e|es|ed|ing}, hypothesis, hypotheses, hypothetical, hypothetically, postulat{e|es|ed|ing},
        propos{e|es|ed|ing} that, assum{e|es|ed|ing}, assumption, assumptions, suspect~, suspicion, conceivabl{e|y},
        plausibl{e|y}, apparently, seemingly, supposedly, allegedly, arguably, question remains,
        rais{e|es|ed|ing} the {possibility|question|hypothesis}, idea that, notion that, indication that,
        indications that, appear, supports the {idea|notion|view|hypothesis}, consistent with, in line with,
        {remain~|remaining} to be {determined|seen|elucidated|investigated|established|clarified|confirmed|tested|shown},
        not {known|clear|certain|sure} {whether|if|how|why|} , no guarantee, in theory, theoretically, if any,
        may be the case, {preliminary|early|initial|tentative|limited|weak|inconclusive|mixed|emerging} evidence,
        {hints|hint|hinted|hinting} {at|that}, rule out, evaluate for, question of, questionable, uncertain {whether|if|},
        could be, could have, could {explain|account|help|reflect|result|lead|represent|serve|contribute|benefit|reduce|improve}""",
    ),
    (
        "speculation",
        "raise",
        "raising",
        """seem~, appear~, likely, unlikely, unclear, unknown, uncertain, inconclusive, to be confirmed, tend~ to,
        thought to, believed to, considered to, predicted to, expected to, presumed to, assumed to, suspected to,
        reported to, remains unclear, remain unclear, remains unknown, remain unknown, remains uncertain, debatable,
        controversial, not {yet|} {known|clear|certain|understood}, poorly understood, under debate""",
    ),
    ("none", "self", "pseudo", """less likely than, more likely than, likelihood ratio, likelihood ratios, {the|} month of may,
        in may, may {1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29|30|31},
        as soon as possible, as {early|much|little|many|long|fast|low|high|few|far} as possible, where possible,
        if possible, as possible, likelihood"""),
    (
        "emphasis",
        "clause",
        "emphasis",
        """prov{e|es|ed|ing} {that|to|}, proven {to|}, without {a|any|} {doubt|question}, no doubt {that|}, undoubtedly,
        beyond {any|a|all|} {reasonable|} doubt, unquestionably, indisputabl{e|y}, undeniabl{e|y}, irrefutabl{e|y},
        always, guarantee~, guaranteed, certainly, definitely, definitive proof, conclusively, unequivocally,
        incontrovertibl{e|y}, invariably, cure, cures, cured, curing, miracle, miraculous, breakthrough,
        game changer, game-changer, game-changing, 100 % effective, 100% effective, completely {safe|effective},
        totally {safe|effective}, absolutely, every single, in every case, for everyone, everyone who, never fails,
        the {only|best} treatment, once and for all, settled science, it is a fact that, the fact is, obviously,
        of course, overwhelming evidence, eliminat{e|es|ed|ing}, eradicat{e|es|ed|ing}, revolutioni{z|s}{e|es|ed|ing},
        risk-free, side-effect-free, no side effects, is known to, are known to, well established, well-established,
        clearly {shows|show|demonstrates|demonstrate|demonstrated|proves}, firmly established""",
    ),
    ("none", "self", "pseudo", """always been, almost always, not always, no guarantee, no cure, cure rate, cure rates,
        proof of concept, proof-of-concept, cannot prove, not prove, not prov{ed|en|ing}, certainly not"""),
    (
        "comparison",
        "clause",
        "comparison",
        """compared {with|to}, in comparison {with|to}, relative to, versus, vs, than, superior to, inferior to,
        non-inferior to, noninferior to, similar to, comparable {to|with}, as {effective|safe|good|well tolerated} as,
        equivalent to, differ~ from, in contrast {to|with}, as opposed to, outperform~, better than, worse than""",
    ),
    ("none", "self", "pseudo", "other than, rather than, more than, less than, fewer than, no {more|less|fewer} than"),
)


@cache
def trie() -> dict[str, list[Term]]:
    """Every phrase by its first word, longest first; of equals the one written first."""
    found: dict[str, dict[tuple[str, ...], Term]] = {}
    for kind, reach, group, text in _WORDS:
        for phrase in _phrases(text):
            words = tuple(phrase.split())
            if words:
                found.setdefault(words[0], {}).setdefault(words, Term(words, kind, reach, group))
    return {first: sorted(terms.values(), key=lambda term: -len(term.words)) for first, terms in found.items()}


def _phrases(text: str) -> list[str]:
    """The phrases that a written list stands for."""
    return [" ".join(phrase.split()) for item in text.split(",") for phrase in _spread(item.strip())]


def _spread(item: str) -> list[str]:
    """``{a|b} c`` as ``a c`` and ``b c``; ``fail~`` as its forms."""
    verb = re.search(r"(\w+)~", item)
    if verb:
        return [form for each in _forms(verb.group(1)) for form in _spread(item.replace(verb.group(), each, 1))]
    brace = re.search(r"\{([^{}]*)\}", item)
    if brace is None:
        return [item]
    before, after = item[: brace.start()], item[brace.end() :]
    return [form for part in brace.group(1).split("|") for form in _spread(before + part + after)]


def _forms(verb: str) -> list[str]:
    """A regular verb's four forms."""
    return [verb, verb + "s", verb + "ed", verb + "ing"]
