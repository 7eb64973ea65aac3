"""Chains from one concept to another over claims and named gaps, with the weakest link of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.errors import EvidenceError
from evidence.ids import nearest_hint, quoted
from evidence.store.hypotheses import place
from evidence.store.open import Store

#: Longer chains explain nothing, and their number explodes.
MAX_STEPS = 8
_MOST = 1000
_GAP = 99


def concept_named(store: Store, name: str) -> str:
    """The concept with this id, label or synonym; raises ``EvidenceError`` when there is none."""
    row = store.row("SELECT id FROM concept WHERE id = ?", name)
    row = row or store.row("SELECT concept AS id FROM concept_name WHERE name = ?", name.casefold())
    if row is None:
        known = [item["name"] for item in store.rows("SELECT name FROM concept_name")]
        hint = nearest_hint(name.casefold(), known, "evidence find TEXT --kind concept looks one up")
        raise EvidenceError(f"there is no concept {quoted(name)} in this base", hint)
    return str(row["id"])


def paths(store: Store, origin: str, target: str, limit: int = 10) -> dict[str, Any]:
    """Simple chains from ``origin`` to ``target``: those without gaps and with the strongest weakest link first."""
    start, end = concept_named(store, origin), concept_named(store, target)
    found = [_described(steps) for steps in _chains(_Steps(store), start, end)]
    found.sort(key=lambda path: (path["gaps"], path["weakest"]["place"], len(path["steps"]), str(path["steps"])))
    return {"from": start, "to": end, "paths": found[:limit], "found": len(found), "edges": _count(store)}


def _count(store: Store) -> int:
    """How many steps the base has: its claims, and the steps of chains that are more than a claim from end to end."""
    sql = (
        "SELECT count(*) FROM (SELECT DISTINCT s.origin, s.target, s.claim, s.gap FROM chain_step s"
        " LEFT JOIN claim c ON c.id = s.claim AND c.subject = s.origin AND c.object = s.target AND s.gap IS NULL"
        " WHERE c.id IS NULL)"
    )
    claims = store.row("SELECT rowid FROM document WHERE kind = 'claim' ORDER BY id DESC LIMIT 1")
    own = store.row(sql)
    assert own is not None
    return int(own[0]) + (claims[0] if claims else 0)


class _Steps:
    """The steps of a base as they are asked for: claims from subject to object, and the steps of chains."""

    _OUT = (
        "SELECT c.subject AS origin, c.object AS target, c.id AS claim, NULL AS gap, NULL AS hypothesis, v.word,"
        " v.direction, v.certainty, NULL AS position FROM claim c JOIN verdict v ON v.id = c.id AND v.kind = 'claim'"
        " WHERE c.subject IN ({marks})"
    )
    _CHAINED = (
        "SELECT s.origin, s.target, s.claim, s.gap, s.hypothesis, v.word, v.direction, v.certainty, s.position"
        " FROM chain_step s LEFT JOIN verdict v ON v.id = s.claim AND v.kind = 'claim' WHERE s.origin IN ({marks})"
    )
    _INTO = (
        "SELECT object AS target, subject AS origin FROM claim WHERE object IN ({marks})",
        "SELECT target, origin FROM chain_step WHERE target IN ({marks})",
    )

    def __init__(self, store: Store) -> None:
        self._store = store
        self.out: dict[str, list[dict[str, Any]]] = {}
        self._into: dict[str, set[str]] = {}

    def after(self, concepts: set[str]) -> set[str]:
        """The concepts one step on; the steps out of ``concepts`` stand in ``out`` from now on."""
        new = concepts - self.out.keys()
        self.out |= {concept: [] for concept in new}
        rows = sorted(self._store.among(self._OUT, new), key=lambda row: row["claim"])
        rows += sorted(self._store.among(self._CHAINED, new), key=lambda row: (row["hypothesis"], row["position"]))
        seen = set()
        for row in rows:
            key = (row["origin"], row["target"], row["claim"], row["gap"])
            if key not in seen:
                seen.add(key)
                unused = ("word", "direction", "certainty", "claim") if row["gap"] else ("gap",)
                kept = {name: row[name] for name in row.keys() if name not in (*unused, "position")}  # noqa: SIM118
                self.out[row["origin"]].append(kept)
        return {step["target"] for concept in concepts for step in self.out[concept]}

    def before(self, concepts: set[str]) -> set[str]:
        """The concepts one step back."""
        new = concepts - self._into.keys()
        self._into |= {concept: set() for concept in new}
        for sql in self._INTO:
            for row in self._store.among(sql, new):
                self._into[row["target"]].add(row["origin"])
        return {origin for concept in concepts for origin in self._into[concept]}


def _chains(steps: _Steps, start: str, end: str) -> Iterator[list[dict[str, Any]]]:
    """Simple paths, shortest first, a thousand at most.

    The search goes from both ends to the middle, so what it reads is what lies within half a chain of either.
    """
    given = 0
    forward, backward = [{start}], [{end}]  # what so many steps lead to, and from
    for length in range(1, MAX_STEPS + 1):
        if len(forward) <= len(backward):
            forward.append(steps.after(forward[-1]))
        else:
            backward.append(steps.before(backward[-1]))
        if not forward[-1] or not backward[-1]:
            return  # nothing is so far away, nor anything farther
        for path in _walk(steps, _open(steps, forward, backward, length), start, end):
            yield path
            given += 1
            if given == _MOST:
                return


def _open(steps: _Steps, forward: list[set[str]], backward: list[set[str]], length: int) -> list[set[str]]:
    """At each place of a chain of this length, the concepts from which its end can be reached in what is left."""
    ahead = len(forward) - 1
    wanted = [set[str]() for _ in range(ahead)] + backward[length - ahead :: -1]
    wanted[ahead] = wanted[ahead] & forward[ahead]
    for index in range(ahead - 1, -1, -1):
        onward = wanted[index + 1]
        wanted[index] = {
            here for here in forward[index] if any(step["target"] in onward for step in steps.out.get(here, ()))
        }
    return wanted


def _walk(
    steps: _Steps, wanted: list[set[str]], start: str, end: str, taken: tuple[dict[str, Any], ...] = ()
) -> Iterator[list[dict[str, Any]]]:
    """The simple paths through these concepts, place by place."""
    here = len(taken)
    if here == len(wanted) - 1:
        yield list(taken)
        return
    if start == end or start not in wanted[here]:
        return
    if start not in steps.out:
        steps.after(wanted[here])
    passed = {step["origin"] for step in taken} | {start}
    for step in steps.out[start]:
        target = step["target"]
        if target in wanted[here + 1] and target not in passed and (target != end or here == len(wanted) - 2):
            yield from _walk(steps, wanted, target, end, (*taken, step))


def _described(steps: list[dict[str, Any]]) -> dict[str, Any]:
    places = [_GAP if "gap" in step else place(step) for step in steps]
    worst = max(range(len(steps)), key=lambda index: places[index])
    return {
        "steps": steps,
        "gaps": sum("gap" in step for step in steps),
        "weakest": {"step": worst + 1, "place": places[worst], **steps[worst]},
    }
