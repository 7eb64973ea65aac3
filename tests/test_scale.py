"""The work for an answer does not grow with the base: counted in steps of SQLite's own machine, never in seconds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evidence.database.build import build
from evidence.search.ask import ask
from evidence.search.find import find
from evidence.search.world import MANY
from evidence.store import Store, open_store
from evidence.store.claims import show_claim
from evidence.store.conflicts import conflicts
from evidence.store.hypotheses import hypotheses
from evidence.store.listing import Listing
from evidence.store.paths import MAX_STEPS, paths
from evidence.store.proofs import proof
from evidence.verdict import EVERYTHING, Scope

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from synthetic import write_base

MINI = Path(__file__).parents[1] / "examples" / "mini"
SMALL, LARGE = 2_000, 20_000
#: What an answer may take on ten times the lines, in hundreds of steps: a scan of all claims alone takes more.
GROWTH, SLACK = 2.0, 150

COMMANDS: dict[str, Callable[[Store], Any]] = {
    "show": lambda store: show_claim(store, "claim-7"),
    "why": lambda store: proof(store, "claim-7"),
    "conflicts": lambda store: conflicts(store, "claim-7"),
    "paths": lambda store: paths(store, "concept-1", "concept-2"),
    "find a DOI": lambda store: find(store, "10.1000/7"),
    "find by words": lambda store: find(store, "receptor signal"),
    "ask": lambda store: ask(store, _phrasing(store, "claim-7")),
    "ask a misspelt word": lambda store: ask(store, "does blocking the recepter stop the effect of the signol"),
    "ask what nobody knows": lambda store: ask(store, "is zebrafish sleep good for patients"),
}


def _phrasing(store: Store, claim: str) -> str:
    rows = store.rows("SELECT phrasing FROM claim_phrasing WHERE claim = ? ORDER BY phrasing", claim)
    return re.sub(r"\d+", "", rows[0][0])


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    made = {}
    for lines in (SMALL, LARGE):
        root = tmp_path_factory.mktemp(str(lines))
        write_base(root, lines)
        built = build(root, root / "base.sqlite", use_cache=False)
        assert built.path is not None, built.report.errors[:3]
        made[lines] = built.path
    return made


def _steps(path: Path, command: Callable[[Store], Any]) -> int:
    """How many hundreds of steps SQLite's machine takes for a command on a store just opened."""
    store, count = open_store(path), 0

    def tick() -> int:
        nonlocal count
        count += 1
        return 0

    store.connection.set_progress_handler(tick, 100)
    command(store)
    return count


