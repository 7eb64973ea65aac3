"""Trails: from a news story back to the mice, and where it grew on the way."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from evidence.database.build import build
from evidence.errors import EvidenceError
from evidence.render import markdown, plain, tabular
from evidence.render.trail import trail_page
from evidence.store import Store, open_store
from evidence.store.drift import differences
from evidence.store.trails import ancestors, trail
from tiny_base import compiled, golden, hostile

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The tiny base."""
    return compiled(tmp_path_factory.mktemp("trail"))


def codes(node: dict[str, object]) -> list[str]:
    """The codes of the differences of one assertion."""
    return [item["code"] for item in node["differences"]]  # type: ignore[attr-defined]


def test_a_news_story_is_followed_to_the_mice(store: Store) -> None:
    golden("trail.txt", plain.render(trail_page(trail(store, "news-2001"))))


def test_what_grew_is_computed(store: Store) -> None:
    first, second = trail(store, "news-2001")["assertions"]
    assert codes(first) == ["not-shown", "causal-level", "species", "figure", "verdict", "hedge-lost"]
    assert [item["source"] for item in first["documents"]] == ["release-2001", "mouse-2007"]
    assert next(item["at"] for item in first["differences"] if item["code"] == "causal-level") == "release-2001"
    assert "71% (stopped squinting) is Mouse 2007's" in first["differences"][3]["text"]
    assert codes(second) == ["no-source"]


def test_a_paper_shows_who_restates_it(store: Store) -> None:
    data = trail(store, "mouse-2007")
    assert [node["id"] for node in data["restated"]] == ["news-2001.a1", "release-2001.a1"]
    assert [line["id"] for line in data["reports"]] == ["mouse-2007-experiment.1"]


def test_documents_that_cite_each_other_end(store: Store) -> None:
    assert ancestors(store, "loop-1") == ["loop-2"]
    assert [item["source"] for item in trail(store, "loop-2")["derived"]] == ["loop-1", "news-2001", "release-2001"]


