"""What changed in the records, field by field, in words that a reader of the files knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from evidence.base import KIND_NAMES, Base
from evidence.changes.mixture import LINKS, Mixture
from evidence.model import Claim, Line, Source, Study
from evidence.plain import to_plain

Change = Literal["added", "removed", "changed", "renamed", "retired"]

#: The fields of a line that weigh in a verdict; the others inform people.
WEIGHING = (
    "claim", "source", "direction", "directness", "role", "outcome_role", "manipulates", "status", "species",
    "population",
)  # fmt: skip
_STUDY_FACTS = ("design", "masking", "species", "population", "pools", "team", "label")


class Field(NamedTuple):
    """A field with its two values as text; ``""`` is not said."""

    name: str
    before: str
    after: str


class Detail(NamedTuple):
    """One record, line or rule that differs. ``says`` sums up one that was added or removed."""

    record: str
    change: Change
    fields: tuple[Field, ...] = ()
    says: str = ""


class LineChange(NamedTuple):
    """An evidence line that differs, and the claim it bears (or bore) on; ``weighs`` when a verdict could feel it."""

    id: str
    claim: str
    detail: Detail
    weighs: bool


class RecordChange(NamedTuple):
    """A record that differs: for a renamed one ``former`` is its old id, for a retired one ``pointer`` the new one."""

    kind: str
    id: str
    change: Change
    former: str | None = None
    pointer: str | None = None
    fields: tuple[str, ...] = ()


def shown(value: Any) -> str:
    """A value of a record on one line; empty when nothing is said."""
    return shown_plain(to_plain(value))


def shown_plain(value: Any) -> str:
    """Plain values of a file on one line."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {shown_plain(item)}" for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return ("; " if any(isinstance(item, dict) for item in value) else ", ").join(map(shown_plain, value))
    return "" if value is None else str(value)


def fields(old: Any, new: Any, names: Iterable[str]) -> tuple[Field, ...]:
    """The fields among ``names`` in which two records differ."""
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in names)
    return tuple(Field(name, shown(one), shown(other)) for name, one, other in pairs if one != other)


def line_says(line: Line) -> str:
    """What a line adds, in short."""
    return f"{line.direction}, {line.directness}, {line.role}, {line.outcome_role}, {line.status}; in {line.source}"


def _line(old: Line | None, new: Line | None) -> Detail:
    if old and new:
        return Detail(new.id, "changed", fields(old, new, Line.__slots__))
    found = new or old
    assert found is not None
    return Detail(found.id, "added" if new else "removed", (), line_says(found))


def line_changes(before: Base, after: Base) -> tuple[LineChange, ...]:
    """Every evidence line that differs; one that moved to another claim stands at both."""
    olds = {line.id: line for study, line in before.lines() if after.studies.get(study.id) is not study}
    news = {line.id: line for study, line in after.lines() if before.studies.get(study.id) is not study}
    found = []
    for name in sorted(olds.keys() | news.keys()):
        old, new = olds.get(name), news.get(name)
        if old != new:
            detail = _line(old, new)
            weighs = not (old and new) or any(field.name in WEIGHING for field in detail.fields)
            claims = sorted({line.claim for line in (old, new) if line})
            found += [LineChange(name, claim, detail, weighs) for claim in claims]
    return tuple(found)


def record_changes(before: Base, after: Base, former: Mapping[str, Mapping[str, str]]) -> tuple[RecordChange, ...]:
    """Every record that was added, removed, renamed, retired or changed; ``former`` maps new ids to old by kind."""
    olds = {(KIND_NAMES[type(record)], record.id): record for record, _ in before.entries}
    news = {(KIND_NAMES[type(record)], record.id): record for record, _ in after.entries}
    found = []
    for kind, name in sorted(olds.keys() | news.keys()):
        old, new = olds.get((kind, name)), news.get((kind, name))
        was = former.get(kind, {}).get(name)
        if old is None or new is None:
            found.append(RecordChange(kind, name, "added" if old is None else "removed"))
        elif was or (old is not new and old != new):
            differing = tuple(field for field in type(new).__slots__ if getattr(old, field) != getattr(new, field))
            pointer = getattr(new, "replaced_by", None)
            retired = pointer and not getattr(old, "replaced_by", None)
            change: Change = "renamed" if was else "retired" if retired else "changed"
            found.append(RecordChange(kind, name, change, was, pointer if retired else None, differing))
    return tuple(found)


def explain(mixture: Mixture, claim: str, kind: str) -> tuple[Detail, ...]:
    """What of one kind of change bears on a claim."""
    return tuple(_EXPLAIN[kind](mixture, claim))


def _lines(mixture: Mixture, claim: str) -> Iterator[Detail]:
    olds = {it.line.id: it.line for it in mixture.before.told(claim)}
    news = {it.line.id: it.line for it in mixture.after.told(claim)}
    for name in sorted(olds.keys() | news.keys()):
        old, new = olds.get(name), news.get(name)
        detail = _line(old, new) if old != new else None
        if detail and detail.change != "changed":
            yield detail
        elif detail and (weighing := tuple(field for field in detail.fields if field.name in WEIGHING)):
            yield detail._replace(fields=weighing)
    lasting = frozenset(news[name].source for name in olds.keys() & news.keys())
    yield from _one_sided(mixture, lasting, "sources", frozenset())


