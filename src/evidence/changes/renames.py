"""Records that came back under another id: found by what they say, so that a new name is no change of evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evidence.base import KIND_NAMES, Base
from evidence.model import Claim, Concept, Hypothesis, Override, Record, Source, Study
from evidence.plain import from_plain, to_plain

#: Old id to new id, by kind.
Renames = Mapping[str, Mapping[str, str]]

#: Which kind of record a key of a file names.
_NAMED = {
    "reports": "study", "part_of": "study", "includes": "study", "study": "study",
    "derived_from": "source", "source": "source", "via": "source",
    "claim": "claim", "tests": "claim", "bears": "claim", "opposes": "claim",
    "rivals": "hypothesis",
    "subject": "concept", "object": "concept", "population": "concept", "drug": "concept", "from": "concept",
    "to": "concept", "is_a": "concept",
}  # fmt: skip


def find_renames(before: Base, after: Base) -> Renames:
    """Records of ``before`` that stand in ``after`` under another id, each the only one that says the same."""
    found = {}
    for kind, name in KIND_NAMES.items():
        old = {record.id: record for record, _ in before.entries if isinstance(record, kind)}
        new = {record.id: record for record, _ in after.entries if isinstance(record, kind)}
        gone = [old[name] for name in sorted(old.keys() - new.keys())]
        come = [new[name] for name in sorted(new.keys() - old.keys())]
        found[name] = _pairs(gone, come) if gone and come else {}
    return found


def _pairs(gone: list[Any], come: list[Any]) -> dict[str, str]:
    olds, news = _by_mark(gone), _by_mark(come)
    pairs: dict[str, str] = {}
    for mark, one in olds.items():
        other = news.get(mark)
        if one and other and one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs


def _by_mark(records: list[Any]) -> dict[tuple[Any, ...], str | None]:
    """Each mark with the one record that bears it; ``None`` where several do."""
    found: dict[tuple[Any, ...], str | None] = {}
    for record in records:
        for mark in dict.fromkeys(_marks(record)):
            found[mark] = None if mark in found else record.id
    return found


def _marks(record: Record) -> Iterator[tuple[Any, ...]]:
    """What tells a record from others whatever its id, the surest first."""
    match record:
        case Source(csl=csl):
            yield from (("alias", name, it) for name in ("DOI", "PMID", "PMCID") if (it := getattr(csl, name)))
            if csl.title:
                yield "title", csl.title, csl.issued
        case Study():
            yield "study", record.label, record.design, record.n.total
        case Claim():
            yield "statement", record.statement
            yield "relation", record.subject, record.predicate, record.object, record.profile
        case Hypothesis():
            yield "statement", record.statement
        case Concept():
            yield "label", record.kind, record.label.casefold()
        case Override():
            yield "override", record.target, record.who, record.when


def renamed(base: Base, renames: Renames) -> Base:
    """``base`` with every renamed record, and every place that names one, under the new id."""
    if not any(renames.values()):
        return base
    entries = tuple((_renamed(record, renames), home) for record, home in base.entries)
    return Base(entries, base.info, base.info_home)


def _renamed(record: Record, renames: Renames) -> Record:
    kind = KIND_NAMES[type(record)]
    plain = _walk(to_plain(record), renames)
    own = renames[kind]
    new = plain["id"] = own.get(record.id, record.id)
    if "replaced_by" in plain:
        plain["replaced_by"] = own.get(plain["replaced_by"], plain["replaced_by"])
    if kind == "override":
        target = plain["target"]
        plain["target"] = renames["claim"].get(target, renames["hypothesis"].get(target, target))
    for inner in (*plain.get("evidence", ()), *plain.get("assertions", ())):
        if inner["id"].startswith(f"{record.id}."):
            inner["id"] = f"{new}{inner['id'][len(record.id) :]}"
    return from_plain(type(record), plain)  # type: ignore[no-any-return]


def _walk(value: Any, renames: Renames, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _walk(item, renames, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_walk(item, renames, key) for item in value]
    return renames[_NAMED[key]].get(value, value) if key in _NAMED and isinstance(value, str) else value
