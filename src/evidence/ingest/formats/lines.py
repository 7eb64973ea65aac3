"""Formats of tagged lines (RIS, Web of Science, MEDLINE): the file cut into references, each with its place.

rispy reads the references. It is given them one by one, because it says nothing of what stands between them, nor of one
that breaks off, and with each continued line joined to its field, because it loses those of a repeated field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from evidence.diagnostics import Diagnostic
from evidence.ingest.problems import problem


class Chunk(NamedTuple):
    """The fields of one reference, a line each, and the line it begins on; ``ended`` is whether its end was seen."""

    line: int
    fields: list[str]
    ended: bool


class Grammar(NamedTuple):
    """How a format marks its fields.

    ``tag`` matches a line that begins a field, with the groups ``tag`` and ``text``; ``start`` opens a reference and
    ``end`` closes it (``""``: a blank line does); ``form`` writes a field as its parser expects it; a continued line of
    one of ``lists`` is a value of its own, any other is joined by ``joint``; ``around`` are fields of the file itself.
    """

    tag: re.Pattern[str]
    start: str
    end: str
    form: str
    joint: str
    lists: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()


class _Open:
    """A reference that has not ended yet."""

    def __init__(self, grammar: Grammar, line: int) -> None:
        self.grammar, self.line = grammar, line
        self.fields: list[tuple[str, list[str]]] = []

    def add(self, tag: str, text: str) -> None:
        self.fields.append((tag, [text.strip()]))

    def go_on(self, text: str) -> None:
        tag, parts = self.fields[-1]
        if tag in self.grammar.lists:
            self.add(tag, text)
        else:
            parts.append(text.strip())

    def closed(self, ended: bool) -> Chunk:
        grammar = self.grammar
        fields = [
            grammar.form.format(tag=tag, text=grammar.joint.join(filter(None, parts))) for tag, parts in self.fields
        ]
        return Chunk(self.line, fields, ended)


_NUMBER = re.compile(r"\s*\d{1,7}[.:]?\s*\Z")


def chunks(text: str, origin: str, grammar: Grammar) -> Iterator[Chunk | Diagnostic]:
    """Every reference of a file, and whether anything stands outside of them."""
    now: _Open | None = None
    stray = 0
    for number, line in enumerate(text.split("\n"), start=1):
        found = grammar.tag.match(line)
        if found and found["tag"] == grammar.start:
            if now:
                yield now.closed(not grammar.end)
            now = _Open(grammar, number)
            now.add(grammar.start, found["text"])
        elif now is None:
            of_file = not line.strip() or _NUMBER.match(line) or (found and found["tag"] in grammar.around)
            stray = stray or (0 if of_file else number)
        elif (found["tag"] == grammar.end) if found and grammar.end else (not grammar.end and not line.strip()):
            yield now.closed(True)
            now = None
        elif found:
            now.add(found["tag"], found["text"])
        elif line.strip():
            now.go_on(line)
    if now:
        yield now.closed(False)
    if stray:
        yield problem("stray-text", origin, stray, "text outside of the references was not read", severity="note")


def broken(origin: str, chunk: Chunk, end: str) -> Diagnostic:
    """A reference whose end is missing: half of its fields may be, too."""
    return problem(
        "broken-reference",
        origin,
        chunk.line,
        f"the reference that begins here breaks off before its {end}, so it is not taken in",
        "export the file once more; what stands before it was read",
    )


def texts_of(record: dict[str, Any]) -> dict[str, list[str]]:
    """A reference as rispy gives it, every field as a list; unknown tags under their own names."""
    found: dict[str, list[str]] = {}
    for name, value in record.items():
        if name == "unknown_tag":
            found.update({str(tag): [str(text) for text in texts] for tag, texts in value.items()})
        else:
            found[name] = [str(text) for text in value] if isinstance(value, list) else [str(value)]
    return found
