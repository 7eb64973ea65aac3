"""What a draft cites is found in the base, however it is cited; what it lets stand is let stand, with a reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.reading.citations import Citations, resolve
from evidence.reading.documents import read_bytes, read_draft, read_text
from evidence.reading.judge.findings import NAMES
from evidence.reading.suppress import check_draft, fingerprint, ignores, olds, read_baseline, write_baseline
from evidence.store import Store, open_store

MINI = Path(__file__).parent.parent / "examples" / "mini"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The mini base, compiled."""
    from evidence.database.build import build

    root = tmp_path_factory.mktemp("citations") / "base"
    shutil.copytree(MINI, root, ignore=shutil.ignore_patterns(".evidence"))
    built = build(root)
    assert built.path is not None
    return open_store(built.path)


def cited(store: Store, text: str, name: str = "a.md") -> list[tuple[str, str, tuple[str, ...]]]:
    """How, as what and to which sources a text leads."""
    return [(item.how, item.text, item.sources) for item in resolve(read_text(text, name), store).found]


FERRY = ("ferry-2015",)


@pytest.mark.parametrize(
    ("text", "how", "shown"),
    [
        ("As shown (doi:10.5555/larkmint.ferry-2015).", "doi", "doi:10.5555/larkmint.ferry-2015"),
        ("See https://doi.org/10.5555/LARKMINT.ferry-2015.", "doi", "https://doi.org/10.5555/LARKMINT.ferry-2015"),
        ("See https://x.org/doi/10.5555/larkmint.ferry-2015/full?a=1 now", "doi", "https://x.org/doi/10.5555/larkmint.ferry-2015/full?a=1"),
        ("It [helps](https://dx.doi.org/10.5555/larkmint.ferry-2015).", "doi", "helps"),
        ("It helps (Marin et al., 2015).", "author-year", "Marin et al., 2015"),
        ("Marin and Sample (2015) saw it.", "author-year", "Marin and Sample (2015)"),
        ("It helps [@ferry-2015, p. 3].", "key", "@ferry-2015"),
    ],
)  # fmt: skip
def test_one_citation(store: Store, text: str, how: str, shown: str) -> None:
    assert cited(store, text) == [(how, shown, FERRY)]


def test_what_the_base_does_not_hold_is_said_to_be_unresolved(store: Store) -> None:
    draft = read_text("See 10.1000/unknown and (Nobody et al., 1999), PMID 12345678 and NCT01234567.", "a.md")
    found = resolve(draft, store)
    assert [item.how for item in found.unresolved] == ["doi", "author-year", "pmid", "nct"]
    assert found.within(0, 1000) == []


def test_a_month_or_a_mail_address_is_no_citation(store: Store) -> None:
    assert cited(store, "In March 2015 me@ferry.org wrote to @handle about 10.5 mg, Table 2015 and [a link].") == []


def test_numbers_lead_to_the_list_of_references(store: Store) -> None:
    text = (
        "It helps [1] and more [2,3], even¹⁻³.\n\n# References\n\n"
        "1. Marin A, Sample B. Larkmint tea against seasickness: a randomised trial. 2015.\n"
        "2. Nobody N. Nothing. 1999.\n3. doi:10.5555/larkmint.births-2016\n"
    )
    found = [(shown, sources) for how, shown, sources in cited(store, text) if how == "number"]
    assert found == [("[1]", FERRY), ("[2,3]", ("births-2016",)), ("¹⁻³", ("ferry-2015", "births-2016"))]


def test_notes_lead_to_what_they_say(store: Store) -> None:
    assert cited(store, "It helps.[^a]\n\n[^a]: See Marin A. Larkmint tea against seasickness: a randomised trial.")[0] == (
        "note", "See Marin A. Larkmint tea against seasickness: a randomised trial.", FERRY,
    )  # fmt: skip
    page = '<p>It helps<sup><a href="#r1">1</a></sup></p><h2>References</h2><ol><li id="r1">doi:10.5555/larkmint.ferry-2015</ol>'
    assert cited(store, page, "a.html")[0] == ("note", "1", FERRY)


BIB = """@article{m15, author = {Marin, A. and Sample, B.}, year = 2015,
  title = {{Larkmint} tea against seasickness: a randomised trial}}
@article{other, author = {Nobody, N.}, title = {Nothing at all}, doi = {10.1000/none}}
@article{broken, title = {
"""
CSL = '[{"id": "m15", "type": "article-journal", "DOI": "10.5555/larkmint.ferry-2015"}, {"id": 7}, "x"]'


@pytest.mark.parametrize(("name", "content"), [("refs.bib", BIB), ("refs.json", CSL)])
def test_keys_lead_through_the_bibliography(store: Store, tmp_path: Path, name: str, content: str) -> None:
    if name.endswith(".bib"):
        pytest.importorskip("bibtexparser", reason="the documents extra is not installed")
    (tmp_path / name).write_text(content)
    draft = tmp_path / "draft.md"
    draft.write_text(f"---\nbibliography: {name}\n---\nIt helps [see @m15; @other] and @m15 says so. Mail a@m15.\n")
    found = resolve(read_draft(draft), store)
    assert [item.sources for item in found.found] == [FERRY, (), FERRY]
    assert resolve(read_text("It helps [@m15].", "x.md"), store, tmp_path / name).sources(0, 20) == FERRY


