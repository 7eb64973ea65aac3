"""Nanopublications out: one for each accepted line, well formed, and the line back out of its assertion."""

from __future__ import annotations

import io
import json
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from rdflib import Dataset, Literal, URIRef

from evidence.interchange.exports import records_left_out, write
from evidence.interchange.exports.held import parts
from evidence.rdf.namespaces import EV, NAMESPACES
from evidence.rdf.statements import base_address
from evidence.store import Store
from rdf_bases import MINI, ROOT, store
from tiny_base import HOSTILE, TEXTS, compiled, hostile

NP = "http://www.nanopub.org/nschema#"
A = URIRef(NAMESPACES["rdf"] + "type")
DCTERMS, PROV, SEPIO = NAMESPACES["dcterms"], NAMESPACES["prov"], NAMESPACES["sepio"]
BASES = pytest.mark.parametrize("root", [MINI, ROOT], ids=["mini", "real"])


def exported(base: Store) -> bytes:
    out = io.BytesIO()
    write(base, "nanopub", out)
    return out.getvalue()


def graphs(content: bytes) -> dict[str, list[tuple[Any, Any, Any]]]:
    """The triples of each named graph, by its address."""
    from pyoxigraph import RdfFormat, parse

    found: dict[str, list[tuple[Any, Any, Any]]] = {}
    for quad in parse(content, format=RdfFormat.TRIG):
        found.setdefault(quad.graph_name.value, []).append(
            (quad.subject.value, quad.predicate.value, quad.object.value)
        )
    return found


@cache
def read(root: Path) -> dict[str, list[tuple[Any, Any, Any]]]:
    return graphs(exported(store(root)))


def accepted(base: Store) -> dict[str, dict[str, Any]]:
    return {line["id"]: line for kind, line in parts(base) if kind == "line" and line.get("status") == "accepted"}


@BASES
def test_each_accepted_line_is_a_nanopublication_of_four_graphs(root: Path) -> None:
    base = store(root)
    found, address = read(root), base_address(base)
    names = {f"{address}line/{name}/nanopub" for name in accepted(base)}
    assert set(found) == {f"{name}#{part}" for name in names for part in ("Head", "assertion", "provenance", "pubinfo")}
    for name in names:
        head = {(subject, predicate): object_ for subject, predicate, object_ in found[f"{name}#Head"]}
        assert head == {
            (name, str(A)): f"{NP}Nanopublication",
            (name, f"{NP}hasAssertion"): f"{name}#assertion",
            (name, f"{NP}hasProvenance"): f"{name}#provenance",
            (name, f"{NP}hasPublicationInfo"): f"{name}#pubinfo",
        }
        assert {subject for subject, _, _ in found[f"{name}#pubinfo"]} == {name}
        assert f"{name}#assertion" in {subject for subject, _, _ in found[f"{name}#provenance"]}


@BASES
def test_the_line_comes_back_from_its_assertion_and_provenance(root: Path) -> None:
    base = store(root)
    found, address = read(root), base_address(base)
    studies = dict(base.connection.execute("SELECT id, study FROM line").fetchall())
    for name, line in accepted(base).items():
        about = f"{address}line/{name}"
        triples = found[f"{about}/nanopub#assertion"]
        said = {predicate: object_ for subject, predicate, object_ in triples if subject == about}
        assert said[f"{EV}bearsOn"] == f"{address}claim/{line['claim']}"
        assert said[f"{SEPIO}0000085"] == f"{address}study/{studies[name]}"
        assert said[f"{EV}direction"] == f"{EV}Direction-{line['direction']}"
        assert said[f"{EV}role"] == f"{EV}Role-{line['role']}"
        assert (said[f"{DCTERMS}description"], said[f"{EV}locator"]) == (line["finding"], line["locator"])
        relation = {"supports": "0000007", "disputes": "0000008", "neutral": "0000009"}.get(
            line["direction"], "0000006"
        )
        assert (f"{address}claim/{line['claim']}", f"{SEPIO}{relation}", about) in triples
        printed = {object_ for _, predicate, object_ in triples if predicate == f"{EV}printedValue"}
        assert printed >= {figure["value"] for figure in line.get("figures", ())}
        assert printed >= ({line["effect"]["value"]} if "effect" in line else set())
        made = {
            predicate: object_
            for subject, predicate, object_ in found[f"{about}/nanopub#provenance"]
            if subject.endswith("#assertion")
        }
        assert made[f"{PROV}wasDerivedFrom"] == f"{address}source/{line['source']}"
        assert (made.get(f"{EV}madeBy"), made.get(f"{EV}acceptedBy")) == (line.get("made_by"), line.get("accepted_by"))


