"""DrugMechDB's paths: a chain of claims from drug to disease, and no study invented for it."""

from __future__ import annotations

import gzip
import random
import tarfile
from pathlib import Path

import pytest

from evidence.interchange.imports.drugmechdb_wording import sentence
from evidence.interchange.report import import_base
from evidence.store import open_store
from evidence.store.paths import paths
from import_inputs import PATH, archive, empty, imported

DATA = Path(__file__).parents[2] / "shared" / "data" / "drugmechdb" / "kb_paths.tar.gz"


def test_a_path_is_a_hypothesis_whose_chain_is_claims_and_no_evidence(tmp_path: Path) -> None:
    (tmp_path / "in.yaml").write_text(PATH)
    base = imported("drugmechdb", tmp_path / "in.yaml", tmp_path / "out")[1].base
    (hypothesis,) = base.hypotheses.values()
    assert hypothesis.statement == "larkmint treats sickness by way of cold receptor and vestibular firing."
    assert [(step.from_, step.to) for step in hypothesis.chain] == [
        ("larkmint", "cold-receptor"), ("cold-receptor", "vestibular-firing"), ("vestibular-firing", "sickness"),
    ]  # fmt: skip
    assert hypothesis.tests == tuple(step.claim for step in hypothesis.chain)
    assert hypothesis.bears == ("cold-receptor-part-of-cold-complex",)
    assert base.studies == {}
    assert base.concepts["cold-receptor"].xrefs == ("UNIPROT:P1",)
    assert [source.csl.PMID for source in base.sources.values()] == ["12345"]
    assert "https://en.wikipedia.org/wiki/Larkmint" in (hypothesis.todo or "")
    store = open_store(tmp_path / "out/.evidence/base.sqlite")
    assert {row["word"] for row in store.rows("SELECT word FROM verdict")} == {"no-evidence"}
    assert paths(store, "larkmint", "sickness")


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ("positively regulates", "A positively regulates B."),
        ("positively correlated with", "A is positively correlated with B."),
        ("manifestation of", "A is a manifestation of B."),
        ("caused by", "A is caused by B."),
        ("located in", "A is located in B."),
        ("has metabolite", "A has metabolite B."),
        ("contributes to", "A contributes to B."),
        ("contraindicated for", "A is contraindicated for B."),
    ],
)
def test_a_link_reads_as_a_sentence(link: str, wanted: str) -> None:
    assert sentence("A", link, "B") == wanted


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("label: Disease, name", "label: Mood, name", (17, 28)),
        ("target: 'MESH:D1'}", "target: 'MESH:D9'}", (10, 78)),
        ("target: 'UniProt:P1'", "target: 'UniProt:P2'", (8, 3)),
        ("  _id: DB1_MESH_D1_1\n", "", (2, 3)),
        ("links:\n", "knots:\n", (1, 1)),
        ("nodes:\n", "nodes: [1]\nmore:\n", (12, 9)),
        ("key: part of", "key: &anchor part of", (11, 10)),
    ],
)
def test_a_path_that_is_not_whole_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, place: tuple[int, int]
) -> None:
    assert old in PATH
    packed = archive(tmp_path / "in.tar.gz", {"a.yaml": PATH.replace("_1", "_2"), "b.yaml": PATH.replace(old, new)})
    stopped = import_base("drugmechdb", packed, tmp_path / "out", empty())
    (problem,) = stopped.problems
    assert (problem.path, problem.line) == ("b.yaml", place[0]), problem
    assert not (tmp_path / "out").exists()
    loaded = imported("drugmechdb", packed, tmp_path / "out", lenient=True)[1]
    assert len(loaded.base.hypotheses) == 1


def test_an_archive_writes_nowhere_and_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(PATH.replace("larkmint", "secret"))
    packed = archive(
        tmp_path / "in.tar.gz",
        {"../../escaped.yaml": PATH, "/absolute.yaml": PATH.replace("D1_1", "D1_2")},
        {"link.yaml": str(tmp_path / "secret.yaml")},
    )
    base = imported("drugmechdb", packed, tmp_path / "deep" / "out")[1].base
    assert len(base.hypotheses) == 2
    assert "secret" not in base.concepts
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep", "in.tar.gz", "secret.yaml"]


@pytest.mark.parametrize(("is_packed", "cut"), [(True, -60_000), (True, -1), (False, 150_000), (False, -11_000)])
def test_an_archive_cut_short_is_told_and_keeps_its_whole_files(tmp_path: Path, is_packed: bool, cut: int) -> None:
    names = {
        f"{number}.yaml": PATH.replace("D1_1", f"D1_{number}")
        + f"comment: {random.Random(number).randbytes(9000).hex()}\n"
        for number in range(20)
    }
    packed = archive(tmp_path / "in.tar.gz", names)
    content = packed.read_bytes()
    if not is_packed:
        packed = tmp_path / "in.tar"
        content = gzip.decompress(content)
    packed.write_bytes(content[:cut])
    assert not import_base("drugmechdb", packed, tmp_path / "out", empty()).became
    found, loaded = imported("drugmechdb", packed, tmp_path / "out", lenient=True)
    assert found.malformed == 1
    assert 0 < len(loaded.base.hypotheses) <= 20


def test_a_way_round_in_circles_ends(tmp_path: Path) -> None:
    back = "links:\n  - {key: causes, source: 'UniProt:P1', target: 'MESH:C1'}\n"
    (tmp_path / "in.yaml").write_text(PATH.replace("links:\n", back))
    base = imported("drugmechdb", tmp_path / "in.yaml", tmp_path / "out")[1].base
    assert len(next(iter(base.hypotheses.values())).chain) == 3


@pytest.mark.skipif(not DATA.is_file(), reason="DrugMechDB is not beside the project (../shared/data/drugmechdb)")
def test_real_paths_build_without_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with tarfile.open(DATA) as packed:
        for number, member in enumerate(packed):
            if number % 40 == 1 and (file := packed.extractfile(member)):
                (folder / Path(member.name).name).write_bytes(file.read())
    base = imported("drugmechdb", folder, tmp_path / "out")[1].base
    assert len(base.hypotheses) > 100
    assert all(hypothesis.chain for hypothesis in base.hypotheses.values())
