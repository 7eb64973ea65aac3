"""Step 2: lines → studies → independence clusters. A study counts once, however often it is told.

Two studies are one cluster when they share a registry number or a cohort, or one is part of the other; clusters are
the connected components of those links. All syntheses that bear on a claim make one more cluster, since they pool the
same trials; one that pools nothing but studies that vote themselves adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from evidence.verdict.admit import Excluded
from evidence.verdict.facts import SYNTHESIS_DESIGNS, LineFacts, StudyFacts

SYNTHESIS = "synthesis"


class Cluster(NamedTuple):
    """One independent voice: its admitted lines. ``key`` is the first study id of the component, or ``synthesis``."""

    key: str
    lines: tuple[LineFacts, ...]


def components(studies: Iterable[StudyFacts]) -> dict[str, str]:
    """Study id → key of its connected component (the smallest study id in it)."""
    parent: dict[str, str] = {}

    def find(node: str) -> str:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    ids = []
    for study in studies:
        ids.append(study.id)
        marks = [f"registry {number}" for number in study.registry]
        marks += [f"cohort {study.cohort}"] if study.cohort else []
        for other in (*marks, *study.part_of):
            parent[find(other)] = find(study.id)
    names: dict[str, str] = {}
    for study_id in sorted(ids):
        names.setdefault(find(study_id), study_id)
    return {study_id: names[find(study_id)] for study_id in ids}


def collapse(
    lines: Iterable[LineFacts], studies: Mapping[str, StudyFacts], present: frozenset[str]
) -> tuple[tuple[Cluster, ...], tuple[Excluded, ...]]:
    """Group admitted lines into clusters, sorted by key; also the synthesis lines that add nothing."""
    keys = components(_linked(studies, present))
    primary: dict[str, list[LineFacts]] = {}
    pooled: list[LineFacts] = []
    for line in lines:
        if is_synthesis(line, studies[line.study]):
            pooled.append(line)
        else:
            primary.setdefault(keys.get(line.study, line.study), []).append(line)
    voting = {line.study for found in primary.values() for line in found}
    rest = [line for line in pooled if not _adds_nothing(studies[line.study], voting)]
    folded = tuple(
        Excluded(line, "folded", "every study it pools is counted itself") for line in pooled if line not in rest
    )
    clusters = [Cluster(key, tuple(found)) for key, found in sorted(primary.items())]
    if rest:
        clusters.append(Cluster(SYNTHESIS, tuple(rest)))
    return tuple(clusters), folded


def is_synthesis(line: LineFacts, study: StudyFacts) -> bool:
    """Whether a line speaks for pooled studies rather than for one."""
    return line.role == "synthesis" or study.design in SYNTHESIS_DESIGNS


def _linked(studies: Mapping[str, StudyFacts], present: frozenset[str]) -> list[StudyFacts]:
    from dataclasses import replace

    return [
        replace(study, part_of=tuple(other for other in study.part_of if other in present))
        for study in studies.values()
        if study.id in present
    ]


def _adds_nothing(study: StudyFacts, voting: set[str]) -> bool:
    return study.includes_complete and bool(study.includes) and set(study.includes) <= voting
