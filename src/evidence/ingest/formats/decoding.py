"""From the bytes of a file to its text, for every format that is text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps

from evidence.diagnostics import Diagnostic
from evidence.errors import EvidenceError
from evidence.ingest.described import Described
from evidence.ingest.problems import problem

Found = Iterable[Described | Diagnostic]


def of_text(read: Callable[[str, str], Found]) -> Callable[[bytes, str], Found]:
    """A reader of bytes from a reader of text: it says why a file is no text, or that it may be misread."""

    @wraps(read)
    def of_bytes(content: bytes, origin: str) -> Found:
        from evidence.reading.documents.load import decode

        try:
            text = decode(content, origin)
        except EvidenceError as error:
            yield problem("unreadable", origin, 0, error.message, "save the file as UTF-8")
            return
        yield from _not_utf8(content, origin)
        yield from read(text, origin)

    return of_bytes


def _not_utf8(content: bytes, origin: str) -> Iterable[Diagnostic]:
    """A warning about a file whose letters with accents may have been misread."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = "the file is not UTF-8, so letters with accents may have been misread"
        yield problem("stray-text", origin, line, message, "look at the names of authors", severity="warning")
