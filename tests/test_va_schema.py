"""The benchmark that holds the VA-Spec export against JSON Schemas, on schemas of a few lines."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("jsonschema", reason="jsonschema is not installed, so no schema can be asked")
from rdf_bases import MINI

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks" / "interchange"))
from va_schema import exported, main, objects

HOST = "https://schemas.example"
CORE = "/va-spec/9.0/base/json/"
CONCEPT = "/gks-core/9.0/json/MappableConcept"
Schema = dict[str, Any]

AGENT: Schema = {"required": ["type", "name"], "properties": {"type": {"const": "Agent"}}}
STATEMENT: Schema = {
    "properties": {"strength": {"$ref": CONCEPT}, "direction": {"enum": ["supports", "disputes", "neutral"]}}
}
NAMED: Schema = {"required": ["name"], "properties": {"name": {"type": "string", "minLength": 1}}}


def put(folder: Path, **schemas: Schema) -> list[str]:
    """The words of the command, once the schemas stand in ``folder`` as they do in a checkout."""
    for name, schema in schemas.items():
        address = CONCEPT if name == "MappableConcept" else CORE + name
        path = folder / "schema" / address.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"$id": HOST + address, **schema}), "utf-8")
    return ["--schemas", str(folder), "--base", str(MINI)]


def count(kind: str) -> int:
    return sum(item["type"] == kind for _, item in objects(exported(MINI)))


def row(text: str, kind: str) -> list[str]:
    """The figures of one type: examined, valid, refused, and undecided where there are any."""
    (line,) = (each for each in text.splitlines() if each.startswith(f"  {kind} ") and "examined  " in each)
    return [word for word in line.split() if word.replace(",", "").isdigit()]


def test_an_export_that_follows_the_schemas_is_valid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(put(tmp_path, Agent=AGENT, Statement=STATEMENT, MappableConcept=NAMED)) == 0
    said = capsys.readouterr().out
    assert "VA-Spec 9.0" in said
    for kind in ("Agent", "Statement", "MappableConcept"):
        assert row(said, kind) == [str(count(kind)), str(count(kind)), "0"]
    assert f"Document {count('Document')} not examined: the folder has no schema of this type" in " ".join(said.split())


def test_an_object_that_breaks_its_schema_is_told_with_place_and_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    short = {"required": ["name"], "properties": {"name": {"maxLength": 1}}}
    assert main(put(tmp_path, Agent=AGENT, Statement=STATEMENT, MappableConcept=short)) == 1
    said = capsys.readouterr().out
    assert row(said, "Agent")[1:] == [str(count("Agent")), "0"]
    assert row(said, "MappableConcept")[1:] == ["0", str(count("MappableConcept"))]
    (line,) = (each for each in said.splitlines() if "Statement at .strength.name: " in each)
    assert "is too long (first: statements[" in line


def test_a_schema_that_is_referred_to_and_missing_is_no_pass(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(put(tmp_path, Agent=AGENT, Statement=STATEMENT)) == 1
    said = capsys.readouterr().out
    assert f"missing schema {CONCEPT}" in said
    examined, valid, refused, undecided = map(int, row(said, "Statement"))
    assert (refused, undecided) == (0, examined - valid)
    assert undecided > 0


def test_a_folder_without_schemas_is_skipped_aloud(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "json").mkdir()
    (tmp_path / "json" / "notes").write_text("{ no schema", "utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["--schemas", str(tmp_path)])
    assert not ended.value.code
    assert "skipped: " in capsys.readouterr().out


def test_two_versions_in_one_folder_are_not_mixed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = put(tmp_path, Statement=STATEMENT)
    other = tmp_path / "other" / "json"
    other.mkdir(parents=True)
    (other / "Statement").write_text(json.dumps({"$id": f"{HOST}{CORE.replace('9.0', '9.1')}Statement"}), "utf-8")
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "9.0, 9.1" in capsys.readouterr().err
