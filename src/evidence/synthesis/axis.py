"""The axis of a forest plot: where a value stands, and which values are marked."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from evidence.synthesis.estimates import RATIOS, no_effect, scaled

_LOG_STEPS = (1.0, 2.0, 5.0)


class Axis(NamedTuple):
    """A span on the pooling scale (``low`` to ``high``), and the printed values that are marked."""

    measure: str
    low: float
    high: float
    ticks: tuple[float, ...]

    def place(self, value: float) -> float:
        """Where a printed value stands: 0 at the left end, 1 at the right; held within the span."""
        share = (scaled(value, self.measure) - self.low) / (self.high - self.low)
        return min(1.0, max(0.0, share))


def axis(measure: str, values: Iterable[float], most: int = 6) -> Axis:
    """An axis that holds every value and the line of no effect."""
    points = [scaled(value, measure) for value in (*values, no_effect(measure)) if value > 0 or measure not in RATIOS]
    low, high = min(points), max(points)
    margin = (high - low) * 0.05 or 1.0
    low, high = low - margin, high + margin
    marked = _log_ticks(low, high) if measure in RATIOS else _linear_ticks(low, high)
    return Axis(measure, low, high, _thinned(marked, most, no_effect(measure)))


def _linear_ticks(low: float, high: float) -> list[float]:
    rough = (high - low) / 5
    power: float = 10 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
    return [round(place * step, 10) for place in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _log_ticks(low: float, high: float) -> list[float]:
    first, last = math.floor(low / math.log(10)), math.ceil(high / math.log(10))
    found = [step * 10.0**power for power in range(first, last + 1) for step in _LOG_STEPS]
    return [float(f"{tick:.6g}") for tick in found if low <= scaled(tick, "OR") <= high]


def _thinned(ticks: list[float], most: int, middle: float) -> tuple[float, ...]:
    """At most ``most`` marks, the line of no effect always among them."""
    if len(ticks) <= most:
        return tuple(ticks)
    every = math.ceil(len(ticks) / most)
    start = ticks.index(middle) % every if middle in ticks else 0
    return tuple(ticks[start::every])


def label(value: float) -> str:
    """A mark as text: ``0.5``, ``-10``."""
    return f"{value:g}"
