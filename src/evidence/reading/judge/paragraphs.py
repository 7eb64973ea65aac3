"""Plain text and Markdown as a document: paragraphs, headings, list items. Other formats come in by reading/documents."""

from __future__ import annotations

import re
from pathlib import Path

from evidence.errors import EvidenceError
from evidence.reading.types import Block, BlockKind, Document

_BREAK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:#{1,6}\s|[-*+]\s|\d{1,3}[.)]\s|>|```))")
_MARK = re.compile(r"\s*(?:(#{1,6})\s+|([-*+]|\d{1,3}[.)])\s+|(>)\s?|(```))?")
_CODE = re.compile(r"^```.*?^```[ \t]*$", re.M | re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.S)


def read_document(source: Path | bytes, name: str = "-") -> Document:
    """A document out of a file or bytes; raises ``EvidenceError`` when it is not text."""
    if isinstance(source, Path):
        try:
            data = source.read_bytes()
        except OSError as error:
            raise EvidenceError(f"{source} cannot be read: {error.strerror}", "check the path") from error
        name = str(source)
    else:
        data = source
    if b"\0" in data[:8192]:
        raise EvidenceError(f"{name} is not text", "give a text or Markdown file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EvidenceError(f"{name} is not UTF-8 text (byte {error.start})", "save it as UTF-8") from error
    return document_of(text.replace("\r\n", "\n").replace("\r", "\n"), name)


def document_of(text: str, path: str = "-") -> Document:
    """A document out of a string."""
    blanked = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    blanked = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), blanked)
    edges = [0, *(match.start() for match in _BREAK.finditer(blanked)), len(blanked)]
    blocks = []
    for start, end in zip(edges, edges[1:], strict=False):
        while start < end and blanked[start].isspace():
            start += 1
        while end > start and blanked[end - 1].isspace():
            end -= 1
        mark = _MARK.match(blanked, start, end)
        assert mark is not None
        kind: BlockKind = "heading" if mark[1] else "list-item" if mark[2] else "quote" if mark[3] else "paragraph"
        if mark.end() < end:
            blocks.append(Block(mark.end(), end, kind))
    origins = [(0, 1, 1), *((match.end(), line, 1) for line, match in enumerate(re.finditer("\n", blanked), 2))]
    heading = next((blanked[block.start : block.end] for block in blocks if block.kind == "heading"), None)
    return Document(path, blanked, tuple(blocks), tuple(origins), heading)
