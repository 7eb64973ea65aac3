"""Nanopublications out and in again: every word is as it was, and what a record lost is what the export says it leaves out."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from evidence.database.build import build
from evidence.interchange.exports import left_out, records_left_out, write
from evidence.interchange.imports import nanopub
from evidence.store import Store, open_store
from import_inputs import empty, imported
from rdf_bases import MINI, ROOT, store
from tiny_base import TEXTS, compiled

BASES = pytest.mark.parametrize("root", [MINI, ROOT], ids=["mini", "real"])


def back(base: Store, folder: Path) -> tuple[Any, Store]:
    """What the import of a base's own export says, and the base that it wrote."""
    with (folder / "np.trig").open("wb") as out:
        write(base, "nanopub", out)
    told, _ = imported("nanopub", folder / "np.trig", folder / "out")
    built = build(folder / "out")
    assert built.path is not None
    return told, open_store(built.path)


@cache
def both(root: Path, folder: Path) -> tuple[Store, Any, Store]:
    return store(root), *back(store(root), folder)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    return {root: tmp_path_factory.mktemp("trip") for root in (MINI, ROOT)}


def verdicts(base: Store) -> dict[str, tuple[str, str | None, str]]:
    return {
        row["id"]: (row["word"], row["direction"], row["certainty"]) for row in base.rows("SELECT * FROM claim_verdict")
    }


def records(base: Store) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["kind"], row["id"]): json.loads(row["data"]) for row in base.rows("SELECT kind, id, data FROM record")}


def fields(record: dict[str, Any], before: str = "") -> dict[str, Any]:
    """Each field with its path; the order of a list of words is not in RDF."""
    found: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            found |= fields(value, f"{before}{name}.")
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            found[before + name] = sorted(value)
        else:
            found[before + name] = value
    return found


@BASES
def test_every_claim_keeps_its_word_direction_and_certainty(root: Path, folders: dict[Path, Path]) -> None:
    base, _, again = both(root, folders[root])
    spoken = {row["claim"] for row in base.rows("SELECT claim FROM line WHERE status = 'accepted'")}
    before = {name: verdict for name, verdict in verdicts(base).items() if name in spoken}
    assert verdicts(again) == before


@BASES
def test_records_lose_just_what_the_export_says_it_leaves_out(root: Path, folders: dict[Path, Path]) -> None:
    base, _, again = both(root, folders[root])
    told = {(lost.kind, lost.field.partition(".")[0]) for lost in left_out(base, "nanopub")}
    told |= {("source", "assertions")} if ("assertion", "*") in told else set()
    before, after = records(base), records(again)
    assert after.keys() <= before.keys()
    for (kind, name), record in after.items():
        old = before[kind, name]
        lines = [line for line in old.pop("evidence", ()) if line["status"] == "accepted"]
        new = record.pop("evidence", [])
        assert [fields({**line, "id": ""}) for line in new] == [fields({**line, "id": ""}) for line in lines], name
        was, now = fields(old), fields(record)
        differing = {field.partition(".")[0] for field in was.keys() | now.keys() if was.get(field) != now.get(field)}
        assert {(kind, field) for field in differing} <= told, name


@BASES
def test_records_that_do_not_come_back_are_counted_at_export(root: Path, folders: dict[Path, Path]) -> None:
    base, _, again = both(root, folders[root])
    told = {lost.kind: lost.records for lost in records_left_out(base, "nanopub")}
    gone = records(base).keys() - records(again).keys()
    for kind in ("claim", "concept", "source", "study"):
        missing = sum(each == kind for each, _ in gone)
        assert told.get(f"{kind} without an accepted line", 0) == missing


@BASES
def test_the_import_tells_that_only_who_published_it_is_not_taken_over(root: Path, folders: dict[Path, Path]) -> None:
    base, told, again = both(root, folders[root])
    lines = base.rows("SELECT count(*) AS n FROM line WHERE status = 'accepted'")[0]["n"]
    assert sorted(told.remarks.values()) == [1, lines]
    assert not told.problems
    assert again.meta["as_of"] == base.meta["as_of"]


def test_one_group_of_people_does_not_vote_twice_after_the_round_trip(tmp_path: Path) -> None:
    texts = dict(TEXTS)
    for name in ("ash-2001-trial", "birch-2002-trial"):
        texts[f"kb/studies/{name}.yaml"] += "cohort: the-same-people\n"
    base = compiled(tmp_path, texts)
    _, again = back(base, tmp_path)
    assert {row["cohort"] for row in again.rows("SELECT cohort FROM study WHERE id LIKE '%-200%'")} >= {
        "the-same-people"
    }
    assert verdicts(again) == {name: verdicts(base)[name] for name in verdicts(again)}


