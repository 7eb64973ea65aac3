"""DisMech: an item is a claim, a reference one study, and a snippet that does not stand in its text does not count."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evidence import held
from evidence.interchange.imports import dismech
from evidence.loader import Loaded
from evidence.model import Line
from evidence.verify import verify
from import_inputs import archive, empty, imported

DATA = Path(__file__).parents[2] / "shared" / "data" / "dismech"

CACHED = """\
---
reference_id: "PMID:11"
title: Larkmint and the balance nerve
authors:
- Marin A
journal: J Invented Res
year: '2015'
doi: 10.5555/lark.11
content_type: abstract_only
---

# Larkmint and the balance nerve

## Content

The nerve fired less after larkmint. It did not fire less after water.
"""


def disorder(*evidence: str, name: str = "Sway Sickness") -> str:
    """A disorder with one treatment, and evidence items in flow style."""
    items = "".join(f"  - {{{item}}}\n" for item in evidence)
    return f"""\
name: {name}
disease_term: {{preferred_term: sway sickness, term: {{id: 'MONDO:0000001', label: sway sickness}}}}
treatments:
- name: Larkmint
  treatment_term: {{preferred_term: larkmint, term: {{id: 'CHEBI:1', label: larkmint}}}}
  evidence:
{items}"""


def item(
    supports: str = "SUPPORT",
    reference: str = "PMID:11",
    snippet: str = "The nerve fired less after larkmint.",
    more: str = "",
) -> str:
    return f'reference: "{reference}", supports: {supports}, snippet: "{snippet}", explanation: "It calmed the nerve."{more}'


def base_of(tmp_path: Path, text: str, lenient: bool = False, cached: str = CACHED) -> Loaded:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "Sway.yaml").write_text(text, "utf-8")
    if cached:
        (folder / "PMID_11.md").write_text(cached, "utf-8")
    return imported("dismech", folder, tmp_path / "out", lenient)[1]


def lines(loaded: Loaded) -> list[Line]:
    return [line for study in loaded.base.studies.values() for line in study.evidence]


def test_an_item_is_a_claim_of_its_disorder_and_its_reference_a_study(tmp_path: Path) -> None:
    base = base_of(tmp_path, disorder(item(), item())).base
    (claim,) = base.claims.values()
    assert claim.statement == "Sway Sickness is treated by Larkmint."
    assert base.concepts[claim.object].xrefs == ("CHEBI:1",)
    (study,) = base.studies.values()
    assert (study.design, study.species, len(study.evidence)) == ("not-stated", ("not-stated",), 2)
    (source,) = base.sources.values()
    assert (source.csl.PMID, source.csl.DOI, source.csl.issued) == ("11", "10.5555/lark.11", "2015")


@pytest.mark.parametrize(
    ("word", "direction", "directness"),
    [("SUPPORT", "supports", "direct"), ("PARTIAL", "supports", "indirect"), ("REFUTE", "disputes", "direct")],
)
def test_one_word_becomes_two_axes(tmp_path: Path, word: str, direction: str, directness: str) -> None:
    (line,) = lines(base_of(tmp_path, disorder(item(word))))
    assert (line.direction, line.directness) == (direction, directness)


@pytest.mark.parametrize("word", ["NO_EVIDENCE", "WRONG_STATEMENT"])
def test_what_is_no_evidence_leaves_a_claim_without_a_line(tmp_path: Path, word: str) -> None:
    loaded = base_of(tmp_path, disorder(item(word)))
    assert len(loaded.base.claims) == 1
    assert lines(loaded) == []


@pytest.mark.parametrize(
    ("snippet", "status"),
    [
        ("The nerve fired less after larkmint.", "accepted"),
        ("The nerve fired more after larkmint.", "draft"),
        ("fire less after water.", "draft"),  # just after the negation
    ],
)
def test_a_quote_that_does_not_stand_in_the_text_makes_the_line_a_draft(
    tmp_path: Path, snippet: str, status: str
) -> None:
    (line,) = lines(base_of(tmp_path, disorder(item(snippet=snippet))))
    assert line.status == status
    assert line.quote is not None
    assert bool(line.note) == (status == "draft")


def test_a_quote_without_a_text_is_unchecked_and_counts(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "Sway.yaml").write_text(disorder(item(snippet="Anything.")), "utf-8")
    found, loaded = imported("dismech", folder, tmp_path / "out")
    assert [line.status for line in lines(loaded)] == ["accepted"]
    assert any("unchecked" in what for what in found.read)


def test_where_the_evidence_comes_from_is_kept_for_each_line(tmp_path: Path) -> None:
    (line,) = lines(base_of(tmp_path, disorder(item(more=", evidence_source: HUMAN_CLINICAL"))))
    assert line.species == ("human",)


def test_a_mechanism_below_a_mechanism_leads_to_it(tmp_path: Path) -> None:
    text = f"""\
