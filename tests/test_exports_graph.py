"""Graphs, references and arguments out: what a format holds comes back from it, and the rest is told."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import networkx
import pytest

from evidence.interchange.exports import FORMATS, left_out, write
from evidence.interchange.exports.graph import edges, nodes
from evidence.interchange.exports.held import parts
from evidence.store import Store
from rdf_bases import MINI, ROOT, store
from tiny_base import compiled, hostile

BASES = pytest.mark.parametrize("root", [MINI, ROOT], ids=["mini", "real"])


def exported(base: Store, form: str) -> bytes:
    out = io.BytesIO()
    write(base, form, out)
    return out.getvalue()


@BASES
def test_graphml_reads_back_as_the_same_graph(root: Path) -> None:
    found = networkx.read_graphml(io.BytesIO(exported(store(root), "graphml")), force_multigraph=True)
    wanted = list(nodes(store(root)))
    assert set(found.nodes) == {node.id for node in wanted}
    for node in wanted:
        assert found.nodes[node.id] == {key: value for key, value in node.values.items() if not isinstance(value, list)}
    links = list(edges(store(root)))
    assert found.number_of_edges() == len(links) > 0
    for edge in links:
        kept = found.edges[edge.source, edge.target, edge.id]
        values = {key: value for key, value in edge.values.items() if key != "id" and not isinstance(value, list)}
        assert {key: value for key, value in kept.items() if key != "id"} == {"relation": edge.relation, **values}


@BASES
def test_cx2_holds_every_node_edge_and_list(root: Path) -> None:
    first, *aspects = json.loads(exported(store(root), "cx2"))
    assert first == {"CXVersion": "2.0", "hasFragments": False}
    named = {name: items for aspect in aspects for name, items in aspect.items()}
    assert list(named) == ["attributeDeclarations", "networkAttributes", "nodes", "edges", "status"]
    ids = {item["id"]: item["v"]["key"] for item in named["nodes"]}
    assert {item["v"].pop("key"): item["v"] for item in named["nodes"]} == {
        node.id: node.values for node in nodes(store(root))
    }
    links = [(ids[item["s"]], ids[item["t"]], item["v"]) for item in named["edges"]]
    wanted = [
        (edge.source, edge.target, {**edge.values, "interaction": edge.relation, "id_in_base": edge.id})
        for edge in edges(store(root))
    ]
    assert links == wanted
    declared = named["attributeDeclarations"][0]
    assert all("key" not in node.values for node in nodes(store(root)))
    kinds = {"string": str, "integer": int, "boolean": bool, "list_of_string": list}
    for place in ("nodes", "edges"):
        for item in named[place]:
            for key, value in item["v"].items():
                assert type(value) is kinds[declared[place][key]["d"]], key


@BASES
def test_references_are_csl_items(root: Path) -> None:
    items = json.loads(exported(store(root), "csl-json"))
    assert [item["id"] for item in items] == list(store(root).ids("source"))
    assert all(item["type"] for item in items)


@BASES
@pytest.mark.parametrize("form", [form.name for form in FORMATS])
def test_every_field_of_the_base_is_held_or_told(root: Path, form: str) -> None:
    told = {(each.kind, each.field) for each in left_out(store(root), form)}
    kinds = {kind for kind, _ in parts(store(root))}
    assert {kind for kind, _ in told} <= kinds
    assert told, "no format holds everything"


def test_argdown_names_both_sides_and_the_computed_word() -> None:
    text = exported(store(ROOT), "argdown").decode()
    block = text[text.index("\n[opioid-signalling-required]:") :].split("\n\n")[0]
    assert '{word: "contested", certainty: "very-low"}' in block
    assert "  + <" in block
    assert "  - <" in block
    assert "[hypothesis opioid]:" in text


def test_lines_that_are_neither_for_nor_against_are_no_reasons_in_argdown() -> None:
    text = exported(store(ROOT), "argdown").decode()
    sides = dict(store(ROOT).connection.execute("SELECT id, direction FROM line").fetchall())
    reasons = re.findall(r"^  ([+-]) <([^>]+)>", text, re.MULTILINE)
    assert len(reasons) > 100
    for sign, line in reasons:
        assert sides[line] == {"+": "supports", "-": "disputes"}[sign]


@pytest.mark.parametrize("form", ["graphml", "cx2", "csl-json", "argdown", "va-spec"])
def test_hostile_text_stays_text(form: str, tmp_path: Path) -> None:
    content = exported(compiled(tmp_path, hostile()), form)
    assert b"\x1b" not in content
    if form == "graphml":
        assert networkx.read_graphml(io.BytesIO(content)).number_of_nodes()
    elif form == "argdown":
        starts = [line for line in content.decode().splitlines() if line.startswith(("[", "#", "<"))]
        assert all(re.match(r"\[[\w :.-]+\]: |# ", line) for line in starts)
    else:
        json.loads(content)
