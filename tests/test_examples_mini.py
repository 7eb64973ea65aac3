"""examples/mini stays a whole, clean base that shows every kind of thing."""

from __future__ import annotations

from collections import Counter

import pytest

from evidence.database.build import load_base
from evidence.lint import lint
from rdf_bases import MINI, store


def test_it_lints_clean() -> None:
    report = lint(load_base(MINI, use_cache=False))
    assert [item for item in report.diagnostics if item.severity != "note"] == []
    assert report.examined["lines"] >= 15


def test_it_says_that_it_is_invented() -> None:
    description = load_base(MINI, use_cache=False).base.info.description
    assert description is not None
    assert "invented" in description


@pytest.mark.parametrize(
    ("claim", "word"),
    [
        ("larkmint-relieves-nausea", "leans-for"),
        ("cold-receptor-required", "contested"),
        ("larkmint-safe-in-pregnancy", "no-evidence"),
        ("larkmint-drops-approved", "reported-once"),
    ],
)
def test_the_words_it_is_made_to_show(claim: str, word: str) -> None:
    assert store(MINI).row("SELECT word FROM claim_verdict WHERE id = ?", claim)["word"] == word  # type: ignore[index]


def test_it_shows_every_kind_of_thing() -> None:
    base = load_base(MINI, use_cache=False).base
    standings = {source.standing.status for source in base.sources.values()}
    kinds = Counter(source.kind for source in base.sources.values())
    assert {"ok", "corrected", "concern", "retracted", "unknown"} <= standings
    assert {"preprint", "press-release", "news", "narrative-review", "meta-analysis", "regulatory"} <= set(kinds)
    assert {claim.profile for claim in base.claims.values()} == {"mechanism", "outcome", "record"}
    assert any(assertion.drift for _, assertion in base.assertions())
    assert any(line.quote for _, line in base.lines())
    assert len({line.claim for _, line in base.lines() if line.effect}) == 1
    cohorts = Counter(study.cohort for study in base.studies.values() if study.cohort)
    assert max(cohorts.values()) > 1
    assert base.overrides
    assert any(step.gap for item in base.hypotheses.values() for step in item.chain)