name: Sway Sickness
pathophysiology:
- name: Nerve firing
  downstream:
  - target: Nausea
    evidence:
    - {{{item()}}}
"""
    (claim,) = base_of(tmp_path, text).base.claims.values()
    assert claim.statement == "In Sway Sickness, Nerve firing leads to Nausea."


def sickness(section: str, *items: str, name: str = "Sway Sickness") -> str:
    """A disorder with one section; each item is the inside of a mapping in flow style, and SUPPORT unless it says more."""
    given = "".join(f"- {{{one}, evidence: [{{{item()}}}]}}\n" for one in items)
    return f"name: {name}\n{section}:\n{given}"


def statements(loaded: Loaded) -> list[str]:
    return sorted(claim.statement for claim in loaded.base.claims.values())


def test_two_things_that_share_an_ontology_term_stay_two_whatever_comes_first(tmp_path: Path) -> None:
    term = "treatment_term: {preferred_term: pharmacotherapy, term: {id: 'CHEBI:1'}}"
    base = base_of(tmp_path, sickness("treatments", f"name: Larkmint, {term}", f"name: Fernroot, {term}")).base
    objects = {base.concepts[claim.object].label: base.concepts[claim.object] for claim in base.claims.values()}
    assert sorted(objects) == ["Fernroot", "Larkmint"]
    assert {concept.xrefs for concept in objects.values()} == {("CHEBI:1",)}
    assert all(not concept.synonyms for concept in base.concepts.values())


def test_two_disorders_that_share_an_ontology_term_stay_two(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("Sway Sickness Type Q", "Sway Sickness Type R"):
        (folder / f"{name}.yaml").write_text(disorder(item(), name=name), "utf-8")
    loaded = imported("dismech", folder, tmp_path / "out")[1]
    assert statements(loaded) == [
        "Sway Sickness Type Q is treated by Larkmint.",
        "Sway Sickness Type R is treated by Larkmint.",
    ]


def test_one_name_with_two_ontology_terms_is_one_thing_that_keeps_both(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, term in (("A", "HP:0000001"), ("B", "HP:0000002")):
        one = f"name: Nausea, phenotype_term: {{preferred_term: nausea, term: {{id: '{term}'}}}}"
        (folder / f"{name}.yaml").write_text(sickness("phenotypes", one, name=f"{name} Sickness"), "utf-8")
    found, loaded = imported("dismech", folder, tmp_path / "out")
    (nausea,) = (concept for concept in loaded.base.concepts.values() if concept.label == "Nausea")
    assert nausea.xrefs == ("HP:0000001", "HP:0000002")
    assert found.remarks["a name that DisMech gives more than one ontology term: all are kept"] == 1


def test_names_that_differ_after_many_words_are_two_things(tmp_path: Path) -> None:
    long = "nerve " * 60
    loaded = base_of(tmp_path, sickness("pathophysiology", f"name: {long}rises", f"name: {long}falls"))
    assert len(loaded.base.claims) == 2


@pytest.mark.parametrize(
    ("section", "values", "predicate", "statement"),
    [
        (
            "biochemical",
            "name: Swayin, presence: Negative",
            "lacks-biochemical-marker",
            "Sway Sickness does not have the biochemical marker Swayin.",
        ),
        (
            "genetic",
            "name: SWY1, presence: Absent, subtype: Late",
            "lacks-genetic-factor",
            "Sway Sickness does not have the genetic factor SWY1 (subtype: Late).",
        ),
        (
            "phenotypes",
            "name: Fever, frequency: EXCLUDED",
            "lacks-phenotype",
            "Sway Sickness does not have the phenotype Fever.",
        ),
        (
            "biochemical",
            "name: Swayin, presence: Decreased, context: during a storm",
            "has-biochemical-marker-decreased",
            "Sway Sickness has the biochemical marker Swayin (presence: Decreased; context: during a storm).",
        ),
        (
            "genetic",
            "name: SWY1, association: Protective",
            "has-genetic-factor-protective",
            "Sway Sickness has the genetic factor SWY1 (association: Protective).",
        ),
        (
            "diagnosis",
            "name: Tilt Test, presence: Negative",
            "diagnosed-by-negative",
            "Sway Sickness is diagnosed by Tilt Test (presence: Negative).",
        ),
        (
            "environmental",
            "name: Swell, effect: Exacerbates Symptoms",
            "has-environmental-factor-exacerbates-symptoms",
            "Sway Sickness has the environmental factor Swell (effect: Exacerbates Symptoms).",
        ),
        (
            "prevalence",
            "population: Sailors, percentage: 0.50",
            "has-prevalence-in",
            "Sway Sickness has a prevalence in Sailors (percentage: 0.50).",
        ),
        (
            "phenotypes",
            "name: Nausea, frequency: VERY_FREQUENT, diagnostic: true",
            "has-phenotype",
            "Sway Sickness has the phenotype Nausea (frequency: very frequent; diagnostic: yes).",
        ),
        (
            "epidemiology",
            "name: Onset After Boarding, minimum_value: 0.5, maximum_value: 3, unit: hours",
            "has-epidemiology",
            "Sway Sickness has this epidemiology Onset After Boarding "
            "(minimum value: 0.5; maximum value: 3; unit: hours).",
        ),
        (
            "treatments",
            "name: Larkmint, target_phenotypes: [{preferred_term: Nausea}, {preferred_term: Fever}]",
            "treated-by",
            "Sway Sickness is treated by Larkmint (target phenotypes: Nausea, Fever).",
        ),
    ],
)
def test_what_carries_the_sense_of_an_item_stands_in_its_claim(
    tmp_path: Path, section: str, values: str, predicate: str, statement: str
) -> None:
    (claim,) = base_of(tmp_path, sickness(section, values)).base.claims.values()
    assert (claim.predicate, claim.statement) == (predicate, statement)


def test_refuting_an_absence_disputes_the_absence(tmp_path: Path) -> None:
    text = f"name: Sway Sickness\ngenetic:\n- {{name: SWY1, presence: Negative, evidence: [{{{item('REFUTE')}}}]}}\n"
    loaded = base_of(tmp_path, text)
    (line,) = lines(loaded)
    assert line.direction == "disputes"
    assert loaded.base.claims[line.claim].predicate == "lacks-genetic-factor"


def test_items_that_say_different_things_of_one_name_are_claims_of_their_own(tmp_path: Path) -> None:
    models = [f"species: Mouse, genotype: Swy{number}-/-" for number in (1, 2)]
    markers = [f"name: Swayin, presence: {word}" for word in ("Elevated", "Decreased", "Negative")]
    text = sickness("animal_models", *models) + sickness("biochemical", *markers).partition("\n")[2]
    base = base_of(tmp_path, text).base
    assert len(base.claims) == 5
    assert sum(claim.object == "swayin" for claim in base.claims.values()) == 3


@pytest.mark.parametrize(
    "values",
    ["name: Absence of Fever, frequency: EXCLUDED", "name: None Applicable", "name: No Fever, presence: Negative"],
)
def test_an_item_that_is_not_clear_or_names_nothing_is_told_and_left_out(tmp_path: Path, values: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "Sway.yaml").write_text(sickness("phenotypes", values, "name: Nausea"), "utf-8")
    found, loaded = imported("dismech", folder, tmp_path / "out")
    assert statements(loaded) == ["Sway Sickness has the phenotype Nausea."]
    assert found.read["evidence items"] == 2
    (problem,) = (one for one in found.problems if one.code == "IM002")
    assert (problem.severity, problem.line) == ("warning", 3)


def test_items_that_differ_in_their_description_alone_are_one_claim_and_counted(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text = sickness(
        "animal_models", "species: Mouse, description: With water.", "species: Mouse, description: Without."
    )
    (folder / "Sway.yaml").write_text(text, "utf-8")
    found, loaded = imported("dismech", folder, tmp_path / "out")
    assert len(loaded.base.claims) == 1
    assert found.remarks["an item like another of its disorder in all that a claim carries: one claim for both"] == 1


def test_what_an_item_says_beyond_its_claim_is_counted(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text = sickness(
        "pathophysiology", "name: Firing, description: Long prose., genes: [{preferred_term: SWY1}]", "name: Quiet"
    )
    (folder / "Sway.yaml").write_text(text + sickness("prevalence", "population: Sailors").partition("\n")[2], "utf-8")
    remarks = imported("dismech", folder, tmp_path / "out")[0].remarks
    assert sorted(why for why, count in remarks.items() if count == 1) == [
        "a prevalence without a percentage",
        "an item with a description or notes, which its claim does not carry",
        "an item with other fields (terms, cell types, genes …), which its claim does not carry",
    ]


def test_values_of_any_shape_and_hostile_ones_stay_on_one_clean_line(tmp_path: Path) -> None:
    values = (
        'name: Swayin, presence: [], context: {a: b}, severity: "\\e[31m\\u202ebad\\n", frequency: null, unit: ../../x'
    )
    (claim,) = base_of(tmp_path, sickness("biochemical", values)).base.claims.values()
    assert claim.statement.isprintable()
    assert "unit: ../../x" in claim.statement
    assert "/" not in claim.id


def test_held_texts_verify_as_the_import_found(tmp_path: Path) -> None:
    base_of(tmp_path, disorder(item(), item(snippet="The nerve fired more after larkmint.")))
    into = empty()
    dismech.gather(tmp_path / "in", into)
    assert dismech.hold_texts(tmp_path / "in", into, tmp_path / "out") == 1
    from evidence.database.build import load_base

    text = held.read(tmp_path / "out", "pmid-11")
    assert text is not None
    assert text.about.what == "abstract"
    counts = verify(load_base(tmp_path / "out"), {"pmid-11": text}).counts
    assert (counts["exact"] + counts["normalised"], counts["failed"]) == (1, 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (disorder(item())[:-30], 8),
        (disorder(item("MAYBE")), 6),
        (disorder(item(reference="somewhere")), 6),
        ("name: [\n", 2),
    ],
)
def test_what_is_broken_is_told_with_its_line_and_nothing_is_written(tmp_path: Path, text: str, line: int) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "Bad.yaml").write_text(text, "utf-8")
    (folder / "Good.yaml").write_text(disorder(item(), name="Other Sickness"), "utf-8")
    into = empty()
    dismech.gather(folder, into)
    (problem,) = (one for one in into.problems if one.severity == "error")
    assert (problem.path, problem.line > 0) == ("Bad.yaml", True)
    assert abs(problem.line - line) <= 2
    found = imported_or_none(folder, tmp_path / "out")
    assert found is None
    assert not (tmp_path / "out").exists()
    loaded = imported("dismech", folder, tmp_path / "out", lenient=True)[1]
    assert "other-sickness-treated-by-larkmint" in loaded.base.claims or len(loaded.base.claims) >= 1


def imported_or_none(folder: Path, target: Path) -> object:
    from evidence.interchange.report import import_base

    return import_base("dismech", folder, target, empty(), lenient=False).became or None


def test_names_cannot_leave_the_base_and_control_characters_go(tmp_path: Path) -> None:
    text = disorder(item(snippet=""), name='"../../etc \\e[31m\\u202e"')
    loaded = base_of(tmp_path, text)
    assert all("/" not in name for name in loaded.base.claims)
    assert all(concept.label.isprintable() for concept in loaded.base.concepts.values())


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    path = archive(tmp_path / "in.tar.gz", {"a.yaml": disorder(item())}, links={"b.yaml": "/etc/hostname"})
    loaded = imported("dismech", path, tmp_path / "out")[1]
    assert len(loaded.base.claims) == 1


def test_an_archive_cut_short_is_told(tmp_path: Path) -> None:
    import random

    noise = "".join(random.Random(1).choices("abcdefgh ", k=200_000))
    path = archive(tmp_path / "in.tar.gz", {"a.yaml": disorder(item()), "b.md": noise})
    path.write_bytes(path.read_bytes()[:-20_000])
    into = empty()
    dismech.gather(path, into)
    assert any("cannot be read past" in one.message for one in into.problems)


@pytest.mark.skipif(not DATA.is_dir(), reason="the DisMech sample (../shared/data/dismech) is not here")
def test_the_sample_of_dismech_becomes_a_base(tmp_path: Path) -> None:
    found, loaded = imported("dismech", DATA / "sample", tmp_path / "out")
    items = [
        word.strip()
        for file in (DATA / "sample").glob("*.yaml")
        for word in re.findall(r"supports:(.*)", file.read_text("utf-8"))
    ]
    assert (found.read["disorders"], found.read["evidence items"]) == (3, len(items))
    assert len(lines(loaded)) == sum(word in ("SUPPORT", "PARTIAL", "REFUTE") for word in items)
