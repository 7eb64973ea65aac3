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

from evidence.interchange.exports import biolink, kgx, records_left_out, write
from evidence.interchange.exports.held import parts
from evidence.rdf.biolink import PREDICATES, SAME, relation
from evidence.store import Store
from rdf_bases import MINI, ROOT, store
from tiny_base import TEXTS, compiled, hostile

BASES = pytest.mark.parametrize("root", [MINI, ROOT], ids=["mini", "real"])
FORMS = pytest.mark.parametrize("form", ["kgx-tsv", "kgx-jsonl"])
Row = dict[str, Any]

#: The columns that hold lists, in either file.
LISTS = (
    "category", "synonym", "xref", "publication_type", "publications", "registry", "species_in_base", "claim_species",
    "claim_administration", "reports_studies", "part_of_studies", "includes_studies",
)  # fmt: skip
OWN = frozenset(kgx.OWN_NODE_COLUMNS + kgx.OWN_EDGE_COLUMNS)


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
        values |= {key: values[key] == "true" for key in ("negated", "counted", "includes_complete") if key in values}
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
        and not (line["direction"] == "disputes" and line["directness"] == "indirect")
        and not claims[line["claim"]].get("says_more")
        and fitting(base, claims[line["claim"]])
    }


def fitting(base: Store, claim: Row) -> str | None:
    """The class of a claim's edges, if Biolink has one."""
    concepts = by_kind(base, "concept")
    ends = [
        biolink.category(concepts[claim[end]]["kind"], map(biolink.curie, concepts[claim[end]].get("xrefs", ())))
        for end in ("subject", "object")
    ]
    said = relation(claim["predicate"])
    return biolink.association(said, *ends) if said else None


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
        assert names[edge["study_in_base"]] == studies[line["id"]]
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
    assert relation("required-for") is None
    assert "opioid-signalling-required" not in {edge["claim"] for edge in edges}
    told = {each.kind: each.records for each in records_left_out(store(ROOT), "kgx-tsv")}
    assert told["line whose claim Biolink has no predicate for"] > 100


def test_a_direction_without_a_place_gives_no_edge_on_either_side() -> None:
    """Without it a negated edge would say that there is no effect at all, where a study found the contrary one."""
    base = store(ROOT)
    _, edges = rows(base, "kgx-jsonl")
    claims = {name: claim for name, claim in by_kind(base, "claim").items() if relation(claim["predicate"])}
    unplaced = {name for name, claim in claims.items() if not fitting(base, claim)}
    assert unplaced
    assert not unplaced & {edge["claim"] for edge in edges}
    told = {each.kind: each.records for each in records_left_out(base, "kgx-tsv")}
    assert told["line whose claim has a direction that Biolink has no place for between such ends"] > 3


def test_a_result_against_more_than_the_triple_says_is_no_edge() -> None:
    """A study that finds no link with benefit has not found that ketamine leaves the habenula alone."""
    base = store(ROOT)
    _, edges = rows(base, "kgx-jsonl")
    beyond = {name for name, claim in by_kind(base, "claim").items() if claim.get("says_more")}
    assert {"lhb-burst-block", "glutamate-surge"} <= beyond
    assert not beyond & {edge["claim"] for edge in edges}
    assert {edge["directness"] for edge in edges if edge["negated"]} == {"direct"}
    told = {each.kind: each.records for each in records_left_out(base, "kgx-tsv")}
    assert told["line whose claim says more than its triple"] > 10
    assert told["line that disputes its claim indirectly: it found nothing against the triple itself"] > 5


#: Of Biolink Model 4.4.6, what our nodes and edges fill: slots of every node, and of every association.
NODE_SLOTS = frozenset(("id", "category", "name", "description", "synonym", "xref", "iri"))
MORE_NODE_SLOTS = {"biolink:Publication": {"publication_type"}}
EDGE_SLOTS = frozenset(
    ("id", "subject", "predicate", "object", "category", "negated", "species_context_qualifier", "original_predicate",
     "publications", "knowledge_level", "agent_type", "primary_knowledge_source")
)  # fmt: skip
DIRECTED = frozenset(("qualified_predicate", "object_direction_qualifier"))
#: Classes with all three qualifiers; the rest of ours have those named here.
QUALIFIED = {
    "ChemicalEntityToBiologicalProcessAssociation": DIRECTED,
    "NamedThingAssociatedWithLikelihoodOfNamedThingAssociation": frozenset(("object_aspect_qualifier",)),
    "Association": frozenset(),
}


