"""The facts of a claim out of SQLite, for what-if questions: the same pure functions compute them as at build time."""

from __future__ import annotations

import json
from functools import cache

from evidence.method import Method
from evidence.store.open import Store
from evidence.verdict import Case, ClaimFacts, LineFacts, SourceFacts, StudyFacts

_STUDIES = (
    "SELECT id FROM study WHERE near IN (SELECT s.near FROM line l JOIN study s ON s.id = l.study WHERE l.claim = ?)"
)


def load_case(store: Store, claim: str) -> Case:
    """All that bears on one claim, with the studies its studies are linked to and the documents of them all."""
    row = store.row("SELECT id, profile, species, routes, kin FROM claim WHERE id = ?", claim)
    if row is None:
        raise store.unknown(claim, "claim")
    split = {name: tuple(row[name].split()) for name in ("species", "routes", "kin")}
    facts = ClaimFacts(row["id"], row["profile"], split["species"], split["routes"], frozenset(split["kin"]))
    return Case(facts, _lines(store, claim), _studies(store, claim), _sources(store, claim))


def _lines(store: Store, claim: str) -> tuple[LineFacts, ...]:
    sql = (
        "SELECT id, study, source, direction, directness, role, outcome_role, manipulates, status, species, population,"
        " failed_check FROM line WHERE claim = ? ORDER BY id"
    )
    return tuple(
        LineFacts(
            **{key: row[key] for key in row.keys() if key not in ("species", "failed_check")},  # noqa: SIM118  (a Row)
            species=tuple(row["species"].split()),
            failed_check=bool(row["failed_check"]),
        )
        for row in store.rows(sql, claim)
    )


def _pairs(store: Store, table: str, column: str, claim: str) -> dict[str, tuple[str, ...]]:
    sql = f"SELECT study, {column} FROM {table} WHERE study IN ({_STUDIES}) ORDER BY study, {column}"
    found: dict[str, list[str]] = {}
    for study, value in store.rows(sql, claim):
        found.setdefault(study, []).append(value)
    return {study: tuple(values) for study, values in found.items()}


def _studies(store: Store, claim: str) -> dict[str, StudyFacts]:
    many = {
        name: _pairs(store, table, column, claim)
        for name, table, column in (
            ("species", "study_species", "species"),
            ("registry", "study_registry", "number"),
            ("part_of", "study_part", "whole"),
            ("includes", "study_includes", "included"),
            ("sources", "source_study", "source"),
        )
    }
    sql = (
        "SELECT id, label, design, masking, population, route, n, team, cohort, pools, includes_complete FROM study"
        f" WHERE id IN ({_STUDIES})"
    )
    return {
        row["id"]: StudyFacts(
            id=row["id"],
            label=row["label"],
            design=row["design"],
            masking=row["masking"],
            species=many["species"].get(row["id"], ()),
            population=row["population"],
            route=row["route"],
            n=row["n"],
            team=row["team"],
            cohort=row["cohort"],
            registry=many["registry"].get(row["id"], ()),
            part_of=many["part_of"].get(row["id"], ()),
            pools=row["pools"],
            includes=many["includes"].get(row["id"], ()),
            includes_complete=bool(row["includes_complete"]),
            sources=many["sources"].get(row["id"], ()),
        )
        for row in store.rows(sql, claim)
    }


def _sources(store: Store, claim: str) -> dict[str, SourceFacts]:
    sql = (
        "SELECT id, kind, last_day, standing, standing_day FROM source WHERE id IN (SELECT source FROM source_study"
        f" WHERE study IN ({_STUDIES}))"
    )
    return {row["id"]: SourceFacts(*row) for row in store.rows(sql, claim)}


@cache
def _method(values: str) -> Method:
    from evidence.method import trusted_method

    return trusted_method(json.loads(values))


def method_of_store(store: Store) -> Method:
    """The verdict rules the base was compiled with."""
    return _method(store.meta["method_values"])
