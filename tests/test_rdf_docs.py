"""docs/rdf.md and the JSON-LD context are what the tables say, and the tables cover the data model and the export."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from evidence import model
from evidence.rdf.context import context_text
from evidence.rdf.fields import CONCEPTS, DOCUMENTS, TABLES
from evidence.rdf.namespaces import EV
from evidence.rdf.page import rdf_page
from evidence.rdf.statements import statements
from evidence.rdf.vocabulary import CLASSES, CODE_LISTS, PROPERTIES
from rdf_bases import MINI, ROOT, keep, store

PARTS = {
    "concept": model.Concept, "source": model.Source, "citation": model.Citation, "author": model.Author,
    "standing": model.StandingNote, "assertion": model.Assertion, "study": model.Study, "line": model.Line,
    "participants": model.Participants, "intervention": model.Intervention, "power": model.Power, "figure": model.Figure,
    "effect": model.Effect, "quote": model.Quote, "claim": model.Claim, "qualifiers": model.Qualifiers,
    "search": model.Search, "hypothesis": model.Hypothesis, "step": model.ChainStep, "override": model.Override,
}  # fmt: skip
_SPELT = {"container_title": "container-title", "from_": "from"}


def test_page_is_current() -> None:
    keep(ROOT / "docs" / "rdf.md", rdf_page())


def test_context_is_current() -> None:
    keep(ROOT / "src" / "evidence" / "rdf" / "context.jsonld", context_text())


@pytest.mark.parametrize("kind", PARTS)
def test_every_field_of_the_model_has_a_property(kind: str) -> None:
    named = {_SPELT.get(field.name, field.name) for field in fields(PARTS[kind])}
    assert named <= set(TABLES[kind])


def test_every_kind_of_document_and_concept_has_a_class() -> None:
    from typing import get_args

    assert set(get_args(model.SourceKind)) == set(DOCUMENTS)
    assert set(get_args(model.ConceptKind)) == set(CONCEPTS)


@pytest.mark.parametrize("root", [MINI, ROOT], ids=["mini", "real"])
def test_every_term_of_ours_in_an_export_is_explained(root: Path) -> None:
    known = {*CLASSES, *CODE_LISTS, *PROPERTIES}
    used = {
        value[1:-1].removeprefix(EV)
        for _, triple in statements(store(root))
        for value in triple
        if value.startswith(f"<{EV}")
    }
    codes = {name for name in used if "-" in name}
    assert used - codes <= known
    assert {name.partition("-")[0] for name in codes} <= set(CODE_LISTS)


def test_every_table_names_known_terms() -> None:
    ours = {
        item.property.removeprefix("ev:")
        for table in TABLES.values()
        for item in table.values()
        if item.property.startswith("ev:")
    }
    lists = {item.of for table in TABLES.values() for item in table.values() if item.kind == "code"}
    assert ours <= set(PROPERTIES)
    assert lists <= set(CODE_LISTS)


def test_no_term_is_explained_that_nothing_uses() -> None:
    folder = ROOT / "src" / "evidence" / "rdf"
    written = "".join(
        (folder / name).read_text() for name in ("fields.py", "records.py", "computed.py", "statements.py")
    )
    for name in (*CLASSES, *PROPERTIES):
        assert f'"ev:{name}"' in written, name
    for name in CODE_LISTS:
        assert f'"{name}"' in written, name
