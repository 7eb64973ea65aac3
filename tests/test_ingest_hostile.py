"""Files that mean harm or are broken: refused or read with a word, quickly, and never obeyed."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.diagnostics import Diagnostic
from evidence.errors import EvidenceError
from evidence.ingest.described import Described
from evidence.ingest.intake import Taken, Wishes, plan
from evidence.ingest.recognise import FORMATS, content_of, read
from evidence.lint import lint
from evidence.loader import load_texts
from evidence.rules.kb112_hidden_characters import HIDDEN

BASE = {"kb/base.yaml": "title: Tea\nversion: '1'\nas_of: '2030-01-01'\nlicence: CC0\n"}
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


def every(content: bytes | str, name: str) -> list[Described | Diagnostic]:
    return list(read(content if isinstance(content, bytes) else content.encode(), name))


def taken(content: bytes | str, name: str) -> list[Taken]:
    return [one for one in plan(every(content, name), load_texts(BASE), Wishes(force=True)) if isinstance(one, Taken)]


def ris(*lines: str, title: str = "Tea") -> str:
    return "\n".join(("TY  - JOUR", f"TI  - {title}", *lines, "ER  - ", ""))


@pytest.mark.parametrize("root", ["PubmedArticleSet", "article"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_expand_or_lead_elsewhere_are_refused(root: str, encoding: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    for declared in (
        f'<!ENTITY l0 "ha">{LAUGHS}',
        f'<!ENTITY l11 SYSTEM "file://{secret}">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;',
    ):
        text = f"<!DOCTYPE {root} [{declared}]><{root}><PubmedArticle><ArticleTitle>&l11;</ArticleTitle></PubmedArticle></{root}>"
        (item,) = every(text.encode(encoding), "x.xml")
        assert isinstance(item, Diagnostic)
        assert "entities" in item.message


def test_an_entity_that_nobody_declared_stays_as_it_is_written() -> None:
    (item,) = every("<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>A &nosuch; B &beta;"
                    "</ArticleTitle></Article></MedlineCitation></PubmedArticle>", "x.xml")  # fmt: skip
    assert isinstance(item, Described)
    assert item.csl.title == "A &nosuch; B β"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("<article>" + "<sec>" * 100_000, "x.xml"),
        ("<PubmedArticleSet>" + "<a>" * 100_000 + "</a>" * 100_000, "x.xml"),
        ("[" * 100_000, "x.json"),
        ('[{"id": ' + '{"a":' * 50_000, "x.json"),
        ("@article{a, title = " + "{" * 100_000 + "}" * 100_000 + "}", "x.bib"),
        ("@article{a, title = {" + r"\textbf{" * 5_000 + "}" * 5_000 + "}}", "x.bib"),
        ("@article{a, author = {" + " and " * 100_000 + "}}", "x.bib"),
        ("@article{a," * 20_000, "x.bib"),
        ("<html>" + "<div>" * 100_000, "x.html"),
        ("<html><meta name='citation_title' content='" + "x" * 1_000_000, "x.html"),
        ("<!-- -->" * 8_000 + "<x>", "x.xml"),
        ("<!DOCTYPE x [" * 3_000, "x.nxml"),
        (ris("AB  - " + "word\n" * 300_000), "x.ris"),
        (ris("AU  - " + "," * 200_000), "x.ris"),
        (ris(title="<sup>" * 50_000), "x.ris"),
        (ris(title="&amp;" * 100_000 + "<" * 100_000), "x.ris"),
        ("PMID- 1\nTI  - " + "a - b\n      " * 100_000, "x.nbib"),
        ("TY  - JOUR\n" * 50_000, "x.ris"),
    ],
    ids=range(18),
)  # fmt: skip
def test_deep_and_long_files_end_soon_and_with_a_word(content: str, name: str) -> None:
    start = time.perf_counter()
    try:
        items = every(content, name)
    except EvidenceError:
        items = []
    for item in items:
        assert isinstance(item, Described | Diagnostic)
    assert time.perf_counter() - start < 20


def test_nul_bytes_are_refused_in_every_format() -> None:
    for name, start in (
        ("x.ris", b"TY  - JOUR\n"),
        ("x.bib", b"@article{a,\n"),
        ("x.json", b"[{"),
        ("x.nbib", b"PMID- 1\n"),
    ):
        (item,) = every(start + b"\x00" * 20, name)
        assert isinstance(item, Diagnostic)
        assert item.name == "unreadable"


def test_a_bomb_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="gzip archive"):
        every(gzip.compress(b"\x00" * 10_000_000), "x.xml.gz")


def test_a_file_too_large_a_folder_and_a_pipe_are_refused_unread(tmp_path: Path) -> None:
    import os

    large = tmp_path / "large.ris"
    with large.open("wb") as file:
        file.truncate(200 * 2**20)
    os.mkfifo(tmp_path / "pipe.ris")
    for path, why in (
        (large, "larger"),
        (tmp_path, "folder"),
        (tmp_path / "pipe.ris", "no regular file"),
        (tmp_path / "none", "No such file"),
    ):
        with pytest.raises(EvidenceError, match=why):
            content_of(path)


def test_hidden_characters_and_terminal_codes_leave_a_title_and_are_named() -> None:
    title = "T\x1b[31mea\x07 \u202egnp\u200b.exe\u202c a\u0301\ufeff"
    (one,) = taken(json.dumps([{"id": "a", "type": "article-journal", "title": title, "DOI": "10.1000/a"}]), "x.json")
    assert one.source.csl.title == "Tea gnp.exe á"
    assert not HIDDEN.search(one.text)
    assert "hidden character (U+001B)" in (one.source.todo or "")


@pytest.mark.parametrize(
    "title", ["=cmd|' /C calc'!A0", "@SUM(1)", "- {a: b}", "'", "null", "&a *b", "%TAG ! x", "# no", "a: b", "1e5"]
)
def test_titles_that_other_programs_would_run_stay_words(title: str) -> None:
    (one,) = taken(json.dumps([{"id": "a", "type": "article-journal", "title": title}]), "x.json")
    assert load_texts({**BASE, one.path: one.text}).base.sources[one.source.id].csl.title == title


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/cron", "..", "CON", "a\x00b", "…", "💥", "x" * 5_000, "\\\\host\\c$", ".hidden"]
)
def test_no_name_leads_out_of_the_folder_of_sources(name: str) -> None:
    people = [{"family": name}]
    (one,) = taken(
        json.dumps([{"id": name, "type": "article-journal", "title": "Tea " * 9, "author": people}]), "x.json"
    )
    assert one.path.startswith("sources/")
    assert one.path.count("/") == 1
    assert len(one.path) < 120
    assert load_texts({**BASE, one.path: one.text}).base.sources


def test_bad_identifiers_and_dates_stay_out_with_the_reason() -> None:
    text = ris(
        "DO  - 10.1000/ü b",
        "DO  - javascript:alert(1)",
        "UR  - javascript:alert(1)",
        "UR  - http://x y",
        "PY  - 2019/13/45",
        "AN  - 0",
    )
    (one,) = taken(text, "x.ris")
    csl = one.source.csl
    assert (csl.DOI, csl.URL, csl.PMID, csl.issued) == (None, None, None, "2019")
    assert {left.field for left in one.item.left} >= {"DOI", "URL", "date"}


FILES = {
    "x.ris": ris("AU  - A, B", "PY  - 2019", "DO  - 10.1000/a"),
    "x.nbib": "PMID- 1\nTI  - Tea\nFAU - A, B\nDP  - 2019 Mar\nPT  - Review\nSO  - x\n",
    "x.bib": "@article{a, title = {T{\\\"e}a}, author = {A, B and C}, year = 2019}",
    "x.json": '[{"id": "a", "type": "article-journal", "title": "Tea", "issued": {"date-parts": [[2019]]}}]',
    "x.xml": "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>Tea</ArticleTitle>"
             "</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
    "x.nxml": "<article><front><article-meta><title-group><article-title>Tea</article-title></title-group></article-meta>"
              "</front><body><p>a</p></body></article>",
    "x.html": "<html><head><title>Tea</title><meta name='citation_date' content='2019'></head><body>a</body></html>",
}  # fmt: skip


@given(name=st.sampled_from(sorted(FILES)), data=st.data())
def test_any_damage_gives_records_that_lint_or_diagnostics(name: str, data: st.DataObject) -> None:
    content = bytearray(FILES[name].encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content)))
        to = min(len(content), at + data.draw(st.integers(0, 12)))
        content[at:to] = data.draw(
            st.one_of(st.binary(max_size=12), st.text(max_size=8).map(lambda text: text.encode("utf-8", "replace")))
        )
    try:
        found = taken(bytes(content), name)
    except EvidenceError:
        return
    texts = {**BASE, **{one.path: one.text for one in found}}
    report = lint(load_texts(texts))
    assert not [item for item in report.diagnostics if item.severity == "error"], texts


def test_every_format_has_a_reader() -> None:
    from importlib import import_module

    for form in FORMATS:
        assert callable(import_module(f"evidence.ingest.formats.{form.module}").read)
