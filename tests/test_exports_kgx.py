"""KGX out: an edge for each own result, negated where it disputes, with the computed word beside it; terms of Biolink."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import tarfile
from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from evidence.interchange.exports import biolink, records_left_out, write
from evidence.interchange.exports.held import parts
from evidence.store import Store
from rdf_bases import MINI, ROOT, store
from tiny_base import TEXTS, compiled, hostile

BASES = pytest.mark.parametrize("root", [MINI, ROOT], ids=["mini", "real"])
FORMS = pytest.mark.parametrize("form", ["kgx-tsv", "kgx-jsonl"])
Row = dict[str, Any]

#: The columns that hold lists, in either file.
LISTS = ("category", "synonym", "xref", "publication_type", "publications", "has_supporting_studies")


def exported(base: Store, form: str) -> bytes:
    out = io.BytesIO()
    write(base, form, out)
    return out.getvalue()


def unpacked(content: bytes) -> dict[str, str]:
    """The text of each file, by what comes after the last underscore."""
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        return {name.rpartition("_")[2]: archive.extractfile(name).read().decode() for name in archive.getnames()}  # type: ignore[union-attr]


def rows(base: Store, form: str) -> tuple[list[Row], list[Row]]:
    files = unpacked(exported(base, form))
    read = _table if form == "kgx-tsv" else _objects
    return tuple(read(files[f"{name}.{form[4:]}"]) for name in ("nodes", "edges"))  # type: ignore[return-value]


def _objects(text: str) -> list[Row]:
    return [json.loads(line) for line in text.splitlines()]


def _table(text: str) -> list[Row]:
    """As kgx reads it: tabs, no quoting, ``|`` in lists, an empty cell for what is not there."""
    found = []
    for row in csv.DictReader(io.StringIO(text, newline="\n"), delimiter="\t", quoting=csv.QUOTE_NONE):
        values: Row = {key: value for key, value in row.items() if value}
        values |= {key: values[key].split("|") for key in LISTS if key in values}
        values |= {key: values[key] == "true" for key in ("negated", "counted") if key in values}
        found.append(values)
    return found


def by_kind(base: Store, kind: str) -> dict[str, Row]:
    return {record["id"]: record for each, record in parts(base) if each == kind}


@BASES
@FORMS
def test_every_node_comes_back_with_what_its_record_says(root: Path, form: str) -> None:
    base = store(root)
    nodes, _ = rows(base, form)
    found = {node["iri"].rsplit("/", 2)[1:][0] + ":" + node["id_in_base"]: node for node in nodes}
    assert len(found) == len(nodes) == len({node["id"] for node in nodes})
    concepts, sources, studies = (by_kind(base, kind) for kind in ("concept", "source", "study"))
    assert len(nodes) == len(concepts) + len(sources) + len(studies)
    for name, record in concepts.items():
        node = found[f"concept:{name}"]
        assert (node["name"], node["kind_in_base"]) == (record["label"], record["kind"])
        assert node.get("synonym", []) == [item.replace("|", "/") for item in record.get("synonyms", [])]
        assert node.get("xref", []) == [biolink.curie(item) for item in record.get("xrefs", [])]
        assert node.get("description") == (" ".join(record["definition"].split()) if "definition" in record else None)
    for name, record in sources.items():
        node = found[f"source:{name}"]
        assert node["kind_in_base"] == record["kind"]
        assert node.get("name") == record["csl"].get("title")
        assert node.get("standing", "unknown") == record.get("standing", {}).get("status", "unknown")
        given = dict(item.split(":", 1) for item in node.get("xref", []))
        assert (given.get("PMID"), given.get("doi")) == (record["csl"].get("PMID"), record["csl"].get("DOI"))
    for name, record in studies.items():
        node = found[f"study:{name}"]
        assert (node["name"], node["design"]) == (record["label"], record["design"])


def expected(base: Store) -> dict[str, Row]:
    """The lines that ought to become edges, found without a query."""
    claims, sources = by_kind(base, "claim"), by_kind(base, "source")
    echoes = json.loads(base.meta["method_values"])["echo_kinds"]
    return {
        name: line
        for name, line in by_kind(base, "line").items()
        if (line["role"], line.get("status")) == ("own-result", "accepted")
        and line["direction"] in ("supports", "disputes")
        and sources[line["source"]]["kind"] not in echoes
        and biolink.relation(claims[line["claim"]]["predicate"])
    }


@BASES
@FORMS
def test_each_own_result_for_or_against_is_one_edge_with_the_computed_word(root: Path, form: str) -> None:
    base = store(root)
    nodes, edges = rows(base, form)
    wanted, claims = expected(base), by_kind(base, "claim")
    verdicts = {row["id"]: row for row in base.each("SELECT * FROM verdict WHERE kind = 'claim'")}
    studies = dict(base.connection.execute("SELECT id, study FROM line").fetchall())
    names = {node["id"]: node["id_in_base"] for node in nodes}
    assert sorted(edge["id"].rpartition(":")[2] for edge in edges) == sorted(wanted)
    assert len(edges) > 2
    for edge in edges:
        line = wanted[edge["id"].rpartition(":")[2]]
        claim, verdict = claims[line["claim"]], verdicts[line["claim"]]
        assert edge["negated"] is (line["direction"] == "disputes")
        assert (names[edge["subject"]], names[edge["object"]]) == (claim["subject"], claim["object"])
        assert edge["original_predicate"].endswith(f"#Predicate-{claim['predicate']}")
        assert [names[item] for item in edge["publications"]] == [line["source"]]
        assert [names[item] for item in edge["has_supporting_studies"]] == [studies[line["id"]]]
        assert (edge["claim"], edge["claim_statement"]) == (claim["id"], claim["statement"])
        assert (edge["computed_word"], edge["computed_certainty"]) == (verdict["word"], verdict["certainty"])
        assert edge.get("computed_direction") == verdict["direction"]
        assert (edge["finding"], edge["locator"]) == (line["finding"], line["locator"])
        assert edge["counted"] is not bool(edge.get("why_not_counted"))


@BASES
def test_both_formats_say_the_same(root: Path) -> None:
    assert rows(store(root), "kgx-tsv") == rows(store(root), "kgx-jsonl")


@BASES
@FORMS
def test_what_is_left_out_and_what_is_an_edge_make_all_lines(root: Path, form: str) -> None:
    base = store(root)
    told = {each.kind: each.records for each in records_left_out(base, form)}
    lines = sum(count for kind, count in told.items() if kind.startswith("line "))
    assert lines + len(rows(base, form)[1]) == len(by_kind(base, "line"))


def test_a_predicate_without_a_word_in_biolink_gives_no_edge_on_either_side() -> None:
    _, edges = rows(store(ROOT), "kgx-jsonl")
    assert biolink.relation("required-for") is None
    assert "opioid-signalling-required" not in {edge["claim"] for edge in edges}
    told = {each.kind: each.records for each in records_left_out(store(ROOT), "kgx-tsv")}
    assert told["line whose claim Biolink has no predicate for"] > 100


def test_disputes_are_negated_edges_in_the_same_terms(tmp_path: Path) -> None:
    texts = dict(TEXTS)
    texts["kb/studies/birch-2002-trial.yaml"] = TEXTS["kb/studies/birch-2002-trial.yaml"].replace(
        "supports", "disputes"
    )
    _, edges = rows(compiled(tmp_path, texts), "kgx-tsv")
    said = {edge["has_supporting_studies"][0].rpartition(":")[2]: edge for edge in edges}
    assert {name: edge["negated"] for name, edge in said.items()} == {
        "ash-2001-trial": False, "birch-2002-trial": True, "cedar-2003-trial": False, "dogwood-2004-trial": False,
    }  # fmt: skip
    assert {edge["predicate"] for edge in edges} == {"biolink:ameliorates_condition"}
    assert len({edge["computed_word"] for edge in edges}) == 1


def test_a_result_that_rests_on_a_retracted_document_is_no_edge(tmp_path: Path) -> None:
    texts = dict(TEXTS)
    texts["sources/cedar-2003.yaml"] += "standing: {status: retracted, date: '2004-01-01'}\n"
    base = compiled(tmp_path, texts)
    nodes, edges = rows(base, "kgx-jsonl")
    assert not [edge for edge in edges if "cedar" in edge["id"]]
    assert [node["standing"] for node in nodes if node["id_in_base"] == "cedar-2003"] == ["retracted"]
    assert any("left out of verdicts" in each.kind for each in records_left_out(base, "kgx-jsonl"))


def test_a_reference_that_two_concepts_share_names_neither(tmp_path: Path) -> None:
    texts = dict(TEXTS)
    texts["kb/concepts/drug.yaml"] = (
        "- {id: willow, kind: drug, label: willow tea, xrefs: [MESH:D1, CHEBI:7]}\n"
        "- {id: bark, kind: drug, label: willow bark, xrefs: [MESH:D1]}\n"
        "- {id: mixture, kind: drug, label: tea mixture, xrefs: [CHEBI:8, CHEBI:9]}\n"
    )
    nodes, edges = rows(compiled(tmp_path, texts), "kgx-tsv")
    ids = {node["id_in_base"]: node["id"] for node in nodes}
    assert ids["willow"] == "CHEBI:7"
    assert ids["bark"] == "willow-tea.concept:bark"
    assert ids["mixture"] == "willow-tea.concept:mixture"
    assert {edge["subject"] for edge in edges} == {"CHEBI:7"}


@FORMS
def test_hostile_text_stays_in_its_cell(form: str, tmp_path: Path) -> None:
    base = compiled(tmp_path, hostile())
    for text in unpacked(exported(base, form)).values():
        assert not {"\x1b", "\u202e", "\r"} & set(text)
        assert "\\u202e" not in text
        if form == "kgx-tsv":
            header, *lines = text.splitlines()
            assert {line.count("\t") for line in lines} == {header.count("\t")}
    nodes, edges = rows(base, form)
    assert len(nodes) == len(by_kind(base, "concept")) + len(by_kind(base, "source")) + len(by_kind(base, "study"))
    assert len(edges) == len(expected(base)) > 0


@FORMS
def test_the_same_base_gives_the_same_bytes(form: str) -> None:
    assert exported(store(MINI), form) == exported(store(MINI), form)


@cache
def model() -> Any:
    """The Biolink Model as its own package ships it."""
    found = find_spec("biolink_model")
    if found is None or not found.submodule_search_locations:
        pytest.skip("biolink-model is not installed, so its terms cannot be looked up")
    import yaml

    path = Path(found.submodule_search_locations[0]) / "schema" / "biolink_model.yaml"
    return yaml.safe_load(path.read_text("utf-8"))


def _spaced(term: str) -> str:
    return term.removeprefix("biolink:").replace("_", " ")


def test_predicates_and_qualifiers_are_in_the_biolink_model() -> None:
    slots, enums = model()["slots"], model()["enums"]
    said = [
        biolink.relation(name) for name in (*biolink.SAME, *(name.replace("_", "-") for name in biolink.PREDICATES))
    ]
    assert all(said)
    for each in said:
        assert each is not None
        slot = slots[_spaced(each.predicate)]
        assert "deprecated" not in slot
        assert each.direction is None or each.direction in enums["DirectionQualifierEnum"]["permissible_values"]
        aspects = enums["GeneOrGeneProductOrChemicalEntityAspectEnum"]["permissible_values"]
        assert each.aspect is None or each.aspect in aspects


@BASES
def test_categories_prefixes_and_columns_are_in_the_biolink_model(root: Path) -> None:
    classes, slots, enums = model()["classes"], model()["slots"], model()["enums"]
    found = find_spec("biolink_model")
    assert found is not None
    assert found.submodule_search_locations
    prefix_map = Path(found.submodule_search_locations[0]) / "prefixmaps" / "biolink_model_prefix_map.json"
    prefixes = set(json.loads(prefix_map.read_text("utf-8")))
    named = {name.replace(" ", "").lower(): body for name, body in classes.items()}
    nodes, edges = rows(store(root), "kgx-tsv")
    for name in Counter(item for row in (*nodes, *edges) for item in row["category"]):
        body = named[name.removeprefix("biolink:").lower()]
        assert not body.get("abstract"), name
        assert not body.get("mixin"), name
        assert "deprecated" not in body, name
    own = (".concept", ".source", ".study", ".line")
    for row in (*nodes, *edges):
        prefix = row["id"].partition(":")[0]
        assert prefix in prefixes or prefix.endswith(own)
    used = {edge["knowledge_level"] for edge in edges}, {edge["agent_type"] for edge in edges}
    assert used[0] <= set(enums["KnowledgeLevelEnum"]["permissible_values"])
    assert used[1] <= set(enums["AgentTypeEnum"]["permissible_values"])
    standard = (
        "negated", "qualified_predicate", "object_direction_qualifier", "object_aspect_qualifier",
        "species_context_qualifier", "original_predicate", "publications", "has_supporting_studies", "knowledge_level",
        "agent_type", "primary_knowledge_source", "synonym", "xref", "publication_type", "iri",
    )  # fmt: skip
    assert [name for name in standard if _spaced(name) not in slots] == []


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here")
def test_an_archive_is_not_poured_into_a_terminal() -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "evidence", "export", "kgx-tsv", "--base", str(MINI)]
    done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert b"--output base.tar.gz" in done.stderr
