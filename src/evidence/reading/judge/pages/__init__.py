"""One page for each code: what it means, when it fires, when it stays silent."""

from __future__ import annotations

from importlib.resources import files

from evidence.errors import EvidenceError
from evidence.ids import nearest_hint, quoted
from evidence.reading.judge.findings import NAMES


def page_of(code: str) -> str:
    """The Markdown page of a code or a name; raises ``EvidenceError`` when there is no such code."""
    for known, name in NAMES.items():
        if code.casefold() in (known.casefold(), name):
            return (files("evidence.reading.judge.pages") / f"{known.lower()}.md").read_text("utf-8")
    raise EvidenceError(f"there is no code {quoted(code)}", nearest_hint(code.upper(), NAMES, "EV001, EV101 to EV401"))
