"""Agreement of two judgements: kappa as published, its laws, and what the command makes of good and bad files."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.agreement import FIELDS, Judgement, compare, kappa, of_base, of_text
from evidence.cli.agree import agree
from evidence.cli.options import Format
from evidence.errors import EvidenceError
from evidence.loader import load_texts
from evidence.method import default_method
from evidence.render.agreement import agreement_page
from evidence.render.markdown import render

DOCS = Path(__file__).parent.parent / "docs"
PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")))

TINY = {
    "kb/claims/one.yaml": (
        "- {id: works, group: g, profile: outcome, subject: x, predicate: p, object: o, statement: X works.}\n"
    ),
    "sources/one-2020.yaml": "id: one-2020\nkind: journal-article\ncsl: {type: article-journal}\nreports: [one]\n",
    "kb/studies/one.yaml": (
        "id: one\nlabel: One\ndesign: cohort\nmasking: unknown\nspecies: [human]\nevidence:\n"
        "  - {id: one.1, claim: works, source: one-2020, direction: supports, directness: direct, role: own-result,"
        " outcome_role: primary, manipulates: none, causal_level: '1', finding: It worked., locator: text}\n"
    ),
}


def test_kappa_of_a_worked_example() -> None:
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(pairs) == Fraction(2, 5)  # observed 0.7, by chance 0.5


@pytest.mark.parametrize("pairs", [[], [("a", "a")], [("a", "a")] * 9])
def test_kappa_is_not_defined_without_two_categories(pairs: list[tuple[str, str]]) -> None:
    assert kappa(pairs) is None


def test_two_raters_who_never_meet_agree_as_much_as_chance_would() -> None:
    assert kappa([("a", "b")] * 5) == 0


@given(PAIRS)
def test_kappa_is_at_most_one_and_one_only_for_full_agreement(pairs: list[tuple[str, str]]) -> None:
    found = kappa(pairs)
    assert found is None or found <= 1
    assert (found == 1) == (found is not None and all(one == other for one, other in pairs))


@given(PAIRS, st.permutations("abc"))
def test_kappa_knows_neither_sides_nor_names_nor_order(pairs: list[tuple[str, str]], names: list[str]) -> None:
    renamed = dict(zip("abc", names, strict=True))
    other = [(renamed[second], renamed[first]) for first, second in reversed(pairs)]
    assert kappa(other) == kappa(pairs)


def test_only_what_both_sides_state_is_compared() -> None:
    a = {"l.1": Judgement("l.1", "supports", "direct"), "l.2": Judgement("l.2", "mixed"), "l.3": Judgement("l.3")}
    b = {"l.1": Judgement("l.1", "disputes"), "l.2": Judgement("l.2", "mixed", "direct"), "l.4": Judgement("l.4")}
    found = compare(a, b)
    assert (found.both, found.only_a, found.only_b) == (2, 1, 1)
    assert [(field.field, field.n, field.alike) for field in found.fields[:2]] == [
        ("direction", 2, 1),
        ("directness", 0, 0),
    ]
    assert [tuple(item) for item in found.fields[0].differences] == [("l.1", "direction", "supports", "disputes")]
    assert (found.fields[1].agreement, found.fields[1].kappa) == (None, None)


def test_a_base_judges_its_own_lines_tier_included() -> None:
    judged = of_base(load_texts(TINY), default_method())
    assert judged == {"one.1": Judgement("one.1", "supports", "direct", "human-observational", "none", "1")}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no list"),
        (b"line: one.1\n", "no list"),
        (b"- [\n", "x.yaml:2 is not readable"),
        (b"- {line: a}\n- {line: \xff}\n", "x.yaml:2 is not readable"),
        (b"- {direction: mixed}\n", "x.yaml:1 "),
        (b"- {line: a}\n- {line: b, direction: suports}\n", "x.yaml:2 direction"),
        (b"- {line: a, verdict: good}\n", "verdict"),
        (b"- {line: a}\n- {line: a}\n", "twice"),
        (b"- {line: a, line: b}\n", "not readable"),
    ],
)
def test_a_file_that_is_no_list_of_judgements_is_refused_with_its_place(content: bytes, said: str) -> None:
    with pytest.raises(EvidenceError, match=said):
        of_text("x.yaml", content)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    for name, text in {**TINY, "kb/base.yaml": "title: T\nversion: '1'\nas_of: '2026-01-01'\n"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    judgements = tmp_path / "judgements.yaml"
    judgements.write_text("# second look\n- {line: one.1, direction: neutral, directness: direct, why: too small}\n")
    return tmp_path, judgements


def test_the_command_compares_a_base_with_a_file(
    files: tuple[Path, Path], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    agree(*files, Format.json)
    data = json.loads(capsysbinary.readouterr().out)
    assert [row["field"] for row in data["fields"]] == list(FIELDS)
    assert data["lines"] == {"both": 1, "only_a": 0, "only_b": 0}
    assert data["differ"] == [{"line": "one.1", "field": "direction", "a": "supports", "b": "neutral"}]


@pytest.mark.parametrize("form", [Format.rich, Format.md])
def test_what_cannot_be_computed_is_called_not_defined(
    files: tuple[Path, Path], form: Format, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    agree(files[1], files[1], form)
    shown = capsysbinary.readouterr().out.decode()
    assert shown.count("100.0%") == 2  # direction and directness; nothing else is stated
    assert shown.count("not defined") >= 8
    assert "No line." in shown


def test_the_csv_has_a_row_a_field_with_the_lines_that_differ(
    files: tuple[Path, Path], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    agree(*files, Format.csv)
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert lines[:2] == ["field,n,alike,agreement,kappa,differ", "direction,1,0,0.0,0.0,one.1"]
    assert len(lines) == 1 + len(FIELDS)


def test_nothing_in_common_is_no_agreement(files: tuple[Path, Path], tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("- {line: two.1}\n")
    with pytest.raises(EvidenceError, match="in common"):
        agree(files[1], other)
    with pytest.raises(EvidenceError, match="cannot be read"):
        agree(files[1], tmp_path / "none.yaml")
    with pytest.raises(EvidenceError, match="is not a base"):
        agree(files[1], tmp_path / "kb")


def test_the_table_in_the_docs_is_the_one_computed() -> None:
    first, second = (
        of_text(name, (DOCS / "agreement" / name).read_bytes()) for name in ("first-pass.yaml", "second-pass.yaml")
    )
    page = render(agreement_page(compare(first, second), "first", "second"))
    rows = [line for line in page.splitlines() if line.startswith("|")]
    text = (DOCS / "agreement.md").read_text("utf-8")
    assert len(first) == len(second) == 60
    assert [row for row in rows[: 2 + len(FIELDS)] if row not in text] == []
