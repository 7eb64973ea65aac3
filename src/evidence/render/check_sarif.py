"""The writers' check as SARIF 2.1.0, for code scanning and editors: findings, the milder wording as a fix, fingerprints."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from evidence import __version__
from evidence.reading.check import CheckedDocument, CheckedSentence
from evidence.reading.judge.findings import NAMES, Finding
from evidence.reading.judge.pages import page_of
from evidence.reading.suppress import fingerprint
from evidence.render.check_wording import milder
from evidence.render.safe import one_line


def sarif(documents: Sequence[CheckedDocument], base: Mapping[str, str]) -> str:
    """A SARIF log of one run. ``base`` says what was checked against."""
    codes = list(NAMES)
    rules = [_rule(code) for code in codes]
    driver = {"name": "evidence check", "version": __version__, "semanticVersion": __version__, "rules": rules}
    examined = {name: sum(item.examined[name] for item in documents) for name in ("sentences", "claims")}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(document.path)}} for document in documents],
        "results": [result for document in documents for result in _results(document, codes)],
        "properties": {"base": dict(base), "examined": {"documents": len(documents), **examined}},
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    """A code as its page explains it."""
    page = page_of(code)
    summary = page.split("\n\n")[1].replace("\n", " ")
    return {
        "id": code,
        "name": NAMES[code],
        "shortDescription": {"text": summary},
        "help": {"text": page, "markdown": page},
    }


def _results(document: CheckedDocument, codes: list[str]) -> Iterator[dict[str, Any]]:
    for sentence in document.sentences:
        for finding in sentence.diagnostics:
            yield _result(document.path, sentence, finding, codes)


def _result(path: str, sentence: CheckedSentence, finding: Finding, codes: list[str]) -> dict[str, Any]:
    location = {"artifactLocation": {"uri": _uri(path)}, "region": _region(sentence)}
    message = ". ".join(part.rstrip(".") for part in (finding.message, finding.why) if part) + "."
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": finding.severity,
        "message": {"text": one_line(message)},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"evidenceSentence/v1": fingerprint(finding.code, finding.claim, sentence.text)},
        "properties": {"claim": finding.claim, "for": list(finding.for_), "against": list(finding.against)},
    }
    if milder(finding):
        change = {"deletedRegion": _region(sentence), "insertedContent": {"text": one_line(milder(finding))}}
        edit = {"artifactLocation": {"uri": _uri(path)}, "replacements": [change]}
        result["fixes"] = [{"description": {"text": "Say what the evidence carries"}, "artifactChanges": [edit]}]
    return result


def _region(sentence: CheckedSentence) -> dict[str, Any]:
    return {
        "startLine": sentence.line,
        "startColumn": sentence.column,
        "endLine": sentence.end_line,
        "endColumn": sentence.end_column,
        "snippet": {"text": one_line(sentence.text)},
    }


def _uri(path: str) -> str:
    """A relative reference; a whole path becomes a file address, standard input its own name."""
    if path == "-":
        return "stdin"
    if Path(path).is_absolute():
        return Path(path).as_uri()
    return quote(PurePosixPath(Path(path).as_posix()).as_posix())
