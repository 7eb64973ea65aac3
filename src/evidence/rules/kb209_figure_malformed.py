"""KB209: a figure that is no figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Figure
from evidence.rules.rule import Finding, Rule
from evidence.rules.walk import assertions, lines
from evidence.yaml_text import Path

RULE = Rule("KB209", "figure-malformed", "warning", "a figure without a digit, or with its comparator")

_STARTS_WITH_COMPARATOR = re.compile(r"\s*(?:<=|>=|[<>=≤≥~≈])")
_DIGIT = re.compile(r"[0-9]")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each such figure of a line or assertion."""
    for item in lines(loaded.base):
        for index, figure in enumerate(item.line.figures):
            yield from _malformed(figure, *item.at("figures", index, "value"))
    for told in assertions(loaded.base):
        for index, figure in enumerate(told.assertion.figures):
            yield from _malformed(figure, *told.at("figures", index, "value"))


def _malformed(figure: Figure, path: str, at: Path) -> Iterator[Finding]:
    if not _DIGIT.search(figure.value):
        message = f"the figure {figure.name!r} is {figure.value!r}, without a digit"
        yield Finding(path, at, message, "write the number")
    elif _STARTS_WITH_COMPARATOR.match(figure.value):
        message = f"the value {figure.value!r} holds its comparator"
        yield Finding(path, at, message, "write the comparator as op and the number as value")
