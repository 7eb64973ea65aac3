"""What a lint rule is: a pair of files, code and page.

The code (``kb004_repeated_key.py``) holds ``RULE`` and ``check``; the page beside it
(``kb004_repeated_key.md``) is the documentation, what ``evidence rule KB004`` prints, and the rule's test cases.
A rule reads what was loaded and yields findings; it opens no file and raises nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from evidence.base import Home
from evidence.diagnostics import Severity
from evidence.loader import Loaded
from evidence.yaml_text import Path, Place


class Rule(NamedTuple):
    """A rule's identity. ``name`` is kebab-case; ``summary`` is one line."""

    code: str
    name: str
    severity: Severity
    summary: str


class Finding(NamedTuple):
    """One thing a rule found: in which file, at which path in it (or place), what, and what to do next."""

    path: str
    at: Path | None
    message: str
    hint: str = ""
    related: tuple[str, ...] = ()
    place: Place | None = None
    on_key: bool = False


class RuleFile(NamedTuple):
    """A rule with its check."""

    rule: Rule
    check: Callable[[Loaded], Iterator[Finding]]


def inside(home: Home, *path: str | int) -> tuple[str, Path]:
    """The file and full path of a value inside the record at ``home``: the first two fields of a finding."""
    return home.path, (*home.where, *path)


def troubles(loaded: Loaded, kind: str) -> Iterator[Finding]:
    """The loader's troubles of one kind as findings."""
    for trouble in loaded.troubles:
        if trouble.kind == kind:
            place = (trouble.line, trouble.column)
            yield Finding(trouble.path, None, trouble.message, trouble.hint, place=place)
