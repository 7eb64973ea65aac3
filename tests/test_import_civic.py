"""CIViC's items: one document one study, no refutation that CIViC does not state, no design that it does not state."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.loader import Loaded
from evidence.model import Line
from evidence.store import open_store
from import_inputs import FIRST, PRESENT, civic, empty, imported

DATA = Path(__file__).parents[2] / "shared" / "data" / "civic" / "nightly-ClinicalEvidenceSummaries.tsv"


def base_of(tmp_path: Path, text: str, lenient: bool = False, **options: str) -> Loaded:
    (tmp_path / "in.tsv").write_text(text, "utf-8")
    return imported("civic", tmp_path / "in.tsv", tmp_path / "out", lenient, **options)[1]


def lines(loaded: Loaded) -> list[Line]:
    return [line for study in loaded.base.studies.values() for line in study.evidence]


def test_an_item_reads_as_a_sentence_with_its_concepts_and_its_document(tmp_path: Path) -> None:
    base = base_of(tmp_path, civic({})).base
    (claim,) = base.claims.values()
    assert claim.statement == "ABC1 V1E predicts response to Larkmint in Invented Carcinoma."
    assert (claim.subject, claim.object, claim.qualifiers.population) == (
        "abc1-v1e",
        "larkmint",
        ("invented-carcinoma",),
    )
    assert base.concepts["abc1-v1e"].is_a == ("abc1",)
    assert base.concepts["abc1"].xrefs == ("NCBIGene:17",)
    assert base.concepts["invented-carcinoma"].xrefs == ("DOID:99",)
    (source,) = base.sources.values()
    assert (source.csl.PMID, source.csl.issued, source.csl.container_title) == ("11", "2015", "J. Invented Res.")
    assert base.info.as_of == "2019-05-02"


def test_both_column_names_give_the_same_claims(tmp_path: Path) -> None:
    items = ({}, {"evidence_direction": "Does Not Support", "citation_id": "12"})
    for name, columns in (("first", FIRST), ("present", PRESENT)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.tsv").write_text(civic(*items, columns=columns), "utf-8")
        imported("civic", tmp_path / name / "x.tsv", tmp_path / name / "base")
    stores = [open_store(tmp_path / name / "base/.evidence/base.sqlite") for name in ("first", "present")]
    read = [
        (
            list(map(tuple, store.rows("SELECT id, statement FROM claim"))),
            list(map(tuple, store.rows("SELECT direction FROM line"))),
        )
        for store in stores
    ]
    assert read[0] == read[1] != ([], [])


def test_does_not_support_is_neutral_and_said_unless_asked_otherwise(tmp_path: Path) -> None:
    item = {"evidence_direction": "Does Not Support"}
    (line,) = lines(base_of(tmp_path, civic(item)))
    assert line.direction == "neutral"
    assert "refutations and of results without a conclusion alike" in (line.note or "")
    (tmp_path / "asked").mkdir()
    (against,) = lines(base_of(tmp_path / "asked", civic(item), does_not_support="disputes"))
    assert against.direction == "disputes"


@pytest.mark.parametrize(
    "item",
    [
        {"evidence_direction": "N/A"},
        {"evidence_type": "Predisposing", "clinical_significance": "Uncertain Significance"},
        {"clinical_significance": "N/A"},
        {"clinical_significance": ""},
        {"clinical_significance": "Better Outcome"},
    ],
)
def test_an_item_without_a_direction_or_a_fitting_significance_is_neutral(tmp_path: Path, item: dict[str, str]) -> None:
    (line,) = lines(base_of(tmp_path, civic(item)))
    assert line.direction == "neutral"


def test_items_of_one_paper_are_one_study_and_papers_of_one_registration_one_vote(tmp_path: Path) -> None:
    trial = {"nct_ids": "NCT00000001, NCT00000002; not-one"}
    text = civic({}, {}, {"citation_id": "12", **trial}, {"citation_id": "13", **trial})
    base = base_of(tmp_path, text).base
    assert len(base.studies) == 3
    assert base.studies["pmid-12-study"].registry == ("NCT00000001", "NCT00000002")
    store = open_store(tmp_path / "out/.evidence/base.sqlite")
    assert [row["for_count"] for row in store.rows("SELECT for_count FROM verdict")] == [2]


@pytest.mark.parametrize(
    ("level", "species", "design", "directness"),
    [
        ("A", "human", "not-stated", "direct"),
        ("C", "human", "case-report", "direct"),
        ("D", "not-stated", "not-stated", "direct"),
        ("E", "not-stated", "not-stated", "indirect"),
    ],
)
def test_a_level_gives_only_what_it_states(
    tmp_path: Path, level: str, species: str, design: str, directness: str
) -> None:
    loaded = base_of(tmp_path, civic({"evidence_level": level}))
    (study,) = loaded.base.studies.values()
    (line,) = lines(loaded)
    assert (line.species, study.design, line.directness) == ((species,), design, directness)


def test_a_rating_changes_nothing_but_the_note(tmp_path: Path) -> None:
    found = []
    for rating in "15":
        (tmp_path / rating).mkdir()
        (line,) = lines(base_of(tmp_path / rating, civic({"rating": rating})))
        assert f"rating {rating}" in (line.note or "")
        store = open_store(tmp_path / rating / "out/.evidence/base.sqlite")
        found.append([tuple(row) for row in store.rows("SELECT word, certainty FROM verdict")])
    assert found[0] == found[1]


def test_substitutes_are_a_claim_each_and_a_combination_is_one(tmp_path: Path) -> None:
    both = {"drugs": "Zeta,Alpha"}
    text = civic(
        {**both, "drug_interaction_type": "Substitutes"},
        {**both, "drug_interaction_type": "Combination"},
        {**both, "drug_interaction_type": "Sequential"},
    )
    claims = base_of(tmp_path, text).base.claims.values()
    assert sorted(claim.object for claim in claims) == ["alpha", "alpha-plus-zeta", "zeta", "zeta-then-alpha"]


@pytest.mark.parametrize(
    ("cell", "how", "drugs"),
    [
        ("2,4-larkmintdiamine", "", ["2,4-larkmintdiamine"]),
        ("N,N-dimethyllarkmint", "", ["N,N-dimethyllarkmint"]),
        ("Zeta,HER9 Inhibitor LM-724,714,Alpha", "Substitutes", ["Alpha", "HER9 Inhibitor LM-724,714", "Zeta"]),
        ("Zeta LM1,ABC Kinase Inhibitor, LM2,Alpha", "Substitutes", ["ABC Kinase Inhibitor, LM2", "Alpha", "Zeta LM1"]),
        ("Zeta (LM1,QR2),Alpha", "Substitutes", ["Alpha", "Zeta (LM1,QR2)"]),
        ("Zeta (LM1,Alpha", "Substitutes", ["Alpha", "Zeta (LM1"]),
        ("Zeta,N-alphazine", "Substitutes", ["N-alphazine", "Zeta"]),
    ],
)
def test_a_comma_within_a_drug_s_name_does_not_cut_it(tmp_path: Path, cell: str, how: str, drugs: list[str]) -> None:
    base = base_of(tmp_path, civic({"drugs": cell, "drug_interaction_type": how})).base
    assert sorted(base.concepts[claim.object or ""].label for claim in base.claims.values()) == drugs
    assert {base.concepts[claim.object or ""].kind for claim in base.claims.values()} == {"drug"}


@pytest.mark.parametrize(
    ("cell", "how", "said"),
    [
        ("LM2206,17-AAG", "Combination", "not cut: a comma that is read as part of a drug's name"),
        ("Zeta,Alpha", "", "read as one treatment: an item about several drugs that does not say how they go together"),
    ],
)
def test_drugs_that_could_be_read_otherwise_are_told(tmp_path: Path, cell: str, how: str, said: str) -> None:
    (tmp_path / "in.tsv").write_text(civic({"drugs": cell, "drug_interaction_type": how}), "utf-8")
    found, _ = imported("civic", tmp_path / "in.tsv", tmp_path / "out")
    assert found.remarks[said] == 1


@pytest.mark.parametrize("first", [{}, {"evidence_direction": "Perhaps"}], ids=["whole", "left out itself"])
def test_an_item_s_number_that_comes_twice_is_refused(tmp_path: Path, first: dict[str, str]) -> None:
    from evidence.interchange.report import import_base

    opposite = {"evidence_id": "7", "citation_id": "12", "evidence_direction": "Does Not Support"}
    (tmp_path / "in.tsv").write_text(civic({}, {"evidence_id": "7", **first}, opposite), "utf-8")
    stopped = import_base("civic", tmp_path / "in.tsv", tmp_path / "out", empty())
    assert (stopped.problems[-1].code, stopped.problems[-1].line) == ("IM002", 4)
    assert "evidence_id is '7', as in line 3" in stopped.problems[-1].message
    _, loaded = imported("civic", tmp_path / "in.tsv", tmp_path / "out", lenient=True)
    assert {line.direction for line in lines(loaded)} == {"supports"}
    assert len(lines(loaded)) == (1 if first else 2)


def test_phenotypes_a_flag_and_a_functional_item_s_disease_stand_in_the_note(tmp_path: Path) -> None:
    columns = (*PRESENT, "phenotypes", "is_flagged")
    text = civic(
        {"phenotypes": "Striped skin,Long ears", "is_flagged": "true"},
        {"phenotypes": "", "is_flagged": "false", "citation_id": "12"},
        {"phenotypes": "", "is_flagged": "", "evidence_type": "Functional", "clinical_significance": "Neomorphic"},
        columns=columns,
    )
    (tmp_path / "in.tsv").write_text(text, "utf-8")
    found, loaded = imported("civic", tmp_path / "in.tsv", tmp_path / "out")
    first, functional, plain = (line.note or "" for line in lines(loaded))
    assert "phenotypes: Striped skin,Long ears" in first
    assert "flagged" in first
    assert "disease: Invented Carcinoma" in functional
    assert "phenotypes" not in plain + functional
    assert "flagged" not in plain + functional
    assert [count for why, count in found.remarks.items() if "phenotypes" in why or "flagged" in why] == [1, 1]


@pytest.mark.parametrize("item", [{"is_flagged": "perhaps"}, {"is_flagged": "", "drug_interaction_type": "Rivals"}])
def test_a_flag_or_an_interaction_that_is_not_known_is_refused(tmp_path: Path, item: dict[str, str]) -> None:
    from evidence.interchange.report import import_base

    (tmp_path / "in.tsv").write_text(civic(item, columns=(*PRESENT, "is_flagged")), "utf-8")
    found = import_base("civic", tmp_path / "in.tsv", tmp_path / "out", empty())
    assert [problem.code for problem in found.problems] == ["IM002"]


def test_an_item_not_yet_accepted_counts_for_nothing(tmp_path: Path) -> None:
    (line,) = lines(base_of(tmp_path, civic({"evidence_status": "submitted"})))
    assert line.status == "draft"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (civic({}, {"evidence_direction": "Perhaps"}), "evidence_direction is 'Perhaps'"),
        (civic({}, {})[:-60], "the row has 15 cells, the header 20"),
        (civic({}, {"citation_id": "../../etc"}), "citation_id is '../../etc'"),
    ],
    ids=["value", "truncated", "identifier"],
)
def test_a_malformed_item_stops_the_import_at_its_place_and_leniently_is_left_out(
    tmp_path: Path, broken: str, said: str
) -> None:
    from evidence.interchange.report import import_base

    (tmp_path / "in.tsv").write_text(broken, "utf-8")
    found = import_base("civic", tmp_path / "in.tsv", tmp_path / "out", empty())
    problem = next(problem for problem in found.problems if problem.severity == "error")
    assert (problem.path, problem.line, problem.message) == ("in.tsv", 3, said)
    cell = broken.splitlines()[2]
    assert cell[: problem.column - 1].endswith("\t") or problem.column == len(cell) + 1
    assert found.became == {}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.tsv"]
    assert len(lines(base_of(tmp_path, broken, lenient=True))) == 1


def test_hostile_text_is_made_harmless_and_still_builds(tmp_path: Path) -> None:
    nasty = "\x1b[31mred\x1b[0m \u202egnp\u2066 <script>x</script> " + "z" * 5000 + " \ud7ff"
    text = civic(
        {"disease": nasty, "variant": nasty, "citation": nasty, "evidence_statement": nasty * 3, "drugs": "β,γ"}
    )
    loaded = base_of(tmp_path, text)
    (claim,) = loaded.base.claims.values()
    (line,) = lines(loaded)
    assert (claim.statement + line.finding).isprintable()
    assert len(line.finding) <= 2002


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    items = [{"evidence_id": str(n), "citation_id": str(n % 3 + 1), "variant": f"V{n % 4}E"} for n in range(1, 13)]
    for name, given in (("one", items), ("two", items[::-1])):
        (tmp_path / name).mkdir()
        base_of(tmp_path / name, civic(*given))
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / n / "out/kb").rglob("*.yaml")} for n in ("one", "two"))
    assert one == two


@pytest.mark.parametrize(
    "text", ["", "no table here\n", "a\tb\n1\t2\n", civic()], ids=["empty", "prose", "columns", "no rows"]
)
def test_a_file_that_is_something_else_ends_the_command_and_writes_nothing(tmp_path: Path, text: str) -> None:
    with pytest.raises(EvidenceError):
        base_of(tmp_path, text)
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(not DATA.is_file(), reason="CIViC's download is not beside the project (../shared/data/civic)")
def test_real_items_build_without_an_error(tmp_path: Path) -> None:
    rows = DATA.read_text("utf-8").splitlines(keepends=True)
    base = base_of(tmp_path, "".join([rows[0], *rows[5::25]])).base
    assert len(base.claims) > 100
    assert not any("  " in claim.statement or "{" in claim.statement for claim in base.claims.values())
