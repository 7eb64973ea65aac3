"""The way of a statement: press account → release → paper → study, with what is said at each step and where it grew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from evidence.store.citations import reported, reporting, source_record
from evidence.store.claims import claim_evidence, claim_verdict
from evidence.store.drift import differences
from evidence.store.open import Store
from evidence.verdict import EVERYTHING, Scope

_TOLD = ("id", "source", "claim", "stance", "statement", "wording", "causal_level", "study", "via", "locator", "drift")
_LINE = (
    "id", "study", "label", "source", "short", "direction", "directness", "role", "outcome_role", "causal_level",
    "species", "n", "finding", "locator", "status", "counted", "why_not", "figures",
)  # fmt: skip


def trail(store: Store, name: str, scope: Scope = EVERYTHING) -> dict[str, Any]:
    """The trail of a source: what it asserts, traced to the studies; what it reports itself, and who restates that."""
    record = source_record(store, name)
    name = record["id"]
    reader = _Reader(store, scope)
    restated = [reader.node(row) for row in _restating(store, name)]
    lines = store.rows("SELECT claim, id FROM line WHERE source = ? ORDER BY study, position", name)
    return {
        "kind": "trail",
        "id": name,
        "title": record["csl"].get("title"),
        **{key: value for key, value in _document(store, name).items() if key != "source"},
        "derived_from": [_document(store, origin) for origin in ancestors(store, name)],
        "assertions": [reader.node(row) for row in _told(store, "a.source = ?", name)],
        "reports": [reader.line(row["claim"], row["id"]) for row in lines],
        "restated": restated,
        "derived": [_document(store, found) for found in _descendants(store, name)],
        "method": store.meta["method"],
        "as_of": store.meta["as_of"],
    }


_ORIGINS = "SELECT origin FROM source_origin WHERE source = ?1 ORDER BY origin"
_DERIVED = "SELECT source FROM source_origin WHERE origin = ?1 ORDER BY source"
#: The origins of a document, and the documents it takes its statements on one claim from.
_ORIGINS_OF_CLAIM = (
    "SELECT origin FROM source_origin WHERE source = ?1 UNION"
    " SELECT via FROM assertion WHERE source = ?1 AND claim = ?2 AND via IS NOT NULL ORDER BY 1"
)


def ancestors(store: Store, name: str) -> list[str]:
    """The documents a source goes back to, nearest first."""
    return _walk(store, _ORIGINS, name)


def _descendants(store: Store, name: str) -> list[str]:
    return _walk(store, _DERIVED, name)


def _walk(store: Store, sql: str, name: str, *more: str) -> list[str]:
    """Every document that can be reached, nearest first. A circle of documents that cite each other ends."""
    found, waiting = [name], [name]
    while waiting:
        here = waiting.pop(0)
        fresh = [row[0] for row in store.rows(sql, here, *more) if row[0] not in found]
        found += fresh
        waiting += fresh
    return found[1:]


def _document(store: Store, name: str) -> dict[str, Any]:
    row = store.row("SELECT kind, short, issued, standing FROM source WHERE id = ?", name)
    if row is None:
        return {"source": name, "short": name, "source_kind": "unknown", "issued": None, "standing": "unknown"}
    return {
        "source": name,
        "short": row["short"],
        "source_kind": row["kind"],
        "issued": row["issued"],
        "standing": row["standing"],
    }


def _told(store: Store, where: str, *values: str) -> list[dict[str, Any]]:
    """Assertions with their figures and species."""
    sql = f"SELECT a.* FROM assertion a WHERE {where} ORDER BY a.source, a.id"  # noqa: S608  (conditions of our own)
    return [_assertion(store, row) for row in store.rows(sql, *values)]


def _assertion(store: Store, row: Any) -> dict[str, Any]:
    record = store.record(row["source"], "source") or {}
    spoken: list[str] = next(
        (item.get("species", []) for item in record.get("assertions", []) if item["id"] == row["id"]), []
    )
    return {**{key: row[key] for key in _TOLD}, "species": spoken, "figures": _figures(store, row["id"])}


def _figures(store: Store, owner: str) -> list[dict[str, Any]]:
    sql = "SELECT name, op, value, unit, note FROM figure WHERE owner = ? ORDER BY position"
    return [{key: value for key, value in dict(row).items() if value is not None} for row in store.rows(sql, owner)]


def _restating(store: Store, name: str) -> list[dict[str, Any]]:
    """Assertions of other documents that go back to this one, or to a study it reports."""
    studies = reported(store, name)
    marks = ", ".join("?" * len(studies))
    return _told(store, f"a.source <> ? AND (a.via = ? OR a.study IN ({marks}))", name, name, *studies)


class _Reader:
    """Reads each claim once, however many assertions speak of it."""

    def __init__(self, store: Store, scope: Scope) -> None:
        self.store = store
        self.scope = scope
        self.evidence: dict[str, list[dict[str, Any]]] = {}
        self.verdicts: dict[str, dict[str, Any]] = {}

    def lines(self, claim: str) -> list[dict[str, Any]]:
        """Every line on a claim."""
        if claim not in self.evidence:
            sizes = _analysed(self.store)
            found = claim_evidence(self.store, claim, self.scope)
            self.evidence[claim] = [{**line, "analysed": sizes.get(line["study"])} for line in found]
        return self.evidence[claim]

    def verdict(self, claim: str) -> dict[str, Any]:
        """The verdict of a claim, in short."""
        if claim not in self.verdicts:
            self.verdicts[claim] = claim_verdict(self.store, claim, self.scope)
        keys = ("word", "direction", "certainty", "independent")
        return {key: self.verdicts[claim][key] for key in keys}

    def line(self, claim: str, line: str) -> dict[str, Any]:
        """One line with the verdict of its claim."""
        found = next((item for item in self.lines(claim) if item["id"] == line), None)
        kept = {key: found[key] for key in _LINE} if found else {"id": line}
        return {
            "claim": claim,
            "claim_statement": _statement(self.store, claim),
            **kept,
            "verdict": self.verdict(claim),
        }

    def node(self, told: dict[str, Any]) -> dict[str, Any]:
        """One assertion with its documents, its study, the study's results, the differences and the verdict now."""
        lines = self.lines(told["claim"])
        study = study_facts(self.store, told["study"]) if told["study"] else None
        results = [line for line in lines if line["study"] == told["study"]]
        others = [line for line in lines if line["study"] != told["study"]]
        between = self.between(told)
        here = {**_document(self.store, told["source"]), "assertions": [told]}
        verdict = self.verdict(told["claim"])
        found = differences(told, study, results, others, verdict, [*reversed(between), here])
        return {
            **{key: value for key, value in told.items() if value is not None},
            "claim_statement": _statement(self.store, told["claim"]),
            "short": here["short"],
            "source_kind": here["source_kind"],
            "documents": between,
            "study_facts": {key: value for key, value in study.items() if key != "figures"} if study else None,
            "results": [{key: line[key] for key in _LINE} for line in results],
            "differences": [item._asdict() for item in found],
            "verdict": verdict,
        }

    def between(self, told: dict[str, Any]) -> list[dict[str, Any]]:
        """The documents from the asserting one to the study, nearest first, with what each says of the claim."""
        found = []
        for name in _way(self.store, told):
            spoken = _told(self.store, "a.source = ? AND a.claim = ?", name, told["claim"])
            found.append({**_document(self.store, name), "assertions": spoken})
        return found


