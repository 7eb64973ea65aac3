"""Forest plots: what may be pooled, what must not, and that the numbers are those of the textbooks."""

from __future__ import annotations

import csv
import math
import random
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.render.forest import ASCII, UNICODE, records, render
from evidence.render.forest_svg import svg
from evidence.store import Store
from evidence.store.effects import claim_effects
from evidence.synthesis.axis import axis
from evidence.synthesis.estimates import estimate, number
from evidence.synthesis.forest import forest
from evidence.synthesis.panels import panels, time_of
from evidence.synthesis.pool import pool
from tiny_base import TEXTS, compiled, golden, hostile

METAPSY = Path(__file__).parents[2] / "shared" / "data" / "metapsy-psilocybin-depression" / "data.csv"
CLAIM = "willow-relieves-headache"

needs_statsmodels = pytest.mark.skipif(
    not __import__("importlib.util").util.find_spec("statsmodels"), reason="statsmodels (extra stats) is not installed"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The tiny base."""
    return compiled(tmp_path_factory.mktemp("forest"))


def plot(store: Store, claim: str = CLAIM) -> dict[str, Any]:
    """The forest plot of a claim."""
    return {**forest(claim_effects(store, claim)), "what_if": ""}


# BCG vaccine: ill and well among the vaccinated, ill and well among controls (Colditz et al. 1994, JAMA 271:698).
BCG = (
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600),
    (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
)  # fmt: skip


def log_ratios() -> tuple[list[float], list[float]]:
    """Log risk ratios of the BCG trials with their standard errors."""
    points = [math.log((a / (a + b)) / (c / (c + d))) for a, b, c, d in BCG]
    errors = [math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)) for a, b, c, d in BCG]
    return points, errors


@needs_statsmodels
def test_the_textbook_example() -> None:
    """What R's metafor gives for these trials (Viechtbauer 2010, J Stat Softw 36(3))."""
    laird = pool(*log_ratios(), method="dl")
    assert (round(laird.point, 4), round(laird.se, 4)) == (-0.7141, 0.1787)
    assert (round(laird.tau2, 4), round(100 * laird.i2, 2), round(laird.q, 2)) == (0.3088, 92.12, 152.23)
    mandel = pool(*log_ratios())
    assert (round(mandel.point, 4), round(mandel.se, 4), round(mandel.tau2, 4)) == (-0.7150, 0.1809, 0.3181)
    assert "Paule-Mandel, Hartung-Knapp" in mandel.method
    assert mandel.q_p < 0.0001


def by_hand(points: list[float], errors: list[float]) -> tuple[float, float]:
    """DerSimonian and Laird's estimate and variance between studies, from the formulas."""
    weights = [1 / error**2 for error in errors]
    mean = sum(w * y for w, y in zip(weights, points, strict=True)) / sum(weights)
    q = sum(w * (y - mean) ** 2 for w, y in zip(weights, points, strict=True))
    tau2 = max(0.0, (q - len(points) + 1) / (sum(weights) - sum(w**2 for w in weights) / sum(weights)))
    again = [1 / (error**2 + tau2) for error in errors]
    return sum(w * y for w, y in zip(again, points, strict=True)) / sum(again), tau2


@needs_statsmodels
@pytest.mark.skipif(not METAPSY.is_file(), reason="../shared is not here")
def test_psilocybin_trials_of_metapsy() -> None:
    """One estimate a trial (primary instrument and time, before any crossover) against the formulas."""
    with METAPSY.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row[".g"] not in ("NA", "")]
    first: dict[str, tuple[float, float]] = {}
    for row in rows:
        before = row["post_crossover"] in ("0", "NA") and float(row["time_days"].replace(",", ".")) > 0
        if row["primary_instrument"] == row["primary_timepoint"] == "1" and before:
            first.setdefault(row["study"], (float(row[".g"].replace(",", ".")), float(row[".g_se"].replace(",", "."))))
    points, errors = [list(column) for column in zip(*first.values(), strict=True)]
    assert len(first) >= 8
    found = pool(points, errors, method="dl")
    mean, tau2 = by_hand(points, errors)
    assert found.point == pytest.approx(mean)
    assert found.tau2 == pytest.approx(tau2)
    assert pool(points, errors).high < 0


