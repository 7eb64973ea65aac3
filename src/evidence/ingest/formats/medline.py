"""MEDLINE text and ``.nbib``: the tagged lines that PubMed exports, read by rispy with MEDLINE's tags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from evidence.diagnostics import Diagnostic
from evidence.ingest import aliases, dates
from evidence.ingest.assemble import Raw, described
from evidence.ingest.described import Described
from evidence.ingest.fields import Fields, joined
from evidence.ingest.formats.decoding import of_text
from evidence.ingest.formats.lines import Chunk, Grammar, broken, chunks, texts_of
from evidence.ingest.kinds import guess
from evidence.ingest.notices import TAGS, Link, related, standing
from evidence.ingest.people import inverted, organisation, with_initials

_GRAMMAR = Grammar(re.compile(r"(?P<tag>[A-Z]{2,4}) {0,2}- ?(?P<text>.*)"), "PMID", "", "{tag:<4}- {text}", " ")
_WHY = {
    "AD": "a record does not say where authors work",
    "AU": "the full names are in the record",
    "MH": "headings say what a paper is about; in a base its claims do",
    "OT": "keywords say what a paper is about; in a base its claims do",
    "RN": "substances are concepts of a base, not of a document",
    "TA": "the whole name of the journal is in the record",
    "SO": "the citation as one line; its parts are in the record",
    "PHST": "the history of the manuscript",
    "IS": "a serial number names the journal, not the document",
    "DEP": "the record holds the date of the issue",
    "CI": "a notice of copyright is no licence",
}


@of_text
def read(text: str, origin: str) -> Iterable[Described | Diagnostic]:
    """Every reference of a MEDLINE or ``.nbib`` file."""
    parser = _parser()
    for chunk in chunks(text.rstrip("\n"), origin, _GRAMMAR):
        if isinstance(chunk, Diagnostic):
            yield chunk
        elif not chunk.ended and not chunk.fields[-1].startswith("SO  - "):
            yield broken(origin, chunk, "SO line, which PubMed writes last")
        else:
            yield from _reference(parser, chunk, origin)


@cache
def _parser_class() -> Any:
    import rispy  # type: ignore[import-untyped]

    class MedlineParser(rispy.RisParser):  # type: ignore[misc]  # rispy is untyped
        START_TAG = "PMID"
        END_TAG = ""
        DEFAULT_MAPPING = {"PMID": "PMID", "UK": "unknown_tag"}  # noqa: RUF012  (as rispy has it)

        def parse_line(self, line: str) -> tuple[str, str]:
            return line[:4].strip(), line[6:].strip()

    return MedlineParser


def _parser() -> Any:
    return _parser_class()(enforce_list_tags=False, delimiter_tags_mapping={})


def _reference(parser: Any, chunk: Chunk, origin: str) -> Iterable[Described]:
    for record in parser.parse_lines(iter([*chunk.fields, ""])):
        values = texts_of(record)
        fields = Fields(values, _WHY)
        yield described(_raw(fields), fields, origin, chunk.line)


def _raw(fields: Fields) -> Raw:
    types = fields.all("PT")
    title, book = fields.first("TI"), fields.first("BTI")
    raw = Raw(guess(types, title), title=title or book)
    if title and book:
        raw.container = book
    full, short = fields.all("FAU"), fields.all("AU")
    if not full:
        raw.authors = tuple(with_initials(name) for name in short)
    else:
        raw.authors = tuple(inverted(name) for name in full)
        fields.leave("AU", "; ".join(short), _WHY["AU"])
    raw.authors += tuple(organisation(name) for name in fields.all("CN"))
    raw.container = raw.container or fields.first("JT", "TA")
    raw.issued = fields.first("DP") or _written(fields.first("DEP"))
    raw.volume, raw.issue, raw.page = fields.first("VI"), fields.first("IP"), fields.first("PG")
    raw.publisher = fields.first("PB")
    raw.abstract = joined(fields.all("AB"))
    raw.pmids, raw.pmcids = fields.all("PMID"), fields.all("PMC")
    _located(raw, fields)
    _linked(raw, fields, types)
    return raw


def _written(compact: str) -> str:
    return dates.iso(compact) or compact


def _located(raw: Raw, fields: Fields) -> None:
    """DOI and other places of the document, in LID and AID, each with its kind in brackets."""
    other = []
    for name in ("LID", "AID"):
        for text in fields.all(name):
            value, _, kind = text.rpartition(" [")
            if kind.startswith("doi") and aliases.doi(value):
                if aliases.doi(value) not in map(aliases.doi, raw.dois):
                    raw.dois.append(value)
            elif text not in other:
                other.append(text)
                fields.leave(name, text, "the publisher's own number")
    numbers = fields.all("SI")
    raw.registry = aliases.registrations(" ".join(numbers) + " " + raw.abstract)
    for text in numbers:
        read = aliases.registrations(text)
        fields.leave("SI", text, "the registration number in it is read" if read else "data held elsewhere")


def _linked(raw: Raw, fields: Fields, types: list[str]) -> None:
    links = []
    for tag, type_ in TAGS.items():
        for text in fields.all(tag):
            found = re.search(r"\s*PMID:?\s*(\d+)\.?\s*\Z", text)
            links.append(Link(type_, text[: found.start()] if found else text, found[1] if found else ""))
    raw.standing = standing(links, types, "PubMed")
    raw.related = related(links)
