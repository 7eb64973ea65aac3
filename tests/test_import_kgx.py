"""KGX: an edge is a claim, a publication a study; what our own export writes comes back."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import tarfile
from pathlib import Path

import pytest

from evidence.database.build import build
from evidence.errors import EvidenceError
from evidence.interchange.exports import records_left_out, write
from evidence.interchange.imports import kgx
from evidence.loader import Loaded
from evidence.model import Line
from evidence.store import Store, open_store
from import_inputs import archive, empty, imported
from rdf_bases import MINI, ROOT, store
from tiny_base import TEXTS, compiled

BASES = pytest.mark.parametrize("root", [MINI, ROOT], ids=["mini", "real"])
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


def round_trip(base: Store, form: str, folder: Path) -> Store:
    """What a base's export becomes when it is imported."""
    with (folder / "g.tar.gz").open("wb") as out:
        write(base, form, out)
    imported("kgx", folder / "g.tar.gz", folder / "again")
    built = build(folder / "again")
    assert built.path is not None
    return open_store(built.path)


def words(base: Store) -> dict[str, tuple[str, str | None, str]]:
    sql = "SELECT id, word, direction, certainty FROM verdict WHERE kind = 'claim'"
    return {row["id"]: (row["word"], row["direction"], row["certainty"]) for row in base.each(sql)}


def edges_of(archive_: Path) -> list[dict[str, object]]:
    with tarfile.open(archive_) as packed:
        (name,) = (name for name in packed.getnames() if name.endswith("_edges.jsonl"))
        file = packed.extractfile(name)
        assert file is not None
        return [json.loads(line) for line in file]


@BASES
@pytest.mark.parametrize("form", ["kgx-tsv", "kgx-jsonl"])
def test_words_are_the_same_after_a_round_trip_unless_the_export_says_that_lines_are_missing(
    tmp_path: Path, root: Path, form: str
) -> None:
    before = store(root)
    after = words(round_trip(before, form, tmp_path))
    partly = {
        row["claim"]
        for row in before.each(
            "SELECT claim FROM line WHERE counted = 1 AND (role <> 'own-result' OR direction NOT IN ('supports', 'disputes')"
            " OR direction = 'disputes' AND directness = 'indirect')"
        )
    }
    told = {name: found for name, found in words(before).items() if name in after and name not in partly}
    assert {name: after[name] for name in told} == told
    assert len(told) > 7 if root == ROOT else told
    lost = [each for each in records_left_out(before, form) if each.field == "every line that counts"]
    assert [each.records for each in lost] == [len(after.keys() & partly)]
    assert sum(words(before)[name] != found for name, found in after.items()) <= len(after.keys() & partly)


def test_edges_and_claims_tell_how_many_lines_are_missing(tmp_path: Path) -> None:
    before = store(ROOT)
    after = round_trip(before, "kgx-jsonl", tmp_path)
    edges = edges_of(tmp_path / "g.tar.gz")
    sql = "SELECT count(*) AS lines FROM line WHERE claim = ? AND counted = 1"
    for claim in {edge["claim"] for edge in edges}:
        mine = [edge for edge in edges if edge["claim"] == claim]
        counted = before.row(sql, claim)
        assert counted is not None
        missing = int(str(mine[0]["lines_without_edge"]))
        assert missing + sum(edge["counted"] is True for edge in mine) == counted["lines"]
        record = after.row("SELECT data FROM record WHERE kind = 'claim' AND id = ?", claim)
        assert record is not None
        assert ("todo" in json.loads(record["data"])) == (missing > 0)


