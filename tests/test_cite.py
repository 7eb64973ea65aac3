"""Citing: what goes out comes back, what is not known is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.citing.export import export
from evidence.citing.items import item_of, printable
from evidence.citing.text import bibliography
from evidence.errors import EvidenceError
from evidence.store import Store
from evidence.store.citations import cited, source_record
from tiny_base import HOSTILE, compiled, golden, hostile

bibtexparser = pytest.importorskip("bibtexparser")
rispy = pytest.importorskip("rispy")
pytest.importorskip("citeproc")

FULL: dict[str, Any] = {
    "id": "full-2020",
    "kind": "journal-article",
    "csl": {
        "type": "article-journal",
        "title": "The 5-HT1B receptor & 50% of {everything}_#1: a $2 trial",
        "author": [
            {"family": "De Feyter", "given": "HM"},
            {"family": "Zarate", "given": "CA Jr"},
            {"literal": "ACME and Sons"},
        ],
        "et_al": True,
        "container-title": "Journal of A & B",
        "issued": "2020-03-07",
        "volume": "10",
        "issue": "1-2",
        "page": "159-e160",
        "number": "e7",
        "publisher": "A_B",
        "DOI": "10.1002/(SICI)1098<142::AID-SYN5>3.0.CO;2-7",
        "PMID": "123",
        "PMCID": "PMC7",
        "URL": "https://example.org/?a=1;b=2",
    },
    "standing": {"status": "retracted", "date": "2021-05-01", "authority": "the journal"},
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The tiny base."""
    return compiled(tmp_path_factory.mktemp("cite"))


@pytest.fixture
def records(store: Store) -> list[dict[str, Any]]:
    """Every document of the tiny base, and one with every field."""
    return [*(source_record(store, name) for name in store.ids("source")), FULL]


@pytest.mark.parametrize("style", ["vancouver", "apa"])
def test_styles(records: list[dict[str, Any]], style: str) -> None:
    golden(f"cite-{style}.txt", export(records, "text", style))


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl-json"])
def test_formats(records: list[dict[str, Any]], form: str) -> None:
    golden(f"cite.{form}", export(records, form))


def test_csl_json_comes_back(records: list[dict[str, Any]]) -> None:
    assert json.loads(export(records, "csl-json")) == [item_of(record) for record in records]


def untex(text: str) -> str:
    """What TeX would print."""
    from evidence.citing.bibtex import _SPECIAL

    for plain, spelt in sorted(_SPECIAL.items(), key=lambda pair: -len(pair[1])):
        if spelt != "\\\\":
            text = text.replace(spelt, f"\0{ord(plain)}\0")
    parts = text.split("\0")
    return "".join(chr(int(part)) if place % 2 else part for place, part in enumerate(parts))


def test_bibtex_comes_back(records: list[dict[str, Any]]) -> None:
    library = bibtexparser.parse_string(export(records, "bibtex"))
    assert not library.failed_blocks
    read = {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}
    assert list(read) == [record["id"] for record in records]
    full, csl = read["full-2020"], FULL["csl"]
    kept = {"volume": "volume", "issue": "number", "number": "eid", "DOI": "doi", "PMID": "pmid", "PMCID": "pmcid",
            "URL": "url",             "container-title": "journal", "publisher": "publisher"}  # fmt: skip
    assert {key: untex(full[name]) for key, name in kept.items()} == {key: csl[key] for key in kept}
    assert untex(full["title"].removeprefix("{").removesuffix("}")) == csl["title"]
    assert full["author"] == "De Feyter, HM and Zarate, Jr, CA and {ACME and Sons} and others"
    assert (full["year"], full["month"], full["date"]) == ("2020", "mar", "2020-03-07")
    assert full["pages"] == "159--e160"
    assert full["note"] == "retracted, 2021-05-01, the journal"


def test_ris_comes_back(records: list[dict[str, Any]]) -> None:
    read = rispy.loads(export(records, "ris"))
    assert [entry["id"] for entry in read] == [record["id"] for record in records]
    full, csl = read[-1], FULL["csl"]
    kept = {"title": "title", "container-title": "secondary_title", "volume": "volume", "issue": "number",
            "number": "custom7", "publisher": "publisher", "DOI": "doi",
            "PMID": "accession_number", "PMCID": "custom2"}  # fmt: skip
    assert {key: full[name] for key, name in kept.items()} == {key: csl[key] for key in kept}
    assert full["authors"] == ["De Feyter, HM", "Zarate, CA, Jr", "ACME and Sons", "et al."]
    assert (full["start_page"], full["end_page"], full["date"]) == ("159", "e160", "2020/03/07/")
    assert [url.replace("%3B", ";") for url in full["urls"]] == [csl["URL"]]
    assert full["notes"] == ["retracted, 2021-05-01, the journal"]


