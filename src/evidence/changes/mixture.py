"""The case of a claim between two states of a base: some kinds of change taken over, the others not yet.

A verdict is a function of its case and the rules, so computing it from a mixture says which changes move it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from evidence.base import Base
from evidence.cases import Cases, line_facts, source_facts, study_facts
from evidence.model import Line, Source, Study
from evidence.verdict import Case, ClaimFacts

#: The kinds of change, and what each is called. Every input of a verdict belongs to exactly one.
KINDS: dict[str, str] = {
    "lines": "evidence lines",
    "standing": "standing of documents",
    "documents": "documents",
    "studies": "facts of studies",
    "independence": "which studies are one voice",
    "scope": "scope of the claim",
    "method": "verdict rules",
}

#: The fields of a study that say whom it shares people with; the others are its facts.
LINKS = ("registry", "cohort", "part_of", "includes", "includes_complete")

Taken = frozenset[str]
NOTHING: Taken = frozenset()
EVERYTHING: Taken = frozenset(KINDS)


class Told(NamedTuple):
    """An evidence line and the study it stands in."""

    study: str
    line: Line


class Records:
    """A base with what mixing looks up in it."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.cases = Cases(base)

    @cached_property
    def lines(self) -> Mapping[str, dict[str, Told]]:
        """Claim → line id → line."""
        found: dict[str, dict[str, Told]] = {}
        for study, line in self.base.lines():
            found.setdefault(line.claim, {}).setdefault(line.id, Told(study.id, line))
        return found

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """Study → all studies that the votes of it can hang on, itself included."""
        near: dict[str, list[str]] = {}
        for study, key in self.cases.near.items():
            near.setdefault(key, []).append(study)
        return {study: tuple(near[key]) for study, key in self.cases.near.items()}

    def told(self, claim: str) -> Iterable[Told]:
        """The lines on a claim."""
        return self.lines.get(claim, {}).values()


class Mixture:
    """Two states of a base and every state between them."""

    def __init__(self, before: Records, after: Records) -> None:
        self.before, self.after = before, after
        self._reached: dict[str, frozenset[str]] = {}

    def case(self, claim: str, taken: Taken) -> Case:
        """The case of a claim that both sides hold, with the kinds of change in ``taken`` taken over."""
        reached = self.reached(claim)
        studies = {name: study for name in reached if (study := self._study(claim, name, taken))}
        cited = self._cited(claim)
        sources = {name: source for name in self.documents(claim) if (source := self._source(name, taken, cited))}
        reports: dict[str, set[str]] = {name: set() for name in studies}
        for source in sources.values():
            for name in source.reports:
                reports.get(name, set()).add(source.id)
        side = self._side("lines", taken)
        for name, study in studies.items():
            own = side.base.studies.get(name, study)
            reports[name].update(line.source for line in own.evidence if line.source in sources)
        told = sorted(side.told(claim), key=lambda it: (it.study, it.line.id))
        return Case(
            self._claim(claim, taken),
            tuple(line_facts(studies[it.study], it.line) for it in told),
            {name: study_facts(study, tuple(sorted(reports[name]))) for name, study in sorted(studies.items())},
            {name: source_facts(source) for name, source in sorted(sources.items())},
        )

    def reached(self, claim: str) -> frozenset[str]:
        """The studies with lines on a claim, and all that these are linked to on either side."""
        if claim not in self._reached:
            self._reached[claim] = self._reach(claim)
        return self._reached[claim]

    def _reach(self, claim: str) -> frozenset[str]:
        sides = (self.before, self.after)
        waiting = [it.study for side in sides for it in side.told(claim)]
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += [other for side in sides for other in side.members.get(name, ()) if other not in seen]
        return frozenset(seen)

    def documents(self, claim: str) -> frozenset[str]:
        """The documents that report any of those studies on either side."""
        sides = (self.before, self.after)
        reached = self.reached(claim)
        return frozenset(name for side in sides for study in reached for name in side.base.reporting.get(study, ()))

    def _side(self, kind: str, taken: Taken) -> Records:
        return self.after if kind in taken else self.before

    def _claim(self, claim: str, taken: Taken) -> ClaimFacts:
        side = self._side("scope", taken)
        return side.cases.claim_facts(side.base.claims[claim])

    def _cited(self, claim: str) -> frozenset[str]:
        return frozenset(it.line.source for side in (self.before, self.after) for it in side.told(claim))

    def _study(self, claim: str, name: str, taken: Taken) -> Study | None:
        """A study on one side only comes or goes with its lines on the claim, or else as a link between others."""
        old, new = self.before.base.studies.get(name), self.after.base.studies.get(name)
        if old is None or new is None:
            speaks = any(it.study == name for side in (self.before, self.after) for it in side.told(claim))
            there = (("lines" if speaks else "independence") in taken) == (old is None)
            return (old or new) if there else None
        if old is new:
            return old
        linked = self._side("independence", taken).base.studies[name]
        links = {field: getattr(linked, field) for field in LINKS}
        return replace(self._side("studies", taken).base.studies[name], **links)

    def _source(self, name: str, taken: Taken, cited: frozenset[str]) -> Source | None:
        """A document on one side only comes or goes with the lines that stand in it, or else on its own."""
        old, new = self.before.base.sources.get(name), self.after.base.sources.get(name)
        if old is None or new is None:
            there = (("lines" if name in cited else "documents") in taken) == (old is None)
            return (old or new) if there else None
        if old is new:
            return old
        standing = self._side("standing", taken).base.sources[name].standing
        return replace(self._side("documents", taken).base.sources[name], standing=standing)
