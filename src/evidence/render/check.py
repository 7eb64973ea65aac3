"""What the writers' check found: for people, one line each, and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evidence.diagnostics import SEVERITIES
from evidence.reading.check import CheckedDocument, CheckedSentence
from evidence.reading.judge.findings import Finding
from evidence.render.check_wording import proposal
from evidence.render.safe import one_line


def as_json(documents: Iterable[CheckedDocument], meta: Mapping[str, str], everything: bool = False) -> str:
    """The report as JSON. Sentences without claims and findings are left out unless ``everything`` is asked for."""
    base = {"version": meta["version"], "as_of": meta["as_of"], "method": meta["method"]}
    found = [_document(document, everything) for document in documents]
    return json.dumps({"base": base, "documents": found}, ensure_ascii=False, indent=2) + "\n"


def _document(document: CheckedDocument, everything: bool) -> dict[str, Any]:
    kept = [item for item in document.sentences if everything or item.claims or item.diagnostics]
    return {"path": document.path, "examined": document.examined, "sentences": [_sentence(item) for item in kept]}


def _sentence(sentence: CheckedSentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "line": sentence.line,
        "column": sentence.column,
        "end_line": sentence.end_line,
        "end_column": sentence.end_column,
        "claims": [
            {"id": claim.id, "stance": claim.stance, "verdict": claim.verdict, "direction": claim.direction}
            for claim in sentence.claims
        ],
        "diagnostics": [_finding(finding) for finding in sentence.diagnostics],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "why": finding.why,
        "suggestion": finding.suggestion,
        "claim": finding.claim,
        "for": list(finding.for_),
        "against": list(finding.against),
    }


def concise(documents: Iterable[CheckedDocument]) -> str:
    """One line a finding, as editors read them."""
    return "".join(
        one_line(
            f"{document.path}:{sentence.line}:{sentence.column}: {finding.severity} {finding.code} {finding.message}"
        )
        + "\n"
        for document in documents
        for sentence in document.sentences
        for finding in sentence.diagnostics
    )


def text(documents: Sequence[CheckedDocument], studies: int = 4) -> str:
    """Each finding with its sentence, the reason, both sides' studies and a milder wording; then what was examined."""
    parts = [
        _block(document, sentence, studies)
        for document in documents
        for sentence in document.sentences
        if sentence.diagnostics
    ]
    return "".join(parts) + summary(documents)


def _block(document: CheckedDocument, sentence: CheckedSentence, studies: int) -> str:
    lines = [f"{one_line(document.path)}:{sentence.line}:{sentence.column}", f"  {one_line(sentence.text)}"]
    for finding in sentence.diagnostics:
        lines.append(f"  {finding.severity} {finding.code} {finding.name}: {one_line(finding.message)}")
        if finding.why:
            lines.append(f"    why: {one_line(finding.why)}")
        for side, names in (("for", finding.for_), ("against", finding.against)):
            if names:
                more = f" and {len(names) - studies} more" if len(names) > studies else ""
                lines.append(f"    {side}: {', '.join(names[:studies])}{more}")
        if proposal(finding):
            lines.append(f"    {one_line(proposal(finding))}")
    return "\n".join(lines) + "\n\n"


def summary(documents: Sequence[CheckedDocument]) -> str:
    """What was found, and what was examined to find it."""
    counts = Counter(finding.severity for document in documents for finding in document.findings)
    found = ", ".join(f"{counts[name]} {name}{'' if counts[name] == 1 else 's'}" for name in SEVERITIES)
    sentences = sum(document.examined["sentences"] for document in documents)
    claims = sum(document.examined["claims"] for document in documents)
    return f"{found} in {_many(sentences, 'sentence')}, {_many(claims, 'claim')} matched, {_many(len(documents), 'document')}\n"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