def _both(mixture: Mixture, claim: str) -> Iterator[tuple[Source, Source]]:
    for name in sorted(mixture.documents(claim)):
        old, new = mixture.before.base.sources.get(name), mixture.after.base.sources.get(name)
        if old and new and old is not new:
            yield old, new


def _standing(mixture: Mixture, claim: str) -> Iterator[Detail]:
    for old, new in _both(mixture, claim):
        found = fields(old.standing, new.standing, ("status", "date"))
        if found:
            yield Detail(new.id, "changed", found)


def _documents(mixture: Mixture, claim: str) -> Iterator[Detail]:
    for old, new in _both(mixture, claim):
        found = (*fields(old, new, ("kind", "reports")), *fields(old.csl, new.csl, ("issued",)))
        if found:
            yield Detail(new.id, "changed", found)
    yield from _one_sided(mixture, mixture.documents(claim), "sources", frozenset(_cited(mixture, claim)))


def _cited(mixture: Mixture, claim: str) -> Iterator[str]:
    for side in (mixture.before, mixture.after):
        yield from (it.line.source for it in side.told(claim))


def _one_sided(mixture: Mixture, names: frozenset[str], table: str, besides: frozenset[str]) -> Iterator[Detail]:
    for name in sorted(names - besides):
        old, new = getattr(mixture.before.base, table).get(name), getattr(mixture.after.base, table).get(name)
        if (old is None) != (new is None):
            yield Detail(name, "removed" if new is None else "added")


def _studies(mixture: Mixture, claim: str) -> Iterator[Detail]:
    for old, new in _known(mixture, claim):
        found = [*fields(old, new, _STUDY_FACTS), *fields(old.intervention, new.intervention, ("route",))]
        found += [field._replace(name=f"n.{field.name}") for field in fields(old.n, new.n, ("total", "analysed"))]
        if found:
            yield Detail(new.id, "changed", tuple(found))


def _known(mixture: Mixture, claim: str) -> Iterator[tuple[Study, Study]]:
    for name in sorted(mixture.reached(claim)):
        old, new = mixture.before.base.studies.get(name), mixture.after.base.studies.get(name)
        if old and new and old is not new:
            yield old, new


def _independence(mixture: Mixture, claim: str) -> Iterator[Detail]:
    for old, new in _known(mixture, claim):
        found = fields(old, new, LINKS)
        if found:
            yield Detail(new.id, "changed", found)
    speaking = frozenset(it.study for side in (mixture.before, mixture.after) for it in side.told(claim))
    yield from _one_sided(mixture, mixture.reached(claim), "studies", speaking)


def _scope(mixture: Mixture, claim: str) -> Iterator[Detail]:
    old, new = mixture.before.base.claims[claim], mixture.after.base.claims[claim]
    qualifiers = fields(old.qualifiers, new.qualifiers, ("species", "population", "route"))
    found = (*fields(old, new, ("profile",)), *qualifiers)
    if found:
        yield Detail(claim, "changed", found)
    facts = [side.cases.claim_facts(record).kin for side, record in ((mixture.before, old), (mixture.after, new))]
    if facts[0] != facts[1] and old.qualifiers.population == new.qualifiers.population:
        yield Detail("concepts", "changed", (Field("related populations", *map(shown, map(_sorted, facts))),))


def _sorted(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


def _none(mixture: Mixture, claim: str) -> Iterator[Detail]:  # noqa: ARG001  (rules are told once, for all claims)
    return iter(())


_EXPLAIN: dict[str, Callable[[Mixture, str], Iterator[Detail]]] = {
    "lines": _lines,
    "standing": _standing,
    "documents": _documents,
    "studies": _studies,
    "independence": _independence,
    "scope": _scope,
    "method": _none,
}


def reworded(old: Claim, new: Claim) -> tuple[Field, ...]:
    """What a claim says of itself that people judge lines against, where that differs."""
    qualifiers = fields(old.qualifiers, new.qualifiers, ("species", "population", "dose", "route", "time"))
    return (*fields(old, new, ("statement", "subject", "predicate", "object", "profile")), *qualifiers)


def rule_changes(old: Any, new: Any, path: str = "") -> Iterator[Field]:
    """Every value of the verdict rules that differs, by its dotted path; items of a list by their id where they have one."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            yield from rule_changes(old.get(key), new.get(key), f"{path}.{key}" if path else str(key))
    elif _have_ids(old) and _have_ids(new):
        order = [item["id"] for item in old], [item["id"] for item in new]
        if [name for name in order[0] if name in order[1]] != [name for name in order[1] if name in order[0]]:
            yield Field(f"{path} (order)", *map(shown_plain, order))
        yield from rule_changes({item["id"]: item for item in old}, {item["id"]: item for item in new}, path)
    elif isinstance(old, (list, tuple)) and isinstance(new, (list, tuple)):
        gone, come = [item for item in old if item not in new], [item for item in new if item not in old]
        if not (gone or come) and old != new:
            yield Field(f"{path} (order)", shown_plain(old), shown_plain(new))
        yield from (Field(path, shown_plain(item), "") for item in gone)
        yield from (Field(path, "", shown_plain(item)) for item in come)
    elif old != new:
        yield Field(path, shown_plain(old), shown_plain(new))


def _have_ids(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(item, dict) and "id" in item for item in value)
