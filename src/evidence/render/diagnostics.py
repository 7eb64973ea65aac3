"""Diagnostics for people, for CI and for editors."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evidence import __version__
from evidence.diagnostics import SEVERITIES, Diagnostic
from evidence.lint import ALL, Report
from evidence.render.safe import one_line


def render(report: Report, form: str, root: Path) -> str:
    """The report in one of the formats text, concise, json, github, sarif."""
    if form == "json":
        return json.dumps(_json(report), ensure_ascii=False, indent=2) + "\n"
    if form == "sarif":
        return json.dumps(_sarif(report), ensure_ascii=False, indent=2) + "\n"
    if form == "github":
        return "".join(_github(item) for item in report.diagnostics) + summary(report)
    lines = [_concise(item) if form == "concise" else _text(item, root) for item in report.diagnostics]
    return "".join(lines) + summary(report)


def summary(report: Report) -> str:
    """What was found, and what was examined to find it."""
    counts = [sum(item.severity == severity for item in report.diagnostics) for severity in SEVERITIES]
    found = ", ".join(
        f"{count} {severity}{'' if count == 1 else 's'}" for count, severity in zip(counts, SEVERITIES, strict=True)
    )
    examined = ", ".join(f"{count} {name}" for name, count in report.examined.items())
    return f"{found} in {examined}\n"


def _place(item: Diagnostic) -> str:
    return f"{item.path}:{item.line}:{item.column}"


def _concise(item: Diagnostic) -> str:
    return one_line(f"{_place(item)}: {item.code} {item.message}") + "\n"


def _text(item: Diagnostic, root: Path) -> str:
    lines = [f"{one_line(_place(item))}: {item.severity} {item.code} {item.name}", f"  {one_line(item.message)}"]
    source = _source_line(root / item.path, item.line)
    if source:
        lines.append(f"  {item.line} | {source}")
    if item.hint:
        lines.append(f"  hint: {one_line(item.hint)}")
    lines += [f"  see also {one_line(place)}" for place in item.related]
    return "\n".join(lines) + "\n\n"


def _source_line(path: Path, number: int) -> str:
    try:
        lines = path.read_bytes().splitlines() if number else []
    except OSError:
        return ""
    text = lines[number - 1].decode("utf-8", "replace") if 0 < number <= len(lines) else ""
    return one_line(text)[:90]


def _json(report: Report) -> dict[str, Any]:
    return {
        "version": __version__,
        "examined": report.examined,
        "diagnostics": [
            {key: value for key, value in item._asdict().items() if key != "related" or value}
            for item in report.diagnostics
        ],
    }


_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}


def _github(item: Diagnostic) -> str:
    """A workflow command; the runner reads %, line breaks and, in properties, : and , only when escaped."""
    title = _escaped(f"{item.code} {item.name}", property_=True)
    path = _escaped(item.path, property_=True)
    message = _escaped(f"{item.message}. {item.hint}" if item.hint else item.message)
    place = f"file={path},line={max(item.line, 1)},col={max(item.column, 1)}"
    return f"::{_GITHUB[item.severity]} {place},title={title}::{message}\n"


def _escaped(text: str, property_: bool = False) -> str:
    pairs = [("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), *([(":", "%3A"), (",", "%2C")] if property_ else [])]
    for plain, code in pairs:
        text = text.replace(plain, code)
    return text


def _sarif(report: Report) -> dict[str, Any]:
    rules = [{"id": rule.code, "name": rule.name, "shortDescription": {"text": rule.summary}} for rule, _ in ALL]
    driver = {"name": "evidence", "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": list(_sarif_results(report.diagnostics)),
        "properties": {"examined": report.examined},
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _sarif_results(diagnostics: Iterable[Diagnostic]) -> Iterable[dict[str, Any]]:
    from urllib.parse import quote

    for item in diagnostics:
        region = {"startLine": max(item.line, 1), "startColumn": max(item.column, 1)}
        location = {"physicalLocation": {"artifactLocation": {"uri": quote(item.path)}, "region": region}}
        text = f"{item.message}. {item.hint}" if item.hint else item.message
        yield {"ruleId": item.code, "level": item.severity, "message": {"text": text}, "locations": [location]}
