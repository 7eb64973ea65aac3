"""A problem with data is a value: what is wrong, where, and what to do next."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class Diagnostic(NamedTuple):
    """One problem. ``line`` and ``column`` count from 1; 0 means the file as a whole.

    Sorting diagnostics sorts them by place.
    """

    path: str
    line: int
    column: int
    code: str
    name: str
    severity: Severity
    message: str
    hint: str = ""
    related: tuple[str, ...] = ()


def at_or_above(severity: Severity, floor: Severity) -> bool:
    """Whether ``severity`` is as grave as ``floor`` or graver."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(floor)