@needs_statsmodels
@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(0.1, 2)), min_size=2, max_size=8), st.integers())
def test_order_is_irrelevant_and_hksj_never_narrower(pairs: list[tuple[float, float]], seed: int) -> None:
    found = pool(*map(list, zip(*pairs, strict=True)))  # type: ignore[arg-type]
    other = list(pairs)
    random.Random(seed).shuffle(other)
    again = pool(*map(list, zip(*other, strict=True)))  # type: ignore[arg-type]
    assert again.point == pytest.approx(found.point, abs=1e-6)
    assert again.tau2 == pytest.approx(found.tau2, abs=1e-5)
    assert found.low <= found.point <= found.high
    assert found.high - found.low >= 2 * 1.959 * found.se
    assert min(point for point, _ in pairs) - 1e-9 <= found.point <= max(point for point, _ in pairs) + 1e-9


ROW: dict[str, Any] = {
    "line": "a.1", "study": "a", "label": "A", "cluster": "a", "source": "p", "measure": "MD", "better": "lower",
    "value": "-3.0", "low": "-5.0", "high": "-1.0", "se": None, "level": None, "outcome": "Pain", "timepoint": "2 h",
    "drug": "tea", "control": "vehicle", "n": 10, "outcome_role": "primary", "pooled": False,
}  # fmt: skip


def read(**other: Any) -> Any:
    """An estimate that differs from a good one as said."""
    return estimate({**ROW, **other})


def test_standard_errors_come_from_the_interval_and_its_level() -> None:
    assert read().se == pytest.approx(4 / (2 * 1.959964), rel=1e-6)
    assert read(level="90").se == pytest.approx(4 / (2 * 1.644854), rel=1e-6)
    ratio = read(measure="OR", value="2.0", low="1.0", high="4.0")
    assert (ratio.point, ratio.se) == (
        pytest.approx(math.log(2)),
        pytest.approx(math.log(4) / (2 * 1.959964), rel=1e-6),
    )
    assert read(low=None, high=None, se="1.5").se == 1.5


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"low": None}, "no interval is printed"),
        ({"measure": "OR", "value": "2", "low": None, "high": None, "se": "0.3"}, "does not tell its scale"),
        ({"level": "about 95"}, "level of the interval"),
        ({"low": "-2.0"}, "does not lie within"),
        ({"low": "-13.0"}, "lopsided"),
        ({"measure": "RR", "value": "2", "low": "0", "high": "4"}, "does not lie within"),
    ],
)
def test_an_estimate_that_cannot_be_pooled_says_why(other: dict[str, Any], why: str) -> None:
    found = read(**other)
    assert found.se is None
    assert why in found.problem


def test_numbers_as_printed() -> None:
    assert [number(text) for text in ("−3.6", "+16.7", "12%", "<0.001", "", None)] == [
        -3.6,
        16.7,
        12.0,
        None,
        None,
        None,
    ]
    assert estimate({**ROW, "value": "n/a"}) is None
    assert estimate({**ROW, "measure": "HR", "value": "0"}) is None
    assert read(value="0.50", low="0.20", high="0.80").text == "0.50 [0.20, 0.80]"


def test_times_that_mean_the_same() -> None:
    assert {time_of(text) for text in ("24 h", "24 hours", "1 day", "1  Day")} == {"24 h"}
    assert time_of("4 weeks") == time_of("28 days")
    assert time_of("day 2") == "day 2"
    assert time_of("end of  Treatment") == "end of treatment"


@pytest.mark.parametrize(
    "other",
    [{"measure": "SMD"}, {"better": "higher"}, {"outcome": "Mood"}, {"timepoint": "day 1"}, {"drug": "coffee"},
     {"control": "active-treatment"}],
)  # fmt: skip
def test_what_is_not_comparable_stands_apart(other: dict[str, Any]) -> None:
    found = panels([read(), read(line="b.1", cluster="b", **other)])
    assert len(found) == 2
    assert all("at least 2 are needed" in panel.why_not_pooled for panel in found)