@BASES
def test_no_assertion_states_a_claim_as_a_fact(root: Path) -> None:
    base = store(root)
    ends = {(row["subject"], row["object"]) for row in base.each("SELECT subject, object FROM claim")}
    concept = f"{base_address(base)}concept/"
    for triples in read(root).values():
        between = {(s.removeprefix(concept), o.removeprefix(concept)) for s, _, o in triples if s.startswith(concept)}
        assert not between & ends


def test_it_says_whose_base_it_is_as_of_when_and_under_which_licence() -> None:
    found = read(ROOT)
    name = f"{base_address(store(ROOT))}line/tiger-2020-trial.1/nanopub"
    assert set(found[f"{name}#pubinfo"]) == {
        (name, f"{NAMESPACES['dc']}creator", "first-pass"),
        (name, f"{DCTERMS}isPartOf", base_address(store(ROOT))),
        (name, f"{DCTERMS}created", store(ROOT).meta["as_of"]),
        (name, f"{DCTERMS}license", "https://creativecommons.org/licenses/by/4.0/"),
    }


def test_lines_that_are_not_accepted_are_left_out_and_told(tmp_path: Path) -> None:
    texts = dict(TEXTS)
    path = "kb/studies/cedar-2003-trial.yaml"
    texts[path] = texts[path].replace("status: accepted", "status: draft")
    base = compiled(tmp_path, texts)
    assert b"cedar" not in exported(base)
    told = {each.kind: each.records for each in records_left_out(base, "nanopub")}
    assert told["line that is not accepted"] == 1
    assert told["study without an accepted line"] == 1


def test_a_retracted_document_says_so_in_the_provenance(tmp_path: Path) -> None:
    texts = dict(TEXTS)
    texts["sources/cedar-2003.yaml"] += "standing: {status: retracted, date: '2004-01-01'}\n"
    base = compiled(tmp_path, texts)
    address = base_address(base)
    triples = graphs(exported(base))[f"{address}line/cedar-2003-trial.1/nanopub#provenance"]
    assert (f"{address}source/cedar-2003", f"{EV}standing", f"{EV}Standing-retracted") in triples


def test_hostile_text_is_one_literal_and_opens_no_graph(tmp_path: Path) -> None:
    base = compiled(tmp_path, hostile())
    content = exported(base)
    assert b"\x1b" not in content
    found = graphs(content)
    assert len(found) == 4 * len(accepted(base))
    line = f"{base_address(base)}line/ash-2001-trial.1"
    assert (line, f"{DCTERMS}description", HOSTILE) in found[f"{line}/nanopub#assertion"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own, at every parse
def test_rdflib_reads_it_too_and_the_bytes_are_the_same_each_time() -> None:
    content = exported(store(MINI))
    assert content == exported(store(MINI))
    data = Dataset(default_union=True)
    data.parse(data=content.decode(), format="trig")
    kinds = set(data.subjects(A, URIRef(f"{NP}Nanopublication")))
    assert len(kinds) == len(accepted(store(MINI)))
    titles = {
        json.loads(row["data"])["csl"].get("title")
        for row in store(MINI).each("SELECT data FROM record WHERE kind = 'source'")
    }
    assert {o for _, _, o, _ in data.quads((None, URIRef(f"{DCTERMS}title"), None, None))} <= {
        Literal(t) for t in titles
    }


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@BASES
def test_the_nanopub_library_finds_each_valid(root: Path) -> None:
    library = pytest.importorskip("nanopub", reason="nanopub is not installed, so its checks cannot be run")
    from rdflib import ConjunctiveGraph

    pieces = [piece for piece in exported(store(root)).decode().split("\n\n") if piece.strip()]
    assert len(pieces) == len(accepted(store(root)))
    for piece in islice(pieces, 0, None, 25):
        graph = ConjunctiveGraph()
        graph.parse(data=piece, format="trig")
        assert library.Nanopub(rdf=graph).is_valid
