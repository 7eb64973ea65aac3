"""Two predicates of one subject are two claims: "relieves depression and does not harm the bladder"."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.database.build import build
from evidence.reading.check import check_text
from evidence.store import Store, open_store

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The real base, compiled."""
    built = build(ROOT, tmp_path_factory.mktemp("real") / "base.sqlite")
    assert built.path is not None, built.report.errors[:5]
    return open_store(built.path)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Ketamine has minimal side effects and is safe at home.",
            {"minimal-side-effects": "asserts", "at-home-safe-effective": "asserts"},
        ),
        (
            "Ketamine relieves depression and helps with PTSD.",
            {"ketamine-relieves-depression": "asserts", "ptsd-efficacy": "asserts"},
        ),
        (
            "Ketamine relieves depression and does not harm the bladder.",
            {"ketamine-relieves-depression": "asserts", "bladder-harm-at-treatment-dose": "denies"},
        ),
        ("Ketamine relieves depression and is given on Tuesdays.", {"ketamine-relieves-depression": "asserts"}),
        ("People come in, have tea and do a crossword.", {}),
    ],
)
def test_each_predicate_is_a_claim_of_its_own(store: Store, text: str, claims: dict[str, str]) -> None:
    (sentence,) = check_text(store, text).sentences
    assert {claim.id: claim.stance for claim in sentence.claims} == claims


def test_a_sentence_ends_right_behind_its_last_letter(store: Store) -> None:
    first, second = check_text(store, "It rained on\nMonday.\n\nKetamine relieves depression.").sentences
    assert (first.line, first.column, first.end_line, first.end_column) == (1, 1, 2, 8)
    assert (second.end_line, second.end_column) == (4, 30)
