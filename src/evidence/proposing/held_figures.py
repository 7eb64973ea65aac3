"""The figures and quotes of a line against the held text of its source, by the law in ``evidence.quotation``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from evidence.held import read
from evidence.loader import Loaded
from evidence.model import Line
from evidence.verify import RESULTS, Item, verify


class Checked(NamedTuple):
    """What became of the figures and quotes of a line: each with its result, and all in words."""

    items: tuple[Item, ...]
    summary: str

    @property
    def failed(self) -> tuple[Item, ...]:
        """Those that do not stand in the held text."""
        return tuple(item for item in self.items if item.result == "failed")


def check(root: Path, loaded: Loaded, line: Line) -> Checked:
    """Hold the figures and quotes of a line against the held text; unchecked where none is held."""
    held = read(root, line.source)
    found = verify(loaded, {line.source: held} if held else {}, (line.id,)).items
    if not found:
        return Checked((), "none given, so nothing was checked")
    counts = Counter(item.result for item in found)
    told = ", ".join(f"{counts[result]} {result}" for result in RESULTS if counts[result])
    return Checked(found, told if held else f"{told}: no text of {line.source} is held")