@BASES
@FORMS
def test_every_object_fills_slots_of_its_class_only(root: Path, form: str) -> None:
    nodes, edges = rows(store(root), form)
    for node in nodes:
        (category,) = node["category"]
        assert category not in ("biolink:Attribute", "biolink:ClinicalMeasurement"), "has_attribute_type is not filled"
        assert not node.keys() - OWN - NODE_SLOTS - MORE_NODE_SLOTS.get(category, set()), node["id"]
    for edge in edges:
        (category,) = edge["category"]
        qualifiers = QUALIFIED.get(category.removeprefix("biolink:"), DIRECTED | {"object_aspect_qualifier"})
        assert not edge.keys() - OWN - EDGE_SLOTS - qualifiers, edge["id"]
        assert ("qualified_predicate" in edge) == ("object_direction_qualifier" in edge)
        assert {"knowledge_level", "agent_type", "subject", "predicate", "object", "id"} <= edge.keys()
    assert {edge["category"][0] for edge in edges} > {"biolink:ChemicalAffectsBiologicalEntityAssociation"}


@pytest.mark.parametrize(
    ("predicate", "subject", "object_", "found"),
    [
        ("inhibits", "Drug", "Gene", "ChemicalAffectsGeneAssociation"),
        ("reduces", "Drug", "ClinicalFinding", "ChemicalAffectsBiologicalEntityAssociation"),
        ("reduces", "Gene", "Drug", "GeneAffectsChemicalAssociation"),
        ("binds", "Drug", "Protein", "ChemicalGeneInteractionAssociation"),
        ("treats", "Treatment", "Disease", "ChemicalOrDrugOrTreatmentToDiseaseOrPhenotypicFeatureAssociation"),
        ("reduces", "Treatment", "ClinicalFinding", "ExposureEventToPhenotypicFeatureAssociation"),
        ("reduces", "BiologicalProcess", "ClinicalFinding", "EntityToPhenotypicFeatureAssociation"),
        ("reduces", "BiologicalProcess", "Disease", "EntityToDiseaseAssociation"),
        ("correlates-with", "NamedThing", "NamedThing", "Association"),
        ("leads-to", "Drug", "BiologicalProcess", "ChemicalEntityToBiologicalProcessAssociation"),
        ("reduces", "BiologicalProcess", "BiologicalProcess", None),
        ("activates", "Drug", "NamedThing", None),
    ],
)
def test_an_edge_is_of_the_narrowest_class_that_fits(
    predicate: str, subject: str, object_: str, found: str | None
) -> None:
    said = relation(predicate)
    assert said is not None
    name = biolink.association(said, f"biolink:{subject}", f"biolink:{object_}")
    assert name == (f"biolink:{found}" if found else None)


@BASES
@FORMS
def test_every_node_and_edge_is_valid_by_the_classes_of_biolink_model(root: Path, form: str) -> None:
    """Own columns are put aside: the classes take nothing that is not theirs."""
    why = "biolink-model is not installed, so nothing can be held against it"
    classes = pytest.importorskip("biolink_model.datamodel.pydanticmodel_v2", reason=why)
    for row in (both := rows(store(root), form))[0] + both[1]:
        made = getattr(classes, row["category"][0].removeprefix("biolink:"))
        made(**{name: value for name, value in row.items() if name not in OWN})


def test_ends_predicates_and_own_columns_are_as_the_biolink_model_has_them() -> None:
    classes, slots = model()["classes"], model()["slots"]
    spelt = {"".join(word[0].upper() + word[1:] for word in name.split()): name for name in classes}

    def above(name: str, where: Row) -> set[str]:
        body = where.get(name) or {}
        over = {found for each in (body.get("is_a"), *body.get("mixins", ())) if each for found in above(each, where)}
        return {name} | over

    for each in biolink.ASSOCIATIONS:
        usage: Row = {}
        for name in above(spelt[each.name], classes) - {spelt[each.name]}:
            usage |= (classes.get(name) or {}).get("slot_usage") or {}
        usage |= classes[spelt[each.name]].get("slot_usage") or {}
        for end, allowed in (("subject", each.subjects), ("object", each.objects)):
            wanted = (usage.get(end) or {}).get("range", "named thing")
            assert allowed or wanted == "named thing", each.name
            for name in allowed:
                assert wanted in above(spelt[name.removeprefix("biolink:")], classes), (each.name, name, wanted)
        wanted = (usage.get("predicate") or {}).get("subproperty_of")
        for predicate in each.predicates if wanted else ():
            assert wanted in above(_spaced(predicate), slots), (each.name, predicate, wanted)
        assert each.predicates or wanted in (None, "related to at instance level"), each.name
    assert [name for name in OWN if _spaced(name) in slots] == []


def test_disputes_are_negated_edges_in_the_same_terms(tmp_path: Path) -> None:
    texts = dict(TEXTS)
    texts["kb/studies/birch-2002-trial.yaml"] = TEXTS["kb/studies/birch-2002-trial.yaml"].replace(
        "supports", "disputes"
    )
    _, edges = rows(compiled(tmp_path, texts), "kgx-tsv")
    said = {edge["study_in_base"].rpartition(":")[2]: edge for edge in edges}
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
    said = [relation(name) for name in (*SAME, *(name.replace("_", "-") for name in PREDICATES))]
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
        "species_context_qualifier", "original_predicate", "publications", "knowledge_level", "agent_type",
        "primary_knowledge_source", "synonym", "xref", "publication_type", "iri",
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
