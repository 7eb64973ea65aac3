"""How far two judgements of the same evidence lines agree: raw agreement and Cohen's kappa, field by field.

Method: J. Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement
20(1), 37-46. Kappa is (observed - expected) / (1 - expected), where expected is the agreement of two raters who use
each category as often as these did, but by chance. Where both put every line into one and the same category, expected
is 1 and kappa is not defined: there was nothing to tell apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from evidence import validation, yaml_text
from evidence.cases import Cases, line_facts
from evidence.errors import EvidenceError
from evidence.loader import Loaded, decode
from evidence.method import Method
from evidence.model import CausalLevel, Direction, Directness, Line, Manipulates, Study
from evidence.verdict.admit import tier_of

#: What is compared, in this order; a field counts for the lines on which both sides state it.
FIELDS = ("direction", "directness", "tier", "manipulates", "causal_level")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one rater says of one evidence line; ``None`` is not said. ``why`` is for people and not compared."""

    line: str
    direction: Direction | None = None
    directness: Directness | None = None
    tier: str | None = None
    manipulates: Manipulates | None = None
    causal_level: CausalLevel | None = None
    why: str | None = None


Judgements = Mapping[str, Judgement]


class Difference(NamedTuple):
    """One field of one line on which the two differ."""

    line: str
    field: str
    a: str
    b: str


class FieldAgreement(NamedTuple):
    """One field: lines compared, lines alike, kappa (``None`` when not defined), and the lines that differ."""

    field: str
    n: int
    alike: int
    kappa: Fraction | None
    differences: tuple[Difference, ...]

    @property
    def agreement(self) -> Fraction | None:
        """The share of lines judged alike; ``None`` when no line was compared."""
        return Fraction(self.alike, self.n) if self.n else None


class Agreement(NamedTuple):
    """The whole comparison: how many lines each side judges, how many both, and every field."""

    only_a: int
    only_b: int
    both: int
    fields: tuple[FieldAgreement, ...]


def of_base(loaded: Loaded, method: Method) -> Judgements:
    """The judgements a base holds on its own lines, with the tier that ``method`` puts each line in."""
    cases = Cases(loaded.base)
    return {line.id: _of_line(study, line, cases, method) for study, line in loaded.base.lines()}


def _of_line(study: Study, line: Line, cases: Cases, method: Method) -> Judgement:
    claim, source = cases.base.claims.get(line.claim), cases.sources.get(line.source)
    tier = None
    if claim and source:
        tier = tier_of(line_facts(study, line), source, cases.studies[study.id], claim.profile, method).id
    return Judgement(line.id, line.direction, line.directness, tier, line.manipulates, line.causal_level)


def of_text(name: str, content: bytes) -> Judgements:
    """The judgements of a YAML file, a list of them; raises ``EvidenceError`` for a file that is none."""
    text, bad_byte = decode(content)
    document = yaml_text.read(text)
    if bad_byte is not None or document.troubles:
        line = content.count(b"\n", 0, bad_byte) + 1 if bad_byte is not None else document.troubles[0].line
        raise EvidenceError(f"{name}:{line} is not readable as YAML", "evidence lint names what is refused in a record")
    if not isinstance(document.value, tuple) or not document.value:
        raise EvidenceError(f"{name} holds no list of judgements", "write '- {line: …, direction: …}' for each")
    found: dict[str, Judgement] = {}
    for place, value in enumerate(document.value):
        judgement = _built(f"{name}:{document.place((place,))[0]}", value)
        if judgement.line in found:
            raise EvidenceError(f"{name} judges {judgement.line} twice", "keep one of the two")
        found[judgement.line] = judgement
    return found


def _built(where: str, value: Any) -> Judgement:
    judgement, problems = validation.build(Judgement, value)
    if problems:
        at = ".".join(map(str, problems[0].path))
        raise EvidenceError(f"{where} {at}: {problems[0].message}".replace(" : ", " "), problems[0].hint)
    return judgement  # type: ignore[no-any-return]


def compare(a: Judgements, b: Judgements) -> Agreement:
    """Compare two raters on the lines both judged."""
    both = sorted(a.keys() & b.keys())
    fields = tuple(
        _field(name, ((line, getattr(a[line], name), getattr(b[line], name)) for line in both)) for name in FIELDS
    )
    return Agreement(len(a) - len(both), len(b) - len(both), len(both), fields)


def _field(name: str, judged: Iterable[tuple[str, str | None, str | None]]) -> FieldAgreement:
    stated = [(line, one, other) for line, one, other in judged if one is not None and other is not None]
    differ = tuple(Difference(line, name, one, other) for line, one, other in stated if one != other)
    pairs = [(one, other) for _, one, other in stated]
    return FieldAgreement(name, len(pairs), len(pairs) - len(differ), kappa(pairs), differ)


def kappa(pairs: Sequence[tuple[str, str]]) -> Fraction | None:
    """Cohen's kappa of (first rater, second rater), exactly; ``None`` when it is not defined."""
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[category] * second[category] for category in first)
    n = len(pairs)
    if chance == n * n:  # no pairs at all, or one category throughout
        return None
    alike = sum(one == other for one, other in pairs)
    return Fraction(n * alike - chance, n * n - chance)
