"""VA-Spec out: a statement for each claim with its computed verdict, and everything curated back out of it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from evidence.interchange.exports import left_out, write
from evidence.interchange.exports.held import parts
from evidence.store import Store
from rdf_bases import MINI, ROOT, store
from tiny_base import HOSTILE, TEXTS, compiled, hostile

BASES = pytest.mark.parametrize("root", [MINI, ROOT], ids=["mini", "real"])
Object = dict[str, Any]

_ENTITY = {"id", "type", "name", "description", "aliases", "extensions"}
_INFORMATION = _ENTITY | {"specifiedBy", "contributions", "reportedIn"}
#: What the schemas of VA-Spec 1.1.0-ballot.2026-07.2 and GKS-Core let an object have; they forbid anything else.
PROPERTIES: dict[str, set[str]] = {
    "Method": _ENTITY | {"methodType", "reportedIn"},
    "Document": _ENTITY | {"documentType", "title", "urls", "doi", "pmid"},
    "StudyGroup": _ENTITY | {"memberCount", "characteristics"},
    "Agent": _ENTITY | {"agentType"},
    "Contribution": _ENTITY | {"contributor", "activityType", "date"},
    "CustomProposition": _ENTITY | {"customPropositionType", "subject", "predicate", "object", "qualifiers"},
    "EvidenceLine": _INFORMATION
    | {
        "targetProposition", "hasEvidenceItems", "directionOfEvidenceProvided", "strengthOfEvidenceProvided",
        "scoreOfEvidenceProvided", "evidenceOutcome",
    },
    "Statement": _INFORMATION
    | {"proposition", "direction", "strength", "score", "classification", "hasEvidenceLines"},
    "MappableConcept": _ENTITY | {"conceptType", "primaryCoding", "mappings"},
}  # fmt: skip
REQUIRED = {
    "CustomProposition": {"customPropositionType", "subject", "predicate", "object"},
    "EvidenceLine": {"directionOfEvidenceProvided"},
    "Statement": {"direction", "proposition"},
    "MappableConcept": {"name"},
}
CONCEPTS = {"subject", "object", "strength", "classification", "evidenceOutcome"}


def exported(base: Store) -> Object:
    out = io.BytesIO()
    write(base, "va-spec", out)
    found: Object = json.loads(out.getvalue())
    return found


def local(address: str) -> str:
    return address.rpartition("/")[2]


def extra(item: Object) -> Object:
    return {each["name"]: each["value"] for each in item.get("extensions", ())}


def objects(value: Any) -> list[Object]:
    """Every object with a type, however deep, but not what an extension holds."""
    if isinstance(value, list):
        return [found for item in value for found in objects(item)]
    if not isinstance(value, dict):
        return []
    inside = [found for key, item in value.items() if key != "extensions" for found in objects(item)]
    return ([value] if "type" in value else []) + inside


def records(base: Store, kind: str) -> dict[str, Object]:
    return {record["id"]: record for each, record in parts(base) if each == kind}


def filled(record: Object) -> Object:
    """A record without fields that are there and hold nothing."""
    return {key: value for key, value in record.items() if value not in ([], {})}


@BASES
def test_every_object_has_only_what_its_schema_allows(root: Path) -> None:
    document = exported(store(root))
    found = objects(document)
    assert {item["type"] for item in found} == set(PROPERTIES)
    for item in found:
        assert set(item) <= PROPERTIES[item["type"]], item["type"]
        assert set(item) >= REQUIRED.get(item["type"], set())
        assert all(set(each) == {"name", "value"} for each in item.get("extensions", ()))
        concepts = [item[key] for key in CONCEPTS & set(item)] + item.get("characteristics", [])
        assert {each.get("type") for each in concepts} <= {"MappableConcept"}
    assert {item["type"] for item in document["concepts"]} == {"MappableConcept"}


@BASES
def test_each_claim_is_a_statement_with_its_computed_verdict(root: Path) -> None:
    base = store(root)
    document = exported(base)
    statements = {local(item["proposition"]["id"]): item for item in document["statements"]}
    verdicts = {row["id"]: row for row in base.each("SELECT * FROM verdict WHERE kind = 'claim'")}
    assert set(statements) == set(records(base, "claim"))
    (method,) = document["methods"]
    assert base.meta["method"] in method["name"]
    for name, claim in records(base, "claim").items():
        item, verdict = statements[name], verdicts[name]
        assert item["direction"] == {"for": "supports", "against": "disputes", None: "neutral"}[verdict["direction"]]
        assert item["classification"] == {"type": "MappableConcept", "name": verdict["word"]}
        assert item["specifiedBy"] == method["id"]
        assert item["contributions"][0]["contributor"]["agentType"] == "software"
        assert extra(item)["computed"]["certainty"] == verdict["certainty"]
        strength = {"type": "MappableConcept", "name": verdict["certainty"]}
        assert item.get("strength") == (None if verdict["direction"] is None else strength)
        said = item["proposition"]
        back = {
            "id": local(said["id"]), "subject": local(said["subject"]["id"]), "predicate": said["predicate"],
            "object": local(said["object"]["id"]), "statement": said["description"], **extra(said),
        }  # fmt: skip
        back |= {"phrasings": said["aliases"]} if "aliases" in said else {}
        assert back == filled(claim)


@BASES
def test_each_line_comes_back_whole_and_only_counted_ones_are_evidence_of_a_statement(root: Path) -> None:
    base = store(root)
    document = exported(base)
    counted = {row["id"]: (row["counted"], row["study"]) for row in base.each("SELECT id, counted, study FROM line")}
    inside = [
        (local(s["proposition"]["id"]), line) for s in document["statements"] for line in s.get("hasEvidenceLines", ())
    ]
    outside = [(local(line["targetProposition"]), line) for line in document["evidenceLinesNotCounted"]]
    assert {local(line["id"]) for _, line in inside} == {name for name, (yes, _) in counted.items() if yes}
    assert all(extra(line)["why_not_counted"] for _, line in outside)
    lines = records(base, "line")
    assert len(inside) + len(outside) == len(lines) > 0
    for claim, item in inside + outside:
        line = lines[local(item["id"])]
        assert item["directionOfEvidenceProvided"] == {"supports": "supports", "disputes": "disputes"}.get(
            line["direction"], "neutral"
        )
        assert [local(each) for each in item["hasEvidenceItems"]] == [counted[line["id"]][1]]
        rest = {
            key: value
            for key, value in extra(item).items()
            if key not in ("counted", "why_not_counted", "independent_group")
        }
        people = {f"{each['activityType']}_by": each["contributor"]["name"] for each in item.get("contributions", ())}
        assert {
            "id": local(item["id"]), "claim": claim, "source": local(item["reportedIn"][0]), "finding": item["description"],
            "direction": item["evidenceOutcome"]["name"], **people, **rest,
        } == filled(line)  # fmt: skip


@BASES
def test_concepts_documents_and_studies_come_back_whole(root: Path) -> None:
    base = store(root)
    document = exported(base)
    whole = {(kind, record["id"]): filled(record) for kind, record in parts(base)}
    for item in document["concepts"]:
        back = {"id": local(item["id"]), "kind": item["conceptType"], "label": item["name"], **extra(item)}
        back |= {"xrefs": [each["coding"]["id"] for each in item["mappings"]]} if "mappings" in item else {}
        assert back == whole["concept", back["id"]]
    for item in document["documents"]:
        back = {"id": local(item["id"]), "kind": item["documentType"], **extra(item)}
        assert back == whole["source", back["id"]]
        assert item.get("title") == back["csl"].get("title")
        assert item.get("doi") in (None, back["csl"].get("DOI"))
    for item in document["studyGroups"]:
        back = {"id": local(item["id"]), "label": item["name"], **extra(item)}
        back |= {"participants": item["description"]} if "description" in item else {}
        assert back == whole["study", back["id"]]
        assert item.get("memberCount") == back.get("n", {}).get("total")
    kinds = {"concepts": "concept", "documents": "source", "studyGroups": "study"}
    for name, kind in kinds.items():
        assert len(document[name]) == len(records(base, kind))


@BASES
def test_hypotheses_and_what_documents_say_are_told_as_left_out(root: Path) -> None:
    told = {(each.kind, each.field) for each in left_out(store(root), "va-spec")}
    assert ("hypothesis", "*") in told
    assert all(field == "*" for _, field in told)


def test_a_retracted_document_says_so(tmp_path: Path) -> None:
    texts = dict(TEXTS)
    texts["sources/cedar-2003.yaml"] += "standing: {status: retracted, date: '2004-01-01'}\n"
    document = exported(compiled(tmp_path, texts))
    (paper,) = (item for item in document["documents"] if local(item["id"]) == "cedar-2003")
    assert extra(paper)["standing"]["status"] == "retracted"
    assert "cedar-2003-trial.1" in {local(line["id"]) for line in document["evidenceLinesNotCounted"]}


def test_hostile_text_comes_back_as_the_text_it_was(tmp_path: Path) -> None:
    base = compiled(tmp_path, hostile())
    document = exported(base)
    assert {item["proposition"]["description"] for item in document["statements"]} == {HOSTILE}
    texts = {line["description"] for item in document["statements"] for line in item.get("hasEvidenceLines", ())}
    assert texts == {HOSTILE}


def untyped(value: Any) -> Any:
    """``value`` with no concept that says its type, as VA-Spec 1.0 has it."""
    if isinstance(value, list):
        return [untyped(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: untyped(item) for key, item in value.items() if (key, item) != ("type", "MappableConcept")}


@BASES
def test_every_object_is_valid_to_the_reference_implementation(root: Path) -> None:
    reason = "ga4gh.va-spec is not installed, so its models cannot be asked"
    core = pytest.importorskip("ga4gh.va_spec.base.core", reason=reason)
    from ga4gh.core.models import MappableConcept
    from pydantic import create_model

    # Its release follows VA-Spec 1.0: statements are about variants only, and concepts do not say their type.
    statement = create_model("AnyStatement", __base__=core.Statement, proposition=(core.Proposition, ...))
    models = {name: getattr(core, name) for name in ("Method", "Document", "StudyGroup", "Agent", "Contribution")}
    models |= {"EvidenceLine": core.EvidenceLine, "CustomProposition": core.Proposition, "Statement": statement}
    models["MappableConcept"] = MappableConcept
    for item in objects(exported(store(root))):
        by_address = {"targetProposition"} if isinstance(item.get("targetProposition"), str) else set()
        models[item["type"]](**untyped({key: value for key, value in item.items() if key not in by_address}))
