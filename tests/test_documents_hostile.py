"""Files made to break a reader: each is refused with an error of its own, in bounded time."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.reading.documents import read_bytes, read_draft, read_text
from test_documents import make_docx, make_pdf


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What is done inside ends in time."""
    start = time.monotonic()
    yield
    assert time.monotonic() - start < seconds


def zipped(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def body(inside: str, before: str = "") -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f'<?xml version="1.0"?>{before}<w:document {space}><w:body>{inside}</w:body></w:document>'.encode()


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
REFUSED = {
    "nul.txt": b"a\0b",
    "binary.bin": bytes(range(256)) * 20,
    "old.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "rich.rtf": b"{\\rtf1 text}",
    "empty.pdf": b"",
    "empty.docx": b"",
    "broken.pdf": b"%PDF-1.7 garbage",
    "broken.docx": b"PK\x03\x04 garbage",
    "other.docx": zipped({"a.txt": b"a"}),
    "bomb.docx": zipped({"word/document.xml": b" " * 30_000_000}),
    "many.docx": zipped({f"{number}": b"" for number in range(6_000)}),
    "laughs.docx": zipped({"word/document.xml": body("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", LAUGHS)}),
    "deep.docx": zipped({"word/document.xml": body("<w:p>" * 50_000 + "</w:p>" * 50_000)}),
    "unclosed.docx": zipped({"word/document.xml": body("<w:p><w:r>")}),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_no_document_is_refused(name: str) -> None:
    if name.endswith(".pdf") and REFUSED[name]:
        pytest.importorskip("pypdf", reason="the pdf extra is not installed")
    with within(20), pytest.raises(EvidenceError) as raised:
        read_bytes(REFUSED[name], name)
    assert raised.value.message.startswith(name)
    assert raised.value.hint


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    content = bytearray(zipped({"word/document.xml": body("<w:p/>") + b" " * 50_000_000}))
    real = (50_000_000 + len(body("<w:p/>"))).to_bytes(4, "little")
    assert real in content
    with pytest.raises(EvidenceError):
        read_bytes(bytes(content).replace(real, (900).to_bytes(4, "little")), "lie.docx")


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_an_encrypted_pdf_says_so(algorithm: str) -> None:
    pypdf = pytest.importorskip("pypdf", reason="the pdf extra is not installed")
    pytest.importorskip("cryptography", reason="pypdf encrypts with it")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make_pdf(1)))
    writer.encrypt("secret", algorithm=algorithm)
    content = io.BytesIO()
    writer.write(content)
    with pytest.raises(EvidenceError, match="encrypted"):
        read_bytes(content.getvalue(), "a.pdf")


def test_a_pdf_cut_off_is_read_or_refused() -> None:
    whole = make_pdf(3)
    for size in (40, len(whole) // 3, len(whole) // 2, len(whole) - 20):
        with suppress(EvidenceError):
            assert read_bytes(whole[:size], "a.pdf").document.text


def test_a_docx_cut_off_is_refused() -> None:
    whole = make_docx()
    for size in (40, len(whole) // 2, len(whole) - 20):
        with pytest.raises(EvidenceError):
            read_bytes(whole[:size], "a.docx")


def test_100_mb_of_one_line_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    with path.open("wb") as file:
        file.truncate(100 * 2**20)
        file.write(b"a " * 2000)
    with within(1), pytest.raises(EvidenceError, match="larger than 8 MiB"):
        read_draft(path)


LONG = {
    "line.md": "ketamine works " * 300_000,
    "brackets.md": "[" * 300_000,
    "quotes.md": ">" * 100_000 + " a",
    "lists.md": "\n".join(" " * (2 * depth) + "- a" for depth in range(500)),
    "marks.md": "*a _b " * 100_000,
    "table.md": "|a" * 20_000 + "\n" + "|-" * 20_000 + "\n" + ("|b" * 20_000 + "\n") * 2,
    "nested.html": "<div>" * 200_000 + "a" + "</div>" * 200_000,
    "comments.html": "<p>a</p>" + "<!-- " * 200_000,
    "spaces.html": "<p>a" + " " * 2_000_000 + "b</p>",
    "entities.html": "&" * 500_000 + "&amp" * 100_000,
    "quotes.html": '<a x="' * 100_000 + '>"',
    "line.txt": "ketamine works. " * 300_000,
    "comments.txt": "<!-- " * 300_000,
    "dashes.txt": "- " * 500_000,
}


@pytest.mark.parametrize("name", sorted(LONG))
def test_long_and_deep_texts_end_in_time(name: str) -> None:
    with within(25):
        assert read_text(LONG[name], name) is not None


def test_html_of_broken_tags_is_refused() -> None:
    with within(10), pytest.raises(EvidenceError, match="too broken"):
        read_text('<a x=">" ' * 100_000, "a.html")


def test_hidden_and_turning_characters_are_left_out() -> None:
    text = read_text("\u202eketa\u200bmine\u2066 is\x07 n\u00adot\ufeff a cure\u2029", "a.txt").document.text
    assert text.split() == ["ketamine", "is", "not", "a", "cure"]


def test_right_to_left_text_is_kept() -> None:
    assert "הקטמין עובד" in read_text("הקטמין עובד.", "a.md").document.text