@pytest.mark.parametrize("form", ["kgx-tsv", "kgx-jsonl"])
def test_all_that_a_verdict_asks_of_lines_and_studies_comes_back(tmp_path: Path, form: str) -> None:
    before = store(ROOT)
    after = round_trip(before, form, tmp_path)
    lines = """SELECT l.claim, l.study, l.direction, l.directness, l.outcome_role, l.manipulates, l.causal_level, l.species,
      l.tier, l.counted, l.finding, l.locator, d.kind, d.standing, d.issued FROM line l JOIN source d ON d.id = l.source"""
    known = {tuple(row) for row in before.each(lines)}
    found = {tuple(row) for row in after.each(lines)}
    assert len(found) > 80
    assert found <= known
    assert {row[3] for row in found} == {"direct", "indirect"}
    studies = "SELECT id, label, design, masking, population, route, n, team, pools, includes_complete FROM study"
    assert {tuple(row) for row in after.each(studies)} <= {tuple(row) for row in before.each(studies)}
    for table in ("study_species", "study_registry", "study_part", "study_includes"):
        kept = {row["id"] for row in after.each("SELECT id FROM study")}
        wanted = {tuple(row) for row in before.each(f"SELECT * FROM {table}") if row[0] in kept}
        assert {tuple(row) for row in after.each(f"SELECT * FROM {table}")} == wanted


def test_a_rat_for_a_claim_about_people_does_not_vote_after_a_round_trip(tmp_path: Path) -> None:
    texts = dict(TEXTS)
    path = "kb/studies/birch-2002-trial.yaml"
    texts[path] = texts[path].replace("species: [human]", "species: [rat]")
    before = compiled(tmp_path, texts)
    (tmp_path / "trip").mkdir()
    after = round_trip(before, "kgx-tsv", tmp_path / "trip")
    (row,) = after.rows("SELECT counted, note, status FROM line WHERE study = 'birch-2002-trial'")
    (was,) = before.rows("SELECT counted, why_not FROM line WHERE study = 'birch-2002-trial'")
    assert (row["counted"], was["counted"], row["status"]) == (0, 0, "draft")
    assert was["why_not"] in row["note"]
    assert words(after) == {name: word for name, word in words(before).items() if name in words(after)}


OURS = "subject\tpredicate\tobject\tpublications\tclaim\tcounted\tindependent_group\tdirectness\tstudy_in_base"


def ours(tmp_path: Path, *ends: str) -> Loaded:
    """Edges of a base, each with its claim, whether it counted, its group, directness and study."""
    nodes = NODES + "S:1\tbiolink:Study\tfirst\nS:2\tbiolink:Study\tsecond\n"
    return imported("kgx", graph(tmp_path, *ends, nodes=nodes, columns=OURS), tmp_path / "out")[1]


def test_what_did_not_count_is_a_draft(tmp_path: Path) -> None:
    loaded = ours(tmp_path, "PMID:1\tc\ttrue\tg\tdirect\tS:1", "PMID:2\tc\tFalse\th\tdirect\tS:2")
    assert {line.source: line.status for line in lines(loaded)} == {"pmid-1": "accepted", "pmid-2": "draft"}
    assert [line.note for line in lines(loaded) if line.status == "draft"] == [
        "Not counted where it comes from: it does not say why."
    ]


def test_studies_of_one_group_are_a_cohort_and_vote_once(tmp_path: Path) -> None:
    loaded = ours(tmp_path, "PMID:1\tc\ttrue\tg\tdirect\tS:1", "PMID:2\tc\ttrue\tg\tdirect\tS:2")
    assert {study.cohort for study in loaded.base.studies.values()} == {"g"}
    (row,) = open_store(build(tmp_path / "out").path).rows("SELECT word FROM verdict WHERE kind = 'claim'")  # type: ignore[arg-type]
    assert row["word"] == "reported-once"


@pytest.mark.parametrize(
    ("claim", "told", "found"),
    [("c", "direct", "direct"), ("c", "indirect", "indirect"), ("c", "", "indirect"), ("", "", "direct")],
)
def test_directness_is_as_told_and_of_a_base_that_does_not_tell_the_lower(
    tmp_path: Path, claim: str, told: str, found: str
) -> None:
    (line,) = lines(ours(tmp_path, f"PMID:1\t{claim}\t\t\t{told}\tS:1"))
    assert line.directness == found


