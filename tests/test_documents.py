"""Every kind of draft is read with its places; what cannot be read is one clear error."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.reading.documents import Draft, read_bytes, read_document, read_draft, read_text
from evidence.reading.documents.watch import watch

MARKDOWN = """---
title: "Ketamine & me"
bibliography: refs.bib
---
# The `NMDA` receptor

It is **not** a cure[^1], says [Williams](https://doi.org/10.1/x "a (b)") and
others &amp; [a](a) a <!-- evidence: ignore EV101 reason --> end. \\*Not\\* ke\u200btamine <https://x.org/y>

<!-- evidence: ignore EV102 other -->
> - first item
>   goes on

| a | b |
|---|---|
| cell a | cell a |

    indented code cures depression

```
fenced code cures depression
```

An `example sentence that cures depression` and `mTOR`.

<div><p>Hello <b>wor</b>ld</p><script>bad("<p>cures</p>")</script></div>

[^1]: The note.

## References

1. Williams NR. A title.
"""

HTML = """<!doctype html><html><head><title>T &amp; x</title><style>p{}</style></head><body><nav>menu</nav>
<h1 id=a>Head</h1><p>Ketamine <b>is</b>
  not&nbsp;a &lt;cure&gt;. <a href="https://doi.org/10.1/x">Link</a><ul><li hidden>no<li>yes<li>two</ul><p hidden>zz<p>shown
<!-- evidence: ignore EV101 x --><script>if (a<b) document.write("<p>no</p>")</script><div style="display: none"><div>a</div>b</div>after
<blockquote>quoted</blockquote><table><tr><td>c1<td>c2</table><svg><text>no</text></svg> a < b and <3 </body>"""


def blocks(draft: Draft) -> list[tuple[str, str]]:
    """Kind and words of each block."""
    text = draft.document.text
    return [(block.kind, text[block.start : block.end].strip()) for block in draft.document.blocks]


def places_hold(draft: Draft, source: str, but: str = "") -> None:
    """Every character stands where the draft says, but for those of entities."""
    lines = source.split("\n")
    for offset, char in enumerate(draft.document.text):
        line, column = draft.document.place(offset)
        if char.strip() and char not in but:
            assert lines[line - 1][column - 1 : column] == char, (offset, char, line, column)


def test_markdown_keeps_words_and_leaves_out_what_is_not_said() -> None:
    draft = read_text(MARKDOWN, "a.md")
    assert blocks(draft) == [
        ("heading", "The NMDA receptor"),
        ("paragraph", "It is not a cure, says Williams and others & a a  end. *Not* ketamine https://x.org/y"),
        ("list-item", "first item goes on"),
        ("table-cell", "a"),
        ("table-cell", "b"),
        ("table-cell", "cell a"),
        ("table-cell", "cell a"),
        ("paragraph", "An  and mTOR."),
        ("paragraph", "Hello world"),
        ("paragraph", "The note."),
        ("heading", "References"),
        ("reference", "Williams NR. A title."),
    ]
    places_hold(draft, MARKDOWN)
    assert draft.document.title == "Ketamine & me"
    assert draft.front["bibliography"] == "refs.bib"
    assert [(link.target, draft.document.text[link.start : link.end]) for link in draft.links] == [
        ("#fn-1", ""), ("https://doi.org/10.1/x", "Williams"), ("a", "a"), ("https://x.org/y", "https://x.org/y"),
    ]  # fmt: skip
    assert [(item.text[-6:], item.line, item.alone) for item in draft.remarks] == [
        ("reason", 8, False),
        (" other", 10, True),
    ]


def test_html_is_read_as_a_reader_sees_it() -> None:
    draft = read_text(HTML, "a.html")
    assert blocks(draft) == [
        ("heading", "Head"), ("paragraph", "Ketamine is not a <cure>. Link"), ("list-item", "yes"), ("list-item", "two"),
        ("paragraph", "shown"), ("paragraph", "after"), ("quote", "quoted"), ("table-cell", "c1"), ("table-cell", "c2"),
        ("paragraph", "a < b and <3"),
    ]  # fmt: skip
    places_hold(draft, HTML, but="<>")
    assert draft.document.title == "T & x"


def test_plain_text_has_paragraphs_items_and_references() -> None:
    source = "One line <!-- evidence: ignore EV101 r -->\nsecond\n\n- a\n  b\n- c\n> q\n> q2\n\nReferences\n\n[1] Foo\n[2] bar"
    draft = read_text(source, "a.txt")
    assert blocks(draft) == [
        ("paragraph", "One line second"),
        ("list-item", "a b"), ("list-item", "c"), ("quote", "q q2"), ("heading", "References"), ("reference", "[1] Foo"),
        ("reference", "[2] bar"),
    ]  # fmt: skip
    places_hold(draft, source)


def make_docx() -> bytes:
    docx = pytest.importorskip("docx", reason="python-docx writes the DOCX files of these tests")
    document = docx.Document()
    document.core_properties.title = "My paper"
    document.add_heading("Ketamine", 1)
    paragraph = document.add_paragraph("Ketamine is ")
    paragraph.add_run("not").bold = True
    paragraph.add_run(" a cure.")
    paragraph.add_run(" Hidden.").font.hidden = True
    document.add_paragraph("item", style="List Bullet")
    document.add_table(1, 2).cell(0, 1).text = "cell"
    document.add_paragraph("said", style="Quote")
    document.add_heading("References", 1)
    document.add_paragraph("Williams NR. 2018.")
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_docx_counts_paragraphs() -> None:
    draft = read_bytes(make_docx(), "a.docx")
    assert blocks(draft) == [
        ("heading", "Ketamine"), ("paragraph", "Ketamine is not a cure."), ("list-item", "item"), ("table-cell", "cell"),
        ("quote", "said"), ("heading", "References"), ("reference", "Williams NR. 2018."),
    ]  # fmt: skip
    assert [draft.document.place(block.start) for block in draft.document.blocks][:3] == [(1, 1), (2, 1), (3, 1)]
    assert (draft.unit, draft.document.title) == ("paragraph", "My paper")


def make_pdf(pages: int) -> bytes:
    fpdf = pytest.importorskip("fpdf", reason="fpdf2 writes the PDF files of these tests")
    pytest.importorskip("pypdf", reason="the pdf extra is not installed")
    pdf = fpdf.FPDF()
    pdf.set_auto_page_break(False)
    pdf.set_font("helvetica", size=10)
    for number in range(1, pages + 1):
        pdf.add_page()
        pdf.cell(0, 8, f"Journal of Things, volume {number}", new_x="LMARGIN", new_y="NEXT")
        words = f"{['Here', 'There', 'Where', 'Then'][number % 4]} on page {number} ketamine was not an anti-\ndepressant in a placebo-\ncontrolled trial. "
        pdf.multi_cell(0, 5, words + "It was given to people. " * 30, new_x="LMARGIN", new_y="NEXT")
        pdf.multi_cell(0, 5, "A last line stands here", new_x="LMARGIN", new_y="NEXT")
        pdf.set_y(-20)
        pdf.cell(0, 8, str(number))
    return bytes(pdf.output())


def test_pdf_joins_parted_words_and_drops_running_heads() -> None:
    told: list[tuple[int, int]] = []
    draft = read_bytes(make_pdf(4), "a.pdf", lambda done, total: told.append((done, total)))
    text = draft.document.text
    assert "on page 3 ketamine was not an antidepressant in a placebo-controlled trial." in text
    assert "Journal of Things" not in text
    assert draft.document.place(text.index("on page 3"))[0] == 3
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert draft.unit == "page"


def test_a_pdf_of_500_pages_takes_no_more_memory_than_one_of_50(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "long.pdf"
    peaks = []
    for pages in (50, 500):
        path.write_bytes(make_pdf(pages))
        assert read_document(path).blocks
        peaks.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    assert peaks[1] < peaks[0] * 1.3


@given(st.text(max_size=400), st.sampled_from(["a.md", "a.html", "a.txt"]))
def test_any_text_is_read(text: str, name: str) -> None:
    draft = read_text(text, name)
    size = len(draft.document.text)
    assert all(0 <= block.start < block.end <= size for block in draft.document.blocks)
    for block in draft.document.blocks:
        line, column = draft.document.place(block.start)
        assert line >= 1
        assert column >= 1


MARKS = [
    "*",
    "_",
    "[",
    "](",
    ")",
    "`",
    "<b>",
    "<!--",
    "-->",
    "a b ",
    "\n",
    "> ",
    "- ",
    "|",
    "&amp;",
    "\\",
    "[^1]",
    "]: ",
]


@given(st.lists(st.sampled_from(MARKS), max_size=40))
def test_any_markdown_keeps_its_places(pieces: list[str]) -> None:
    source = "".join(pieces)
    draft = read_text(source, "a.md")
    lines = source.split("\n")
    for offset, char in enumerate(draft.document.text):
        if char in "ab":
            line, column = draft.document.place(offset)
            assert lines[line - 1][column - 1 : column] in (char, "&")


def test_watch_calls_for_what_was_written(tmp_path: Path) -> None:
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    one.write_text("a")
    two.write_text("b")
    called: list[list[Path]] = []
    steps = iter([lambda: one.write_text("longer"), one.unlink, lambda: one.write_text("back again"), lambda: None])
    watch([one, two], called.append, rounds=4, pause=lambda _: next(steps)())
    assert called == [[one, two], [one], [one]]


def test_bad_files_are_one_clear_error(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe.md"
    os.mkfifo(fifo)
    for path in (tmp_path, tmp_path / "missing.md", fifo, Path("nul\0name")):
        with pytest.raises(EvidenceError):
            read_draft(path)
