"""The judgement of one sentence: each claim it makes against the verdict, the wording, the scope and what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evidence.reading.claims.match import Match
from evidence.reading.claims.world import World
from evidence.reading.judge import wording
from evidence.reading.judge.citations import Cited
from evidence.reading.judge.findings import Finding, Severity
from evidence.reading.judge.numbers import foreign_numbers
from evidence.reading.judge.scope import is_narrower, leaps
from evidence.reading.judge.verdicts import Standing, Verdicts
from evidence.reading.types import Sentence, Span
from evidence.store import Store
from evidence.store.claims import judged

_SAME_TOPIC = (
    "SELECT 1 FROM line l JOIN claim c ON c.id = l.claim"
    " WHERE l.study IN ({}) AND c.topic = (SELECT topic FROM claim WHERE id = ?) LIMIT 1"
)
#: A match weaker than this never raises an error.
_SURE = 0.85
_CAUTIOUS = re.compile(
    r"\b(?:not|never|nobody|n't|yet to)\b[^.;]{0,40}?\b(?:shown|show|proven|prove|established|demonstrated|clear|confirmed|known)\b"
    r"|\bno (?:\w+ )?(?:evidence|proof|indication)\b|\b(?:unproven|unknown|not established)\b|\black of evidence\b",
    re.I,
)
_ABSOLUTE = re.compile(
    r"\b(?:always|never fails|cur(?:e|es|ed|ing)|guarante\w+|everyone|every (?:single )?(?:time|patient|case|person)|100\s?%|miracle|miraculous|"
    r"(?:no|beyond(?: any| all| a| reasonable)*) doubt|"
    r"without (?:(?:an?|any|the|slightest|single|least) ){0,2}(?:doubt|question|exception|fail)|undoubtedly|indisputabl\w+|undeniabl\w+|risk-free|(?:completely|perfectly|entirely|totally|absolutely) safe|once and for all)\b",
    re.I,
)
# "Not a cure", "not in everyone" says less than that it does nothing.
_NOT_ALL = re.compile(r"\b(?:not|no|never|nor|cannot|can't|hardly|n't)\b|n't\b", re.I)
_LIMITLESS = re.compile(
    r"\s+(?:[\w'-]+\s+){0,3}?(?:cur(?:e|es|ed|ing)|miracles?|miraculous|panacea|magic|always|everyone|everybody|every|(?<!at )all|guarante\w+|"
    r"complete(?:ly)?|full(?:y)?|entire(?:ly)?|total(?:ly)?|perfect(?:ly)?|100\s?%)(?!\w)",
    re.I,
)
# A sentence that speaks of one study is no general statement; EV104's own milder wording is one.
_ONE_STUDY = re.compile(
    r"\b(?:one|a|an|a single|the only)\s+(?:[\w-]+\s+){0,3}?(?:study|trial|experiment|case series)\b", re.I
)
_DENIES_DOUBT = re.compile(r"doubt|^without", re.I)
_CAUSAL = re.compile(
    r"\b(?:caus(?:e|es|ed|ing)|because of|due to|makes?|made|making|drives?|driven|drove|leads? to|led to|produces?|produced|responsible for|"
    r"results? in|resulted in|triggers?|ensures?)\b",
    re.I,
)

_PEOPLE = re.compile(
    r"\b(?:patients?|people|persons?|humans?|men|women|participants|volunteers|sufferers|depressed|you|your|adults with)\b",
    re.I,
)


@dataclass(frozen=True)
class Case:
    """A sentence with all that is needed to judge it. ``animals`` is true where the paragraph speaks of animals.

    ``parts`` are the stretches of the document that make the sentence's claims.
    """

    sentence: Sentence
    cited: tuple[Cited, ...]
    animals: bool
    verdicts: Verdicts
    store: Store
    world: World
    parts: tuple[Span, ...] = ()


def judge(case: Case, match: Match) -> Iterator[Finding]:
    """Every finding on one claim of a sentence."""
    standing = case.verdicts.of(match.claim)
    if match.stance == "asks":
        return
    named = _meant(case, standing)
    if match.stance == "hedged":
        return
    sign = "for" if match.stance == "asserts" else "against"
    if named:
        wrong = _misattributed(case, match, standing, named, sign)
        if wrong is not None:
            yield wrong
            yield from _overstated(case, match, standing)
            return
        yield from _one_sided(case, match, standing, named, sign)
        yield from _overstated(case, match, standing)
        return
    first = _against_verdict(case, match, standing, sign)
    if first is not None:
        yield first
    if first is None or first.code not in ("EV101",):
        yield from _overstated(case, match, standing)
    if sign == "for":
        if first is None or first.code == "EV104":
            yield from _causal(case, match, standing)
        yield from _leaps(case, match, standing, first)


def _meant(case: Case, standing: Standing) -> tuple[str, ...]:
    """The cited studies; of several a text may mean, those that speak to the claim."""
    found: list[str] = []
    for cited in case.cited:
        on_claim = [study for study in cited.studies if standing.lines_of((study,))]
        found.extend(on_claim or cited.studies)
    return tuple(dict.fromkeys(found))


def _finding(
    case: Case, match: Match, standing: Standing, code: str, severity: Severity, message: str, why: str, suggestion: str
) -> Finding:
    start, end = match.span if match.span.end > match.span.start else (case.sentence.start, case.sentence.end)
    return Finding(
        code,
        severity,
        start,
        end,
        message,
        why,
        suggestion,
        match.claim,
        standing.side("for"),
        standing.side("against"),
    )


def _against_verdict(case: Case, match: Match, standing: Standing, sign: str) -> Finding | None:
    """EV101 to EV104: a flat sentence set against the word of the verdict.

    Who denies a claim of some only (memantine, pregnant women, a tenth of the dose) does not deny it of all, and who
    denies a cure does not deny relief.
    """
    if sign == "against" and _not_without_limit(case.sentence, match):
        return None
    if sign == "against" and is_narrower(case.store, case.sentence, match, standing, case.world):
        return None
    word, way = standing.word, standing.direction
    cautious = sign == "against" and _CAUTIOUS.search(case.sentence.text) is not None
    said = "says" if sign == "for" else "denies"
    tally = wording.tally(standing)
    text = wording.inside(standing.statement)
    if way is not None and way != sign:
        if word.startswith("leans"):
            message = f"The text {said} that {text}, but most studies point the other way: {tally}."
            return _finding(
                case, match, standing, "EV102", "warning", message, _why(standing), wording.milder(standing)
            )
        message = f"The text {said} that {text}. The evidence goes the other way: {tally}."
        severity: Severity = "error" if standing.is_settled and match.agreed and match.score >= _SURE else "warning"
        return _finding(case, match, standing, "EV101", severity, message, _why(standing), wording.milder(standing))
    if cautious:
        return None
    if word in ("contested", "unclear"):
        state = "studies disagree" if word == "contested" else "the studies settle it neither way"
        message = f"The text flatly {said} that {text}, but {state}: {tally}."
        return _finding(case, match, standing, "EV102", "warning", message, _why(standing), wording.milder(standing))
    if word == "no-evidence":
        message = f"The text {said} that {text}. No admissible study in this base bears on it."
        return _finding(case, match, standing, "EV103", "warning", message, _why(standing), wording.milder(standing))
    if word == "reported-once" and sign == "for" and not _ONE_STUDY.search(case.sentence.text):
        message = f"The text says in general that {text}. That rests on one independent study."
        label = _label(case, standing.side("for"))
        return _finding(
            case, match, standing, "EV104", "note", message, _why(standing), wording.milder(standing, label)
        )
    return None


def _not_without_limit(sentence: Sentence, match: Match) -> bool:
    """Whether a sentence only denies that something holds without limit."""
    start, end = match.span.start - sentence.start, match.span.end - sentence.start
    return any(
        _LIMITLESS.match(sentence.text, denial.end(), end) for denial in _NOT_ALL.finditer(sentence.text, start, end)
    )


def _why(standing: Standing) -> str:
    reasons = standing.verdict.get("reasons") or [""]
    word = " ".join(filter(None, (standing.word, standing.direction)))
    otherwise = "".join(f" Beside it, {judged(override)}." for override in standing.overrides)
    return f"Verdict: {word}, certainty {standing.certainty}; {reasons[0]}.{otherwise}"


def _label(case: Case, studies: Sequence[str]) -> str:
    row = case.store.row("SELECT label FROM study WHERE id = ?", studies[0]) if len(studies) == 1 else None
    return str(row["label"]) if row else ""


def _overstated(case: Case, match: Match, standing: Standing) -> Iterator[Finding]:
    """EV201: words of certainty beyond the certainty of the verdict."""
    text = case.sentence.text
    absolute = next(
        (
            found
            for found in _ABSOLUTE.finditer(text)
            if not _is_of_another(case, match, case.sentence.start + found.start())
        ),
        None,
    )
    emphatic = [
        cue
        for cue in case.sentence.cues
        if cue.kind == "emphasis"
        and not case.sentence.negated(cue.start, cue.end)
        and not _is_of_another(case, match, cue.start)
    ]
    if (
        absolute is not None
        and (
            case.sentence.negated(case.sentence.start + absolute.start(), case.sentence.start + absolute.end())
            or _not_without_limit(case.sentence, match)
        )
        and not _DENIES_DOUBT.search(absolute.group())
    ):
        absolute = None
    if absolute is None and (not emphatic or standing.certainty == "high" or case.sentence.certainty == "hedged"):
        return
    cue = (
        absolute.group()
        if absolute
        else text[emphatic[0].start - case.sentence.start : emphatic[0].end - case.sentence.start]
    )
    message = (
        f"“{cue}” is stronger than the evidence: the verdict is {standing.word} with {standing.certainty} certainty."
    )
    yield _finding(case, match, standing, "EV201", "warning", message, _why(standing), wording.milder(standing))


def _is_of_another(case: Case, match: Match, place: int) -> bool:
    """Whether a place in the document lies in the part that makes another claim, and not in that of this match."""
    return not match.span.start <= place < match.span.end and any(span.start <= place < span.end for span in case.parts)


def _causal(case: Case, match: Match, standing: Standing) -> Iterator[Finding]:
    """EV202: causal words where the studies only saw two things go together."""
    if standing.only_associations and _CAUSAL.search(case.sentence.text):
        message = "The wording is causal, but the studies behind it only saw the two go together."
        yield _finding(case, match, standing, "EV202", "warning", message, _why(standing), wording.milder(standing))


def _leaps(case: Case, match: Match, standing: Standing, first: Finding | None) -> Iterator[Finding]:
    """EV203 and EV204: said more widely than it was studied."""
    sentence = case.sentence
    quiet = first is None
    animals = any(name not in ("human",) for name in sentence.species)
    people = _PEOPLE.search(sentence.text) is not None
    implied = quiet and not case.animals and _about_people(sentence.text)
    if standing.only_animals and not animals and (people or implied):
        message = "Said of people, but every study found for it was done in animals or cells."
        severity: Severity = "warning" if people else "note"
        yield _finding(case, match, standing, "EV203", severity, message, _why(standing), wording.milder(standing))
    elif first is None or first.code == "EV104":
        for message in leaps(case.store, sentence, match, standing, case.world):
            yield _finding(case, match, standing, "EV204", "warning", message, _why(standing), wording.milder(standing))


def _about_people(text: str) -> bool:
    return re.search(r"\b(?:depression|antidepressant(?!-like)|mood)\b", text, re.I) is not None


def _misattributed(case: Case, match: Match, standing: Standing, named: tuple[str, ...], sign: str) -> Finding | None:
    """EV206: none of the named studies found what they are credited with."""
    lines = standing.lines_of(named)
    wanted = "supports" if sign == "for" else "disputes"
    if any(
        line["direction"] == wanted or (sign == "against" and line["direction"] in ("neutral", "mixed"))
        for line in lines
    ):
        return None
    if not lines and not _same_topic(case, match.claim, named):
        return None
    label = " or ".join(_label(case, (study,)) for study in named[:2])
    if any(line["direction"] in ("supports", "disputes") for line in lines):
        found = "it found the opposite"
    elif lines:
        found = "its result settles it neither way"
    else:
        found = "the base holds no result of it on this"
    message = f"{label} is credited with finding {'that' if sign == 'for' else 'against'} {wording.inside(standing.statement)}; {found}."
    return _finding(
        case,
        match,
        standing,
        "EV206",
        "error" if lines else "warning",
        message,
        _why(standing),
        wording.milder(standing),
    )


def _same_topic(case: Case, claim: str, named: tuple[str, ...]) -> bool:
    marks = ", ".join("?" * len(named))
    return case.store.row(_SAME_TOPIC.format(marks), *named, claim) is not None


def _one_sided(case: Case, match: Match, standing: Standing, named: tuple[str, ...], sign: str) -> Iterator[Finding]:
    """EV301: only one side is cited, and independent studies stand on the other."""
    other = "against" if sign == "for" else "for"
    clusters = {line["cluster"] for line in standing.lines_of(named)}
    opposed = [vote for vote in standing.votes if vote["sign"] == other and vote["cluster"] not in clusters]
    if not opposed:
        return
    names = {study for vote in opposed for study in vote["studies"]}
    if names.intersection(named):
        return
    message = f"{wording.contrast(standing, named, sign)}."
    why = "A reader sees only the cited side; the other side is independent of it."
    yield _finding(case, match, standing, "EV301", "warning", message, why, wording.milder(standing))


def sources(case: Case, matches: Sequence[Match]) -> Iterator[Finding]:
    """EV302 and EV303: what is cited is an echo, or has been taken back."""
    seen: set[str] = set()
    for cited in case.cited:
        for source in cited.sources:
            if source in seen:
                continue
            seen.add(source)
            row = case.store.row("SELECT short, kind, standing, is_echo FROM source WHERE id = ?", source)
            if row is None:
                continue
            if row["standing"] in ("retracted", "withdrawn", "replaced"):
                message = f"{row['short']} has been {row['standing']}."
                why = "A source that has been taken back counts for nothing in any verdict."
                yield Finding(
                    "EV303", "error", *cited.span, message, why, "Cite a source that stands, or leave the sentence out."
                )
            elif row["is_echo"] and not cited.studies:
                yield from _echo(case, cited, source, str(row["kind"]), matches)


def _echo(case: Case, cited: Cited, source: str, kind: str, matches: Sequence[Match]) -> Iterator[Finding]:
    origins = [
        row["origin"]
        for row in case.store.rows("SELECT origin FROM source_origin WHERE source = ? ORDER BY origin", source)
    ]
    primary = [
        row["short"]
        for name in origins
        for row in case.store.rows("SELECT short FROM source WHERE id = ? AND is_echo = 0", name)
    ]
    claim = matches[0].claim if matches else None
    standing = case.verdicts.of(claim) if claim else None
    if not primary and (standing is None or not standing.studies):
        return
    what = kind.replace("-", " ")
    message = f"The text cites a {what}, which repeats what others found."
    why = (
        f"The primary study is known: {', '.join(primary)}." if primary else "Primary studies on this are in the base."
    )
    hint = f"Cite {primary[0]} itself." if primary else "Cite the primary study."
    for_, against = (standing.side("for"), standing.side("against")) if standing else ((), ())
    yield Finding("EV302", "warning", *cited.span, message, why, hint, claim, for_, against)


def figures(case: Case, matches: Sequence[Match]) -> Iterator[Finding]:
    """EV205: a number that the named study does not report."""
    named = tuple(dict.fromkeys(study for cited in case.cited for study in cited.studies))
    if not named:
        return
    claim = matches[0].claim if matches else None
    for quantity in foreign_numbers(case.store, case.sentence, named):
        said = case.sentence.text[quantity.start - case.sentence.start : quantity.end - case.sentence.start]
        label = " or ".join(_label(case, (study,)) for study in named[:2])
        message = f"“{said}” is not among the figures of {label} in this base."
        why = "Numbers are compared with the figures read from the study's own report."
        yield Finding(
            "EV205", "warning", quantity.start, quantity.end, message, why, "Check the number in the study.", claim
        )
