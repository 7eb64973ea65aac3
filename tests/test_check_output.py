"""What the writers' check finds, as SARIF, as workflow commands and as an annotated page."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from evidence.reading.check import CheckedDocument, CheckedSentence
from evidence.reading.documents import read_text
from evidence.reading.judge.findings import Finding, Made
from evidence.reading.types import Document
from evidence.render.check_github import github
from evidence.render.check_html import Article, html
from evidence.render.check_sarif import sarif
from evidence.render.check_studies import StudyNote

EVIL = '<script>alert(1)</script> & "q" \u202e'
TEXT = """# A <b>title</b>

Larkmint cures all, it is proven. It may help.

- Numbers: 50% of people. &lt;img src=x onerror=alert(1)>
"""
BASE = {"version": "1.0", "as_of": "2024-05-02", "method": "1+x"}
STUDIES = {
    "one": StudyNote("one", f"One {EVIL}", "randomised, n = 40", "https://doi.org/10.1/x"),
    "two": StudyNote("two", "Two", "", "javascript:alert(1)"),
}


def finding(
    code: str, start: int, end: int, severity: str = "warning", suggestion: str = "Studies disagree."
) -> Finding:
    return Finding(code, severity, start, end, f"Message {EVIL}", "Why, 50%.", suggestion, "claim", ("one",), ("two",))  # type: ignore[arg-type]


@pytest.fixture
def article() -> Article:
    """Three sentences: two with findings, one that holds."""
    draft = read_text(TEXT, "a: b,c.md")
    document = draft.document
    found = []
    for words, made, codes in (
        ("Larkmint cures all, it is proven.", (), [("EV102", "warning"), ("EV201", "error")]),
        ("It may help.", (Made("claim", "hedged", "supported", "for", "It helps", 1.0),), []),
        ("50% of people.", (), [("EV205", "note")]),
    ):
        start = document.text.index(words)
        end = start + len(words)
        first, last = document.place(start), document.place(end)
        diagnostics = tuple(finding(code, start, end, severity) for code, severity in codes)
        found.append(CheckedSentence(words, start, end, *first, *last, made, diagnostics))
    return Article(document, CheckedDocument(document.path, tuple(found)))


class Reader(HTMLParser):
    """Collects tags with their attributes, and the words between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page_of(article: Article) -> str:
    return html([article], STUDIES, BASE, "No medical advice.")


def test_the_page_is_the_article_with_its_notes(article: Article) -> None:
    page = page_of(article)
    reader = Reader()
    reader.feed(page)
    words = " ".join("".join(reader.words).split())
    for part in (
        "A title",
        "Larkmint cures all, it is proven.",
        "It may help.",
        "50% of people.",
        "EV201",
        "Studies disagree.",
    ):
        assert part in words
    assert [attributes["class"] for tag, attributes in reader.tags if tag == "mark"] == ["error", "note"]
    assert {"note-1", "mark-1", "note-2", "mark-2"} <= {attributes.get("id") for _, attributes in reader.tags}
    assert words.count("Studies disagree.") == 2, "one wording for each sentence, however many findings it has"


def test_keys_reach_the_note_on_a_claim_in_which_nothing_was_found(article: Article) -> None:
    page = page_of(article)
    assert '<span class="held">It may help.</span><sup class="marks"><a id="mark-2" href="#note-2">2</a></sup>' in page
    assert '<section class="note quiet" id="note-2">' in page
    assert 'Says with reserve: It helps <span class="detail">Verdict: supported for.</span>' in page
    assert "title=" not in page


def test_nothing_in_the_page_runs_or_loads(article: Article) -> None:
    page = page_of(article)
    reader = Reader()
    reader.feed(page)
    names = {tag for tag, _ in reader.tags}
    assert not names & {"script", "img", "iframe", "link", "object", "form", "svg", "base"}
    assert not [
        key for _, attributes in reader.tags for key in attributes if key.startswith("on") or key in ("style", "src")
    ]
    addresses = {attributes["href"] for tag, attributes in reader.tags if tag == "a" and attributes.get("href")}
    assert all(str(address).startswith(("https://", "#")) for address in addresses)
    policy = next(
        a["content"] for tag, a in reader.tags if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "\u202e" not in page


def test_the_policy_allows_the_style_sheet_of_the_page(article: Article) -> None:
    import base64
    import hashlib

    page = page_of(article)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    assert base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode() in page


def test_workflow_commands_escape_what_would_end_them(article: Article) -> None:
    lines = github([article.checked]).splitlines()
    assert [line.split(" ", 1)[0] for line in lines] == ["::warning", "::error", "::notice"]
    assert lines[0].startswith(
        "::warning file=a%3A b%2Cc.md,line=3,endLine=3,col=1,endColumn=34,title=EV102 contested::Message"
    )
    assert "Why, 50%25.%0AInstead: Studies disagree." in lines[0]
    assert "Instead" not in lines[2], "advice on a number is no sentence to say instead"


def test_sarif_follows_its_schema_where_it_matters(article: Article) -> None:
    log = json.loads(sarif([article.checked], BASE))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    rules = run["tool"]["driver"]["rules"]
    first, _, last = run["results"]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "EV102"
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%3A%20b%2Cc.md"
    region = first["locations"][0]["physicalLocation"]["region"]
    assert [region[key] for key in ("startLine", "startColumn", "endLine", "endColumn")] == [3, 1, 3, 34]
    assert first["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == "Studies disagree."
    assert "fixes" not in last
    assert {result["level"] for result in run["results"]} <= {"error", "warning", "note", "none"}
    assert len({result["partialFingerprints"]["evidenceSentence/v1"] for result in run["results"]}) == 3
    assert run["properties"]["examined"] == {"documents": 1, "sentences": 3, "claims": 1}


def test_no_article_and_no_findings_are_pages_too() -> None:
    empty = Article(Document("a.md", "", (), ()), CheckedDocument("a.md", ()))
    assert "0 sentences and 0 claims examined" in html([empty], {}, BASE, "notice")
    assert github([empty.checked]) == ""
    assert json.loads(sarif([], BASE))["runs"][0]["results"] == []


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed to draw the page with")
@pytest.mark.parametrize(("width", "beside"), [(1280, True), (420, False)])
def test_a_browser_puts_notes_beside_or_below(article: Article, tmp_path: Path, width: int, beside: bool) -> None:
    """The layout is measured by a script that only the test puts in, in a copy without the policy."""
    probe = (
        "<script>addEventListener('load',()=>{const b=s=>document.querySelector(s).getBoundingClientRect();"
        "const m=b('mark'),n=b('aside');document.title=JSON.stringify([n.left>m.right-5,n.top>=m.bottom-5,"
        "document.documentElement.scrollWidth<=innerWidth])})</script></body>"
    )
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page_of(article)).replace("</body>", probe)
    file = tmp_path / "page.html"
    file.write_text(page, "utf-8")
    done = subprocess.run(
        [str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
         f"--window-size={width},900", "--virtual-time-budget=2000", "--dump-dom", file.as_uri()],
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    title = re.search(r"<title>(.*?)</title>", done.stdout.decode())
    assert title is not None, done.stderr.decode()[-500:]
    right, below, fits = json.loads(title[1])
    assert (right, below) == (beside, not beside)
    assert fits
