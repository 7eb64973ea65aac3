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


def event(name: str, polarity: object = None, **more: Any) -> dict[str, Any]:
    return {"type": "Event", "concept": agent(name), "delta": {"type": "qualitative", "polarity": polarity}, **more}


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
        ({"type": "Gap", "gap": agent("A"), "ras": agent("B")}, "A is gap for B."),
        ({"type": "IncreaseAmount", "subj": agent("A"), "obj": agent("B")}, "A increases amount of B."),
        ({"type": "DecreaseAmount", "subj": agent("A"), "obj": agent("B")}, "A decreases amount of B."),
        (
            {"type": "Autophosphorylation", "enz": agent("A"), "residue": "Y", "position": 7},
            "A autophosphorylates A (residue Y; position 7).",
        ),
        (
            {
                "type": "Transphosphorylation",
                "enz": {**agent("A"), "bound_conditions": [{"agent": agent("B"), "is_bound": True}]},
            },
            "A transphosphorylates B (A bound to B).",
        ),
        (
            {"type": "Activation", "subj": agent("A"), "obj": agent("B"), "obj_activity": "kinase"},
            "A activates B (obj activity kinase).",
        ),
        (
            {"type": "ActiveForm", "agent": agent("A"), "activity": "kinase", "is_active": False},
            "A lacks activity kinase.",
        ),
        (
            {"type": "Translocation", "agent": agent("A"), "from_location": "membrane", "to_location": "nucleus"},
            "A translocates to nucleus (from location membrane).",
        ),
        (
            {"type": "Translocation", "agent": agent("A"), "from_location": "membrane"},
            "A translocates from membrane.",
        ),
        (
            {"type": "Conversion", "subj": agent("E"), "obj_from": [agent("A")], "obj_to": [agent("B")]},
            "A converts to B (by E).",
        ),
        ({"type": "Conversion", "obj_from": [agent("A")], "obj_to": [agent("B")]}, "A converts to B."),
        ({"type": "Conversion", "subj": agent("E"), "obj_to": [agent("B")]}, "E produces B."),
        ({"type": "Conversion", "subj": agent("E"), "obj_from": [agent("A")], "obj_to": []}, "E uses up A."),
        (
            {"type": "Association", "members": [{"concept": agent("B")}, {"concept": agent("A")}]},
            "A is associated with B.",
        ),
        (
            {
                "type": "Association",
                "members": [event("B", -1), event("A", 1)],
            },
            "A is negatively associated with B (A rising; B falling).",
        ),
    ],
)
def test_each_type_says_what_it_means(tmp_path: Path, value: dict[str, Any], words: str) -> None:
    base = base_of(tmp_path, {**value, "evidence": [evidence()], "id": "1"}).base
    assert [claim.statement for claim in base.claims.values()] == [words]


def statements_of(tmp_path: Path, *values: dict[str, Any]) -> list[str]:
    given = [{**value, "evidence": [evidence()], "id": str(number)} for number, value in enumerate(values)]
    return sorted(claim.statement for claim in base_of(tmp_path, *given).base.claims.values())


def test_of_several_things_converted_each_is_used_up_in_making_each(tmp_path: Path) -> None:
    reaction = {
        "type": "Conversion",
        "subj": agent("E"),
        "obj_from": [agent("A"), agent("C")],
        "obj_to": [agent("B")],
    }
    assert statements_of(tmp_path, reaction) == [
        "A is used up in making B (by E; from A, C).",
        "C is used up in making B (by E; from A, C).",
    ]


def test_a_complex_of_three_is_another_claim_than_one_of_two(tmp_path: Path) -> None:
    two, three = [agent("A"), agent("B")], [agent("C"), agent("B"), agent("A")]
    assert statements_of(tmp_path, {"type": "Complex", "members": two}, {"type": "Complex", "members": three}) == [
        "A forms complex with B (in a complex of A, B, C).",
        "A forms complex with B.",
        "A forms complex with C (in a complex of A, B, C).",
    ]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (None, None, "influences"),
        (None, 1, "increases"),
        (None, -1, "decreases"),
        (1, -1, "when rising decreases"),
        (-1, -1, "when falling decreases"),
        (-1, None, "when falling influences"),
    ],
)
@pytest.mark.parametrize("beside", [False, True], ids=["in the event", "beside it"])
def test_the_polarity_of_an_influence_is_its_predicate(
    tmp_path: Path, before: object, after: object, words: str, beside: bool
) -> None:
    value: dict[str, Any] = {"type": "Influence", "subj": event("drought", before), "obj": event("food", after)}
    if beside:
        value |= {"subj": agent("drought"), "subj_delta": {"polarity": before, "adjectives": []}}
        value |= {"obj": agent("food"), "obj_delta": {"polarity": after, "adjectives": []}}
    assert statements_of(tmp_path, value) == [f"drought {words} food."]