def _analysed(store: Store) -> dict[str, int]:
    """How many were analysed, by study, where the record says so."""
    sql = "SELECT id, json_extract(data, '$.n.analysed') AS n FROM record WHERE kind = 'study'"
    return {row["id"]: row["n"] for row in store.rows(sql) if row["n"] is not None}


def _way(store: Store, told: dict[str, Any]) -> list[str]:
    """The documents that lead from an assertion to the source it is taken from and to one that reports its study."""
    papers = reporting(store, told["study"]) if told["study"] else []
    back = _walk(store, _ORIGINS_OF_CLAIM, told["source"], told["claim"])
    goals = {told["via"], *(paper for paper in papers if paper in back)} - {None}
    if not goals.intersection(papers):
        goals |= set(papers[:1])
    leading = [name for name in back if name in goals or _leads(store, name, told["claim"], goals)]
    named = [goal for goal in sorted(goals) if goal not in leading]
    return _papers_last(store, [name for name in (*leading, *named) if name != told["source"]])


def _leads(store: Store, name: str, claim: str, goals: set[str]) -> bool:
    return bool(goals.intersection(_walk(store, _ORIGINS_OF_CLAIM, name, claim)))


def _papers_last(store: Store, names: Sequence[str]) -> list[str]:
    """The same documents, those that only restate first: a paper is next to its study however the links were drawn."""
    echoes = {row["id"] for row in store.rows("SELECT id FROM source WHERE is_echo = 1")}
    return sorted(names, key=lambda name: name not in echoes)


def study_facts(store: Store, name: str) -> dict[str, Any] | None:
    """What a study is, in the words a trail compares with, and every figure that is its own."""
    record = store.record(name, "study")
    if record is None:
        return None
    keys = ("id", "label", "design", "masking", "control", "population", "comparator", "timepoint", "participants", "n")
    facts = {key: record.get(key) for key in keys}
    given = record.get("intervention", {})
    text = [record.get("timepoint"), record.get("participants"), *(given.get(key) for key in ("dose", "note"))]
    return {
        **facts,
        "species": record["species"],
        "dose": given.get("dose"),
        "text": " ".join(part for part in text if part),
        "figures": [*_own_figures(store, name), *_numbers(record.get("n") or {})],
    }


def _own_figures(store: Store, study: str) -> list[dict[str, Any]]:
    sql = "SELECT id FROM line WHERE study = ? AND role <> 'background' AND status = 'accepted' ORDER BY position"
    return [figure for row in store.rows(sql, study) for figure in _figures(store, row["id"])]


def _numbers(n: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for key in ("total", "analysed"):
        if n.get(key) is not None:
            yield {"name": key, "value": str(n[key])}
    for arm, size in n.get("arms", {}).items():
        yield {"name": arm, "value": str(size)}


def _statement(store: Store, claim: str) -> str:
    row = store.row("SELECT statement FROM claim WHERE id = ?", claim)
    return row["statement"] if row else ""
