"""RIS, and the tagged files of the Web of Science: read by rispy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evidence.diagnostics import Diagnostic
from evidence.ingest import aliases
from evidence.ingest.assemble import Raw, described
from evidence.ingest.described import Described
from evidence.ingest.fields import Fields, joined
from evidence.ingest.formats.decoding import of_text
from evidence.ingest.formats.lines import Chunk, Grammar, broken, chunks, texts_of
from evidence.ingest.kinds import Guess, csl_type, guess
from evidence.ingest.people import inverted, is_et_al
from evidence.model import SourceKind

_RIS = Grammar(re.compile(r"(?P<tag>[A-Z][A-Z0-9])  -(?P<text>.*)"), "TY", "ER", "{tag}  - {text}", "\n")
_WOS = Grammar(
    re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?= |\Z)(?P<text>.*)"), "PT", "ER", "{tag} {text}", " ",
    frozenset(("AU", "AF", "BA", "BF", "CA", "GP", "BE", "CR", "RI")), frozenset(("FN", "VR", "EF")),
)  # fmt: skip

#: The types of RIS that a base has a kind for. A type that is not here needs ``--kind``.
_TYPES: dict[str, tuple[SourceKind, str, bool]] = {
    "JOUR": ("journal-article", "article-journal", True),
    "JFULL": ("journal-article", "article-journal", True),
    "EJOUR": ("journal-article", "article-journal", True),
    "INPR": ("journal-article", "article-journal", True),
    "ABST": ("conference", "article-journal", False),
    "CONF": ("conference", "paper-conference", False),
    "CPAPER": ("conference", "paper-conference", False),
    "UNPB": ("preprint", "article", False),
    "NEWS": ("news", "article-newspaper", False),
    "MGZN": ("news", "article-magazine", False),
    "BLOG": ("blog", "post-weblog", False),
    "ELEC": ("web-page", "webpage", False),
    "ICOMM": ("web-page", "webpage", False),
}
_WHY = {
    "keywords": "keywords say what a paper is about; in a base its claims do",
    "secondary_authors": "a record names authors, not editors",
    "id": "a record has an id of its own",
    "issn": "a serial number names the journal, not the document",
    "author_address": "a record does not say where authors work",
    "cited_references": "works that a paper cites are documents of their own",
}
_JOURNAL = ("journal_name", "alternate_title3", "secondary_title", "alternate_title1", "alternate_title2")


@of_text
def read(text: str, origin: str) -> Iterable[Described | Diagnostic]:
    """Every reference of a RIS file, or of one of the Web of Science."""
    wos = not re.search(r"^TY  -", text, re.MULTILINE)
    parser = _parser(wos)
    for chunk in chunks(text, origin, _WOS if wos else _RIS):
        if isinstance(chunk, Diagnostic):
            yield chunk
        elif not chunk.ended:
            yield broken(origin, chunk, "ER line")
        else:
            yield from _reference(parser, chunk, origin, wos)


def _parser(wos: bool) -> Any:
    import rispy  # type: ignore[import-untyped]

    return (rispy.WokParser if wos else rispy.RisParser)(enforce_list_tags=False)


def _reference(parser: Any, chunk: Chunk, origin: str, wos: bool) -> Iterator[Described]:
    for record in parser.parse_lines(iter([*chunk.fields, "ER" if wos else "ER  - "])):
        values = texts_of(record)
        fields = Fields(values, _WHY)
        yield described(_wos(fields) if wos else _ris(fields, values), fields, origin, chunk.line)


def _ris(fields: Fields, values: Mapping[str, list[str]]) -> Raw:
    found, csl = _guess(fields, " ".join(values.get("title", values.get("primary_title", []))))
    raw = Raw(found, type=csl)
    names = fields.all("authors", "first_authors")
    raw.et_al = any(map(is_et_al, names))
    raw.authors = tuple(inverted(name) for name in names if not is_et_al(name))
    raw.title = fields.first("title", "primary_title")
    fields.drop(raw.title, "primary_title", "title", "short_title")
    raw.container = fields.first(*_JOURNAL)
    fields.drop(raw.container, *_JOURNAL)
    raw.issued = _date(fields)
    raw.volume, raw.issue = fields.first("volume"), fields.first("number")
    raw.page = "-".join(filter(None, (fields.first("start_page"), fields.first("end_page"))))
    raw.publisher = fields.first("publisher")
    raw.abstract = joined([*fields.all("abstract"), *fields.all("notes_abstract")])
    _identifiers(raw, fields, values)
    return raw


def _guess(fields: Fields, title: str) -> tuple[Guess, str]:
    """The kind by TY; an article is told apart by M3, where exporters put the publication type."""
    type_ = fields.first("type_of_reference")
    kind, csl, vague = _TYPES.get(type_.upper(), (None, "document", True))
    if kind != "journal-article":
        return Guess(kind, type_, vague), csl
    works = [part for text in fields.all("type_of_work") for part in re.split(r"\s*[;,]\s*", text)]
    found = guess([*works, "journal article"], title)
    return found._replace(types="; ".join([type_, *works])), csl_type(found.kind)


def _date(fields: Fields) -> str:
    """The fuller one of PY, Y1 and DA where they agree on the year."""
    year = fields.first("year", "publication_year")
    for name in ("year", "publication_year"):
        fields.drop(year, name)
    full = fields.first("date")
    if not year or (full and full[:4] == year[:4] and len(full.strip("/")) >= len(year.strip("/"))):
        return full or year
    fields.leave("date", full, "it is not the date of publication that the reference gives")
    return year


def _identifiers(raw: Raw, fields: Fields, values: Mapping[str, list[str]]) -> None:
    raw.dois = fields.all("doi")
    raw.urls = fields.all("urls")
    number = fields.first("accession_number")
    if aliases.pmid(number) and (
        re.search(r"pubmed|medline", " ".join(values.get("name_of_database", [])), re.I) or _is_ours(values)
    ):
        raw.pmids = [number]
    else:
        fields.leave("accession_number", number, "the number of a database; which one is not said")
    for name in ("custom2", "custom6", "custom7"):
        text = fields.first(name)
        if name != "custom7" and re.fullmatch(r"\s*PMC\d+\s*", text, re.I):
            raw.pmcids.append(text)
        elif name == "custom7" and not raw.number:
            raw.number = text
        else:
            fields.leave(name, text, "what is meant by a custom field is not said")
    raw.registry = aliases.registrations(" ".join((raw.abstract, *values.get("notes", []))))


def _is_ours(values: Mapping[str, list[str]]) -> bool:
    """Whether AN is a PubMed number though no database is named: beside a PMC number, as ``evidence cite`` writes."""
    return any(re.fullmatch(r"PMC\d+", text) for text in values.get("custom2", []))


def _wos(fields: Fields) -> Raw:
    types = re.split(r"\s*;\s*", fields.first("document_type"))
    carrier = fields.first("publication_type")
    found = guess(types)
    raw = Raw(found)
    full, short = fields.all("author_full_name"), fields.all("authors")
    names = full or short
    if full and full != short:
        fields.leave("authors", "; ".join(short), "the full names are in the record")
    groups = fields.all("group_authors")
    raw.authors = tuple(inverted(name) for name in (*names, *groups))
    raw.title, raw.container = fields.first("document_title"), fields.first("publication_name")
    raw.issued = f"{fields.first('publication_year')} {fields.first('publication_date')}".strip()
    raw.volume, raw.issue = fields.first("volume"), fields.first("issue")
    raw.page = "-".join(filter(None, (fields.first("beginning_page"), fields.first("ending_page"))))
    raw.number, raw.publisher = fields.first("article_number"), fields.first("publisher")
    raw.dois, raw.pmids = fields.all("doi"), fields.all("pubmed_id")
    raw.abstract = joined(fields.all("abstract"))
    fields.leave("publication_type", carrier, "what carries the document (J: a journal), not what it is")
    return raw
