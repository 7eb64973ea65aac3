"""Step 2: lines → studies → independence clusters. A study counts once, however often it is told.

Two studies are one cluster when they share a registry number or a cohort, or one is part of the other; clusters are
the connected components of those links. All syntheses that bear on a claim make one more cluster, since they pool the
same trials; one that pools nothing but studies that vote themselves adds nothing. An analysis of several trials
together that is no synthesis of the literature adds nothing once the people of one of those trials are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from evidence.verdict.admit import Excluded
from evidence.verdict.facts import SYNTHESIS_DESIGNS, LineFacts, StudyFacts

SYNTHESIS = "synthesis"


class Cluster(NamedTuple):
    """One independent voice: its admitted lines. ``key`` is the first study id of the component, or ``synthesis``."""

    key: str
    lines: tuple[LineFacts, ...]


def pools_others(study: StudyFacts) -> bool:
    """Whether a study reads several others together: a synthesis, or an analysis of several trials."""
    return bool(study.includes) or len(study.part_of) > 1 or study.design in SYNTHESIS_DESIGNS


def components(studies: Iterable[StudyFacts]) -> dict[str, str]:
    """Study id → key of its connected component (the smallest study id in it)."""
    # A study that pools others makes no links: those would make one vote of trials that are independent of each
    # other. So `part_of` links a study to its whole only when it has exactly one.
    return _connected(studies, lambda study: () if pools_others(study) else (*_marks(study), *study.part_of))


def neighbourhoods(studies: Iterable[StudyFacts]) -> dict[str, str]:
    """Like ``components`` over every link there is: all that the votes of a study can hang on."""
    return _connected(studies, lambda study: (*_marks(study), *study.part_of, *study.includes))


def _connected(studies: Iterable[StudyFacts], links: Callable[[StudyFacts], tuple[str, ...]]) -> dict[str, str]:
    parent: dict[str, str] = {}

    def find(node: str) -> str:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    known = {study.id: study for study in studies}
    for study in known.values():
        for other in links(study):
            if other in known or " " in other:  # a mark has a space, an id has none
                parent[find(other)] = find(study.id)
    names: dict[str, str] = {}
    for study_id in sorted(known):
        names.setdefault(find(study_id), study_id)
    return {study_id: names[find(study_id)] for study_id in known}


def _marks(study: StudyFacts) -> list[str]:
    """What marks the people or animals of a study as the same as another's."""
    return [f"registry {number}" for number in study.registry] + ([f"cohort {study.cohort}"] if study.cohort else [])


def collapse(
    lines: Iterable[LineFacts], studies: Mapping[str, StudyFacts], present: frozenset[str]
) -> tuple[tuple[Cluster, ...], tuple[Excluded, ...]]:
    """Group admitted lines into clusters, sorted by key; also the lines that add nothing."""
    there = {study.id: study for study in studies.values() if study.id in present}
    keys = components(there.values())
    own, pooled, synthetic = _sort(lines, there)
    groups: dict[str, list[LineFacts]] = {}
    for line in own:
        groups.setdefault(keys[line.study], []).append(line)
    folded = _join(pooled, groups, keys, there)
    voting = {line.study for found in groups.values() for line in found}
    rest = [line for line in synthetic if not _adds_nothing(there[line.study], voting)]
    reason = "every study it pools is counted itself"
    folded += [Excluded(line, "folded", reason) for line in synthetic if line not in rest]
    clusters = [Cluster(key, tuple(found)) for key, found in sorted(groups.items())]
    if rest:
        clusters.append(Cluster(SYNTHESIS, tuple(rest)))
    return tuple(clusters), tuple(folded)


def _sort(
    lines: Iterable[LineFacts], studies: Mapping[str, StudyFacts]
) -> tuple[list[LineFacts], list[LineFacts], list[LineFacts]]:
    """Lines of single studies, of analyses of several trials, and of syntheses."""
    lines = tuple(lines)
    speaking = {line.study for line in lines if not is_synthesis(line, studies[line.study])}
    own, pooled, synthetic = [], [], []
    for line in lines:
        if line.study not in speaking:  # a record that also sums up others is still one voice
            synthetic.append(line)
        elif any(name in studies and pools_others(studies[name]) for name in _behind(line.study, studies)):
            pooled.append(line)
        else:
            own.append(line)
    return own, pooled, synthetic


def is_synthesis(line: LineFacts, study: StudyFacts) -> bool:
    """Whether a line speaks for a pooled literature rather than for one study or for a few trials read together."""
    return study.design in SYNTHESIS_DESIGNS or (line.role == "synthesis" and not pools_others(study))


def _behind(study: str, studies: Mapping[str, StudyFacts]) -> set[str]:
    """The study and all whose people it reads, recorded or not: its wholes, the studies it includes, theirs in turn."""
    found: set[str] = set()
    waiting = [study]
    while waiting:
        here = waiting.pop()
        if here not in found and here in studies:
            waiting += (*studies[here].part_of, *studies[here].includes)
        found.add(here)
    return found


def _join(
    pooled: Sequence[LineFacts],
    groups: dict[str, list[LineFacts]],
    keys: Mapping[str, str],
    studies: Mapping[str, StudyFacts],
) -> list[Excluded]:
    """Add analyses of several trials to the groups, or fold them where the people of one of the trials are counted.

    Those that stand are one group for each set of trials that overlap.
    """
    folded: list[Excluded] = []
    standing: list[StudyFacts] = []
    for name in sorted({line.study for line in pooled}):
        shared = _sharing(name, studies)
        counted = sorted(other for other in shared if keys.get(other) in groups)
        if counted:
            reason = f"the people of {counted[0]}, which it pools, are counted already"
            folded += [Excluded(line, "folded", reason) for line in pooled if line.study == name]
        else:
            overlap = tuple(sorted({keys.get(other, other) for other in shared}))
            standing.append(replace(studies[name], registry=overlap, cohort=None, part_of=(), includes=()))
    joined = components(standing)
    for line in pooled:
        if line.study in joined:
            groups.setdefault(joined[line.study], []).append(line)
    return folded


def _sharing(study: str, studies: Mapping[str, StudyFacts]) -> set[str]:
    """The studies that share people with an analysis of several trials, itself included."""
    behind = _behind(study, studies)
    marks = {mark for name in behind if name in studies for mark in _marks(studies[name])}
    return behind | {other.id for other in studies.values() if marks.intersection(_marks(other))}


def _adds_nothing(study: StudyFacts, voting: set[str]) -> bool:
    return study.includes_complete and bool(study.includes) and set(study.includes) <= voting
