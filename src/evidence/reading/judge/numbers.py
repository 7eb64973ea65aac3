"""EV205: a number put beside a named study, compared with the figures that the base holds of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from evidence.reading.types import Quantity, Sentence
from evidence.store import Store

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ABOUT = re.compile(
    r"\b(?:about|around|nearly|almost|roughly|some|approximately|over|more than|up to|as many as|close to|just under)\s*$",
    re.I,
)
_OF = re.compile(r"(\d+)\s*(?:of|/|out of)\s*(\d+)")


def foreign_numbers(store: Store, sentence: Sentence, studies: Iterable[str]) -> list[Quantity]:
    """The percentages and head counts of a sentence that none of these studies reports, as far as the base knows."""
    percents: set[float] = set()
    counts: set[float] = set()
    for study in studies:
        row = store.row("SELECT data FROM record WHERE id = ? AND kind = 'study'", study)
        if row is not None:
            _collect(json.loads(row["data"]), percents, counts)
    found = []
    for quantity in sentence.quantities:
        known = percents if quantity.kind == "percent" else counts if quantity.kind == "count" else set()
        if known and not any(
            _same(sentence, quantity, value, other) for value in _values(quantity.value) for other in known
        ):
            found.append(quantity)
    return found


def _collect(study: dict[str, object], percents: set[float], counts: set[float]) -> None:
    for _, text in _leaves(study.get("n"), "n"):
        counts.update(_values(text))
    lines = study.get("evidence")
    for line in lines if isinstance(lines, list) else ():
        if line.get("role") == "background":
            continue
        for figure in line.get("figures", ()):
            value = str(figure.get("value", ""))
            for part, whole in _OF.findall(value):
                if int(whole):
                    percents.add(100 * int(part) / int(whole))
            if figure.get("unit") in ("%", "percent") or "%" in value:
                percents.update(_values(value))
            elif figure.get("unit") is None:
                counts.update(_values(value))
    participants = study.get("participants")
    if isinstance(participants, str):
        counts.update(_values(participants))


def _leaves(value: object, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, str(key))
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item, name)
    elif value is not None:
        yield name, str(value)


def _values(text: str) -> list[float]:
    return [float(match.replace(",", "")) for match in _NUMBER.findall(text) if match.replace(",", "").count(".") <= 1]


def _same(sentence: Sentence, quantity: Quantity, value: float, other: float) -> bool:
    before = sentence.text[: max(0, quantity.start - sentence.start)]
    room = 0.06 * other if _ABOUT.search(before) else 0.0
    return abs(value - abs(other)) <= max(room, 0.51 if value == int(value) and other != int(other) else 0.005)
