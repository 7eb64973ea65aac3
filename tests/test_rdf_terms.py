"""The export speaks others' words as they define them, and says all that was computed."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest

from evidence.rdf.biolink import relation
from evidence.rdf.namespaces import NAMESPACES, short
from evidence.rdf.statements import base_address, statements
from evidence.rdf.vocabulary import PROPERTIES, WIDER
from evidence.store import Store, open_store
from rdf_bases import MINI, ROOT, compiled, store

BASES = pytest.mark.parametrize("root", [MINI, ROOT], ids=["mini", "real"])
Triples = set[tuple[str, str, str]]


def _name(value: str) -> str:
    return short(value[1:-1]) if value.startswith("<") else value


def _triples(base: Store) -> Triples:
    return {(_name(s), _name(p), _name(o)) for _, (s, p, o) in statements(base)}


def _of(triples: Triples, subject: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for s, p, o in triples:
        if s == subject:
            found.setdefault(p, set()).add(o)
    return found


def _retitled(target: Path, **meta: str) -> Store:
    """The mini base with other words about itself."""
    source, copy = sqlite3.connect(compiled(MINI)), sqlite3.connect(target)
    source.backup(copy)
    source.close()
    for key, value in meta.items():
        copy.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
    copy.commit()
    copy.close()
    return open_store(target)


@BASES
def test_a_hypothesis_has_all_that_show_prints_of_its_verdict(root: Path) -> None:
    base, triples = store(root), _triples(store(root))
    rows = base.rows("SELECT id, data FROM verdict WHERE kind = 'hypothesis'")
    assert rows
    for row in rows:
        data = json.loads(row["data"])
        assert set(data) == {"word", "direction", "decided_by", "certainty", "tier", "method", "as_of"}
        said = _of(triples, f"{base_address(base)}hypothesis/{row['id']}/verdict")
        assert said["ev:certainty"] == {f"ev:Certainty-{data['certainty']}"}
        assert said.get("ev:decidingTier") == ({f"ev:Tier-{data['tier']}"} if data["tier"] else None)
        decided = data["decided_by"]
        assert said.get("ev:decidedBy") == ({f"{base_address(base)}claim/{decided}"} if decided else None)


def test_nothing_is_computed_of_a_claim_that_the_export_does_not_know() -> None:
    """A new key in a verdict needs a triple, or stands among those that other triples say."""
    row = store(MINI).row("SELECT data FROM verdict WHERE kind = 'claim'")
    assert row is not None
    elsewhere = {"by_tier": "votes", "excluded": "ev:whyNotCounted", "method": "ev:Computation", "as_of": "ev:asOf"}
    assert set(json.loads(row["data"])) - set(elsewhere) == {
        "word", "direction", "certainty", "reasons", "independent", "deciding_tier", "participants",
        "studies_of_unknown_size", "teams", "newest", "echoes", "flip_set", "would_change", "tags",
    }  # fmt: skip


def test_the_base_says_what_it_is_about(tmp_path: Path) -> None:
    base = _retitled(tmp_path / "x.sqlite", description='All about "larkmint".', licence="CC BY 4.0")
    said = _of(_triples(base), base_address(base))
    assert said["dcterms:description"] == {'"All about \\"larkmint\\"."'}
    assert said["dc:rights"] == {'"CC BY 4.0"'}
    assert "dcterms:description" not in _of(
        _triples(_retitled(tmp_path / "y.sqlite", description="")), base_address(base)
    )


def test_titles_without_latin_letters_keep_bases_apart(tmp_path: Path) -> None:
    titles = ("Кетамин", "氯胺酮", "—")
    found = {base_address(_retitled(tmp_path / f"{place}.sqlite", title=title)) for place, title in enumerate(titles)}
    assert len(found) == 3
    assert all(re.search(r"/base/untitled-[0-9a-f]{8}/$", address) for address in found)
    assert base_address(_retitled(tmp_path / "k.sqlite", title="Kétamine: untitled")).endswith(
        "/base/ketamine-untitled/"
    )


@BASES
def test_lines_stand_with_their_claims_and_studies_in_the_words_of_sepio(root: Path) -> None:
    base, triples = store(root), _triples(store(root))
    at = base_address(base)
    relations = {"supports": "0000007", "disputes": "0000008", "neutral": "0000009", "mixed": "0000006"}
    towards = {o: set[str]() for _, _, o in triples}
    for _, predicate, object_ in triples:
        towards[object_].add(predicate)
    for row in base.rows("SELECT id, claim, study, direction FROM line"):
        line, relation_ = f"{at}line/{row['id']}", f"sepio:{relations[row['direction']]}"
        assert (f"{at}claim/{row['claim']}", relation_, line) in triples
        assert {name for name in towards[line] if name.startswith("sepio:")} == {relation_}
        assert (line, "sepio:0000085", f"{at}study/{row['study']}") in triples
    for name in base.ids("claim"):
        assert (f"{at}claim/{name}", "rdf:type", "sepio:0000000") in triples


@BASES
def test_biolink_says_a_predicate_only_where_it_says_the_same(root: Path) -> None:
    base, triples = store(root), _triples(store(root))
    for row in base.rows("SELECT id, predicate FROM claim"):
        said, same = _of(triples, f"{base_address(base)}claim/{row['id']}"), relation(row["predicate"])
        assert said["ev:predicate"] == {f"ev:Predicate-{row['predicate']}"}
        assert said.get("biolink:predicate") == ({f"biolink:{same.predicate}"} if same else None)
        direction = same.direction if same else None
        assert said.get("biolink:object_direction_qualifier") == ({f'"{direction}"'} if direction else None)
        assert said.get("biolink:qualified_predicate") == ({"biolink:causes"} if direction else None)


@BASES
def test_what_wants_a_thing_gets_no_text_and_the_other_way_round(root: Path) -> None:
    things = {"biolink:predicate", "dcterms:license", "dcterms:publisher", "dcterms:rights", "dcterms:hasVersion"}
    for _, predicate, object_ in _triples(store(root)):
        assert not (predicate in things and object_.startswith('"')), (predicate, object_)
        assert predicate != "biolink:in_taxon", "its domain is what has a taxon, and a study has none"


def test_species_with_one_taxon_say_so() -> None:
    triples = _triples(store(MINI))
    assert ("ev:Species-human", "skos:exactMatch", "taxon:9606") in triples
    assert not _of(triples, "ev:Species-rodent").get("skos:exactMatch")


def test_wider_words_are_of_ours_and_of_known_vocabularies() -> None:
    triples = _triples(store(MINI))
    assert set(WIDER) <= set(PROPERTIES)
    for name, wider in WIDER.items():
        assert wider.partition(":")[0] in set(NAMESPACES) - {"ev"}
        assert (f"ev:{name}", "rdfs:subPropertyOf", wider) in triples
