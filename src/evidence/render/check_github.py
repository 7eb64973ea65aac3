"""The writers' check as workflow commands: GitHub shows each at its line of the pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidence.reading.check import CheckedDocument, CheckedSentence
from evidence.reading.judge.findings import Finding
from evidence.render.check_wording import proposal
from evidence.render.safe import one_line

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def github(documents: Iterable[CheckedDocument]) -> str:
    """One workflow command a finding."""
    return "".join(_commands(documents))


def _commands(documents: Iterable[CheckedDocument]) -> Iterator[str]:
    for document in documents:
        for sentence in document.sentences:
            for finding in sentence.diagnostics:
                yield _command(document.path, sentence, finding)


def _command(path: str, sentence: CheckedSentence, finding: Finding) -> str:
    place = f"file={_value(path)},line={sentence.line},endLine={sentence.end_line}"
    if sentence.line == sentence.end_line:
        place += f",col={sentence.column},endColumn={sentence.end_column}"  # the runner takes columns on one line only
    said = [finding.message, finding.why, proposal(finding)]
    message = _data("\n".join(one_line(part) for part in said if part))
    return f"::{_LEVELS[finding.severity]} {place},title={_value(f'{finding.code} {finding.name}')}::{message}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(one_line(text)).replace(":", "%3A").replace(",", "%2C")
