"""What keeps the writers' check fast changes nothing that it finds, and a large base is read only where a text is about it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from evidence.database.build import build
from evidence.plain_words import words
from evidence.reading.check import check_document, check_text
from evidence.reading.claims.clauses import readings
from evidence.reading.claims.likeness import reservations, shared, side, sided, topical
from evidence.reading.claims.match import THRESHOLD, Context, _candidates, _scored, sentence_units
from evidence.reading.claims.names import names_for
from evidence.reading.claims.world import world_for
from evidence.reading.language import read_text
from evidence.reading.types import Block, Document
from evidence.store import Store, open_store
from tiny_base import compiled

ROOT = Path(__file__).parent.parent
_SYLLABLES = (
    "bar",
    "cor",
    "dal",
    "fen",
    "gim",
    "hul",
    "jos",
    "kel",
    "lum",
    "nar",
    "pol",
    "rix",
    "sut",
    "tav",
    "vok",
    "zem",
)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The real base, compiled."""
    built = build(ROOT, tmp_path_factory.mktemp("real") / "base.sqlite")
    assert built.path is not None, built.report.errors[:5]
    return open_store(built.path)


def _word(number: int) -> str:
    return "".join(_SYLLABLES[(number >> shift) & 15] for shift in (8, 4, 0))


