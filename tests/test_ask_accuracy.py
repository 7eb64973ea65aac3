"""How often ``ask`` understands people: measured on the labelled questions, over the real base."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from evidence.database.build import build
from evidence.render import plain
from evidence.render.answers import answer_page
from evidence.search.ask import ask
from evidence.store import Store, open_store

ROOT = Path(__file__).parent.parent
QUESTIONS: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests" / "data" / "questions.yaml").read_text("utf-8"))
#: Slightly below what was measured: (first, among three, understood) for each half.
FLOORS = {"dev": (0.97, 0.98, 0.97), "held": (0.95, 0.97, 0.93)}


class Measured(NamedTuple):
    """Shares of the questions, and those that failed."""

    first: float
    three: float
    understood: float
    missed: list[str]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The real base, compiled."""
    built = build(ROOT, tmp_path_factory.mktemp("real") / "base.sqlite")
    assert built.path is not None, built.report.errors[:5]
    return open_store(built.path)


def misses(question: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    """What an answer gets wrong: ``first``, ``three``, ``understood``."""
    names = [match["id"] for match in found["matches"]]
    known = "want" in question or "overview" in question
    if found["understood"] != known or ("overview" in question and found["overview"] != question["overview"]):
        yield "understood"
    if "want" in question:
        if names[:1] not in [[name] for name in (question["want"], *question.get("or", ()))]:
            yield "first"
        if question["want"] not in names[:3]:
            yield "three"


def measure(store: Store, half: str) -> Measured:
    """Ask every question of a half."""
    asked = [question for question in QUESTIONS if question["half"] == half]
    wrong = [(kind, question["ask"]) for question in asked for kind in misses(question, ask(store, question["ask"]))]
    about = sum("want" in question for question in asked)
    count = {kind: sum(found == kind for found, _ in wrong) for kind in ("first", "three", "understood")}
    shares = (1 - count["first"] / about, 1 - count["three"] / about, 1 - count["understood"] / len(asked))
    return Measured(*shares, [f"{kind}: {text}" for kind, text in wrong])


@pytest.mark.parametrize("half", sorted(FLOORS))
def test_people_are_understood(store: Store, half: str) -> None:
    found = measure(store, half)
    print(f"{half}: first {found.first:.3f}, among three {found.three:.3f}, understood {found.understood:.3f}")
    assert all(share >= floor for share, floor in zip(found[:3], FLOORS[half], strict=True)), found.missed


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("How long does the effect last?", "single-dose-effect-fades"),
        ("ketamine works without a doubt", "ketamine-relieves-depression"),
        ("ketamine causes dependence", "abuse-risk"),
    ],
)
def test_what_was_once_missed(store: Store, question: str, first: str) -> None:
    found = ask(store, question)
    assert found["understood"]
    assert found["matches"][0]["id"] == first


def test_addiction_is_not_what_an_effect_depends_on(store: Store) -> None:
    names = [match["id"] for match in ask(store, "Is ketamine addictive?")["matches"]]
    assert names == ["abuse-risk"]


def test_what_is_not_covered_is_named_beside_what_is_nearest(store: Store) -> None:
    found = ask(store, "Is the nasal spray approved in Europe?")
    assert (found["understood"], found["unknown_words"]) == (False, ["europe"])
    assert found["matches"][0]["id"] == "fda-approved-scope"
    text = plain.render(answer_page(found))
    assert "no claim or hypothesis here is about: europe" in text
    assert "Nearest, leaving out: europe\n\n  - The FDA has approved" in text


def test_the_largest_trial_is_named_though_it_takes_no_side(store: Store) -> None:
    text = plain.render(answer_page(ask(store, "Does ketamine work through opioid receptors?")), 200)
    assert "independent studies: 3 for, 2 against, 3 mixed, 3 neutral" in text
    assert "Neither: West Haven ketamine plus naltrexone 2025 (yoon-2025-trial; human-intervention, n=65" in text


def test_the_questions_cover_the_base(store: Store) -> None:
    wanted = {question.get("want") for question in QUESTIONS}
    known = {*store.ids("claim"), *store.ids("hypothesis")}
    assert known <= wanted
    assert wanted - {None} <= known
    assert sum("want" not in question and "overview" not in question for question in QUESTIONS) >= 25
