"""What is wrong with a file of references, as diagnostics: every kind in one visible place."""

from __future__ import annotations

from typing import Literal

from evidence.diagnostics import Diagnostic, Severity

Name = Literal[
    "unreadable", "broken-reference", "no-reference", "stray-text", "already-in", "maybe-in", "no-kind", "bad-id",
    "nothing-known",
]  # fmt: skip
_CODES: dict[Name, str] = {
    "unreadable": "IN01",
    "broken-reference": "IN02",
    "no-reference": "IN03",
    "stray-text": "IN04",
    "already-in": "IN05",
    "maybe-in": "IN06",
    "no-kind": "IN07",
    "bad-id": "IN08",
    "nothing-known": "IN09",
}


def problem(
    name: Name,
    origin: str,
    line: int,
    message: str,
    hint: str = "",
    related: tuple[str, ...] = (),
    severity: Severity = "error",
) -> Diagnostic:
    """A diagnostic about the reference that begins at ``line`` of ``origin``; 0 is the file as a whole."""
    return Diagnostic(origin, line, 1 if line else 0, _CODES[name], name, severity, message, hint, related)
