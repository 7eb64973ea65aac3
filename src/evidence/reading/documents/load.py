"""Bytes from outside: what may be opened at all, what kind of file it is, and its text."""

from __future__ import annotations

import re
import stat
from pathlib import Path, PurePath

from evidence.errors import EvidenceError

#: Larger files of a kind are refused: the longest book is smaller, and time grows with size.
MAX_TEXT = 8 * 2**20
MAX_DOCX = 64 * 2**20
MAX_PDF = 512 * 2**20

#: Which reader an ending asks for. An ending that is not here is read as plain text.
KINDS = {
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mdx": "markdown", ".qmd": "markdown",
    ".rmd": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".docm": "docx",
    ".pdf": "pdf",
}  # fmt: skip
_LIMITS = {"pdf": MAX_PDF, "docx": MAX_DOCX}

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.I)


def check_file(path: Path) -> str:
    """The kind of a file that may be opened; raises ``EvidenceError`` when it is missing, no plain file, or too large."""
    try:
        facts = path.stat()
    except OSError as error:
        raise EvidenceError(f"{path} cannot be read: {error.strerror}", "is the name right?") from error
    except ValueError as error:
        raise EvidenceError(f"{str(path)!r} is not a file name", "is the name right?") from error
    if stat.S_ISDIR(facts.st_mode):
        raise EvidenceError(f"{path} is a folder", "name the files in it")
    if not stat.S_ISREG(facts.st_mode):
        raise EvidenceError(f"{path} is not a regular file", "pipe its text in, and name it -")
    try:
        with path.open("rb") as file:
            head = file.read(2048)
    except OSError as error:
        raise EvidenceError(f"{path} cannot be read: {error.strerror}", "check its permissions") from error
    kind = kind_of(head, path.name)
    check_size(facts.st_size, kind, str(path))
    return kind


def check_size(size: int, kind: str, name: str) -> None:
    """Raise ``EvidenceError`` when a file of this kind is larger than any that is read."""
    limit = _LIMITS.get(kind, MAX_TEXT)
    if size > limit:
        raise EvidenceError(
            f"{name} is larger than {limit // 2**20} MiB, so it is not read", "check its chapters one by one"
        )


def kind_of(head: bytes, name: str) -> str:
    """markdown, plain, html, docx or pdf, by the first bytes and then by the name; refuses what is none of these."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise EvidenceError(f"{name} is encrypted, or an old .doc file", "take its password off, or save it as .docx")
    if head.startswith(b"{\\rtf"):
        raise EvidenceError(f"{name} is an RTF file", "save it as .docx")
    kind = KINDS.get(PurePath(name).suffix.lower(), "markdown" if name in ("", "-") else "plain")
    if kind in ("pdf", "docx"):
        what = "empty" if not head else "broken"
        raise EvidenceError(f"{name} is {what}: it does not start as a {kind.upper()} file does", "save it once more")
    if kind != "html" and _HTML.match(head.decode("latin-1")) and PurePath(name).suffix.lower() not in (".md", ".txt"):
        return "html"
    return kind


def decode(content: bytes, name: str) -> str:
    """The text of a file, with plain line ends; raises ``EvidenceError`` when the bytes are no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        text = _decode(content, name)
    if "\x00" in text:
        raise EvidenceError(f"{name} is not a text: it holds NUL characters", "check a text, HTML, DOCX or PDF file")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decode(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    controls = sum(content.count(bytes((code,))) for code in range(32) if code not in (9, 10, 12, 13))
    if controls > len(content) // 1000:
        raise EvidenceError(f"{name} is not a text, or its encoding is unknown", "check a text, HTML, DOCX or PDF file")
    named = _CHARSET.search(content[:4096])
    try:
        return content.decode(named[1].decode("ascii") if named else "cp1252")
    except (LookupError, UnicodeDecodeError):
        # Latin-1 reads anything; what it gets wrong is a letter with an accent, never a figure.
        return content.decode("latin-1")