def test_a_missing_bibliography_is_an_error_when_asked_for_and_a_problem_when_named_in_the_draft(
    store: Store, tmp_path: Path
) -> None:
    with pytest.raises(EvidenceError):
        resolve(read_text("a", "a.md"), store, tmp_path / "none.bib")
    (tmp_path / "a.md").write_text("---\nbibliography: none.bib\n---\nIt helps [@m15].\n")
    found = resolve(read_draft(tmp_path / "a.md"), store)
    assert found.problems
    (tmp_path / "broken.json").write_text("[{")
    with pytest.raises(EvidenceError):
        resolve(read_text("a", "a.md"), store, tmp_path / "broken.json")


def test_a_reference_managers_field_in_word_carries_the_doi(store: Store) -> None:
    from test_documents_hostile import body, zipped

    field = (
        '<w:p><w:r><w:t>It helps </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ADDIN ZOTERO_ITEM '
        'CSL_CITATION {"DOI":"10.5555/larkmint.ferry-2015"}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>(Marin)</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    draft = read_bytes(zipped({"word/document.xml": body(field)}), "a.docx")
    assert draft.document.text == "It helps (Marin)"
    assert [(item.text, item.sources) for item in resolve(draft, store).found] == [("(Marin)", FERRY)]


# --- what is let stand

FLAT = "Larkmint needs the cold receptor to relieve nausea."


def codes(store: Store, text: str, name: str = "a.md") -> list[str]:
    """The codes that are left."""
    return [finding.code for finding in check_draft(store, read_text(text, name)).checked.findings]


def test_a_comment_lets_the_next_block_stand(store: Store) -> None:
    assert codes(store, FLAT) == ["EV102"]
    comment = "<!-- evidence: ignore EV102 we say why below -->"
    assert codes(store, f"{comment}\n\n{FLAT}\n\n{FLAT}") == ["EV102"]
    assert codes(store, f"{FLAT} {comment}\n{FLAT}") == ["EV102"]
    assert codes(store, f"<p>{FLAT} {comment}</p><p>{FLAT}</p>", "a.html") == ["EV102"]
    assert codes(store, f"<p>{FLAT} {comment}\n{FLAT}</p>", "a.html") == ["EV102"]
    assert codes(store, f"{FLAT} {comment}") == []
    assert codes(store, f"{comment}\n{FLAT}\n\n{FLAT}", "a.txt") == ["EV102"]
    assert codes(store, f"<!-- evidence: ignore-file EV102 all of it -->\n\n{FLAT}\n\n{FLAT}") == []
    assert codes(store, f"<!-- evidence: ignore EV201 another code -->\n\n{FLAT}") == ["EV102"]


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("evidence: ignore EV102", "gives no reason"),
        ("evidence: ignore because", "ignores no code"),
        ("evidence: ignore EV999 because", "EV999, which is no code"),
        ("evidence: silence EV102 because", "which is nothing"),
    ],
)
def test_a_comment_that_does_nothing_is_said_to(store: Store, comment: str, said: str) -> None:
    draft = read_text(f"<!-- {comment} -->\n\n{FLAT}", "a.md")
    found, complaints = ignores(draft, NAMES)
    assert not found
    assert said in complaints[0].message
    assert complaints[0].line == 1
    assert check_draft(store, draft).checked.findings


def test_a_baseline_knows_a_finding_wherever_it_moves(store: Store, tmp_path: Path) -> None:
    draft, known = tmp_path / "a.md", tmp_path / "known.json"
    draft.write_text(FLAT)
    first = check_draft(store, read_draft(draft))
    assert write_baseline(known, olds([first.checked])) == 1
    again = known.read_bytes()
    draft.write_text(f"New first line.\n\nThen: a word.\n\n- {FLAT}\n\nAnd once more: {FLAT}\n")
    settled = check_draft(store, read_draft(draft), baseline=read_baseline(known))
    assert (settled.old, len(settled.checked.findings)) == (1, 1)
    draft.write_text(FLAT)
    write_baseline(known, olds([check_draft(store, read_draft(draft)).checked]))
    assert known.read_bytes() == again


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"findings": {"a": [{}]}}', '{"findings": 3}'])
def test_a_broken_baseline_is_one_clear_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(content)
    with pytest.raises(EvidenceError):
        read_baseline(path)
    with pytest.raises(EvidenceError):
        read_baseline(tmp_path / "missing.json")


def test_a_fingerprint_hangs_on_words_not_on_marks() -> None:
    assert fingerprint("EV102", "a", "It is,  so.") == fingerprint("EV102", "a", "It *is* so")
    assert fingerprint("EV102", "a", "It is so") != fingerprint("EV102", "a", "It is not so")


def test_no_citations_is_nothing() -> None:
    assert Citations().sources(0, 10) == ()


@pytest.mark.parametrize(
    ("comment", "said"),
    [("ignore EV102", "gives no reason"), ("ignore EV201 not now", "there is none"), ("ignore EV001 no", "is no code")],
)
def test_a_comment_that_does_nothing_is_reported_as_a_note(store: Store, comment: str, said: str) -> None:
    settled = check_draft(store, read_text(f"{FLAT}\n\n<!-- evidence: {comment} -->\n\n{FLAT}\n", "a.md"))
    found = [finding for finding in settled.reported.findings if finding.code == "EV001"]
    assert [finding.severity for finding in found] == ["note"]
    assert said in found[0].message
    assert settled.reported.examined == settled.checked.examined == {"sentences": 2, "claims": 2}
    assert [sentence.line for sentence in settled.reported.sentences] == [1, 3, 5]
