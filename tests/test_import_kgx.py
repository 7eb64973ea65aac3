"""KGX: an edge is a claim, a publication a study; what our own export writes comes back."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from evidence.database.build import build
from evidence.errors import EvidenceError
from evidence.interchange.exports import write
from evidence.interchange.imports import kgx
from evidence.loader import Loaded
from evidence.model import Line
from evidence.store import open_store
from import_inputs import empty, imported

MINI = Path(__file__).parents[1] / "examples" / "mini"
DATA = Path(__file__).parents[2] / "shared" / "data" / "kgx"
NODES = "id\tcategory\tname\nCHEBI:1\tbiolink:SmallMolecule\tlarkmint\nMONDO:0000001\tbiolink:Disease\tsway sickness\n"
COLUMNS = "subject\tpredicate\tobject\tpublications\tnegated\tknowledge_level\tagent_type"
EDGE = "CHEBI:1\tbiolink:ameliorates_condition\tMONDO:0000001\t"


def graph(tmp_path: Path, *ends: str, nodes: str = NODES, columns: str = COLUMNS) -> Path:
    (tmp_path / "g_nodes.tsv").write_text(nodes, "utf-8")
    path = tmp_path / "g_edges.tsv"
    path.write_text(columns + "\n" + "".join(f"{EDGE}{end}\n" for end in ends), "utf-8")
    return path


def base_of(tmp_path: Path, *ends: str) -> Loaded:
    return imported("kgx", graph(tmp_path, *ends), tmp_path / "out")[1]


def lines(loaded: Loaded) -> list[Line]:
    return [line for study in loaded.base.studies.values() for line in study.evidence]


def test_an_edge_is_a_claim_and_each_publication_a_study(tmp_path: Path) -> None:
    base = base_of(tmp_path, "PMID:1|PMID:2\tfalse\tknowledge_assertion\tmanual_agent").base
    (claim,) = base.claims.values()
    assert claim.statement == "larkmint ameliorates condition sway sickness."
    assert {concept.kind for concept in base.concepts.values()} == {"drug", "condition"}
    assert sorted(source.csl.PMID or "" for source in base.sources.values()) == ["1", "2"]
    assert {study.design for study in base.studies.values()} == {"not-stated"}


def test_a_publication_cited_twice_is_one_study(tmp_path: Path) -> None:
    base = base_of(tmp_path, "PMID:1\t\t\t", "PMID:1\t\t\t").base
    assert len(base.studies) == 1


@pytest.mark.parametrize(
    ("negated", "direction"), [("true", "disputes"), ("True", "disputes"), ("false", "supports"), ("", "supports")]
)
def test_a_negated_edge_disputes(tmp_path: Path, negated: str, direction: str) -> None:
    assert [line.direction for line in lines(base_of(tmp_path, f"PMID:1\t{negated}\t\t"))] == [direction]


@pytest.mark.parametrize(
    ("level", "agent", "role", "status"),
    [
        ("knowledge_assertion", "manual_agent", "own-result", "accepted"),
        ("prediction", "automated_agent", "background", "accepted"),
        ("logical_entailment", "automated_agent", "background", "accepted"),
        ("not_provided", "text_mining_agent", "own-result", "draft"),
    ],
)
def test_what_no_study_found_and_nobody_read_does_not_count(
    tmp_path: Path, level: str, agent: str, role: str, status: str
) -> None:
    (line,) = lines(base_of(tmp_path, f"PMID:1\t\t{level}\t{agent}"))
    assert (line.role, line.status) == (role, status)


def test_an_edge_without_publications_is_a_claim_without_evidence(tmp_path: Path) -> None:
    loaded = base_of(tmp_path, "\t\t\t")
    assert len(loaded.base.claims) == 1
    assert lines(loaded) == []


def test_a_publication_that_cannot_be_told_apart_is_an_echo(tmp_path: Path) -> None:
    (source,) = base_of(tmp_path, "FB:FBrf1\t\t\t").base.sources.values()
    assert source.kind == "web-page"


def test_qualifiers_make_another_claim(tmp_path: Path) -> None:
    path = graph(
        tmp_path,
        "PMID:1\tmild",
        "PMID:1\tsevere",
        columns="subject\tpredicate\tobject\tpublications\tseverity_qualifier",
    )
    base = imported("kgx", path, tmp_path / "out")[1].base
    assert sorted(claim.statement for claim in base.claims.values()) == [
        "larkmint ameliorates condition sway sickness (severity: mild).",
        "larkmint ameliorates condition sway sickness (severity: severe).",
    ]


def test_json_lines_and_one_object_say_the_same_as_tables(tmp_path: Path) -> None:
    nodes = [{"id": "CHEBI:1", "name": "larkmint", "category": ["biolink:SmallMolecule"]},
             {"id": "MONDO:0000001", "name": "sway sickness", "category": ["biolink:Disease"]}]  # fmt: skip
    edge = {"subject": "CHEBI:1", "predicate": "biolink:ameliorates_condition", "object": "MONDO:0000001",
            "publications": ["PMID:1"], "negated": True}  # fmt: skip
    (tmp_path / "g_nodes.jsonl").write_text("".join(json.dumps(node) + "\n" for node in nodes), "utf-8")
    (tmp_path / "g_edges.jsonl").write_text(json.dumps(edge) + "\n", "utf-8")
    (tmp_path / "g.json").write_text(json.dumps({"nodes": nodes, "edges": [edge]}), "utf-8")
    (tmp_path / "t").mkdir()
    wanted = dict(_records(graph(tmp_path / "t", "PMID:1\ttrue\t\t")))
    assert dict(_records(tmp_path / "g_edges.jsonl")) == wanted
    assert dict(_records(tmp_path / "g.json")) == wanted


def _records(path: Path) -> list[tuple[str, object]]:
    into = empty()
    kgx.gather(path, into)
    assert not into.problems
    return list(into.files())


@pytest.mark.parametrize(
    ("edges", "place"),
    [
        (f"{COLUMNS}\n{EDGE}PMID:1\t\t\t\n{EDGE}PM", (3, len(EDGE) + 3)),
        (f"{COLUMNS}\n{EDGE}PMID:1\t\t\t\t\t\n", (2, len(EDGE) + 12)),
        (f"{COLUMNS}\n{EDGE}PMID:1\tperhaps\t\t\n", (2, 1)),
        (f"{COLUMNS}\nCHEBI:1\t\tMONDO:0000001\tPMID:1\t\t\t\n", (2, 1)),
        ("name\twhat\nx\ty\n", (1, 1)),
    ],
)
def test_what_is_broken_is_told_with_its_place(tmp_path: Path, edges: str, place: tuple[int, int]) -> None:
    path = graph(tmp_path)
    path.write_text(edges, "utf-8")
    into = empty()
    kgx.gather(path, into)
    problem = next(one for one in into.problems if one.path == "g_edges.tsv")
    assert (problem.severity, problem.line, problem.column) == ("error", *place)


def test_json_cut_short_keeps_what_is_whole(tmp_path: Path) -> None:
    edges = [{"subject": f"X:{number}", "predicate": "biolink:related_to", "object": "X:0"} for number in range(1, 4)]
    text = json.dumps({"nodes": [], "edges": edges}, indent=1)
    (tmp_path / "g.json").write_text(text[:-40], "utf-8")
    into = empty()
    kgx.gather(tmp_path / "g.json", into)
    assert len(into.claims) == 2
    (problem,) = into.problems
    assert problem.line == text[:-40].count("\n") + 1


def test_a_line_of_json_that_is_broken_costs_itself_only(tmp_path: Path) -> None:
    good = '{"subject": "X:1", "predicate": "biolink:related_to", "object": "X:2"}\n'
    (tmp_path / "e.jsonl").write_bytes(
        good.encode() + b'{"subject": \n[1]\n\xff\n' + b"[" * 100_000 + b"\n" + good.encode()
    )
    into = empty()
    kgx.gather(tmp_path / "e.jsonl", into)
    assert [problem.line for problem in into.problems] == [2, 3, 4, 5]
    assert into.read["edges"] == 2


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "g.jsonl")
    with pytest.raises(EvidenceError, match="no plain file"):
        kgx.gather(tmp_path / "g.jsonl", empty())
    with pytest.raises(EvidenceError, match="cannot be read"):
        kgx.gather(tmp_path / "nothing.jsonl", empty())


@pytest.mark.parametrize("form", ["kgx-tsv", "kgx-jsonl"])
def test_what_our_export_writes_comes_back_with_its_studies_and_words(tmp_path: Path, form: str) -> None:
    shutil.copytree(MINI, tmp_path / "base", ignore=shutil.ignore_patterns(".evidence"))
    built = build(tmp_path / "base")
    assert built.path is not None
    with (tmp_path / "g.tar.gz").open("wb") as out:
        write(open_store(built.path), form, out)
    base = imported("kgx", tmp_path / "g.tar.gz", tmp_path / "out")[1].base
    before = open_store(built.path)
    assert base.claims
    for claim in base.claims.values():
        row = before.row("SELECT statement, predicate FROM claim WHERE id = ?", claim.id)
        assert row is not None
        assert row["statement"] == claim.statement
    designs = {row["id"]: row["design"] for row in before.rows("SELECT id, design FROM study")}
    assert base.studies
    assert all(designs[study.id] == study.design for study in base.studies.values())


@pytest.mark.skipif(not DATA.is_dir(), reason="KGX files (../shared/data/kgx) are not here")
def test_the_small_monarch_graph_becomes_a_base(tmp_path: Path) -> None:
    found, loaded = imported("kgx", DATA / "monarch-tiny_edges.tsv", tmp_path / "out")
    assert found.read["edges"] == 500
    assert (len(loaded.base.claims), len(loaded.base.studies)) == (382, 148)
