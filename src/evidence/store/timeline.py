"""The word after each study, in date order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from evidence.store.cases import load_case, method_of_store
from evidence.store.open import Store
from evidence.verdict import Case, Scope, Verdict, prove, weigh


def timeline(store: Store, name: str, scope: Scope) -> dict[str, Any]:
    """The verdict of a claim or hypothesis as of each date on which evidence on it appeared."""
    kind, name = store.resolve(name, "claim", "hypothesis")
    claims = [name]
    if kind == "hypothesis":
        rows = store.rows(
            "SELECT claim FROM hypothesis_claim WHERE hypothesis = ? AND role = 'tests' ORDER BY position", name
        )
        claims = [row["claim"] for row in rows]
    cases = {claim: load_case(store, claim) for claim in claims}
    record = store.record(name, kind) or {}
    return {
        "kind": kind,
        "id": name,
        "statement": record.get("statement", ""),
        "steps": _steps(store, cases, scope),
        "undated": sorted({line for case in cases.values() for line in _lines(case, None)}),
        "as_of": store.meta["as_of"],
        "method": store.meta["method"],
    }


def _lines(case: Case, day: str | None) -> list[str]:
    return [line.id for line in case.lines if line.source in case.sources and case.sources[line.source].date == day]


def _steps(store: Store, cases: dict[str, Case], scope: Scope) -> list[dict[str, Any]]:
    method = method_of_store(store)
    known = sorted({day for case in cases.values() for line in case.lines if (day := case.sources[line.source].date)})
    found: list[dict[str, Any]] = []
    for day, days in _grouped(store, known, cases):
        if scope.before and day >= scope.before:
            break
        then = scope._replace(before=_after(day))
        verdicts = {claim: prove(case, method, then).verdict for claim, case in cases.items()}
        word = _word(cases, verdicts)
        changed = not found or (word["word"], word["direction"]) != (found[-1]["word"], found[-1]["direction"])
        added = [item for one in days for item in _added(store, cases, one)]
        found.append({"date": day, **word, "changed": changed, "added": added})
    return found


def _grouped(store: Store, days: list[str], cases: dict[str, Case]) -> list[tuple[str, list[str]]]:
    """The days of one step together: where a document is dated by its year alone, the order within that year is unknown."""
    vague = {
        row["issued"]
        for case in cases.values()
        for line in case.lines
        for row in store.rows("SELECT issued FROM source WHERE id = ? AND length(issued) = 4", line.source)
    }
    steps: dict[str, list[str]] = {}
    for day in days:
        steps.setdefault(f"{day[:4]}-12-31" if day[:4] in vague else day, []).append(day)
    return sorted(steps.items())


def _after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _word(cases: dict[str, Case], verdicts: dict[str, Verdict]) -> dict[str, Any]:
    found = weigh(list(cases), verdicts)
    deciding = verdicts[found.decided_by] if found.decided_by else None
    certainty = deciding.certainty if deciding else None
    return {"word": found.word, "direction": found.direction, "certainty": certainty, "decided_by": found.decided_by}


def _added(store: Store, cases: dict[str, Case], day: str) -> list[dict[str, Any]]:
    found = []
    for claim, case in cases.items():
        for line in _lines(case, day):
            row = store.row(
                "SELECT l.id, l.study, s.label, l.direction, l.source, d.issued, l.counted, l.why_not FROM line l"
                " JOIN study s ON s.id = l.study JOIN source d ON d.id = l.source WHERE l.id = ?",
                line,
            )
            if row is not None:
                found.append({"claim": claim, **dict(row), "counted": bool(row["counted"])})
    return found