def test_a_study_that_only_pools_is_described_though_it_has_no_line(tmp_path: Path) -> None:
    texts = dict(TEXTS)
    whole = "kb/studies/cedar-2003-trial.yaml"
    texts["kb/studies/ash-2001-trial.yaml"] += "part_of: [cedar-2003-trial]\n"
    texts[whole] = texts[whole].replace("status: accepted", "status: draft")
    base = compiled(tmp_path, texts)
    _, again = back(base, tmp_path)
    assert ("study", "cedar-2003-trial") in records(again)
    assert records(again)["study", "ash-2001-trial"]["part_of"] == ["cedar-2003-trial"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("#Direction-supports>", "#Direction-proves>", "proves"),
        ("#Species-human>", "#Species-unicorn>", "unicorn"),
        (
            "#Predicate-reduces>",
            '#Predicate-reduces> ; <https://w3id.org/evidence-kb/terms#topic> "../../x"',
            "2 values",
        ),
        ("terms#predicate>", "terms#verb>", "no predicate"),
        ("issued> ", 'issued> "2001-13" ; <http://example.org/x> ', "no date"),
    ],
)
def test_a_value_that_no_record_can_have_refuses_its_nanopublication(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    with (tmp_path / "np.trig").open("wb") as out:
        write(store(MINI), "nanopub", out)
    text = (tmp_path / "np.trig").read_text("utf-8")
    assert old in text
    (tmp_path / "np.trig").write_text(text.replace(old, new, 1), "utf-8")
    into = empty()
    nanopub.gather(tmp_path / "np.trig", into)
    assert [why in problem.message for problem in into.problems] == [True]
    assert into.problems[0].line > 0
    assert into.claims


def test_a_topic_that_is_a_path_names_no_file_outside_the_base(tmp_path: Path) -> None:
    with (tmp_path / "np.trig").open("wb") as out:
        write(store(MINI), "nanopub", out)
    text = (tmp_path / "np.trig").read_text("utf-8")
    text, changed = re.subn(r'(terms#topic> )"[^"]*"', r'\1"../../../x"', text)
    assert changed
    (tmp_path / "np.trig").write_text(text, "utf-8")
    into = empty()
    nanopub.gather(tmp_path / "np.trig", into)
    assert {path for path, _ in into.files() if path.startswith("kb/claims")} == {"kb/claims/x.yaml"}


def test_the_words_that_the_first_exports_used_are_still_read(tmp_path: Path) -> None:
    with (tmp_path / "np.trig").open("wb") as out:
        write(store(MINI), "nanopub", out)
    text = (tmp_path / "np.trig").read_text("utf-8")
    biolink = "https://w3id.org/biolink/vocab/predicate"
    text = text.replace(biolink, "http://example.org/other").replace(
        "https://w3id.org/evidence-kb/terms#predicate", biolink
    )
    text = text.replace("http://purl.obolibrary.org/obo/SEPIO_0000085", "https://w3id.org/evidence-kb/terms#ofStudy")
    (tmp_path / "np.trig").write_text(text, "utf-8")
    into = empty()
    nanopub.gather(tmp_path / "np.trig", into)
    assert not into.problems
    before = {row["id"]: row["predicate"] for row in store(MINI).rows("SELECT id, predicate FROM claim")}
    assert {name: claim.predicate for name, claim in into.claims.items()}.items() <= before.items()


def test_two_documents_with_one_doi_become_one(tmp_path: Path) -> None:
    with (tmp_path / "np.trig").open("wb") as out:
        write(store(MINI), "nanopub", out)
    text = (tmp_path / "np.trig").read_text("utf-8")
    text = re.sub(r'(basic/2\.0/doi> )"[^"]*"', r'\1"10.5555/the-same"', text)
    (tmp_path / "np.trig").write_text(text, "utf-8")
    told, loaded = imported("nanopub", tmp_path / "np.trig", tmp_path / "out")
    assert [source.csl.DOI for source in loaded.base.sources.values()].count("10.5555/the-same") == 1
    assert told.remarks["a document with the DOI, PMID or PMCID of another: the two are one"] > 1
    assert sum(1 for _ in loaded.base.lines()) == told.read["nanopublications"]
