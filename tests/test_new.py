"""``evidence new``: records that load, in their files, with what is missing said and nothing overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.authoring.format import format_file
from evidence.authoring.records.documents import source_draft, study_draft
from evidence.authoring.records.draft import Desk
from evidence.authoring.records.given import slug_of
from evidence.authoring.records.propositions import claim_draft, concept_draft, hypothesis_draft
from evidence.authoring.start import create, texts_of
from evidence.errors import EvidenceError
from evidence.ids import is_slug


@pytest.fixture
def home(tmp_path: Path) -> Path:
    create(tmp_path / "base", texts_of("Tea", "2024-05-01", True))
    return tmp_path / "base"


def oda(desk: Desk, **more: Any) -> Any:
    given: dict[str, Any] = {"title": "Olive leaf and hiccups", "authors": ["Oda, K"], "issued": "2024-03"}
    return source_draft(desk, **{**given, **more})


def test_a_source_is_named_after_its_first_author_and_year(home: Path) -> None:
    written = Desk(home).write(oda(Desk(home), doi="https://doi.org/10.5555/Oda"))
    assert (written.draft.path, written.line) == ("sources/oda-2024.yaml", 1)
    assert (home / "sources/oda-2024.yaml").read_text() == (
        "id: oda-2024\nkind: journal-article\ncsl:\n  type: article-journal\n  title: Olive leaf and hiccups\n"
        "  author:\n    - {family: Oda, given: K}\n  issued: 2024-03\n  DOI: 10.5555/Oda\n"
        "standing: {status: unknown}\ntodo: 'To be filled in: csl.container-title, reports, standing.'\n"
    )
    assert {item.severity for item in written.found} == {"note"}


def test_a_document_known_by_an_identifier_is_refused_with_its_place(home: Path) -> None:
    with pytest.raises(EvidenceError, match=r"arden-2021 has this DOI already: sources/arden-2021\.yaml:1"):
        oda(Desk(home), doi="doi:10.5555/QUILLBARK.arden-2021")


def test_a_second_document_of_the_same_name_gets_a_number_and_an_id_that_is_taken_is_refused(home: Path) -> None:
    Desk(home).write(oda(Desk(home)))
    assert oda(Desk(home)).id == "oda-2024-2"
    with pytest.raises(EvidenceError, match=r"taken: kb/concepts/drug\.yaml:1"):
        oda(Desk(home), name="quillbark")


def test_a_study_takes_label_and_id_from_its_document_and_is_added_to_it(home: Path) -> None:
    before = (home / "sources/arden-2021.yaml").read_text()
    draft = study_draft(
        Desk(home), source="arden-2021", design="post-hoc", species=["human"], drug="quillbark", total=80
    )
    written = Desk(home).write(draft)
    assert (draft.id, draft.values["label"], draft.values["masking"]) == (
        "arden-2021-analysis",
        "Arden 2021",
        "unknown",
    )
    assert written.touched == ("sources/arden-2021.yaml",)
    after = (home / "sources/arden-2021.yaml").read_text()
    assert after == before.replace("[arden-2021-trial]", "[arden-2021-trial, arden-2021-analysis]")


def test_a_claim_goes_below_the_others_and_they_keep_their_bytes(home: Path) -> None:
    path = home / "kb/claims/efficacy.yaml"
    path.write_text("# mine\n" + path.read_text() + "# the end\n")
    before = path.read_bytes()
    draft = claim_draft(
        Desk(home), subject="quillbark", predicate="required-for", target="phrenic-nerve-firing", group="efficacy"
    )
    written = Desk(home).write(draft)
    after = path.read_bytes()
    assert after.startswith(before.removesuffix(b"# the end\n"))
    assert after.endswith(b"# the end\n")
    assert after.splitlines()[written.line - 1] == b"- id: quillbark-required-for-phrenic-nerve-firing"
    assert draft.values["profile"] == "mechanism"
    assert draft.values["statement"] == "Quillbark is required for phrenic nerve firing."


def test_a_concept_that_is_not_there_is_refused_with_the_nearest(home: Path) -> None:
    with pytest.raises(EvidenceError) as caught:
        claim_draft(Desk(home), subject="quilbark", predicate="reduces", target="hiccups", group="efficacy")
    assert caught.value.hint == "did you mean quillbark?"


def test_a_hypothesis_may_share_the_id_of_a_claim_and_nothing_else(home: Path) -> None:
    desk = Desk(home)
    claims = ["quillbark-stops-hiccups"]
    Desk(home).write(hypothesis_draft(desk, label="Other", tests=claims, name="quillbark-stops-hiccups"))
    with pytest.raises(EvidenceError, match="taken"):
        hypothesis_draft(desk, label="Other", tests=claims, name="arden-2021")


def test_a_name_that_a_concept_has_is_refused(home: Path) -> None:
    with pytest.raises(EvidenceError, match="names quillbark already"):
        concept_draft(Desk(home), kind="drug", label="QuillBark Tea")


def test_a_first_concept_of_its_kind_makes_the_file(home: Path) -> None:
    Desk(home).write(concept_draft(Desk(home), kind="measure", label="Bouts a day", synonyms=["no", "12:30"]))
    assert (home / "kb/concepts/measure.yaml").read_text().splitlines()[3] == "  synonyms: ['no', '12:30']"


@pytest.mark.parametrize(
    "value", ["", " ", "x\x00", "\x1b[31m", "\u202eabc", "\ufeffa", "x" * 10_240, "a\u200bb"], ids=repr
)
def test_hidden_characters_and_documents_are_refused_as_titles(home: Path, value: str) -> None:
    with pytest.raises(EvidenceError):
        oda(Desk(home), title=value)


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "A", "a--b", "a b", "", "x" * 101, "con\n"])
def test_an_id_or_group_that_is_no_slug_is_refused(home: Path, name: str) -> None:
    with pytest.raises(EvidenceError):
        oda(Desk(home), name=name)
    with pytest.raises(EvidenceError):
        claim_draft(Desk(home), subject="quillbark", predicate="reduces", target="hiccups", group=name)


def test_a_file_reached_through_a_link_is_not_written_to(home: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (home / "sources").rename(tmp_path / "elsewhere" / "sources")
    (home / "sources").symlink_to(tmp_path / "elsewhere" / "sources")
    with pytest.raises(EvidenceError, match="symbolic link"):
        Desk(home).write(oda(Desk(home), title="Another"))


def test_a_broken_file_is_not_added_to(home: Path) -> None:
    (home / "kb/concepts/drug.yaml").write_text("- id: [\n")
    with pytest.raises(EvidenceError, match="cannot be changed"):
        Desk(home).write(concept_draft(Desk(home), kind="drug", label="another"))
    assert (home / "kb/concepts/drug.yaml").read_text() == "- id: [\n"


_lines = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=60)


@given(_lines, _lines)
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_loads_and_is_in_house_style_or_is_refused(title: str, journal: str) -> None:
    from evidence.authoring.order import file_text
    from evidence.loader import parse

    desk = _desk()
    try:
        draft = oda(desk, title=title, journal=journal)
    except EvidenceError:
        return
    content = file_text(draft.path, draft.values).encode()
    assert parse(draft.path, content).troubles == ()
    assert not format_file(draft.path, content).changed


def _desk() -> Desk:
    from evidence.loader import load

    desk = Desk.__new__(Desk)
    desk.texts, desk.refused, desk.loaded = {}, {}, load({})
    return desk


@given(st.text())
def test_a_slug_is_a_slug_or_nothing(text: str) -> None:
    made = slug_of(text)
    assert made == "" or is_slug(made)


def test_the_commands_of_the_page_on_authoring_work_one_after_the_other(home: Path) -> None:
    import re
    import shlex

    from test_init import ROOT, run

    page = (ROOT / "docs/authoring.md").read_text("utf-8")
    lines = re.findall(r"^evidence (new .*)$", page, re.MULTILINE)
    assert len(lines) == 6
    for line in lines:
        done = run(home, *shlex.split(line))
        assert done.returncode == 0, (line, done.stderr)
    assert "0 errors" in run(home, "lint").stdout
    assert run(home, "fmt", "--check").returncode == 0


def test_fmt_shows_writes_and_leaves_alone(home: Path) -> None:
    from test_init import run

    path = home / "sources/arden-2021.yaml"
    kept = path.read_bytes()
    path.write_bytes(b"kind: journal-article\r\nid: arden-2021  # id\r\n")
    (home / "sources/link.yaml").symlink_to(path)
    dry = run(home, "fmt", "--check", "sources/arden-2021.yaml")
    assert (dry.returncode, dry.stdout.splitlines()[-1]) == (1, "1 of 1 files not in house style")
    assert path.read_bytes().startswith(b"kind")
    shown = run(home, "fmt", "--diff", "sources")
    assert "+id: arden-2021  # id" in shown.stdout
    done = run(home, "fmt")
    assert done.returncode == 1
    assert "sources/link.yaml:0:0: KB007" in done.stdout
    assert path.read_bytes() == b"id: arden-2021  # id\nkind: journal-article\n"
    assert (home / "sources/link.yaml").is_symlink()
    assert run(home, "fmt", "../..").returncode == 2
    path.write_bytes(kept)
    assert run(home, "fmt", "sources/arden-2021.yaml").stdout == "0 of 1 files brought into house style\n"
