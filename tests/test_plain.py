"""The quick reader and pydantic take in the same records."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import validation
from evidence.loader import load_texts
from evidence.model import Claim, Source, Study
from evidence.plain import MisfitError, from_plain, to_plain

STUDY: dict[str, Any] = {
    "id": "one-2020-trial",
    "label": "One 2020",
    "design": "randomised-parallel",
    "masking": "double-blind",
    "species": ("human",),
    "n": {"total": "30", "arms": {"drug": "20", "placebo": "10"}},
    "power": {"adequate": False, "reason": "a pilot"},
    "evidence": (
        {
            "id": "one-2020-trial.1", "claim": "c", "source": "s", "direction": "supports", "directness": "direct",
            "role": "own-result", "outcome_role": "primary", "manipulates": "treatment", "causal_level": "3",
            "finding": "It fell.", "locator": "abstract", "figures": ({"name": "p", "op": "=", "value": "0.50"},),
        },
    ),
}  # fmt: skip

scalars = st.none() | st.booleans() | st.text(max_size=5) | st.sampled_from(["human", "7", "07", "-1", "1_0", "1.0"])
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def slow(kind: type, value: Any) -> Any:
    """The record as pydantic builds it, or ``None``."""
    from pydantic import ValidationError

    try:
        return validation._adapter(kind).validate_python(validation._prepared(value))
    except ValidationError:
        return None


def quick(kind: type, value: Any) -> Any:
    """The record as the quick reader builds it, or ``None``."""
    try:
        return from_plain(kind, value)
    except MisfitError:
        return None


def changed(value: Any, path: list[int], new: Any) -> Any:
    """``value`` with the part that ``path`` leads to replaced."""
    if not path or not value or not isinstance(value, (dict, tuple)):
        return new
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key = keys[path[0] % len(keys)]
    inner = changed(value[key], path[1:], new)
    if isinstance(value, dict):
        return {**value, key: inner}
    return tuple(inner if place == key else item for place, item in enumerate(value))


@given(st.lists(st.integers(0, 20), max_size=4), values)
def test_what_the_quick_reader_takes_pydantic_takes_alike(path: list[int], new: Any) -> None:
    value = changed(STUDY, path, new)
    found = quick(Study, value)
    if found is not None:
        assert found == slow(Study, value)


@given(st.lists(st.integers(0, 20), max_size=4), scalars)
def test_what_the_quick_reader_refuses_has_a_problem_or_a_spelt_truth(path: list[int], new: Any) -> None:
    """pydantic alone takes ``yes`` for true; nothing else that it takes is refused."""
    value = changed(STUDY, path, new)
    taken = slow(Study, value)
    if taken is not None and quick(Study, value) is None:
        assert isinstance(new, str)
        assert new.casefold() in ("y", "n", "t", "f", "yes", "no", "on", "off", "true", "false", "0", "1")


@given(values)
def test_no_value_is_taken_for_a_record_unless_both_take_it(value: Any) -> None:
    for kind in (Study, Source, Claim):
        assert quick(kind, value) == slow(kind, value) or quick(kind, value) is None


def test_a_record_comes_back_from_plain_values() -> None:
    study = from_plain(Study, STUDY)
    assert study.n.total == 30
    assert study.evidence[0].figures[0].value == "0.50"
    assert study.power is not None
    assert not study.power.adequate
    assert from_plain(Study, to_plain(study)) == study


@pytest.mark.parametrize(("written", "read"), [("0.50", "0.50"), ("no", "no"), ("1:30", "1:30"), ("012", "012")])
def test_figures_stay_as_printed(written: str, read: str) -> None:
    text = (
        "id: a-2020-trial\nlabel: A\ndesign: cohort\nmasking: unknown\nspecies: [human]\nevidence:\n"
        "  - {id: a-2020-trial.1, claim: c, source: s, direction: neutral, directness: direct, role: own-result,\n"
        "     outcome_role: primary, manipulates: none, causal_level: '1', finding: f, locator: l,\n"
        f"     figures: [{{name: x, value: {written}}}]}}\n"
    )
    loaded = load_texts({"kb/studies/a-2020-trial.yaml": text})
    assert not loaded.troubles
    assert loaded.base.studies["a-2020-trial"].evidence[0].figures[0].value == read
