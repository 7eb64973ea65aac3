"""A writer's file as a document: Markdown, plain text, HTML, DOCX and PDF. Every failure is an ``EvidenceError``.

Lines and columns lead back into a Markdown, text or HTML file. In DOCX a line is a paragraph, in PDF a page, and the
column counts characters in it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from evidence.errors import EvidenceError
from evidence.reading.documents.draft import Draft, Link, Remark
from evidence.reading.documents.load import check_file, check_size, decode, kind_of
from evidence.reading.types import Document

__all__ = ["Draft", "Link", "Progress", "Remark", "read_bytes", "read_document", "read_draft", "read_text"]

#: Called with the number of pages read and of all pages.
Progress = Callable[[int, int], None]


def read_document(path: Path, progress: Progress | None = None) -> Document:
    """The text of a file, in blocks."""
    return read_draft(path, progress).document


def read_draft(path: Path, progress: Progress | None = None) -> Draft:
    """The text of a file with its links, comments and front matter; raises ``EvidenceError`` when it cannot be read."""
    kind = check_file(path)
    if kind == "pdf":
        from evidence.reading.documents.pdf import read_pdf

        return read_pdf(path, str(path), progress)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EvidenceError(f"{path} cannot be read: {error.strerror}", "check its permissions") from error
    return _read(content, str(path), kind)


def read_bytes(content: bytes, name: str = "-", progress: Progress | None = None) -> Draft:
    """``read_draft`` of bytes that are in memory already; ``name`` tells the kind where the bytes do not."""
    kind = kind_of(content[:2048], name)
    check_size(len(content), kind, name)
    if kind == "pdf":
        from evidence.reading.documents.pdf import read_pdf_bytes

        return read_pdf_bytes(content, name, progress)
    return _read(content, name, kind)


def read_text(text: str, name: str) -> Draft:
    """``read_draft`` of a text that an editor holds; a name that says nothing is read as Markdown."""
    from evidence.reading.documents.load import KINDS

    ending = Path(name).suffix.lower()
    kind = "plain" if ending == ".txt" else KINDS.get(ending, "markdown")
    return _read_text(text.replace("\r\n", "\n").replace("\r", "\n"), name, kind)


def _read(content: bytes, name: str, kind: str) -> Draft:
    check_size(len(content), kind, name)
    if kind == "docx":
        from evidence.reading.documents.docx import read_docx

        return read_docx(content, name)
    return _read_text(decode(content, name), name, kind)


def _read_text(text: str, name: str, kind: str) -> Draft:
    if kind == "markdown":
        from evidence.reading.documents.markdown import read_markdown

        return read_markdown(text, name)
    if kind == "html":
        from evidence.reading.documents.html import read_html

        return read_html(text, name)
    from evidence.reading.documents.plain import read_plain

    return read_plain(text, name)
