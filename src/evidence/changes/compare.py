"""Compare two sides: the verdicts that differ and why, the hypotheses they move, and the records behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from evidence.base import Base
from evidence.changes.details import (
    Change,
    Detail,
    Field,
    LineChange,
    RecordChange,
    line_changes,
    record_changes,
    reworded,
    rule_changes,
)
from evidence.changes.mixture import Mixture, Records
from evidence.changes.renames import find_renames, renamed
from evidence.changes.sides import Side
from evidence.changes.touched import touched_claims
from evidence.changes.why import Why, why
from evidence.errors import EvidenceError
from evidence.method import Method
from evidence.model import Override
from evidence.verdict import HypothesisVerdict, Verdict, prove, weigh


class ClaimChange(NamedTuple):
    """A claim whose verdict differs in any part; a claim that one side lacks has no verdict there, and no ``why``.

    ``gone`` and ``come`` are the flips (single voices that could change the word) lost and gained, by their studies.
    """

    id: str
    statement: str
    before: Verdict | None
    after: Verdict | None
    why: Why | None
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()

    @property
    def level(self) -> str:
        """What differs: whether the claim is there (``presence``), its ``word``, ``certainty``, or something ``inside``."""
        if self.before is None or self.after is None:
            return "presence"
        if _word(self.before) != _word(self.after):
            return "word"
        return "inside" if self.before.certainty == self.after.certainty else "certainty"


class HypothesisChange(NamedTuple):
    """A hypothesis whose verdict differs, and the tests through which: claims that moved, joined or left it."""

    id: str
    label: str
    before: HypothesisVerdict | None
    after: HypothesisVerdict | None
    through: tuple[str, ...]
    tests_added: tuple[str, ...]
    tests_removed: tuple[str, ...]


class Rules(NamedTuple):
    """How the verdict rules differ, and the claims (id, before, after) that they move with the old records alone."""

    fields: tuple[Field, ...]
    alone: tuple[tuple[str, Verdict, Verdict], ...]


@dataclass(frozen=True)
class Comparison:
    """All that differs between two sides, sorted by id; ``compared`` counts what was looked at."""

    before: Side
    after: Side
    compared: Mapping[str, int]
    claims: tuple[ClaimChange, ...]
    hypotheses: tuple[HypothesisChange, ...]
    rules: Rules | None
    reworded: tuple[tuple[str, tuple[Field, ...], int], ...]
    overrides: tuple[Detail, ...]
    records: tuple[RecordChange, ...]
    lines: tuple[LineChange, ...]
    notes: tuple[str, ...]

    def of_level(self, level: str) -> tuple[ClaimChange, ...]:
        """The claims that differ on a level."""
        return tuple(item for item in self.claims if item.level == level)

    @property
    def moved(self) -> bool:
        """Whether the verdict of any claim or hypothesis differs, came or went."""
        return bool(self.hypotheses) or any(item.level != "inside" for item in self.claims)

    @property
    def quiet_lines(self) -> tuple[LineChange, ...]:
        """Lines that differ without moving a verdict: no word or certainty differs, or what differs does not weigh."""
        loud = {item.id for item in self.claims if item.level != "inside"}
        return tuple(item for item in self.lines if not (item.weighs and item.claim in loud))


def compare(before: Side, after: Side) -> Comparison:
    """Compare two sides. Raises ``EvidenceError`` when neither has rules that verdicts can be computed by."""
    methods, notes = _methods(before, after)
    renames = find_renames(before.base, after.base)
    old = Records(renamed(before.base, renames))
    verdicts = Verdicts(old, Records(after.base), methods)
    former = {kind: {new: name for name, new in pairs.items()} for kind, pairs in renames.items()}
    base, other = old.base, after.base
    changed_rules = methods[0] != methods[1]
    return Comparison(
        before=before,
        after=after,
        compared=_compared(base, other),
        claims=tuple(_claims(verdicts)),
        hypotheses=tuple(_hypotheses(verdicts)),
        rules=_rules(before, after, verdicts) if changed_rules else None,
        reworded=tuple(_reworded(verdicts)),
        overrides=tuple(_overrides(base.overrides, other.overrides)),
        records=record_changes(base, other, former),
        lines=line_changes(base, other),
        notes=tuple(notes),
    )


def _methods(before: Side, after: Side) -> tuple[tuple[Method, Method], list[str]]:
    first, last = before.method or after.method, after.method or before.method
    if first is None or last is None:
        hint = "mend kb/method.yaml; evidence lint says where"
        raise EvidenceError("the verdict rules of neither side can be read", hint)
    notes = [
        f"the verdict rules of {side.name} cannot be read, so its verdicts are computed by those of the other side"
        for side in (before, after)
        if side.method is None
    ]
    return (first, last), notes


class Verdicts:
    """Verdicts of both sides, each computed once and only when asked for; one for both where nothing touched a claim."""

    def __init__(self, before: Records, after: Records, methods: tuple[Method, Method]) -> None:
        self.mixture = Mixture(before, after)
        self.methods = methods
        self.touched = touched_claims(before, after, methods[0] != methods[1])
        self._kept: dict[tuple[bool, str], Verdict] = {}

    def of(self, claim: str, new: bool) -> Verdict | None:
        """The verdict of a claim on the new or the old side; ``None`` when that side lacks it."""
        side = self.mixture.after if new else self.mixture.before
        record = side.base.claims.get(claim)
        if record is None:
            return None
        key = new or claim not in self.touched, claim
        if key not in self._kept:
            self._kept[key] = prove(side.cases.case(record), self.methods[new]).verdict
        return self._kept[key]


def _claims(verdicts: Verdicts) -> Iterator[ClaimChange]:
    mixture = verdicts.mixture
    for claim in sorted(verdicts.touched):
        before, after = verdicts.of(claim, False), verdicts.of(claim, True)
        if before == after:
            continue
        record = mixture.after.base.claims.get(claim) or mixture.before.base.claims[claim]
        found = ClaimChange(claim, record.statement, before, after, None, *_flips(before, after))
        if before and after:
            reasons = why(mixture, claim, verdicts.methods, before, after) if found.level != "inside" else None
            found = found._replace(why=reasons)
        yield found


def _flips(before: Verdict | None, after: Verdict | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if before is None or after is None:
        return (), ()
    old = {", ".join(flip.studies) for flip in before.flip_set}
    new = {", ".join(flip.studies) for flip in after.flip_set}
    return tuple(sorted(old - new)), tuple(sorted(new - old))


def _word(verdict: Verdict) -> tuple[str, str | None]:
    return verdict.word, verdict.direction


def _hypotheses(verdicts: Verdicts) -> Iterator[HypothesisChange]:
    olds, news = verdicts.mixture.before.base.hypotheses, verdicts.mixture.after.base.hypotheses
    for name in sorted(olds.keys() | news.keys()):
        old, new = olds.get(name), news.get(name)
        tests = [item.tests if item else () for item in (old, new)]
        if old and new and tests[0] == tests[1] and not verdicts.touched.intersection(tests[1]):
            continue
        before = _weigh(verdicts, tests[0], False) if old else None
        after = _weigh(verdicts, tests[1], True) if new else None
        if before and after and before[:4] == after[:4]:
            continue
        either = new or old
        assert either is not None
        both = set(tests[0]) & set(tests[1])
        moved = tuple(test for test in sorted(both) if _differs(verdicts.of(test, False), verdicts.of(test, True)))
        added, removed = sorted(set(tests[1]) - both), sorted(set(tests[0]) - both)
        if not (old and new):
            added, removed = [], []
        yield HypothesisChange(name, either.label, before, after, moved, tuple(added), tuple(removed))


def _weigh(verdicts: Verdicts, tests: tuple[str, ...], new: bool) -> HypothesisVerdict:
    return weigh(tests, {test: found for test in tests if (found := verdicts.of(test, new))})


def _differs(one: Verdict | None, other: Verdict | None) -> bool:
    if one is None or other is None:
        return one is not other
    return (*_word(one), one.certainty) != (*_word(other), other.certainty)


def _rules(before: Side, after: Side, verdicts: Verdicts) -> Rules:
    """The old records under the new rules, to tell what the rules do by themselves."""
    old = verdicts.mixture.before
    alone = []
    for claim, record in old.base.claims.items():
        was, now = verdicts.of(claim, False), prove(old.cases.case(record), verdicts.methods[True]).verdict
        if was and _differs(was, now):
            alone.append((claim, was, now))
    return Rules(tuple(rule_changes(before.values, after.values)), tuple(alone))


def _reworded(verdicts: Verdicts) -> Iterator[tuple[str, tuple[Field, ...], int]]:
    """Claims that say something else now, and how many lines were on them before and still are."""
    before, after = verdicts.mixture.before, verdicts.mixture.after
    for name, old in before.base.claims.items():
        new = after.base.claims.get(name)
        found = reworded(old, new) if new and new is not old else ()
        if found:
            kept = before.lines.get(name, {}).keys() & after.lines.get(name, {}).keys()
            yield name, found, len(kept)


def _overrides(olds: Mapping[str, Override], news: Mapping[str, Override]) -> Iterator[Detail]:
    for name in sorted(olds.keys() | news.keys()):
        old, new = olds.get(name), news.get(name)
        if old != new:
            item = new or olds[name]
            judged = " ".join(filter(None, (item.word, item.certainty))) or "otherwise"
            change: Change = "changed" if old and new else "added" if new else "removed"
            yield Detail(name, change, (), f"{item.who} on {item.target}: {judged}")


def _compared(before: Base, after: Base) -> dict[str, int]:
    return {
        "claims_before": len(before.claims),
        "claims": len(after.claims),
        "hypotheses": len(after.hypotheses),
        "studies": len(after.studies),
        "lines": sum(len(study.evidence) for study in after.studies.values()),
        "sources": len(after.sources),
    }
