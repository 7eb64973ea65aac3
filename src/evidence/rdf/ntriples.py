"""Values as N-Triples terms. Text is escaped here and nowhere else, so no record can break out of its term."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote

from evidence.rdf.namespaces import term


class Triple(NamedTuple):
    """Subject, predicate and object, each written as an N-Triples term."""

    subject: str
    predicate: str
    object: str


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]')
_DATES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}\Z"), "xsd:date"),
    (re.compile(r"\d{4}-\d{2}\Z"), "xsd:gYearMonth"),
    (re.compile(r"\d{4}\Z"), "xsd:gYear"),
)
_NOT_IN_ADDRESS = re.compile('[\x00-\x20<>"{}|^`\\\\\x7f-\x9f\ud800-\udfff]')


def text(value: str) -> str:
    """A plain literal."""
    return f'"{_SPECIAL.sub(_escape, value)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"  # half a character has no place in RDF
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def number(value: int) -> str:
    """An integer literal."""
    return f'"{int(value)}"^^{term("xsd:integer")}'


def boolean(value: bool) -> str:
    """A boolean literal."""
    return f'"{"true" if value else "false"}"^^{term("xsd:boolean")}'


def date(value: str) -> str:
    """A date literal of the type that fits how much of the date is known; plain text when it is none."""
    kind = next((kind for form, kind in _DATES if form.match(value)), None)
    return f"{text(value)}^^{term(kind)}" if kind else text(value)


def address(value: str) -> str:
    """An IRI; characters it may not hold are percent-encoded."""
    return f"<{_NOT_IN_ADDRESS.sub(lambda match: quote(match[0], safe='', errors='replace'), value)}>"


def segment(value: str) -> str:
    """``value`` as one segment of an address."""
    return quote(value, safe="", errors="replace")


def below(base: str, *parts: str) -> str:
    """The IRI of something below ``base`` (an address without brackets); each part is one path segment."""
    return f"<{base}{'/'.join(map(segment, parts))}>"


def inside(node: str, *parts: str) -> str:
    """The IRI of a part of ``node`` (an IRI in brackets)."""
    return below(f"{node[1:-1]}/", *parts)