def test_words_that_a_base_does_not_know_are_left_unsaid(tmp_path: Path) -> None:
    columns = (
        "id\tcategory\tname\tdesign\tmasking\tspecies_in_base\tregistry\tparticipants_total\tpart_of_studies\tincludes_studies"
        "\tstudied_population\tadministration\tpools\tincludes_complete\tissued_on\treports_studies\n"
    )
    hostile = "\t".join(
        ("\u202ex y", "ghost", "human|ghost", "x|\x1b[31m", "-3", "S:1|S:2|S:9", "S:1", "S:9", "?", "?", "?")
    )
    nodes = (
        f"{columns}S:1\tbiolink:Study\ta\t{hostile}\nS:2\tbiolink:Study\tb\nPMID:1\tx\ty{chr(9) * 12}never\tS:1|S:9\n"
    )
    path = graph(tmp_path, "PMID:1\tc\t\tg\t?\tS:1", nodes=nodes, columns=OURS)
    base = imported("kgx", path, tmp_path / "out")[1].base
    study = base.studies["a"]
    assert (study.design, study.masking, study.species, study.n.total) == ("not-stated", "unknown", ("human",), None)
    assert (study.population, study.pools, study.intervention.route) == (None, None, None)
    assert study.registry == ()
    assert study.part_of == ("b",)
    assert study.includes == ()


@pytest.mark.parametrize("form", ["kgx-tsv", "kgx-jsonl"])
@pytest.mark.parametrize("ending", [".tar.gz", ".tar"])
def test_an_archive_cut_within_its_last_file_keeps_the_whole_rows_of_it(tmp_path: Path, form: str, ending: str) -> None:
    out = io.BytesIO()
    write(store(ROOT), form, out)
    whole = out.getvalue() if ending == ".tar.gz" else gzip.decompress(out.getvalue())
    path = tmp_path / f"g{ending}"
    path.write_bytes(whole)
    kgx.gather(path, first := empty())
    assert not first.problems
    path.write_bytes(whole[: -800 if ending == ".tar.gz" else -20_000])
    kgx.gather(path, into := empty())
    (problem,) = into.problems
    assert (problem.path, problem.severity) == (path.name, "error")
    assert "cannot be read past file 2" in problem.message
    assert first.read["nodes"] == into.read["nodes"]
    assert 0.5 * first.read["edges"] < into.read["edges"] < first.read["edges"]
    files = dict(first.files())
    findings = {
        line["finding"] for name, one in files.items() if "studies/" in name for line in one.get("evidence", ())
    }
    kept = {line["finding"] for name, one in into.files() if "studies/" in name for line in one.get("evidence", ())}
    assert kept < findings
    claims = [claim for name, one in into.files() if name.startswith("kb/claims/") for claim in one]
    assert all(claim["todo"].startswith("Its origin says ") for claim in claims)


def test_an_archive_whole_in_its_packing_and_cut_inside_is_told(tmp_path: Path) -> None:
    path = archive(tmp_path / "g.tar.gz", {"g_edges.tsv": f"{COLUMNS}\n" + f"{EDGE}PMID:1\t\t\t\n" * 40})
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes())[:1000]))
    kgx.gather(path, into := empty())
    (problem,) = into.problems
    assert problem.path == "g.tar.gz"
    assert problem.message.endswith("it ends without its end mark")
    assert 0 < into.read["edges"] < 40


@pytest.mark.parametrize("place", [-6, 60])
def test_a_damaged_archive_is_refused_for_nothing_in_it_is_sure(tmp_path: Path, place: int) -> None:
    path = archive(tmp_path / "g.tar.gz", {"g_edges.tsv": f"{COLUMNS}\n{EDGE}PMID:1\t\t\t\n"})
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(EvidenceError, match="cannot be read"):
        kgx.gather(path, empty())