def _large(count: int) -> dict[str, str]:
    """Willow tea and headache, among invented drugs that each relieve an invented illness, or raise headache."""
    drugs = [{"id": f"drug-{n}", "kind": "drug", "label": f"{_word(n)}mab"} for n in range(count)]
    ills = [{"id": f"ill-{n}", "kind": "condition", "label": f"{_word(n)} fever"} for n in range(count)]
    claims = [
        {
            "id": f"claim-{n}", "group": "invented", "profile": "outcome", "subject": f"drug-{n}",
            "predicate": "reduces", "object": f"ill-{n}", "statement": f"The drug {_word(n)}mab relieves {_word(n)} fever.",
            "phrasings": [f"{_word(n)}mab is an effective treatment for {_word(n)} fever."],
        }
        for n in range(count)
    ]  # fmt: skip
    return {
        "kb/base.yaml": "title: Many\nversion: '1'\nas_of: '2026-01-01'\n",
        "kb/concepts/drug.yaml": yaml.safe_dump(drugs),
        "kb/concepts/ill.yaml": yaml.safe_dump(ills),
        "kb/claims/invented.yaml": yaml.safe_dump(claims),
    }


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A base of 1,500 claims."""
    return compiled(tmp_path_factory.mktemp("large"), _large(1_500))


def test_a_text_finds_its_claims_among_many(large: Store) -> None:
    text = f"It rained. {_word(1234).capitalize()}mab relieves {_word(1234)} fever. Treatment with {_word(77)}mab helps in {_word(77)} fever."
    found = [[claim.id for claim in sentence.claims] for sentence in check_text(large, text).sentences]
    assert found == [[], ["claim-1234"], ["claim-77"]]


def test_of_a_large_base_only_what_the_text_is_about_is_read(large: Store) -> None:
    world = world_for(large, f"{_word(5).capitalize()}mab relieves {_word(5)} fever.")
    assert "claim-5" in world.profiles
    assert len(world.profiles) <= 200
    assert len(world.names.by_key) < 400


def test_a_text_about_nothing_in_a_large_base_makes_no_claim(large: Store) -> None:
    assert not world_for(large, "The meeting is on Monday.").profiles
    assert not any(sentence.claims for sentence in check_text(large, "The meeting is on Monday.").sentences)


def test_a_name_that_many_share_the_first_word_of_is_found_by_its_second(tmp_path: Path) -> None:
    labels = [{"id": f"chronic-{n}", "kind": "condition", "label": f"chronic {_word(n)}"} for n in range(150)]
    texts = {**_large(1), "kb/concepts/chronic.yaml": yaml.safe_dump(labels)}
    names = names_for(compiled(tmp_path, texts), [words(f"It helps with chronic {_word(120)} and with {_word(3)}.")])
    assert names.by_key == {("chronic", _word(120)): ("chronic-120",)}


def test_a_name_is_read_whatever_its_first_letter_and_number(tmp_path: Path) -> None:
    labels = [
        {"id": "weeks", "kind": "measure", "label": "one to two weeks", "synonyms": ["a week or two"]},
        {"id": "mor", "kind": "target", "label": "opioid receptors", "synonyms": ["μ-receptor", "MOR"]},
    ]
    store = compiled(tmp_path, {**_large(1), "kb/concepts/more.yaml": yaml.safe_dump(labels)})
    text = "After a week or two the opioid receptor, a μ-receptor (MOR), needs no more of it; mor does not."
    found = words(text)
    said = [
        text[found[hit.first].start : found[hit.last - 1].end]
        for hit in names_for(store, [found]).mentions(found, text)
    ]
    assert said == ["a week or two", "opioid receptor", "μ-receptor", "MOR"], "capitals alone make a short name"


def test_what_is_left_out_unread_could_not_have_changed_a_match(real: Store) -> None:
    items = yaml.safe_load((ROOT / "tests" / "data" / "sentences" / "dev.yaml").read_text("utf-8"))
    text = "\n\n".join(item["text"] for item in items[:60])
    world, context = world_for(real, text), Context()
    compared = 0
    for sentence in read_text(text):
        made = sentence_units(sentence, world, context)
        for reading in readings(sentence.text, made, world.concepts):
            said = side(reading.units, world)
            for profile in _candidates(said, world):
                every = {
                    phrasing.text: shared(said, phrasing, world)
                    * reservations(reading.units, said, phrasing, world)
                    * topical(reading.units, said, phrasing, world, False)
                    * sided(reading.units, said, phrasing, profile, world)
                    for phrasing in profile.phrasings
                }
                kept = {phrasing.text: score for score, phrasing in _scored(reading, said, profile, world, context)}
                best = max(every.values())
                if best >= THRESHOLD:
                    near = {line: score for line, score in every.items() if score >= best - 0.25}
                    assert near.items() <= kept.items()
                    compared += 1
                else:
                    assert max(kept.values(), default=0.0) < THRESHOLD
    assert compared > 40


def test_the_words_of_a_phrasing_do_not_depend_on_the_text(real: Store) -> None:
    one = world_for(real, "Ketamine may help.")
    other = world_for(real, "Naltrexone blocks opioid receptors, and midazolam does not relieve depression.")
    for name, profile in one.profiles.items():
        assert [phrasing.slots for phrasing in profile.phrasings] == [
            phrasing.slots for phrasing in other.profiles[name].phrasings
        ]


def test_time_grows_with_the_text_and_no_faster(real: Store) -> None:
    def seconds(paragraphs: int) -> float:
        line = "Ketamine may help some people."
        text = "\n\n".join([line] * paragraphs)
        blocks = tuple(
            Block(at * (len(line) + 2), at * (len(line) + 2) + len(line), "paragraph") for at in range(paragraphs)
        )
        return _least(lambda: check_document(real, Document("-", text, blocks, ((0, 1, 1),))))

    few = seconds(50)
    assert seconds(400) < 16 * few


def test_a_thousand_words_are_checked_within_the_time_promised(real: Store, tmp_path: Path) -> None:
    """1.5 s where a bare interpreter starts in 10 ms: benchmarks/check/speed.py measures it properly."""
    sql = "SELECT phrasing FROM claim_phrasing ORDER BY phrasing LIMIT 110"
    draft = tmp_path / "draft.md"
    draft.write_text("\n\n".join(row[0].rstrip(".") + "." for row in real.rows(sql)), "utf-8")
    assert len(draft.read_text("utf-8").split()) > 800
    command = [sys.executable, "-m", "evidence", "check", str(draft), "--base", str(real.path), "--format", "concise"]
    bare = _least(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    whole = _least(lambda: subprocess.run(command, capture_output=True, check=False))
    assert whole < 150 * bare


def _least(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)
