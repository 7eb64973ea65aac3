"""The random-effects estimate: the one door to statsmodels.

Between-study variance after Paule and Mandel; from three estimates on, the interval after Hartung, Knapp, Sidik and
Jonkman, never narrower than the ordinary one (Röver et al. 2015, BMC Med Res Methodol 15:99); with two, the normal one.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any, NamedTuple

from evidence.errors import EvidenceError

#: From this many estimates on the Hartung-Knapp-Sidik-Jonkman interval is used.
HKSJ_FROM = 3


class Pooled(NamedTuple):
    """A pooled estimate on the scale it was pooled on. ``weights`` are shares of one, in the order given."""

    point: float
    low: float
    high: float
    se: float
    k: int
    tau2: float
    i2: float
    q: float
    q_p: float
    weights: tuple[float, ...]
    method: str


def pool(points: Sequence[float], errors: Sequence[float], method: str = "pm") -> Pooled:
    """Pool two or more estimates with their standard errors. ``method`` is ``pm`` (Paule-Mandel) or ``dl``.

    Raises ``EvidenceError`` when statsmodels is not installed or finds no estimate.
    """
    if len(points) < 2 or len(points) != len(errors) or min(errors) <= 0:
        raise ValueError("pooling needs two or more estimates, each with a standard error above 0")
    combine, array = _library()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # I² is 0 / 0 where all estimates agree to the last digit
            found = combine(array(points), array(errors) ** 2, method_re=method, use_t=False)
            return _pooled(found, method)
    except (ArithmeticError, RuntimeError, ValueError) as error:
        raise EvidenceError(f"no pooled estimate was found: {error}", "look at the estimates one by one") from error


def _library() -> tuple[Any, Any]:
    try:
        from numpy import asarray
        from statsmodels.stats.meta_analysis import combine_effects  # type: ignore[import-untyped]
    except ImportError as error:
        raise EvidenceError(
            "pooled estimates need statsmodels, which is not installed",
            "pip install statsmodels, or this program with its extra stats",
        ) from error
    return combine_effects, lambda values: asarray(values, dtype=float)


def _pooled(found: Any, method: str) -> Pooled:
    point, se = float(found.mean_effect_re), float(found.sd_eff_w_re)
    _, normal, _, _ = found.conf_int(use_t=False)
    half, interval = float(normal[1]) - point, "normal interval"
    if found.k >= HKSJ_FROM:
        _, plain_t, _, hksj = found.conf_int(use_t=True)
        half = max(float(hksj[1]) - point, float(plain_t[1]) - point)
        interval = "Hartung-Knapp-Sidik-Jonkman interval"
    name = {"pm": "Paule-Mandel", "dl": "DerSimonian-Laird"}[method]
    test = found.test_homogeneity()
    q = float(found.q)
    return Pooled(
        point=point,
        low=point - half,
        high=point + half,
        se=se,
        k=int(found.k),
        tau2=max(0.0, float(found.tau2)),
        i2=max(0.0, 1 - (found.k - 1) / q) if q > 0 else 0.0,
        q=q,
        q_p=float(test.pvalue),
        weights=tuple(float(weight) for weight in found.weights_rel_re),
        method=f"random effects, {name}, {interval}",
    )