@pytest.mark.parametrize("name", COMMANDS)
def test_the_work_for_an_answer_does_not_grow_with_the_base(
    name: str, stores: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.search.world.MANY", 20)  # so that a small base has common words too
    monkeypatch.setattr("evidence.search.find._RANKED", 20)
    monkeypatch.setattr("evidence.search.find._COUNTED", 50)
    few, many = (_steps(stores[lines], COMMANDS[name]) for lines in (SMALL, LARGE))
    assert many <= GROWTH * few + SLACK, f"{few} then {many} hundred steps"


def test_a_question_in_words_of_a_large_base_finds_its_claim(stores: dict[int, Path]) -> None:
    store = open_store(stores[LARGE])
    asked = [f"claim-{number}" for number in range(0, 2_500, 125)]
    best = [ask(store, _phrasing(store, claim))["matches"][0]["id"] for claim in asked]
    assert sum(found == claim for found, claim in zip(best, asked, strict=True)) >= 0.9 * len(asked)


def test_a_common_word_alone_is_answered_from_a_few_claims(stores: dict[int, Path]) -> None:
    store = open_store(stores[LARGE])
    (count,) = store.rows("SELECT count(*) FROM document_text WHERE document_text MATCH 'receptor'")[0]
    assert count > MANY
    assert ask(store, "receptor")["matches"]


def test_a_base_about_nothing_in_particular_does_not_miss_its_subject(stores: dict[int, Path]) -> None:
    found = ask(open_store(stores[LARGE]), "receptor")
    assert found["subjects"] == []
    assert found["names_subject"]


@pytest.mark.parametrize("read", [hypotheses, conflicts])
@pytest.mark.parametrize("scope", [EVERYTHING, Scope(species=("mouse", "rat"))])
def test_the_first_of_a_long_list_are_the_first_of_the_whole(
    read: Callable[..., Listing], scope: Scope, stores: dict[int, Path]
) -> None:
    store = open_store(stores[SMALL])
    whole, few = read(store, scope=scope), read(store, scope=scope, most=7)
    assert few.total == whole.total == len(whole.items) > 7
    assert few.items == whole.items[:7]


def test_people_are_shown_the_first_of_a_long_list_and_programs_all(stores: dict[int, Path]) -> None:
    total = len(list(open_store(stores[LARGE]).ids("hypothesis")))

    def said(*words: str) -> str:
        command = [sys.executable, "-m", "evidence", "hypotheses", "--base", str(stores[LARGE]), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout

    assert f"The first 50 of {total} hypotheses are listed. --limit 0 lists all" in " ".join(said().split())
    assert "are listed" not in said("--limit", "0")
    assert len(json.loads(said("--format", "json"))) == total
    assert len(json.loads(said("--format", "json", "--limit", "3"))) == 3


QUERIES = (
    ("SELECT id FROM claim WHERE subject IN (?) OR object IN (?)", 2),
    ("SELECT id FROM claim WHERE topic = ?", 1),
    ("SELECT origin FROM chain_step WHERE target IN (?)", 1),
    ("SELECT target FROM chain_step WHERE origin IN (?)", 1),
    ("SELECT id FROM assertion a WHERE a.claim = ?", 1),
    ("SELECT concept FROM concept_ancestor WHERE ancestor IN (?)", 1),
    ("SELECT id FROM source WHERE doi IS NOT NULL AND lower(doi) = ?", 1),
    ("SELECT id FROM source WHERE pmid = ?", 1),
    ("SELECT study FROM study_registry WHERE lower(number) = ?", 1),
    ("SELECT title FROM document WHERE id IN (?) AND kind IN ('claim', 'hypothesis')", 1),
    ("SELECT concept FROM concept_said WHERE said IN (?)", 1),
    ("SELECT times FROM spelling WHERE word IN (?)", 1),
)


@pytest.mark.parametrize(("sql", "values"), QUERIES)
def test_what_commands_look_up_has_an_index(sql: str, values: int, stores: dict[int, Path]) -> None:
    plan = [row["detail"] for row in open_store(stores[SMALL]).rows(f"EXPLAIN QUERY PLAN {sql}", *("x",) * values)]
    assert not [step for step in plan if step.startswith("SCAN")], plan


def test_chains_are_those_that_a_search_of_every_chain_finds(tmp_path: Path) -> None:
    path = build(_copy(MINI, tmp_path), tmp_path / "base.sqlite", use_cache=False).path
    assert path is not None
    store = open_store(path)
    steps = store.rows(
        "SELECT subject, object, id AS claim, NULL AS gap FROM claim UNION SELECT origin, target, claim, gap FROM chain_step"
    )
    ends = sorted({end for step in steps for end in step[:2]})
    asked = [(start, end) for start in ends for end in ends]
    found = {(start, end): paths(store, start, end)["found"] for start, end in asked}
    assert found == {(start, end): _chains(steps, start, end, {start}) for start, end in asked}
    assert any(found.values())


def _chains(steps: list[Any], here: str, end: str, passed: set[str]) -> int:
    if len(passed) > MAX_STEPS:
        return 0
    onward = [step[1] for step in steps if step[0] == here and step[1] not in passed]
    return sum(1 if to == end else _chains(steps, to, end, {*passed, to}) for to in onward)


def _copy(source: Path, target: Path) -> Path:
    import shutil

    for name in ("kb", "sources"):
        shutil.copytree(source / name, target / "mini" / name)
    return target / "mini"


def test_a_cache_cut_short_costs_only_what_was_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = _copy(MINI, tmp_path)
    first = build(root).path
    assert first is not None
    whole = first.read_bytes()
    (cache,) = (tmp_path / "cache").rglob("*.json")
    head, *lines = cache.read_bytes().splitlines(keepends=True)
    assert len(lines) > 5
    hostile = [
        b'["a list"]\t{}\n',
        b'"kb/base.yaml"\t' + json.dumps({"stamp": "[" * 9_000}).encode() + b"\n",
        b"\xff\n",
    ]
    cache.write_bytes(head + b"".join([*lines[:3], *hostile]) + lines[4][:20])
    second = build(root).path
    assert second is not None
    assert second.read_bytes() == whole
