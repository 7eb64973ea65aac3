"""DOCX, read from its own parts: paragraphs, tables, notes, links and the fields of reference managers.

The parts are read as a stream by expat, which keeps no tree, so depth and length cost no memory; document type
declarations, and with them entities, are refused. A line is a paragraph, counted from 1 in reading order.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from evidence.errors import EvidenceError
from evidence.reading.documents.docx_text import Notes, Paragraphs
from evidence.reading.documents.draft import Builder, Draft
from evidence.reading.documents.xml_stream import Refused, parse

#: A DOCX is refused beyond these: no text needs them, and a bomb does.
MAX_MEMBERS = 5_000
MAX_UNPACKED = 512 * 2**20
MAX_PART = 96 * 2**20
MAX_RATIO = 200
_SMALL = 2**20  # a ratio says nothing of a small part

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, KeyError)


def read_docx(content: bytes, path: str) -> Draft:
    """A Word file as a draft; raises ``EvidenceError`` when it is broken, locked, or a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive, path)
            return _read(archive, path)
    except Refused as error:
        raise EvidenceError(
            f"{path} is broken: {error}", "open it in a word processor and save it once more"
        ) from error
    except _BROKEN as error:
        raise EvidenceError(
            f"{path} is broken: it cannot be unpacked", "open it in a word processor and save it once more"
        ) from error


def _check(archive: zipfile.ZipFile, path: str) -> None:
    """Refuse what unpacks to more than a text can need, before a byte of it is unpacked."""
    members = archive.infolist()
    hint = "is it a text? save it without its pictures"
    if len(members) > MAX_MEMBERS:
        raise EvidenceError(f"{path} holds {len(members)} parts, more than a document has", hint)
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise EvidenceError(f"{path} unpacks to more than {MAX_UNPACKED // 2**20} MiB, so it is not read", hint)
    if any(member.flag_bits & 1 for member in members):
        raise EvidenceError(f"{path} is encrypted", "take its password off")
    for member in members:
        if member.file_size > _SMALL and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise EvidenceError(f"{path} is packed as a zip bomb is, so it is not read", hint)
    if "word/document.xml" not in archive.NameToInfo:
        raise EvidenceError(f"{path} is not a Word file", "check a text, HTML, DOCX or PDF file")


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, unpacked under a bound that holds whatever the archive says of its size; empty when there is none."""
    if name not in archive.NameToInfo:
        return b""
    with archive.open(name) as file:
        content = file.read(MAX_PART + 1)
    if len(content) > MAX_PART:
        raise Refused(f"{name} is larger than {MAX_PART // 2**20} MiB")
    return content


def _read(archive: zipfile.ZipFile, path: str) -> Draft:
    builder = Builder()
    builder.title = _title(part(archive, "docProps/core.xml"))
    styles = _styles(part(archive, "word/styles.xml"))
    reader = Paragraphs(builder, styles, _targets(part(archive, "word/_rels/document.xml.rels")))
    parse(part(archive, "word/document.xml"), reader.start, reader.end, reader.text)
    for name in ("footnote", "endnote"):
        notes = Notes(builder, styles, _targets(part(archive, f"word/_rels/{name}s.xml.rels")), name, reader.number)
        parse(part(archive, f"word/{name}s.xml"), notes.start, notes.end, notes.text)
        reader.number = notes.number
    return builder.draft(path, "paragraph")


def _styles(content: bytes) -> dict[str, str]:
    """The name of each style by its id; the names of Word's own styles are English in every language."""
    names: dict[str, str] = {}
    current = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal current
        if tag == "style":
            current = attributes.get("styleId", "")
        elif tag == "name" and current:
            names[current] = attributes.get("val", "").lower()

    parse(content, start)
    return names


def _targets(content: bytes) -> dict[str, str]:
    found: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/hyperlink"):
            found[attributes.get("Id", "")] = attributes.get("Target", "")

    parse(content, start)
    return found


def _title(content: bytes) -> str | None:
    named = re.search(rb"<dc:title>([^<>]{1,500})</dc:title>", content)
    if named is None:
        return None
    from html import unescape

    return unescape(named[1].decode("utf-8", "replace")).strip() or None
