"""Reports: complete, numbered in order, and safe whatever stands in the records."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.render.document import to_markdown
from evidence.render.findings import Notes, certainty
from evidence.render.html import to_html
from evidence.render.report import Report, report_document
from evidence.store import Store
from evidence.store.reports import report
from tiny_base import TEXTS, compiled, golden, hostile

pytest.importorskip("citeproc")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The tiny base."""
    return compiled(tmp_path_factory.mktemp("report"))


def made(store: Store, name: str) -> Report:
    """The report of a claim, a hypothesis or a topic."""
    return report_document(report(store, name))


def test_a_hypothesis_as_markdown_and_html(store: Store) -> None:
    found = made(store, "tea")
    golden("report.md", to_markdown(found.blocks))
    golden("report.html", to_html(found.blocks, found.title))


@pytest.mark.parametrize("name", ["willow-relieves-headache", "tea", "efficacy", "safety"])
def test_every_report_has_its_parts(store: Store, name: str) -> None:
    text = to_markdown(made(store, name).blocks)
    for part in (
        "## Verdict",
        "## Summary of findings",
        "## Search for contrary evidence",
        "## Method and date",
        "not medical advice",
    ):
        assert part in text
    assert ("## Harms" in text) == (name != "safety")
    assert "contrary evidence was not searched for" in text or name == "willow-relieves-headache"


def test_references_are_numbered_in_order_of_citation(store: Store) -> None:
    found = made(store, "tea")
    text = to_markdown(found.blocks).split("## References")[0]
    numbers = list(dict.fromkeys(int(number) for number in re.findall(r"\\\[(\d+)\\\]", text)))
    assert numbers == list(range(1, len(found.data["references"]) + 1))


def test_a_claim_has_its_reasons_once(store: Store) -> None:
    text = to_markdown(made(store, "willow-relieves-headache").blocks)
    assert text.count("fewer than the 300 asked for") == 1
    assert "Reasons: a, b" in text


def test_names_that_clash_are_told_apart(tmp_path: Path) -> None:
    texts = {path: text.replace("group: efficacy", "group: tea") for path, text in TEXTS.items()}
    store = compiled(tmp_path, texts)
    assert [report(store, name)["target"] for name in ("tea", "topic:tea", "hypothesis:tea")] == [
        "hypothesis", "topic", "hypothesis"
    ]  # fmt: skip


def test_nothing_known_of_that_name(store: Store) -> None:
    with pytest.raises(EvidenceError, match="no claim, hypothesis or topic 'eficacy'") as error:
        report(store, "eficacy")
    assert error.value.hint == "did you mean efficacy?"


def test_footnotes() -> None:
    notes = Notes()
    assert [notes.mark(str(number)) for number in (0, 1, 0, 2)] == ["a", "b", "a", "c"]
    assert [Notes("h").mark("x"), [notes.mark(f"n{number}") for number in range(30)][-1]] == ["ha", "ag"]


def test_grade_symbols() -> None:
    assert certainty({"word": "supported", "certainty": "moderate"}) == "⊕⊕⊕◯ moderate"
    assert certainty({"word": "no-evidence", "certainty": "very-low"}) == "not rated"


class Tags(HTMLParser):
    """Collects tags, attributes and the nesting of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.links: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One opening tag."""
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """One closing tag, of the element opened last."""
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", ["willow-relieves-headache", "tea", "efficacy"])
def test_hostile_text_stays_text(tmp_path: Path, name: str) -> None:
    found = made(compiled(tmp_path, hostile()), name)
    page = to_html(found.blocks, found.title)
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert tags.tags <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "ul", "ol", "li", "dl", "dt",
        "dd",         "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "a",
    }  # fmt: skip
    assert tags.names <= {
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "scope",
        "id",
        "href",
        "aria-hidden",
    }
    assert all(re.fullmatch(r"#ref-\d+", link) for link in tags.links)
    assert "\x1b" not in page
    text = to_markdown(found.blocks)
    assert not re.search(r"(?<!\\)<", text)
    assert "\u202e" not in text


def test_the_policy_allows_the_one_style_and_nothing_else(store: Store) -> None:
    found = made(store, "tea")
    page = to_html(found.blocks, found.title)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in page
