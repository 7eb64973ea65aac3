"""What kind of file this is: by what is in it, and only then by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath
from typing import NamedTuple

from evidence.diagnostics import Diagnostic
from evidence.errors import EvidenceError
from evidence.ingest.described import Described

#: A larger file is refused: split it, or ask the index for fewer references.
MAX_BYTES = 128 * 2**20


class FileFormat(NamedTuple):
    """A format: its name for people, the module that reads it, its usual endings, and how a file of it begins: with one
    of these tags, or with characters like these."""

    name: str
    module: str
    endings: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()
    looks: re.Pattern[str] | None = None


#: In the order in which they are tried.
FORMATS: tuple[FileFormat, ...] = (
    FileFormat("PDF", "pdf", (".pdf",), looks=re.compile(r"\A.{0,1024}?%PDF-", re.DOTALL)),
    FileFormat(
        "PubMed XML", "pubmed_xml", tags=frozenset(
            ("pubmedarticleset", "pubmedarticle", "pubmedbookarticle", "medlinecitationset", "medlinecitation")
        ),
    ),
    FileFormat("JATS", "jats", (".nxml",), frozenset(("article", "pmc-articleset", "oai-pmh", "articles"))),
    FileFormat("HTML", "html", (".html", ".htm", ".xhtml"), frozenset(("html", "head", "body", "meta", "title"))),
    FileFormat("MEDLINE", "medline", (".nbib", ".medline"), looks=re.compile(r"^PMID- ?\d", re.MULTILINE)),
    FileFormat("RIS", "ris", (".ris", ".ciw"), looks=re.compile(r"^TY  -|\AFN .*\nVR |^PT [JBSP]$", re.MULTILINE)),
    FileFormat("CSL-JSON", "csl_json", (".json",), looks=re.compile(r"\A\s*(?:\[\s*[{\]]|\{\s*\"[^\"]+\"\s*:)")),
    FileFormat("BibTeX", "bibtex", (".bib", ".bibtex"), looks=re.compile(r"^[ \t]*@[ \t]*[A-Za-z_]+[ \t]*[{(]", re.MULTILINE)),
)  # fmt: skip
_TAG = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_ARCHIVES = {
    b"\x1f\x8b": "gzip", b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"BZh": "bzip2", b"\xfd7zXZ": "xz",
    b"7z\xbc\xaf": "7-Zip", b"\x28\xb5\x2f\xfd": "zstd",
}  # fmt: skip


def recognise(content: bytes, name: str) -> FileFormat:
    """The format of a file; raises ``EvidenceError`` for an archive, and for what is none of the formats."""
    for magic, what in _ARCHIVES.items():
        if content.startswith(magic):
            raise EvidenceError(
                f"{name} is a {what} archive, which is not opened", "unpack it, and name the file in it"
            )
    head = _head(content)
    tag = _first_tag(head)
    for form in FORMATS:
        if tag in form.tags or (form.looks and form.looks.search(head)):
            return form
    ending = PurePath(name).suffix.lower()
    for form in FORMATS:
        if ending in form.endings:
            return form
    names = ", ".join(form.name for form in FORMATS)
    what = "is empty" if not content.strip() else "is none of the files that are read"
    raise EvidenceError(f"{name} {what}: {names}", "export the reference in one of these")


def _head(content: bytes) -> str:
    """The first characters, whatever the encoding."""
    head = content[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _first_tag(head: str) -> str:
    """The name of the first element, in lower case, behind declarations and comments; ``""`` when there is none."""
    place = 0
    while True:
        place += len(head[place:]) - len(head[place:].lstrip())
        opening = next((mark for mark in ("<?", "<!--", "<!") if head.startswith(mark, place)), "")
        if not opening:
            found = _TAG.match(head, place)
            return found[1].lower() if found else ""
        if re.match(r"<!doctype\s+html\b", head[place : place + 40], re.IGNORECASE):
            return "html"
        closing = {"<?": "?>", "<!--": "-->", "<!": "]>" if "[" in head[place : head.find(">", place)] else ">"}[
            opening
        ]
        end = head.find(closing, place)
        if end < 0:
            return ""
        place = end + len(closing)


def read(content: bytes, name: str) -> Iterable[Described | Diagnostic]:
    """Every document that a file describes, and what is wrong with the file."""
    from importlib import import_module

    form = recognise(content, name)
    reader: Callable[[bytes, str], Iterable[Described | Diagnostic]] = import_module(
        f"evidence.ingest.formats.{form.module}"
    ).read
    return reader(content, name)


def content_of(path: Path) -> bytes:
    """The bytes of a file that may be read at all; raises ``EvidenceError`` when it is missing, no plain file, or too large."""
    import stat

    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            what = "a folder" if stat.S_ISDIR(facts.st_mode) else "no regular file"
            raise EvidenceError(f"{path} is {what}", "name a file in one of the formats")
        if facts.st_size > MAX_BYTES:
            raise EvidenceError(f"{path} is larger than {MAX_BYTES // 2**20} MiB, so it is not read", "split it")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise EvidenceError(f"{path} cannot be read: {error.strerror}", "is the name right?") from error
    return content