def test_adjectives_quantities_time_and_place_of_events_narrow_the_claim(tmp_path: Path) -> None:
    subject = event("drought", None, context={"type": "world", "time": {"text": "in May"}, "geo_location": agent("Ys")})
    subject["delta"]["adjectives"] = ["severe"]
    harvest = {"type": "Event", "concept": agent("food"), "delta": {"type": "quantitative", "value": 3, "unit": "t"}}
    assert statements_of(tmp_path, {"type": "Influence", "subj": subject, "obj": harvest}) == [
        "drought influences food (drought: severe; food: t 3; drought in time in May, geo location Ys)."
    ]


def test_each_state_of_an_agent_is_said_with_its_sign(tmp_path: Path) -> None:
    subject = {
        **agent("A"),
        "mods": [{"mod_type": "phosphorylation", "is_modified": False, "residue": "S", "position": "222"}],
        "mutations": [{"position": "600", "residue_from": "V", "residue_to": "E"}],
        "bound_conditions": [
            {"agent": {**agent("C"), "mods": [{"mod_type": "acetylation", "is_modified": True}]}, "is_bound": False}
        ],
        "activity": {"activity_type": "kinase", "is_active": False},
        "location": "nucleus",
    }
    assert statements_of(tmp_path, {"type": "Activation", "subj": subject, "obj": agent("B")}) == [
        "A activates B (A without phosphorylation at S222, with mutation V600E, not bound to C [with acetylation], "
        "without kinase activity, in nucleus)."
    ]


@pytest.mark.parametrize(
    "value",
    [
        {"type": "Influence", "subj": event("A"), "obj": event("B", "down")},
        {"type": "Influence", "subj": event("A"), "obj": event("B", True)},
        {"type": "Influence", "subj": event("A"), "obj": {**event("B"), "delta": "down"}},
        {"type": "ActiveForm", "agent": agent("A"), "activity": "kinase", "is_active": "false"},
        {"type": "Activation", "subj": {**agent("A"), "mods": [{"mod_type": "x"}]}, "obj": agent("B")},
        {"type": "Activation", "subj": {**agent("A"), "mods": "x"}, "obj": agent("B")},
        {"type": "Activation", "subj": {**agent("A"), "activity": "kinase"}, "obj": agent("B")},
        {"type": "Complex", "members": [agent("A")] * 500},
        {"type": "Complex", "members": "AB"},
    ],
)
def test_a_value_that_could_turn_the_sense_is_refused_with_its_place(tmp_path: Path, value: dict[str, Any]) -> None:
    text = json.dumps([statement(evidence()), {**value, "evidence": [evidence()], "id": "2"}], indent=1)
    (tmp_path / "in.json").write_text(text, "utf-8")
    into = empty()
    indra.gather(tmp_path / "in.json", into)
    assert [(one.code, one.severity, one.line > 2) for one in into.problems] == [("IM002", "error", True)]
    assert len(into.claims) == 1


@pytest.mark.parametrize("flag", ["negated", "hypothesis", "direct"])
@pytest.mark.parametrize("given", ["true", 1, [], {}])
def test_a_flag_that_is_neither_true_nor_false_leaves_its_evidence_out(
    tmp_path: Path, flag: str, given: object
) -> None:
    value = statement(evidence("11", epistemics={flag: given}), evidence("12", epistemics={flag: None}))
    (tmp_path / "in.json").write_text(json.dumps([value]), "utf-8")
    found, loaded = imported("indra", tmp_path / "in.json", tmp_path / "out", lenient=True)
    assert [(one.code, one.line) for one in found.problems] == [("IM002", 1)]
    assert [line.source for line in lines(loaded)] == ["pmid-12"]


def test_an_active_form_that_does_not_say_whether_gives_no_claim_and_is_told(tmp_path: Path) -> None:
    value = {"type": "ActiveForm", "agent": agent("A"), "activity": "kinase", "evidence": [evidence()], "id": "1"}
    (tmp_path / "in.json").write_text(json.dumps([value]), "utf-8")
    into = empty()
    indra.gather(tmp_path / "in.json", into)
    assert not into.claims
    assert [why for why in into.remarks if "not given" in why]


def test_the_context_of_evidence_is_told_on_its_line(tmp_path: Path) -> None:
    given = evidence(
        "11",
        epistemics={"direct": False, "section": "results"},
        context={"type": "bio", "species": agent("invented mouse"), "cell_line": agent("XY1")},
    )
    (tmp_path / "in.json").write_text(json.dumps([statement(given)]), "utf-8")
    found, loaded = imported("indra", tmp_path / "in.json", tmp_path / "out")
    (line,) = lines(loaded)
    assert line.note == "Context: cell line XY1, species invented mouse. INDRA calls the interaction indirect."
    assert len([why for why in found.remarks if "epistemics" in why or "context" in why]) == 3


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
