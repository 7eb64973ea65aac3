"""KB109: a relation that leads back to where it started."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence.base import Base
from evidence.loader import Loaded
from evidence.rules.references import references
from evidence.rules.rule import Finding, Rule, inside

RULE = Rule("KB109", "cycle", "error", "a relation leads back to where it started")

_RELATIONS = ("is_a", "derived_from", "part_of", "includes", "replaced_by")

Graph = Mapping[str, tuple[str, ...]]


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each circle once, at the link that closes it, with all of its members."""
    for field, graph in _graphs(loaded.base).items():
        for members in cycles(graph):
            last, first = members[-1], members[0]
            reference = next(
                item
                for item in references(loaded.base)
                if item.owner == last and item.field == field and item.id == first
            )
            round_trip = " → ".join((*members, first))
            message = f"{field} goes round in a circle: {round_trip}"
            yield Finding(*inside(reference.home, *reference.at), message, "remove one of these links")


def _graphs(base: Base) -> dict[str, Graph]:
    found: dict[str, dict[str, tuple[str, ...]]] = {field: {} for field in _RELATIONS}
    for item in references(base):
        graph = found.get(item.field)
        if graph is not None:
            graph[item.owner] = (*graph.get(item.owner, ()), item.id)
    return {field: graph for field, graph in found.items() if graph}


def cycles(graph: Graph) -> Iterator[tuple[str, ...]]:
    """One cycle for each link that closes one: depth first, in the order of ids, without recursion."""
    done: set[str] = set()
    for start in sorted(graph):
        if start in done:
            continue
        trail = [start]
        on_trail = {start}
        waiting = [iter(sorted(set(graph[start])))]
        while waiting:
            following = next(waiting[-1], None)
            if following is None:
                waiting.pop()
                left = trail.pop()
                on_trail.discard(left)
                done.add(left)
            elif following in on_trail:
                yield tuple(trail[trail.index(following) :])
            elif following not in done and following in graph:
                trail.append(following)
                on_trail.add(following)
                waiting.append(iter(sorted(set(graph[following]))))
