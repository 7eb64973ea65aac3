"""KB026: verdict rules that do not fit."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.errors import EvidenceError
from evidence.loader import Loaded
from evidence.method import method_of
from evidence.rules.rule import Finding, Rule

RULE = Rule("KB026", "bad-method", "error", "kb/method.yaml does not hold rules that verdicts can be computed by")

_PATH = "kb/method.yaml"


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report the first thing that does not fit in the verdict rules of a base."""
    if loaded.method_values is None:
        return
    try:
        method_of(loaded.method_values)
    except EvidenceError as error:
        yield Finding(_PATH, (), error.message.removeprefix(f"{_PATH}: "), error.hint)
