"""What a text says of the study it reports: design, masking, people or animals, numbers, drug, dose. Guesses, with their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from evidence.model import CausalLevel, Design, Manipulates, Species
from evidence.proposing.clauses import even
from evidence.proposing.types import Guess, StudyGuess
from evidence.reading.types import Sentence

#: Tried in this order: what a study of studies is comes before what its studies were.
_DESIGNS: tuple[tuple[Design, str], ...] = (
    ("guideline", r"\b(?:clinical practice guidelines?|this guideline|guideline panel)\b"),
    (
        "meta-analysis",
        r"\bmeta-analys[ie]s (?:of|was|were|including|on)\b|\b(?:this|a|network|our|and) meta-analysis\b",
    ),
    ("systematic-review", r"\bsystematic(?:ally)? review(?:ed)?\b"),
    ("post-hoc", r"\b(?:post[- ]hoc|secondary) analys[ie]s (?:of|using|from)\b|\bpooled analysis of individual\b"),
    ("case-report", r"\bcase reports?\b|\bwe report (?:a|the) case\b"),
    ("case-series", r"\bcase series\b|\bconsecutive cases\b"),
    (
        "pharmacovigilance",
        r"\b(?:FAERS|VigiBase|adverse event reporting system|spontaneous reports?|disproportionality)\b",
    ),
    ("randomised-withdrawal", r"\brandomi[sz]ed[- ](?:\w+[- ]){0,3}(?:withdrawal|discontinuation)\b"),
    ("randomised-crossover", r"\bcross-?over\b"),
    ("randomised-parallel", r"\brandom(?:i[sz]ed|ly (?:assigned|allocated|divided)|i[sz]ation)\b"),
    ("case-control", r"\bcase[- ]control\b"),
    ("cohort", r"\b(?:cohort|retrospective(?:ly)?|registry|longitudinal|observational|chart review|medical records)\b"),
    ("cross-sectional", r"\bcross-sectional\b"),
    ("open-label", r"\bopen[- ]label\b|\bsingle[- ]arm\b"),
)
_EXPERIMENT = re.compile(
    r"\b(?:inject\w*|administ\w*|treated|infus\w*|knock-?out|wild-?type|forced swim\w*|tail suspension|intraperitoneal\w*|i\.p\.)",
    re.I,
)
_MASKING = (
    ("double-blind", r"\b(?:double|triple|quadruple)[- ](?:blind(?:ed)?|mask(?:ed)?)\b"),
    ("single-blind", r"\b(?:single|rater|assessor|observer|evaluator)[- ](?:blind(?:ed)?|mask(?:ed)?)\b"),
    ("open-label", r"\bopen[- ]label\b|\bunblinded\b|\bunmasked\b"),
)
_CONTROLS = (
    ("inactive-placebo", r"\b(?:saline|inert|inactive placebo|matching placebo|placebo)\b"),
    ("active-placebo", r"\b(?:midazolam|active placebo|psychoactive placebo|diphenhydramine|remifentanil)\b"),
    ("vehicle", r"\bvehicle\b"),
    ("usual-care", r"\b(?:usual care|treatment as usual|standard care)\b"),
)
_ROUTES = (
    ("intravenous", r"\b(?:intravenous(?:ly)?|i\.?v\.?(?=\s)|infusions?)\b"),
    ("intranasal", r"\b(?:intranasal(?:ly)?|nasal spray)\b"),
    ("intraperitoneal", r"\b(?:intraperitoneal(?:ly)?|i\.p\.)"),
    ("intramuscular", r"\bintramuscular(?:ly)?\b"),
    ("subcutaneous", r"\bsubcutaneous(?:ly)?\b"),
    ("sublingual", r"\bsublingual(?:ly)?\b"),
    ("oral", r"\boral(?:ly)?\b|\bper os\b|\bby mouth\b"),
)
_DOSE = re.compile(r"(?<![\w.])\d+(?:\.\d+)?\s?(?:mg|µg|μg|mcg|g|ml|mL)(?:\s?/\s?kg)?\b(?:\s?/\s?(?:day|d|h)\b)?")
_PEOPLE = r"(?:patients?|participants?|subjects?|people|adults?|volunteers?|women|men|individuals?|outpatients?|mice|rats|animals?|veterans?)"
_ENTERED = re.compile(
    rf"(?<![\w.,])(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})\s(?:[\w-]+\s){{0,6}}?{_PEOPLE}\b[^.;]{{0,60}}?"
    r"\b(?:were|was)\s(?:\w+\s){0,2}?(?:random\w+|enrolled|assigned|allocated|recruited|included)\b"
    rf"|\b(?:random\w+|enrolled|recruited|included)\s(?:a total of\s)?(?P<m>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})\s(?:[\w-]+\s){{0,6}}?{_PEOPLE}\b"
    r"|\(\s?N\s?=\s?(?P<k>\d{1,3}(?:,\d{3})+|\d{1,6})\s?\)",
)
_REGISTRY = re.compile(r"\b(?:NCT\d{8}|ISRCTN\d{8}|ACTRN\d{14}|EudraCT[\s:]*\d{4}-\d{6}-\d{2})\b")
_ANIMALS = frozenset(("mouse", "rat", "monkey", "rodent", "other"))
_OBSERVES = frozenset(("cohort", "case-control", "cross-sectional", "case-series", "case-report", "pharmacovigilance"))
_TESTS = frozenset(
    (
        "randomised-parallel",
        "randomised-crossover",
        "randomised-withdrawal",
        "randomised-sequential",
        "animal-experiment",
        "in-vitro",
    )
)
_BLOCKED = re.compile(
    r"\b(?:antagonist|blocker|blockade|blocked|inhibitor|inhibition|inhibited|pre-?treat\w+|knock-?out|knock-?down|depletion|"
    r"depleted|lacking|deficient|silenc\w+|lesion\w*|null mice|ablat\w+)\b",
    re.I,
)


def study_of(sentences: Sequence[Sentence], sections: Sequence[str]) -> StudyGuess:
    """What the sentences say of their study: title and abstract first, then the methods; of no section, all of them.

    What they do not say, or say in two ways, is not known.
    """
    placed = list(zip(sentences, sections, strict=True))
    abstract = [one for one, section in placed if section.startswith("abstract")]
    parts = (
        [*sentences[:1], *abstract] if abstract else [],
        [one for one, section in placed if section in ("methods", "")],
        [one for one, section in placed if section in ("results", "conclusions", "aims")],
    )
    species = next((found for part in parts if (found := _species(part))), ())
    fields: dict[str, Guess[str]] = {}
    entered, registry = None, ()
    for part in parts:
        text = even(" ".join(sentence.text for sentence in part))
        for name, guess in _fields(text, species).items():
            if guess is not None:
                fields.setdefault(name, guess)
        entered = entered or _entered(text)
        registry = registry or tuple(dict.fromkeys(_REGISTRY.findall(text)))
    return StudyGuess(fields, species, entered, registry)


def _fields(text: str, species: tuple[Species, ...]) -> dict[str, Guess[str] | None]:
    return {
        "design": _design(text, species),
        "masking": _first(_MASKING, text),
        "control": _first(_CONTROLS, text),
        "route": _only(_ROUTES, text),
        "dose": _dose(text),
    }


def _first(table: Sequence[tuple[str, str]], text: str) -> Guess[str] | None:
    for value, pattern in table:
        match = re.search(pattern, text, re.I)
        if match:
            return Guess(value, f"“{match.group()}”")
    return None


def _only(table: Sequence[tuple[str, str]], text: str) -> Guess[str] | None:
    """The one value that the text names; ``None`` where it names several."""
    found = [(value, match.group()) for value, pattern in table if (match := re.search(pattern, text, re.I))]
    return Guess(found[0][0], f"“{found[0][1]}”") if len(found) == 1 else None


def _design(text: str, species: tuple[Species, ...]) -> Guess[str] | None:
    found = _first(_DESIGNS, text)
    reviews = found is not None and found.value in ("meta-analysis", "systematic-review", "guideline")
    if species and "human" not in species and not reviews:
        acted = _EXPERIMENT.search(text)
        if set(species) <= {"cells"}:
            return Guess("in-vitro", "only cells are named")
        return Guess("animal-experiment", f"only animals are named, and “{acted.group()}”") if acted else None
    return found


def _species(sentences: Sequence[Sentence]) -> tuple[Species, ...]:
    """The species that a good part of the sentences speak of: "animal studies" in passing is no animal."""
    counts = Counter(name for sentence in sentences for name in sentence.species)
    if not counts:
        return ()
    named = [name for name, count in counts.most_common() if count * 4 >= counts.most_common(1)[0][1]]
    animals = [name for name in named if name in _ANIMALS]
    exact = [name for name in animals if name not in ("other", "rodent")]
    kept = [name for name in named if name not in _ANIMALS or name in (exact or animals)]
    if any(name in _ANIMALS for name in kept):
        kept = [name for name in kept if name != "cells"]
    return tuple(sorted(kept))  # type: ignore[arg-type]  # the reader names species as records do


def _dose(text: str) -> Guess[str] | None:
    """The dose, when only one is named."""
    found = list(dict.fromkeys(" ".join(match.group().split()) for match in _DOSE.finditer(text)))
    return Guess(found[0], "the only dose named") if len(found) == 1 else None


def _entered(text: str) -> Guess[int] | None:
    """How many took part, when the text gives one number for it."""
    found = {
        int(number.replace(",", "")): match.group()
        for match in _ENTERED.finditer(text)
        for number in match.groups()
        if number
    }
    if len(found) != 1:
        return None
    number, words = next(iter(found.items()))
    return Guess(number, f"“{words[:80]}”")


def carries(design: str | None) -> Guess[CausalLevel]:
    """The causal level that a design can carry; no more than association where the design is not known."""
    if design in _TESTS:
        return Guess("3", f"a {design} study can show cause")
    if design in ("meta-analysis", "post-hoc", "systematic-review"):
        return Guess("2", f"a {design} depends on its studies")
    if design is None:
        return Guess("1", "the design is not known, so no more than association")
    return Guess("1", f"a {design} study shows association")


def manipulated(design: str | None, sentence: str, mechanism: bool, blocker: str = "") -> Guess[Manipulates]:
    """Whether the study intervened, and on what. ``blocker`` is a thing named that takes away, by what the base knows."""
    if design in _OBSERVES:
        return Guess("none", f"a {design} study does not intervene")
    found = _BLOCKED.search(sentence)
    blocked = (blocker or (found.group() if found else "")) if mechanism else ""
    if blocked:
        return Guess("mechanism", f"“{blocked}”")
    if design is None:
        return Guess("none", "the design is not known")
    return Guess("treatment", f"a {design} study of a treatment")
