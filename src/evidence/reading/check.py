"""The writers' check: a document read, its claims found, and each held against all independent studies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence.reading.claims.match import Context, Match, matches, sentence_units
from evidence.reading.claims.units import Unit
from evidence.reading.claims.world import World, world_for
from evidence.reading.documents import read_document, read_text
from evidence.reading.judge.attribution import Attributions
from evidence.reading.judge.citations import Citations, Cited, NoCitations
from evidence.reading.judge.findings import Finding, Made
from evidence.reading.judge.rules import Case, figures, judge, sources
from evidence.reading.judge.unknown import not_in_base
from evidence.reading.judge.verdicts import Verdicts
from evidence.reading.language import read
from evidence.reading.types import Document, Sentence
from evidence.store import Store
from evidence.verdict import EVERYTHING, Scope

__all__ = ["CheckedDocument", "CheckedSentence", "check_document", "check_text", "read_document"]

_SILENT = frozenset(("reference", "code"))


@dataclass(frozen=True)
class CheckedSentence:
    """A sentence with its place, the claims it makes and what was found."""

    text: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    claims: tuple[Made, ...]
    diagnostics: tuple[Finding, ...]


@dataclass(frozen=True)
class CheckedDocument:
    """A document as checked: every sentence, and how many were examined."""

    path: str
    sentences: tuple[CheckedSentence, ...]

    @property
    def examined(self) -> dict[str, int]:
        """How much was looked at: a run that examined nothing is not a pass."""
        return {"sentences": len(self.sentences), "claims": sum(len(sentence.claims) for sentence in self.sentences)}

    @property
    def findings(self) -> list[Finding]:
        """Every finding in order."""
        return [finding for sentence in self.sentences for finding in sentence.diagnostics]


def _once(findings: Iterator[Finding]) -> tuple[Finding, ...]:
    """Findings in order; one wording is found too strong only once."""
    kept: list[Finding] = []
    for finding in findings:
        if not (finding.code in ("EV201", "EV204") and any(other.code == finding.code for other in kept)):
            kept.append(finding)
    return tuple(kept)


@dataclass
class _Paragraph:
    """What the sentences of a paragraph hand on: the drug spoken of, the study cited, the animals named."""

    antecedent: tuple[str, ...] = ()
    cited: tuple[Cited, ...] = ()
    species: set[str] = field(default_factory=set)


def check_text(store: Store, text: str, scope: Scope = EVERYTHING) -> CheckedDocument:
    """Check a string of plain text or Markdown."""
    return check_document(store, read_text(text, "-").document, scope)


def check_document(
    store: Store,
    document: Document,
    scope: Scope = EVERYTHING,
    citations: Citations | None = None,
    model: str | None = None,
) -> CheckedDocument:
    """Check a document against a base, as it stands or as a what-if scope leaves it."""
    spoken = [sentence for sentence in read(document, model) if sentence.block not in _SILENT]
    world = world_for(store, document.text)
    checker = Checker(store, world, Verdicts(store, scope), citations or NoCitations(), document.text)
    return CheckedDocument(document.path, tuple(checker.sentences(document, spoken)))


class Checker:
    """Reads sentence after sentence, with what the paragraph has said so far."""

    def __init__(self, store: Store, world: World, verdicts: Verdicts, citations: Citations, text: str) -> None:
        self.store = store
        self.world = world
        self.verdicts = verdicts
        known = frozenset(" ".join(name) for name in world.names.by_key)
        self.attributions = Attributions(store, citations, known, text)
        self.default = world.topics[:1]
        self.topical = False

    def sentences(self, document: Document, spoken: list[Sentence]) -> Iterator[CheckedSentence]:
        """Every sentence of a document, checked."""
        paragraph, block = _Paragraph(), -1
        starts = [place.start for place in document.blocks]
        for sentence in spoken:
            here = max(bisect_right(starts, sentence.start) - 1, 0)
            if here != block:
                paragraph, block = _Paragraph(paragraph.antecedent), here
            yield self._checked(document, sentence, paragraph)

    def _checked(self, document: Document, sentence: Sentence, paragraph: _Paragraph) -> CheckedSentence:
        cited = self.attributions.within(sentence, paragraph.cited)
        context = Context(paragraph.antecedent or self.default, self.topical)
        skipped = [source.span for source in cited]
        made = sentence_units(sentence, self.world, context, skipped)
        found = matches(sentence, made, self.world, context)
        animals = bool(paragraph.species - {"human"})
        parts = tuple(match.span for match in found)
        case = Case(sentence, cited, animals, self.verdicts, self.store, self.world, parts)
        findings = _once(self._findings(case, found, made))
        self._remember(paragraph, sentence, made, cited)
        claims = tuple(self._made(match) for match in found)
        start = document.place(sentence.start)
        last = max(sentence.end - 1, sentence.start)  # mark-up may stand between it and what follows
        line, column = document.place(last)
        return CheckedSentence(sentence.text, sentence.start, sentence.end, *start, line, column + 1, claims, findings)

    def _findings(self, case: Case, found: list[Match], made: list[Unit]) -> Iterator[Finding]:
        for match in found:
            yield from judge(case, match)
        yield from figures(case, found)
        yield from sources(case, found)
        if not found:
            unknown = not_in_base(case.sentence, made, self.world)
            if unknown is not None:
                yield unknown

    def _remember(self, paragraph: _Paragraph, sentence: Sentence, made: list[Unit], cited: tuple[Cited, ...]) -> None:
        for unit in made:
            if unit.concepts and unit.concepts[0] in self.world.topics:
                paragraph.antecedent = unit.concepts
                self.topical = True
        paragraph.species.update(sentence.species)
        if cited:
            paragraph.cited = cited

    def _made(self, match: Match) -> Made:
        standing = self.verdicts.of(match.claim)
        return Made(match.claim, match.stance, standing.word, standing.direction, standing.statement, match.score)