LINES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1).map(
    lambda text: " ".join(text.split())
)


@given(title=LINES.filter(bool), journal=LINES.filter(bool))
def test_any_title_survives_bibtex_and_ris(title: str, journal: str) -> None:
    record = {
        "id": "a-1",
        "kind": "journal-article",
        "csl": {"type": "article-journal", "title": title, "container-title": journal},
    }
    library = bibtexparser.parse_string(export([record], "bibtex"))
    assert not library.failed_blocks
    fields = library.entries[0].fields_dict
    assert untex(fields["title"].value[1:-1]) == title
    assert untex(fields["journal"].value) == journal
    entry = rispy.loads(export([record], "ris"))[0]
    assert (entry["title"], entry["secondary_title"]) == (title, journal)


def test_what_is_not_known_is_said() -> None:
    record = {"id": "dark-1", "kind": "journal-article", "csl": {"type": "article-journal"}}
    assert bibliography([printable(item_of(record), "journal-article")]) == [
        "[authors not verified]. [title not verified] (dark-1). [journal not verified]. [date not verified]."
    ]
    assert "note = {not verified: title, authors, journal, date}" in export([record], "bibtex")
    page = {"id": "page-1", "kind": "web-page", "csl": {"type": "webpage", "title": "A page"}}
    for style in ("vancouver", "apa", "harvard-cite-them-right"):
        assert "[date not verified]" in bibliography([printable(item_of(page), "web-page")], style)[0]


def test_ids_stand_for_their_documents(store: Store) -> None:
    def names(*asked: str) -> list[str]:
        return [record["id"] for record in cited(store, asked)]

    assert names("news-2001", "news-2001") == ["news-2001"]
    assert names("mouse-2007-experiment") == ["mouse-2007"]
    assert names("willow-relieves-headache")[:2] == ["ash-2001", "birch-2002"]
    assert names("tea")[-1] == "mouse-2007"
    assert names("willow-upsets-stomach") == []
    with pytest.raises(EvidenceError, match="no source or study or claim or hypothesis 'nothing'"):
        names("nothing")


def test_a_study_is_not_cited_through_one_who_only_mentions_it(tmp_path: Path) -> None:
    from tiny_base import TEXTS

    path = "kb/studies/mouse-2007-experiment.yaml"
    line = TEXTS[path][TEXTS[path].index("  - id:") :].replace(".1\n", ".2\n").replace("own-result", "background")
    store = compiled(tmp_path, {**TEXTS, path: TEXTS[path] + line.replace("source: mouse-2007", "source: birch-2002")})
    assert [record["id"] for record in cited(store, ["mouse-2007-experiment"])] == ["mouse-2007"]


def test_a_style_file_of_ones_own(tmp_path: Path) -> None:
    style = tmp_path / "mine.csl"
    style.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title><id>t</id>'
        "<updated>2026-01-01T00:00:00+00:00</updated></info><citation><layout/></citation>"
        '<bibliography><layout><text variable="title"/></layout></bibliography></style>'
    )
    assert bibliography([item_of(FULL)], str(style)) == [FULL["csl"]["title"] + " [retracted, 2021-05-01, the journal]"]
    style.write_text(style.read_text().replace("<bibliography>", "<nothing>").replace("</bibliography>", "</nothing>"))
    for wrong in (str(style), str(tmp_path / "absent.csl"), "no-such-style", str(tmp_path)):
        with pytest.raises(EvidenceError):
            bibliography([item_of(FULL)], wrong)


def test_hostile_text_adds_no_record(tmp_path: Path) -> None:
    store = compiled(tmp_path, hostile())
    records = [source_record(store, name) for name in store.ids("source")]
    library = bibtexparser.parse_string(export(records, "bibtex"))
    assert not library.failed_blocks
    assert len(library.entries) == len(rispy.loads(export(records, "ris"))) == len(records)
    assert untex(library.entries_dict["ash-2001"]["title"][1:-1]) == " ".join(HOSTILE.split())
    texts = export(records, "text").splitlines()
    assert len(texts) == len(records)


def test_a_missing_library_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, form in (("bibtexparser", "bibtex"), ("rispy", "ris"), ("citeproc", "text")):
        monkeypatch.setitem(__import__("sys").modules, name, None)
        with pytest.raises(EvidenceError, match="not installed") as error:
            export([FULL], form)
        assert error.value.hint.startswith("pip install")
