"""Draft evidence lines for the claims of a base, out of one text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from evidence.model import Direction, Directness, Figure, Role
from evidence.proposing.answer import answer_of
from evidence.proposing.bearing import direction_by_names, direction_of, is_no_result, short
from evidence.proposing.design import carries, manipulated, study_of
from evidence.proposing.figures import figures
from evidence.proposing.outcome import Outcome, read_outcome
from evidence.proposing.plainly import plainly
from evidence.proposing.text import Text
from evidence.proposing.types import Guess, Passage, Proposal, Proposed, StudyGuess
from evidence.proposing.wording import outcome_role_of
from evidence.reading.claims.match import Context, Match, matches, sentence_units
from evidence.reading.claims.units import Unit
from evidence.reading.claims.world import World, world_for
from evidence.reading.language import read_sentence
from evidence.reading.types import Sentence, Span
from evidence.store import Store

#: Sections that tell what others found, what was planned or what was done: no result stands there.
_NO_RESULTS = ("background", "aims", "methods", "discussion", "other")
#: The likeness given to a claim of which both sides are named, and no phrasing is near; and how many such are too many.
_NAMED = 0.6
_FEW = 2
_ENDS = (".", "!", "?", ".)", ".”", '."')
#: A claim is proposed from no more passages than this: who needs more opens the text.
_PASSAGES = 5
#: From this likeness on a passage says what the claim says, though it names a side by another word.
_CLOSE = 0.85
_SYNTHESES = ("meta-analysis", "systematic-review")
#: A text that names what the base is about in this many first sentences, or in its abstract, is about it: there "it" and
#: "the drug" may stand for that. Elsewhere only what a sentence names counts.
_OPENING = 12
#: What a text names less often is not what its study is about.
_OFTEN = 2
_CONTROL = re.compile(r"placebo|saline|sham|vehicle", re.I)


class _Hit(NamedTuple):
    """A sentence that speaks of a claim, as it was read."""

    place: int
    sentence: Sentence
    match: Match
    direction: Guess[Direction] | None
    moved: Guess[Outcome] | None
    doubt: str
    direct: bool
    blocker: str


def propose(store: Store, text: Text, source: str | None = None, claims: Iterable[str] = ()) -> Proposed:
    """Read ``text`` for the claims of a base (those in ``claims`` only, when any are given)."""
    wanted = frozenset(claims)
    study = study_of(text.sentences, text.sections)
    world = world_for(store, text.document.text)
    reader = _Reader(store, world, text, study)
    hits: dict[str, list[_Hit]] = {}
    for hit in reader.hits():
        if not wanted or hit.match.claim in wanted:
            hits.setdefault(hit.match.claim, []).append(hit)
    proposals = [reader.proposal(claim, found) for claim, found in sorted(hits.items())]
    examined = {
        "sentences": len(text.sentences),
        "passed over": reader.passed_over,
        "claims of the base": len(world.profiles),
        "sentences on a claim": len({hit.place for found in hits.values() for hit in found}),
        "with figures and on no claim": reader.unmatched,
    }
    answer = answer_of(text)
    proposals.sort(key=lambda found: (-found.score, found.claim))
    return Proposed(text.path, source, _with_concepts(study, reader), tuple(proposals), examined, answer)


class _Reader:
    """Reads the sentences of one text in order, remembering what "it" stands for."""

    def __init__(self, store: Store, world: World, text: Text, study: StudyGuess) -> None:
        self.store, self.world, self.text, self.study = store, world, text, study
        self.design = study.value("design")
        self.passed_over = self.unmatched = 0
        self.named: Counter[str] = Counter()
        self.narrower: dict[str, frozenset[str]] = {}

    def hits(self) -> Iterable[_Hit]:
        """Every claim that a sentence with a result speaks of."""
        antecedent: tuple[str, ...] = ()
        about = not self.world.topics
        for place, (sentence, section) in enumerate(zip(self.text.sentences, self.text.sections, strict=True)):
            part = section.removeprefix("abstract, ")
            if part == "other" or sentence.block in ("reference", "code"):
                self.passed_over += 1
                continue
            plain = read_sentence(plainly(sentence.text))
            named = sentence_units(plain, self.world, Context())
            self.named.update(unit.concepts[0] for unit in named if unit.concepts)
            topic = self._topic(named)
            if topic and (section.startswith("abstract") or place < _OPENING):
                about, antecedent = True, topic
            title = place == 0 and len(self.text.sentences) > 1 and not sentence.text.endswith(_ENDS)
            if title or part in _NO_RESULTS or is_no_result(sentence) or not (about or topic):
                self.passed_over += 1
                continue
            context = Context(antecedent, about)
            made = sentence_units(plain, self.world, context) if antecedent else named
            found = matches(plain, made, self.world, context)
            if not found and figures(sentence.text):
                found = self._by_names(named)
                self.unmatched += not found
            for match in found:
                yield self._hit(place, sentence, match, named)

    def _by_names(self, units: Sequence[Unit]) -> list[Match]:
        """The claims of which a sentence names both sides, where they are few."""
        named = {name for unit in units for name in unit.concepts}
        span = Span(0, 0)
        found = [
            Match(profile.id, "asserts", _NAMED, span, "", frozenset())
            for profile in self.world.profiles.values()
            if profile.subject != profile.object
            and self._is_named(profile.subject, named)
            and self._is_named(profile.object, named)
        ]
        return found if len(found) <= _FEW else []

    def _topic(self, units: Sequence[Unit]) -> tuple[str, ...]:
        """The concept the base is about, where the units name it, by itself or in a longer name ("response to …")."""
        topics = self.world.topics
        for unit in units:
            if unit.concepts and unit.concepts[0] in topics:
                return unit.concepts
        known = self.world.concepts.get(topics[0]) if topics else None
        root = {name for part in known.slots for name in part} if known else set()
        inside = any(not root.isdisjoint(part) for unit in units if unit.concepts for part in unit.slots)
        return topics[:1] if inside else ()

    def _hit(self, place: int, sentence: Sentence, match: Match, units: Sequence[Unit]) -> _Hit:
        profile = self.world.profiles[match.claim]
        labels = [self._label(profile.subject), self._label(profile.object)]
        read = read_outcome(sentence.text, labels[1], labels[0], "placebo control comparator")
        moved = Guess(read.says, f"“{short(read.why)}”") if read.says and read.told else None
        way = moved.value if moved else None
        if match.phrasing:
            direction, doubt = direction_of(match, sentence.text, way, profile.predicate)
        else:
            direction, doubt = direction_by_names(profile.predicate, way, sentence.text)
        named = {name for unit in units for name in unit.concepts}
        direct = all(self._is_named(concept, named) for concept in (profile.subject, profile.object))
        blocker = next((unit.plain for unit in units if unit.concepts and unit.sign < 0), "")
        return _Hit(place, sentence, match, direction, moved, doubt, direct, blocker)

    def _label(self, concept: str) -> str:
        row = self.store.row("SELECT label FROM concept WHERE id = ?", concept)
        return row["label"] if row else concept

    def _is_named(self, concept: str, named: set[str]) -> bool:
        if concept not in self.narrower:
            rows = self.store.rows("SELECT concept FROM concept_ancestor WHERE ancestor = ?", concept)
            self.narrower[concept] = frozenset((concept, *(row[0] for row in rows)))
        return not self.narrower[concept].isdisjoint(named)

    def proposal(self, claim: str, found: list[_Hit]) -> Proposal:
        """One draft line for all passages of a text that speak of one claim."""
        found = sorted(found, key=lambda hit: (-_weight(hit), hit.place))[:_PASSAGES]
        best = found[0]
        row = self.store.row("SELECT statement, profile FROM claim WHERE id = ?", claim)
        statement, profile = (row["statement"], row["profile"]) if row else (claim, "")
        direction, doubts = _settled(found)
        role = self._role()
        species = (
            tuple(sorted(set(best.sentence.species) & set(self.study.species))) if len(self.study.species) > 1 else ()
        )
        return Proposal(
            claim=claim,
            statement=statement,
            direction=direction,
            moved=best.moved,
            directness=_directness(best),
            role=role,
            outcome_role=outcome_role_of(hit.sentence.text for hit in found),
            manipulates=manipulated(self.design, best.sentence.text, profile == "mechanism", best.blocker),
            causal_level=carries(self.design),
            figures=_figures(found),
            species=species,  # type: ignore[arg-type]  # the reader names species as records do
            locator=self._locator(found),
            score=round(best.match.score, 3),
            passages=tuple(self._passage(hit) for hit in found),
            doubts=doubts,
        )

    def _role(self) -> Guess[Role]:
        if self.design in _SYNTHESES:
            return Guess("synthesis", f"the text speaks of a {self.design}")
        return Guess("own-result", "it stands where a text reports its own results")

    def _passage(self, hit: _Hit) -> Passage:
        line = self.text.document.place(hit.sentence.start)[0]
        return Passage(hit.sentence.text, hit.sentence.start, line, self.text.sections[hit.place])

    def _locator(self, found: list[_Hit]) -> str:
        """Where the passages stand: the sections, else the pages, else the lines."""
        sections = list(dict.fromkeys(section for hit in sorted(found) if (section := self.text.sections[hit.place])))
        if sections:
            return "; ".join(sections)
        lines = sorted({self.text.document.place(hit.sentence.start)[0] for hit in found})
        return f"{self.text.unit} {', '.join(map(str, lines))}"


def _settled(found: list[_Hit]) -> tuple[Guess[Direction] | None, tuple[str, ...]]:
    """The direction of all passages together; where they part, nobody knows but the reader."""
    said = {hit.direction.value for hit in found if hit.direction}
    doubts = tuple(dict.fromkeys(hit.doubt for hit in found if hit.doubt))
    first = next((hit.direction for hit in found if hit.direction), None)
    if len(said) > 1:
        return None, (f"its passages say {' and '.join(sorted(said))}", *doubts)
    return first, doubts


def _weight(hit: _Hit) -> float:
    """A passage with figures and a known direction says more than one without."""
    return hit.match.score + 0.1 * min(3, len(figures(hit.sentence.text))) + 0.2 * (hit.direction is not None)


def _directness(hit: _Hit) -> Guess[Directness]:
    if hit.direct:
        return Guess("direct", "the passage names both sides of the claim")
    if hit.match.score >= _CLOSE:
        return Guess("direct", "the passage says nearly what the claim says")
    return Guess("indirect", "the passage does not name both sides of the claim")


def _figures(found: list[_Hit]) -> tuple[Figure, ...]:
    """The figures of the passages, in the order of the text, each once."""
    inside = [figure.figure for hit in sorted(found) for figure in figures(hit.sentence.text)]
    return tuple(dict.fromkeys(inside))


def _with_concepts(study: StudyGuess, reader: _Reader) -> StudyGuess:
    """The study with the drug and the population that its text names most."""
    fields = dict(study.fields)
    for name, kinds in (("drug", ("drug",)), ("population", ("condition", "population"))):
        counted = [
            (count, concept)
            for concept, count in reader.named.items()
            if _kind(reader, concept) in kinds and not _CONTROL.search(concept)
        ]
        counted.sort(key=lambda pair: (-pair[0], pair[1]))
        if counted and counted[0][0] >= _OFTEN and (len(counted) == 1 or counted[0][0] > counted[1][0]):
            if name == "population" and "human" not in study.species:
                continue
            fields[name] = Guess(counted[0][1], f"named {counted[0][0]} times, more than any other")
    return StudyGuess(fields, study.species, study.n, study.registry)


def _kind(reader: _Reader, concept: str) -> str:
    found = reader.world.concepts.get(concept)
    return found.kind if found else ""