def test_one_estimate_a_cluster_the_primary_one() -> None:
    late = read(line="a.2", study="a-extension", outcome_role="secondary")
    (panel,) = panels([late, read(outcome="PAIN ", control="inactive-placebo"), read(line="b.1", cluster="b")])
    assert [item.line for item in panel.singles] == ["a.1", "b.1"]
    assert [item.line for item in panel.set_aside] == ["a.2"]
    assert panel.why_not_pooled == ""


def test_a_synthesis_is_drawn_apart() -> None:
    whole = read(line="m.1", cluster="m", control=None, pooled=True)
    (panel,) = panels([whole, read(), read(line="b.1", cluster="b")])
    assert [item.line for item in panel.syntheses] == ["m.1"]
    assert [item.line for item in panel.singles] == ["a.1", "b.1"]
    (alone,) = panels([whole])
    assert "only syntheses" in alone.why_not_pooled


@pytest.mark.parametrize(
    ("field", "why"), [("outcome", "the outcome is not stated"), ("timepoint", "time of measurement")]
)
def test_what_is_not_stated_is_not_pooled(field: str, why: str) -> None:
    (panel,) = panels([read(**{field: None}), read(line="b.1", cluster="b", **{field: None})])
    assert why in panel.why_not_pooled


@needs_statsmodels
def test_drawings(store: Store) -> None:
    data = plot(store)
    golden("forest.txt", render(data, 80, UNICODE))
    golden("forest-ascii.txt", render(data, 80, ASCII))
    golden("forest.svg", svg(data))
    assert render(data, 80, ASCII).isascii()
    assert max(map(len, render(data, 80, UNICODE).splitlines())) <= 80
    kinds = [row["kind"] for row in records(data)]
    assert kinds == ["study"] * 5 + ["synthesis", "pooled"]


def test_a_claim_without_effects_says_so(store: Store) -> None:
    text = render(plot(store, "willow-cures-70pct"), 80, UNICODE)
    assert "No plot: no line of this claim carries an effect estimate" in " ".join(text.split())


def test_without_statsmodels_the_plot_stands(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "statsmodels.stats.meta_analysis", None)
    with pytest.raises(EvidenceError, match="statsmodels") as error:
        pool([1.0, 2.0], [0.1, 0.2])
    assert error.value.hint == "pip install statsmodels, or this program with its extra stats"
    assert "need statsmodels" in plot(store)["panels"][0]["not_pooled"]


def test_a_line_that_does_not_count_is_not_drawn(tmp_path: Path) -> None:
    path = "sources/cedar-2003.yaml"
    store = compiled(tmp_path, {**TEXTS, path: TEXTS[path] + "standing: {status: retracted}\n"})
    data = plot(store)
    assert [item["line"] for item in data["left_out"]] == ["cedar-2003-trial.1"]
    assert "Cedar 2003" not in [item["label"] for item in data["panels"][0]["estimates"]]


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    data = plot(compiled(tmp_path, hostile()))
    text = render(data, 80, UNICODE)
    assert "\x1b" not in text
    drawing = svg(data)
    tree = ET.fromstring(drawing)  # noqa: S314  (our own drawing)
    assert {element.tag.split("}")[1] for element in tree.iter()} <= {
        "svg", "title", "desc", "rect", "text", "line", "polygon"
    }  # fmt: skip
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on") or "href" in name]


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=6))
def test_an_axis_holds_every_value_in_order(values: list[float]) -> None:
    shape = axis("MD", values)
    places = [shape.place(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)
    assert len(shape.ticks) <= 6


@given(st.lists(st.floats(1e-4, 1e4), min_size=1, max_size=6))
def test_a_ratio_axis_too(values: list[float]) -> None:
    shape = axis("OR", values)
    places = [shape.place(value) for value in sorted(values)]
    assert places == sorted(places)
    assert len(shape.ticks) <= 7
