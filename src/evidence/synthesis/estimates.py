"""A printed effect as numbers: the value, its standard error on the scale it is pooled on, or why there is none.

Ratios (odds, risk, hazard) are pooled as logarithms. The standard error comes from the printed interval and its level,
or is the one printed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

RATIOS = frozenset(("OR", "RR", "HR"))
MEASURES = {
    "MD": "mean difference", "SMD": "standardised mean difference", "OR": "odds ratio", "RR": "risk ratio",
    "HR": "hazard ratio", "RD": "risk difference",
}  # fmt: skip
#: How far an estimate may lie from the middle of its interval, as a share of its width, to be read as normal.
LOPSIDED = 0.1

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)\Z")


@dataclass(frozen=True, slots=True)
class Estimate:
    """One estimate, as printed (``value``, ``low``, ``high``) and on the scale it is pooled on (``point``, ``se``)."""

    line: str
    study: str
    label: str
    cluster: str
    source: str
    measure: str
    better: str
    value: float
    low: float | None
    high: float | None
    level: float
    point: float
    se: float | None
    outcome: str = ""
    timepoint: str = ""
    drug: str = ""
    control: str = ""
    n: int | None = None
    primary: bool = False
    pooled: bool = False
    problem: str = ""
    text: str = ""


def number(text: str | None) -> float | None:
    """A printed number, or ``None``: ``−3.6`` and ``+16.7`` are numbers, ``<0.001`` is not."""
    plain = (text or "").strip().replace("−", "-").removesuffix("%").strip()
    return float(plain) if _NUMBER.match(plain) else None


def estimate(row: Mapping[str, Any]) -> Estimate | None:
    """An estimate from a row of the base (see ``store.effects``); ``None`` when its value is not a number."""
    value = number(row["value"])
    if value is None or (row["measure"] in RATIOS and value <= 0):
        return None
    low, high = number(row["low"]), number(row["high"])
    level = number(row["level"]) if row["level"] else 95.0
    se, problem = _error(row, value, low, high, level)
    return Estimate(
        line=row["line"],
        study=row["study"],
        label=row["label"],
        cluster=row["cluster"],
        source=row["source"],
        measure=row["measure"],
        better=row["better"],
        value=value,
        low=low,
        high=high,
        level=level or 95.0,
        point=scaled(value, row["measure"]),
        se=se,
        outcome=row["outcome"] or "",
        timepoint=row["timepoint"] or "",
        drug=row["drug"] or "",
        control=row["control"] or "",
        n=row["n"],
        primary=row["outcome_role"] == "primary",
        pooled=bool(row["pooled"]),
        problem=problem,
        text=_text(row),
    )


def _text(row: Mapping[str, Any]) -> str:
    """The estimate as printed, every zero kept: ``-3.8 [-6.56, -1.09]``, with the level where it is not 95."""
    if row["low"] is None or row["high"] is None:
        return str(row["value"])
    level = f" ({row['level']}%)" if row["level"] not in (None, "95") else ""
    return f"{row['value']} [{row['low']}, {row['high']}]{level}"


def scaled(value: float, measure: str) -> float:
    """A value on the scale it is pooled on."""
    return math.log(value) if measure in RATIOS else value


def printed(value: float, measure: str) -> float:
    """A value from the scale it is pooled on, as it is printed."""
    return math.exp(value) if measure in RATIOS else value


def no_effect(measure: str) -> float:
    """The value that means no difference."""
    return 1.0 if measure in RATIOS else 0.0


def _error(
    row: Mapping[str, Any], value: float, low: float | None, high: float | None, level: float | None
) -> tuple[float | None, str]:
    """The standard error on the pooling scale, or why it cannot be had."""
    ratio = row["measure"] in RATIOS
    if low is None or high is None:
        printed_se = number(row["se"])
        if printed_se is not None and printed_se > 0 and not ratio:
            return printed_se, ""
        return None, "no interval is printed" + (
            ", and a standard error alone does not tell its scale" if ratio else ""
        )
    if level is None or not 50 <= level < 100:
        return None, f"the level of the interval ({row['level']}) is not understood"
    if not low < high or not low <= value <= high or (ratio and low <= 0):
        return None, "the estimate does not lie within its interval"
    bottom, middle, top = (scaled(part, row["measure"]) for part in (low, value, high))
    if abs((bottom + top) / 2 - middle) > LOPSIDED * (top - bottom):
        return None, "the interval is lopsided about the estimate, so no standard error can be read from it"
    return (top - bottom) / (2 * NormalDist().inv_cdf(0.5 + level / 200)), ""