def test_files_packed_one_by_one_are_read_and_a_cut_one_keeps_its_whole_rows(tmp_path: Path) -> None:
    plain = graph(tmp_path, *(f"PMID:{number}\t\t\t" for number in range(1, 400)))
    (tmp_path / "packed").mkdir()
    for name in ("g_nodes.tsv", "g_edges.tsv"):
        (tmp_path / "packed" / f"{name}.gz").write_bytes(gzip.compress((tmp_path / name).read_bytes()))
    packed = tmp_path / "packed" / "g_edges.tsv.gz"
    assert dict(_records(packed)) == dict(_records(tmp_path / "packed")) == dict(_records(plain))
    packed.write_bytes(packed.read_bytes()[:-200])
    kgx.gather(packed, into := empty())
    (problem,) = into.problems
    assert problem.path == "g_edges.tsv.gz"
    assert 0 < into.read["edges"] < 399
    assert {source.csl.PMID for source in into.sources.values()} <= {str(number) for number in range(1, 400)}


def test_a_last_row_without_an_end_is_told_for_its_last_cell_may_be_cut(tmp_path: Path) -> None:
    path = graph(tmp_path, columns="subject\tpredicate\tobject\tpublications")
    path.write_text(f"{path.read_text('utf-8')}{EDGE}PMID:12", "utf-8")
    kgx.gather(path, into := empty())
    (problem,) = into.problems
    assert (problem.severity, problem.line) == ("warning", 2)
    assert "cut short" in problem.message


@pytest.mark.parametrize(("negated", "direction"), [(True, "disputes"), (False, "supports"), (None, "supports")])
def test_negated_is_read_from_json_too(tmp_path: Path, negated: bool | None, direction: str) -> None:
    edge = {
        "subject": "X:1",
        "predicate": "biolink:causes",
        "object": "X:2",
        "publications": ["PMID:1"],
        "negated": negated,
    }
    (tmp_path / "e.jsonl").write_text(json.dumps(edge) + "\n", "utf-8")
    assert [line.direction for line in lines(imported("kgx", tmp_path / "e.jsonl", tmp_path / "out")[1])] == [direction]


@pytest.mark.skipif(not DATA.is_dir(), reason="KGX files (../shared/data/kgx) are not here")
def test_the_small_monarch_graph_becomes_a_base(tmp_path: Path) -> None:
    found, loaded = imported("kgx", DATA / "monarch-tiny_edges.tsv", tmp_path / "out")
    assert found.read["edges"] == 500
    assert (len(loaded.base.claims), len(loaded.base.studies)) == (382, 148)


def test_an_edge_id_that_comes_twice_is_refused_and_the_same_edge_twice_is_one(tmp_path: Path) -> None:
    first = {
        "id": "e",
        "subject": "HGNC:1",
        "predicate": "biolink:affects",
        "object": "HGNC:2",
        "publications": ["PMID:1"],
    }
    for number, second in enumerate((first, first | {"negated": True})):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "g_edges.jsonl").write_text("".join(json.dumps(edge) + "\n" for edge in (first, second)))
        found, loaded = imported("kgx", folder / "g_edges.jsonl", folder / "out", lenient=True)
        (study,) = loaded.base.studies.values()
        assert [line.direction for line in study.evidence] == ["supports"]
        errors = [(item.code, item.line) for item in found.problems if item.severity == "error"]
        assert errors == ([("IM002", 2)] if number else [])


def test_a_column_called_claim_of_somebody_else_joins_no_edges(tmp_path: Path) -> None:
    edge = {"predicate": "biolink:affects", "publications": ["PMID:1"], "claim": "x"}
    edges = [edge | {"subject": f"HGNC:{n}", "object": f"HGNC:{n + 1}"} for n in (1, 3)]
    (tmp_path / "g_edges.jsonl").write_text("".join(json.dumps(one) + "\n" for one in edges))
    _, loaded = imported("kgx", tmp_path / "g_edges.jsonl", tmp_path / "out")
    assert len(loaded.base.claims) == 2
