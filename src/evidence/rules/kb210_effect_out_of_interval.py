"""KB210: an effect estimate that contradicts its own interval."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Effect
from evidence.rules.rule import Finding, Rule
from evidence.rules.walk import lines

RULE = Rule("KB210", "effect-out-of-interval", "error", "an effect is no number or lies outside its interval")

_NUMBER = re.compile(r"[+\-−]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)\Z")
_RATIOS = ("OR", "RR", "HR")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each effect that a forest plot would draw wrongly."""
    for item in lines(loaded.base):
        if item.line.effect:
            for field, message, hint in _wrong(item.line.effect):
                yield Finding(*item.at("effect", field), message, hint)


def _wrong(effect: Effect) -> Iterator[tuple[str, str, str]]:
    read: dict[str, float] = {}
    for field in ("value", "low", "high", "se", "level"):
        written = getattr(effect, field)
        if written is None:
            continue
        if not _NUMBER.match(written):
            yield field, f"{field} is {written!r}, which is not one number", "write sign, digits, point"
            continue
        read[field] = float(written.replace("−", "-"))
        why = _impossible(effect, field, read[field])
        if why:
            yield field, f"{field} is {written}, but {why}", "compare with the document"
    yield from _outside(effect, read)


def _impossible(effect: Effect, field: str, number: float) -> str:
    if field == "se":
        return "" if number > 0 else "a standard error is above 0"
    if field == "level":
        return "" if 0 < number < 100 else "a level is a percentage, such as 95"
    return f"{effect.measure} is always above 0" if effect.measure in _RATIOS and number <= 0 else ""


def _outside(effect: Effect, read: dict[str, float]) -> Iterator[tuple[str, str, str]]:
    value, low, high = read.get("value"), read.get("low"), read.get("high")
    hint = "compare with the document; a sign may be lost"
    if low is not None and high is not None and low > high:
        yield "low", f"low is {effect.low}, above high, {effect.high}", "write the lower end as low"
    elif value is not None and low is not None and value < low:
        yield "value", f"value is {effect.value}, below the interval's low end, {effect.low}", hint
    elif value is not None and high is not None and value > high:
        yield "value", f"value is {effect.value}, above the interval's high end, {effect.high}", hint
