"""The words that turn a sentence: written by hand, one phrase between commas.

``{a|b|}`` stands for each of its parts, ``~`` after a verb for its forms; ``<is`` must
stand before and ``to>`` after, and are no part of the cue. How far a phrase reaches: ``modal``, a verb, to
the end of its clause,
and over the subject when passive; ``phrase`` up to the next finite verb; ``subject`` over one verb
more when it opens its clause ("no patient improved"); ``that`` to the end of what it introduces; ``raise`` like a
verb, with its subject ("X seems to Y"); ``clause`` both ways; ``back`` from the start of the clause; ``self`` no
further.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

Kind = Literal["negation", "speculation", "emphasis", "comparison", "attribution", "none"]
Reach = Literal["subject", "phrase", "modal", "that", "raise", "clause", "back", "self"]


class Term(NamedTuple):
    """A phrase as words, what it does, and which way; of its words, so many at either end are no part of the cue."""

    words: tuple[str, ...]
    kind: Kind
    reach: Reach
    group: str
    before: int = 0
    after: int = 0


_WORDS: tuple[tuple[Kind, Reach, str, str], ...] = (
    (
        "negation",
        "modal",
        "word",
        """not, cannot, can not, could not, never, didn't, doesn't, don't, isn't, aren't, wasn't, weren't, hasn't,
        haven't, hadn't, won't, wouldn't, can't, couldn't, shouldn't, needn't, ain't, nowhere, fail~,
        den{y|ies|ied|ying},
        no longer, in no way, by no means, under no circumstances,  refut{e|es|ed|ing},
        disprov{e|es|ed|ing}, disproven, debunk~,
        {did|can|could|adequate to|sufficient to} rule {out|him out|her out|the patient out}, not know of,
        not known to have,
        rul{ed|es} {him|her|the patient} out,  clear of,
        inconsistent with, contradict~, rules out, ruled out, lack, lacks, lacked, hardly, scarcely""",
    ),
    (
        "negation",
        "subject",
        "word",
        """no, none, neither, nor, nobody, no one, nothing,
        no {clear|convincing|significant|good|strong|reliable|robust|solid|real|scientific|clinical|further|other|}
        {evidence|proof|sign|signs|indication|suggestion} {of|that|for|}, little {or|to} no, little if any""",
    ),
    (
        "negation",
        "phrase",
        "word",
        """without, without any, without evidence of, lack of>, <{is|are|was|were|been|be} negative for, <{is|are|was|were|been|be} ruled out for, lacking, absence of>, absence, rather than, instead of,
        failure, devoid of, free of, free from, negative for, void of, ruled out for, rule him out for,
        rule her out for, rule out for, rule the patient out for, unremarkable for, - ve for,
        absent of, low {suspicion|probability} {of|for}""",
    ),
    ("negation", "that", "word", "<{is|was} a myth that, {a|the} myth that, no truth {in|to}"),
    (
        "negation",
        "back",
        "word",
        """<{is|are|was|were|been|be|being} ruled out, ruled out {.|;|by|with}>, : {none|negative|absent|no} .>,
        negative .>, negative ;>, tested negative, <been negative, <{is|are|was|were} negative,
        <{is|are|was|were|been|be} excluded, <{is|are|was|were} false,
        <{is|are|was|were} a myth, nil, <{is|are|was|were} {lacking|missing}""",
    ),
    ("negation", "raise", "word", "absent"),
    (
        "negation",
        "raise",
        "affix",
        """ineffective, inefficacious, inactive, insensitive, ineffectual, unable, unaffected,
        <{is|are|was|were|remain|remains|remained|been} {unchanged|unaltered|unmodified|unimpaired},
        unrelated, uncorrelated, unassociated, unresponsive, insignificant, nonsignificant, non-significant,
        nonresponsive, non-responsive, unsuccessful, unhelpful, useless, worthless, futile,
        incapable, no better than, no more effective than, no different {from|than},
        indistinguishable from, non-existent, nonexistent, unproven, unsupported, unfounded""",
    ),
    # A change is denied, not the thing that did not change: "no increase in nausea".
    (
        "negation",
        "self",
        "change",
        """no {increase|change|changes|decrease}> in>, no
        {significant|appreciable|definite|interval|suspicious|relevant|further}> {increase|change|changes|decrease}> in>,
        no significant> interval> {increase|change|changes|decrease}> in>""",
    ),
    # Words that look like a denial and deny nothing, or not what follows them.
    (
        "none",
        "self",
        "pseudo",
        """not only, not just, not merely, not simply, not solely, not necessarily, not least, not exclusively,
        not entirely, not infrequently, not uncommonly, not all, not every,
        no longer than, no later than, no fewer than, no less than, no more than, or not, if not, why not,
        no matter, no sooner, nothing but, none other than, with or without, no {1|2|3|4|5|6},
        not to mention, not unlike, gram negative, gram-negative, negative symptoms, negative emotion,
        negative control, negative controls, not drain, no wonder, without difficulty, without further,
        {no|without} {problem|delay}, loss of function, not affect the conclusion""",
    ),
    (
        "speculation",
        "modal",
        "denied exclusion",
        """{cannot|can not|could not|can't|couldn't|not|never|unable to|impossible to|difficult to|hard to}
        {be|} {definitively|completely|entirely|fully|} {rule out|ruled out|exclude|excluded|dismiss|discount},
        not {been|yet been|yet|} {ruled out|excluded}, to exclude, r / o, not exclud{e|ed|ing},
        not rul{e|ed|ing} out""",
    ),
    (
        "speculation",
        "back",
        "still to exclude",
        "{being|should be|must be|to be|will be|needs to be|ought to be} {ruled out|excluded}",
    ),
    (
        "speculation",
        "modal",
        "modal",
        "may, might, could, may or may not, might or might not",
    ),
    (
        "speculation",
        "that",
        "word",
        """whether, whether or not, suggest~, suggestive, indicat{e|es|ed|ing} that, imply, implies, implied, implying,
        possibility, speculat{e|es|ed|ing}, hypothesi{z|s}{e|es|ed|ing}, hypothesis that>, hypothesis is>,
        hypotheses that>,
        postulat{e|es|ed|ing}, proposed, propos{e|es|ing} that, assum{e|es|ed|ing}, assumption that>, suspect~,
        conceivabl{e|y}, question remains, idea that>, notion that>, indication that>, indications that>,
        rais{e|es|ed|ing} the {possibility|question|hypothesis}, not {know|knew} {whether|if|how|why|}, no guarantee,
        {preliminary|early|initial|tentative|limited|weak|inconclusive|mixed|emerging} evidence, not know,
        {hints|hint|hinted|hinting} {at|that}""",
    ),
    (
        "speculation",
        "phrase",
        "word",
        """possible, possibly, perhaps, maybe, probable, probably, presumably, presumed, putative, putatively,
        potential,
        potentially, speculation, speculative, hypothetical, hypothetically, plausibl{e|y}, apparently, seemingly,
        supposedly, allegedly, arguably, suspicion, rule out, evaluate for, questionable, in theory, theoretically""",
    ),
    (
        "speculation",
        "raise",
        "raising",
        """seem~, appear~, likely, unlikely, unclear, inconclusive, {remain~|remaining} to be
        {determined|seen|elucidated|investigated|established|clarified|confirmed|tested|shown}, tend to>,
        tends to>, tended to>, predicted to>,
        <{is|are|was|were|remain|remains|remained} {unknown|uncertain},
        {thought|believed|considered|presumed|assumed|suspected|reported|expected} to>,
        debatable, controversial, not {yet|} {known|clear|certain|understood}, poorly understood, under debate""",
    ),
    (
        "none",
        "self",
        "pseudo",
        """less likely than, more likely than, likelihood ratio, likelihood ratios, {the|} month of may,
        in may, may {1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29|30|31},
        as soon as possible, as {early|much|little|many|long|fast|low|high|few|far} as possible, where possible,
        if possible, as possible, action potential, action potentials, more likely to, less likely to, all possible,
        times more likely, data not shown only""",
    ),
    (
        "emphasis",
        "clause",
        "emphasis",
        """prov{e|es|ed|ing} {that|to|}, proven {to|}, without {a|any|the slightest|} {doubt|question}, without {exception|fail}, no doubt {that|}, undoubtedly,
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
    (
        "none",
        "self",
        "pseudo",
        """always been, almost always, not always, no guarantee, no cure, cure rate, cure rates,
        proof of concept, proof-of-concept, cannot prove, not prove, not prov{ed|en|ing}, certainly not""",
    ),
    (
        "comparison",
        "clause",
        "comparison",
        """compared {with|to}, in comparison {with|to}, relative to, versus, vs, than, superior to, inferior to,
        non-inferior to, noninferior to, similar to, comparable {to|with}, as {effective|safe|good|well tolerated} as,
        equivalent to, differ~ from, in contrast {to|with}, as opposed to, outperform~, better than, worse than""",
    ),
    (
        "none",
        "self",
        "pseudo",
        "other than, no {more|less|fewer} than",
    ),
)


@cache
def trie() -> dict[str, list[Term]]:
    """Every phrase by its first word, longest first; of equals the one written first."""
    found: dict[str, dict[tuple[str, ...], Term]] = {}
    for kind, reach, group, text in _WORDS:
        for phrase in _phrases(text):
            written = phrase.split()
            before = sum(word.startswith("<") for word in written)
            after = sum(word.endswith(">") for word in written)
            words = tuple(word.strip("<>") for word in written)
            found.setdefault(words[0], {}).setdefault(words, Term(words, kind, reach, group, before, after))
    return {first: sorted(terms.values(), key=lambda term: -len(term.words)) for first, terms in found.items()}


def _phrases(text: str) -> list[str]:
    """The phrases that a written list stands for."""
    return [" ".join(phrase.split()) for item in text.split(",") for phrase in _spread(item.strip()) if phrase]


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
