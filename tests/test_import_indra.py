"""INDRA: a paper that several programs read is one study, and what names no paper counts for nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evidence.interchange.imports import indra
from evidence.loader import Loaded
from evidence.model import Line
from import_inputs import empty, imported

DATA = Path(__file__).parents[2] / "shared" / "data" / "indra"


def agent(name: str, **references: str) -> dict[str, Any]:
    return {"name": name, "db_refs": references}


def evidence(pmid: str | None = "11", source: str = "signor", **more: Any) -> dict[str, Any]:
    return {
        "source_api": source,
        **({"pmid": pmid} if pmid else {}),
        "source_hash": repr((pmid, source, more)),
        **more,
    }


def statement(*given: dict[str, Any], kind: str = "Activation", **more: Any) -> dict[str, Any]:
    ends = {"subj": agent("ABC1", HGNC="17", UP="P00001"), "obj": agent("XYZ2", HGNC="18")}
    return {"type": kind, **ends, "belief": 0.9, "evidence": list(given), "id": "1", **more}


def base_of(tmp_path: Path, *values: Any) -> Loaded:
    (tmp_path / "in.json").write_text(json.dumps(list(values)), "utf-8")
    return imported("indra", tmp_path / "in.json", tmp_path / "out")[1]


def lines(loaded: Loaded) -> list[Line]:
    return [line for study in loaded.base.studies.values() for line in study.evidence]


def test_agents_are_concepts_and_the_type_is_the_predicate(tmp_path: Path) -> None:
    base = base_of(tmp_path, statement(evidence())).base
    (claim,) = base.claims.values()
    assert claim.statement == "ABC1 activates XYZ2."
    assert base.concepts["abc1"].xrefs == ("HGNC:17", "UNIPROT:P00001")


def test_one_paper_read_by_two_programs_is_one_study(tmp_path: Path) -> None:
    base = base_of(tmp_path, statement(evidence("11", "signor"), evidence("11", "biopax"))).base
    (study,) = base.studies.values()
    assert len(study.evidence) == 2


def test_what_names_no_paper_is_an_echo(tmp_path: Path) -> None:
    base = base_of(tmp_path, statement(evidence(None))).base
    assert [source.kind for source in base.sources.values()] == ["web-page"]


def test_negation_disputes_and_a_hypothesis_is_background(tmp_path: Path) -> None:
    given = (evidence("11", epistemics={"negated": True}), evidence("12", epistemics={"hypothesis": True}))
    found = {line.source: (line.direction, line.role) for line in lines(base_of(tmp_path, statement(*given)))}
    assert found == {"pmid-11": ("disputes", "own-result"), "pmid-12": ("supports", "background")}


def test_what_only_a_program_has_read_is_a_draft(tmp_path: Path) -> None:
    (line,) = lines(base_of(tmp_path, statement(evidence(source="reach"))))
    assert line.status == "draft"


def test_a_list_of_retracted_papers_sets_their_standing(tmp_path: Path) -> None:
    (tmp_path / "pubmed_retractions.tsv").write_text("11\n99\nrubbish\n", "utf-8")
    base = base_of(tmp_path, statement(evidence("11"), evidence("12"))).base
    standings = {name: source.standing.status for name, source in base.sources.items()}
    assert standings == {"pmid-11": "retracted", "pmid-12": "unknown"}


def test_the_state_of_an_agent_makes_another_claim(tmp_path: Path) -> None:
    other = statement(evidence())
    other["subj"] = {**other["subj"], "mods": [{"mod_type": "phosphorylation", "is_modified": True, "residue": "S"}]}
    base = base_of(tmp_path, statement(evidence()), other).base
    assert len(base.claims) == 2


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            {"type": "Phosphorylation", "enz": agent("A"), "sub": agent("B"), "residue": "S"},
            "A phosphorylates B (residue S).",
        ),
        ({"type": "Dephosphorylation", "enz": agent("A"), "sub": agent("B")}, "A dephosphorylates B."),
        ({"type": "Complex", "members": [agent("B"), agent("A")]}, "A forms complex with B."),
        ({"type": "Inhibition", "subj": agent("A"), "obj": agent("B")}, "A inhibits B."),
        ({"type": "Translocation", "agent": agent("A"), "to_location": "nucleus"}, "A translocates to nucleus."),
        ({"type": "Gef", "gef": agent("A"), "ras": agent("B")}, "A is gef for B."),
    ],
)
def test_each_type_says_what_it_means(tmp_path: Path, value: dict[str, Any], words: str) -> None:
    base = base_of(tmp_path, {**value, "evidence": [evidence()], "id": "1"}).base
    assert [claim.statement for claim in base.claims.values()] == [words]


def test_statements_are_found_inside_other_json(tmp_path: Path) -> None:
    base = base_of(tmp_path, {"test_json": statement(evidence()), "paths": [{"type": "nothing"}]}).base
    assert len(base.claims) == 1


def test_an_unknown_type_and_broken_json_are_told_with_their_place(tmp_path: Path) -> None:
    text = json.dumps(
        [statement(evidence(), kind="Enchantment"), statement(evidence()), statement(evidence("12"))], indent=1
    )
    cut = text[:-30]
    (tmp_path / "in.json").write_text(cut, "utf-8")
    into = empty()
    indra.gather(tmp_path / "in.json", into)
    broken, unknown = sorted(into.problems, key=lambda one: -one.line)
    assert broken.line == cut.count("\n") + 1
    assert (unknown.line, "Enchantment" in unknown.message) == (2, True)
    assert len(into.claims) == 1


@pytest.mark.parametrize("content", [b"", b"[", b"{}", b"[1, null]", b"\xff\xfe", b"[" * 200_000, b'[{"type": "Activation"}]',
                                     b'[{"type": "Complex", "members": 3, "evidence": [7], "id": 1}]'])  # fmt: skip
def test_rubbish_gives_problems_and_no_traceback(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "in.json").write_bytes(content)
    into = empty()
    indra.gather(tmp_path / "in.json", into)
    assert not into.claims
    assert into.problems or into.remarks


@pytest.mark.skipif(not DATA.is_dir(), reason="INDRA statements (../shared/data/indra) are not here")
def test_statements_in_emmaa_results_become_a_base(tmp_path: Path) -> None:
    found, loaded = imported("indra", DATA, tmp_path / "out")
    assert found.read["statements"] == 3
    assert {claim.statement for claim in loaded.base.claims.values()} == {
        "BRAF activates MAPK1.",
        "BRAF activates MTOR.",
    }
