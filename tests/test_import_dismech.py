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