def test_only_a_source_has_a_trail(store: Store) -> None:
    with pytest.raises(EvidenceError, match="no source 'news-2002'") as error:
        trail(store, "news-2002")
    assert error.value.hint == "did you mean news-2001?"
    with pytest.raises(EvidenceError):
        trail(store, "tea")


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    store = compiled(tmp_path, hostile())
    for name in ("news-2001", "mouse-2007", "ash-2001"):
        page = trail_page(trail(store, name))
        text = plain.render(page)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "<script>" not in markdown.render(page)
        cells = [cell for row in csv.reader(io.StringIO(tabular.render(page))) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The base that comes with the program."""
    built = build(ROOT, tmp_path_factory.mktemp("real") / "base.sqlite", use_cache=False)
    assert built.path is not None, built.report.errors[:3]
    return open_store(built.path)


def test_the_clinic_page_and_the_article(real: Store) -> None:
    clinic = {node["id"]: node for node in trail(real, "san-diego-clinic-page")["assertions"]}
    serotonin, seventy = clinic["san-diego-clinic-page.a3"], clinic["san-diego-clinic-page.a4"]
    assert "against-result" in codes(serotonin)
    assert serotonin["results"][0]["direction"] == "disputes"
    assert "no-result" in codes(seventy)
    text = next(item["text"] for item in seventy["differences"] if item["code"] == "figure")
    assert "a background note says it" in text
    assert "zarate-2006-trial" in text
    article = trail(real, "wake-up-world-2020")["assertions"]
    seventy = next(node for node in article if node["claim"] == "response-up-to-70pct")
    assert {"no-result", "figure", "verdict"} <= set(codes(seventy))
    assert "open-label phase" in seventy["drift"]


def test_every_document_has_a_trail(real: Store) -> None:
    for name in real.ids("source"):
        page = trail_page(trail(real, name))
        assert plain.render(page)


TOLD = {
    "id": "x.a1", "source": "x", "stance": "asserts", "wording": "plain", "causal_level": "3", "species": ["human"],
    "figures": [], "claim": "c", "statement": "", "study": "s", "via": None,
}  # fmt: skip
STUDY = {
    "id": "s", "label": "Study", "design": "randomised-parallel", "masking": "double-blind",
    "control": "inactive-placebo", "species": ["human"], "figures": [{"name": "total", "value": "30"}],
    "text": "PET 24 to 72 h after the infusion",
}  # fmt: skip
LINE = {
    "id": "s.1", "role": "own-result", "status": "accepted", "directness": "direct", "outcome_role": "primary",
    "direction": "supports", "causal_level": "3", "species": "human", "finding": "It fell.", "figures": [],
    "locator": "t", "label": "Study", "n": 30,
}  # fmt: skip
FOR = {"word": "supported", "direction": "for", "certainty": "high"}
HERE = {"source": "x", "short": "X", "standing": "ok", "assertions": [TOLD]}


def found(
    told: object = None, study: object = None, lines: object = None, verdict: object = None, **more: object
) -> list[str]:
    """The codes for an assertion that differs from its study only as said."""
    made = differences(
        {**TOLD, **(told or {})},  # type: ignore[dict-item]
        None if study == "none" else {**STUDY, **(study or {})},  # type: ignore[dict-item]
        [{**LINE, **line} for line in (lines if lines is not None else [{}])],  # type: ignore[attr-defined]
        more.get("others", []),  # type: ignore[arg-type]
        {**FOR, **(verdict or {})},  # type: ignore[dict-item]
        more.get("chain", [HERE]),  # type: ignore[arg-type]
    )
    return [item.code for item in made]


@pytest.mark.parametrize(
    ("told", "study", "lines", "verdict", "expected"),
    [
        ({}, {}, [{}], {}, []),
        ({}, "none", [], {}, ["no-source"]),
        ({"stance": "asks"}, "none", [], {}, []),
        ({}, {}, [], {}, ["no-result"]),
        ({}, {}, [{"role": "background"}], {}, ["no-result"]),
        ({}, {}, [{"direction": "disputes"}], {}, ["against-result"]),
        ({"stance": "hedged"}, {}, [{"direction": "disputes"}], {}, ["against-result"]),
        ({"stance": "hedged"}, {}, [{"direction": "neutral"}], {}, []),
        ({"stance": "denies"}, {}, [{"direction": "disputes"}], {"direction": "against"}, []),
        ({}, {}, [{"direction": "neutral"}], {}, ["not-shown"]),
        ({}, {}, [{"outcome_role": "exploratory"}], {}, ["exploratory"]),
        ({}, {}, [{"outcome_role": "exploratory"}, {"id": "s.2"}], {}, []),
        ({}, {}, [{"causal_level": "1"}], {}, ["causal-level"]),
        ({"causal_level": None}, {}, [{"causal_level": "1"}], {}, []),
        ({}, {}, [{"species": "rat mouse"}], {}, ["species"]),
        ({"species": []}, {}, [{"species": "rat"}], {}, []),
        ({}, {"design": "open-label", "masking": "open-label"}, [{}], {}, ["uncontrolled"]),
        ({}, {"masking": "open-label"}, [{}], {}, ["open-label"]),
        ({}, {}, [{}], {"word": "contested", "direction": None}, ["verdict"]),
        ({"wording": "hedged"}, {}, [{}], {"word": "contested", "direction": None}, []),
        ({"wording": "emphatic"}, {}, [{}], {"certainty": "low"}, ["wording"]),
        ({"figures": [{"name": "n", "value": "30"}]}, {}, [{}], {}, []),
        ({"figures": [{"name": "scan", "value": "24 to 72"}]}, {}, [{}], {}, []),
        ({"figures": [{"name": "response", "value": "70", "unit": "%"}]}, {}, [{}], {}, ["figure"]),
    ],
)  # fmt: skip
def test_each_difference(told: object, study: object, lines: object, verdict: object, expected: list[str]) -> None:
    assert found(told, study, lines, verdict) == expected


def test_a_retracted_document_on_the_way_is_named() -> None:
    chain = [{"source": "p", "short": "P", "standing": "retracted", "assertions": []}, HERE]
    assert found(chain=chain) == ["standing"]


def test_a_figure_is_looked_for_in_the_other_studies() -> None:
    told = {**TOLD, "figures": [{"name": "response", "value": "70", "unit": "%"}]}
    other = {
        **LINE,
        "id": "z.1",
        "label": "Other",
        "n": 18,
        "analysed": 17,
        "figures": [{"name": "r", "value": "71", "unit": "%"}],
    }
    far = {**other, "id": "y.1", "figures": [{"name": "r", "value": "73", "unit": "%"}]}
    made = differences(told, STUDY, [LINE], [other, far], FOR, [HERE])
    assert made[0].text.endswith("own figures; 71% (r) is Other's (z.1, n=18, 17 analysed)")
