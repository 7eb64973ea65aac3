"""SciFact's claims: the sentence as it stands, a line for each labelled document, nothing where nothing was found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.interchange.report import import_base
from import_inputs import empty, imported, scifact

DATA = Path(__file__).parents[2] / "shared" / "data" / "scifact"


def label(word: str, *sentences: int) -> dict[str, object]:
    return {"sentences": list(sentences), "label": word}


def test_a_label_is_a_line_and_no_label_is_a_claim_without_evidence(tmp_path: Path) -> None:
    claims = [
        {
            "id": 1,
            "claim": "Larkmint eases nausea.",
            "evidence": {"1": [label("SUPPORT", 0, 2)], "2": [label("CONTRADICT", 1)]},
        },
        {"id": 2, "claim": "Larkmint causes sleep.", "evidence": {}, "cited_doc_ids": [3]},
    ]
    found, loaded = imported("scifact", scifact(tmp_path / "in", claims), tmp_path / "out")
    one, two = sorted(loaded.base.claims.values(), key=lambda claim: claim.id)
    assert (one.statement, two.statement) == ("Larkmint eases nausea.", "Larkmint causes sleep.")
    lines = {line.source: line for study in loaded.base.studies.values() for line in study.evidence}
    assert {name: line.direction for name, line in lines.items()} == {
        "document-1": "supports",
        "document-2": "disputes",
    }
    assert (lines["document-1"].finding, lines["document-1"].locator) == ("First. … Third.", "abstract, sentences 1, 3")
    assert {line.claim for line in lines.values()} == {one.id}
    assert found.read == {"documents": 3, "claims": 2, "sets of sentences labelled": 2}


def test_sets_of_one_document_are_one_line_and_mixed_when_they_disagree(tmp_path: Path) -> None:
    sets = {"1": [label("SUPPORT", 0), label("SUPPORT", 1)], "2": [label("SUPPORT", 0), label("CONTRADICT", 1)]}
    claims = [{"id": 1, "claim": "Larkmint eases nausea.", "evidence": sets}]
    loaded = imported("scifact", scifact(tmp_path / "in", claims), tmp_path / "out")[1]
    lines = [line for study in loaded.base.studies.values() for line in study.evidence]
    assert sorted(line.direction for line in lines) == ["mixed", "supports"]


@pytest.mark.parametrize(
    "claim",
    [
        {"id": 2, "claim": "x y", "evidence": {"9": [label("SUPPORT", 0)]}},
        {"id": 2, "claim": "x y", "evidence": {"1": [label("MAYBE", 0)]}},
        {"id": 2, "claim": "x y", "evidence": {"1": [label("SUPPORT", 3)]}},
        {"id": 2, "claim": "x y", "evidence": {"1": [label("SUPPORT", -1)]}},
        {"id": 2, "claim": "x y", "evidence": {"1": [{"label": ["SUPPORT"], "sentences": [0]}]}},
        {"id": 2, "claim": "x y", "evidence": {"1": 5}},
        {"id": 2, "claim": "x y", "evidence": [1]},
        {"id": "2", "claim": "x y"},
        {"id": 2, "claim": ["x"]},
        [1, 2],
    ],
)
def test_a_claim_that_is_not_whole_is_told_with_its_line_and_left_out(tmp_path: Path, claim: object) -> None:
    good = {"id": 1, "claim": "Larkmint eases nausea.", "evidence": {"1": [label("SUPPORT", 0)]}}
    folder = scifact(tmp_path / "in", [good, claim])
    stopped = import_base("scifact", folder, tmp_path / "out", empty())
    assert [(problem.path, problem.line) for problem in stopped.problems] == [("claims_dev.jsonl", 2)]
    assert not (tmp_path / "out").exists()
    found, loaded = imported("scifact", folder, tmp_path / "out", lenient=True)
    assert (found.malformed, len(loaded.base.claims)) == (1, 1)


def test_a_claim_id_that_comes_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    claims = [
        {"id": 5, "claim": "Larkmint eases nausea.", "evidence": {"1": [label("CONTRADICT", 0)]}},
        {"id": 5, "claim": "Larkmint causes sleep.", "evidence": {"2": [label("SUPPORT", 1)]}},
    ]
    folder = scifact(tmp_path / "in", claims)
    stopped = import_base("scifact", folder, tmp_path / "out", empty())
    assert [(problem.code, problem.path, problem.line) for problem in stopped.problems] == [
        ("IM002", "claims_dev.jsonl", 2)
    ]
    assert "line 1" in stopped.problems[0].message
    found, loaded = imported("scifact", folder, tmp_path / "out", lenient=True)
    (claim,) = loaded.base.claims.values()
    (line,) = (line for study in loaded.base.studies.values() for line in study.evidence)
    assert (claim.statement, line.direction, found.malformed) == ("Larkmint eases nausea.", "disputes", 1)


def test_a_claim_id_of_another_file_is_refused_too(tmp_path: Path) -> None:
    folder = scifact(tmp_path / "in", [{"id": 5, "claim": "Larkmint eases nausea.", "evidence": {}}])
    (folder / "claims_train.jsonl").write_text('{"id": 5, "claim": "Larkmint causes sleep.", "evidence": {}}\n')
    stopped = import_base("scifact", folder, tmp_path / "out", empty())
    assert [(problem.path, "claims_dev.jsonl, line 1" in problem.message) for problem in stopped.problems] == [
        ("claims_train.jsonl", True)
    ]


@pytest.mark.parametrize("abstract", [["Other.", "Words."], "not a list"], ids=["whole", "malformed itself"])
def test_a_doc_id_that_comes_twice_is_refused_and_gives_no_sentence(tmp_path: Path, abstract: object) -> None:
    documents: list[object] = [
        {"doc_id": 1, "title": "One", "abstract": ["First.", "Second."]},
        {"doc_id": 1, "title": "Two", "abstract": abstract},
    ]
    claims: list[object] = [{"id": 1, "claim": "Larkmint eases nausea.", "evidence": {"1": [label("SUPPORT", 0)]}}]
    folder = scifact(tmp_path / "in", claims, documents)
    stopped = import_base("scifact", folder, tmp_path / "out", empty())
    assert [(problem.code, problem.path, problem.line) for problem in stopped.problems] == [
        ("IM002", "corpus.jsonl", 2)
    ]
    assert "the doc_id 1 is that of corpus.jsonl, line 1" in stopped.problems[0].message
    _, loaded = imported("scifact", folder, tmp_path / "out", lenient=True)
    assert [line.finding for study in loaded.base.studies.values() for line in study.evidence] == ["First."]


def test_a_claim_without_labels_is_told_apart_from_one_for_which_nothing_was_found(tmp_path: Path) -> None:
    claims: list[object] = [
        {"id": 1, "claim": "Larkmint eases nausea."},
        {"id": 2, "claim": "Larkmint causes sleep.", "evidence": {}},
    ]
    found, loaded = imported("scifact", scifact(tmp_path / "in", claims), tmp_path / "out")
    assert len(loaded.base.claims) == 2
    assert sorted(why for why in found.remarks if why.startswith("without a line")) == [
        "without a line: a claim for which the annotators found nothing in the documents it cites",
        "without a line: a claim that is not labelled (it has no evidence key)",
    ]


def test_a_file_cut_within_a_line_keeps_the_whole_lines(tmp_path: Path) -> None:
    claims = [{"id": number, "claim": f"Claim {number} holds.", "evidence": {}} for number in range(5)]
    folder = scifact(tmp_path / "in", claims)
    text = (folder / "claims_dev.jsonl").read_text()
    (folder / "claims_dev.jsonl").write_text(text[:-12])
    found, loaded = imported("scifact", folder, tmp_path / "out", lenient=True)
    assert [(problem.line, problem.column > 1) for problem in found.problems] == [(5, True)]
    assert len(loaded.base.claims) == 4


def test_a_folder_without_a_corpus_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/claims_dev.jsonl").write_text(json.dumps({"id": 1, "claim": "x"}))
    with pytest.raises(EvidenceError, match=r"has no corpus\.jsonl"):
        import_base("scifact", tmp_path / "in", tmp_path / "out", empty())


@pytest.mark.skipif(not DATA.is_dir(), reason="SciFact is not beside the project (../shared/data/scifact)")
def test_the_real_development_claims_build_with_their_labels(tmp_path: Path) -> None:
    from evidence.store import open_store

    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("corpus.jsonl", "claims_dev.jsonl"):
        (folder / name).symlink_to(DATA / name)
    imported("scifact", folder, tmp_path / "out")
    rows = open_store(tmp_path / "out/.evidence/base.sqlite").rows(
        "SELECT direction, count(*) AS n FROM line GROUP BY 1 ORDER BY 1"
    )
    assert [tuple(row) for row in rows] == [("disputes", 71), ("supports", 138)]
