"""BibTeX and BibLaTeX: entries by bibtexparser, TeX to text by pylatexenc."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from evidence.diagnostics import Diagnostic
from evidence.ids import quoted
from evidence.ingest import aliases
from evidence.ingest.assemble import Raw, described
from evidence.ingest.described import Described
from evidence.ingest.fields import Fields, joined
from evidence.ingest.formats.decoding import of_text
from evidence.ingest.kinds import Guess, csl_type, guess
from evidence.ingest.people import is_et_al, organisation, person
from evidence.ingest.problems import problem
from evidence.ingest.wording import raised
from evidence.model import Author, SourceKind

#: Entry types that a base has a kind for. One that is not here needs ``--kind``.
_TYPES: dict[str, tuple[SourceKind, str, bool]] = {
    "article": ("journal-article", "article-journal", True),
    "suppperiodical": ("journal-article", "article-journal", True),
    "inproceedings": ("conference", "paper-conference", False),
    "conference": ("conference", "paper-conference", False),
    "unpublished": ("preprint", "article", False),
    "online": ("web-page", "webpage", False),
    "electronic": ("web-page", "webpage", False),
    "www": ("web-page", "webpage", False),
    "web_page": ("web-page", "webpage", False),
    "newspaper_article": ("news", "article-newspaper", False),
    "magazine_article": ("news", "article-magazine", False),
}
#: Fields in which TeX is not obeyed: a % or _ in them is meant.
_VERBATIM = frozenset(("doi", "url", "eprint", "pmid", "pmcid", "file", "howpublished_url"))
_WHY = {
    "keywords": "keywords say what a paper is about; in a base its claims do",
    "editor": "a record names authors, not editors",
    "issn": "a serial number names the journal, not the document",
    "ID": "a record has an id of its own",
    "file": "a path on the computer of whoever made the file",
}
#: Nested deeper than this, TeX is no text.
_MAX_DEPTH = 50


@of_text
def read(text: str, origin: str) -> Iterable[Described | Diagnostic]:
    """Every entry of a ``.bib`` file; a key that stands twice is two references."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock, String

    _hush()
    library = parse_string(text)
    strings = {id(block) for block in library.strings}
    for block in library.blocks:
        if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
            block = block.ignore_error_block or block  # what the block holds is whole
        if isinstance(block, String) and id(block) not in strings:
            yield problem(
                "stray-text", origin, (block.start_line or 0) + 1,
                f"the abbreviation {quoted(block.key)} is defined twice; the first one holds", severity="warning",
            )  # fmt: skip
        elif isinstance(block, Entry):
            yield _reference(block, origin)
        elif isinstance(block, ParsingFailedBlock):
            yield problem(
                "broken-reference", origin, (block.start_line or 0) + 1, "the entry that begins here is broken or ends early",
                "look for a bracket or comma that is missing",
            )  # fmt: skip


def _hush() -> None:
    import logging

    for name in ("bibtexparser", "pylatexenc"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _reference(entry: Any, origin: str) -> Described:
    values: dict[str, list[str]] = {"ENTRYTYPE": [entry.entry_type], "ID": [entry.key]}
    for item in entry.fields:
        values.setdefault(item.key.lower(), []).append(str(item.value))
    raw_names = values.pop("author", [])
    plain = {name: [_text(name, text) for text in texts] for name, texts in values.items()}
    fields = Fields(plain, _WHY)
    return described(_raw(fields, raw_names, plain), fields, origin, (entry.start_line or 0) + 1)


def _raw(fields: Fields, names: list[str], values: dict[str, list[str]]) -> Raw:
    title = fields.first("title")
    found, csl = _guess(fields, title, values)
    raw = Raw(found, type=csl, title=title)
    people = [name for text in names for name in _split(text)]
    raw.et_al = any(map(is_et_al, people))
    raw.authors = tuple(_author(name) for name in people if not is_et_al(name))
    if subtitle := fields.first("subtitle"):
        raw.title = f"{title}: {subtitle}"
    raw.container = fields.first("journal", "journaltitle", "booktitle", "newspaper", "magazine")
    fields.drop(raw.container, "journaltitle", "journal", "shortjournal")
    raw.issued = _date(fields)
    raw.volume, raw.issue, raw.page = fields.first("volume"), fields.first("number", "issue"), fields.first("pages")
    fields.drop(raw.issue, "issue")
    raw.number = fields.first("eid", "article-number", "articleno")
    raw.publisher = fields.first("publisher", "institution", "school", "organization")
    raw.abstract = joined(fields.all("abstract"))
    raw.licence = fields.first("license", "copyright")
    raw.dois, raw.pmids, raw.pmcids, raw.urls = (fields.all(name) for name in ("doi", "pmid", "pmcid", "url"))
    _eprint(raw, fields, values)
    raw.registry = aliases.registrations(raw.abstract + " " + " ".join(values.get("note", [])))
    return raw


def _guess(fields: Fields, title: str, values: dict[str, list[str]]) -> tuple[Guess, str]:
    type_ = fields.first("ENTRYTYPE").lower()
    if _archive(values) in ("arxiv", "biorxiv", "medrxiv", "psyarxiv", "chemrxiv"):
        return Guess("preprint", f"{type_}; an eprint of {_archive(values)}", False), "article"
    kind, csl, vague = _TYPES.get(type_, (None, type_, True))
    if kind == "journal-article":
        found = guess(["article"], title)
        return found, csl_type(found.kind)
    return Guess(kind, type_, vague), csl


def _archive(values: dict[str, list[str]]) -> str:
    return next((values[name][0].lower() for name in ("archiveprefix", "eprinttype") if values.get(name)), "")


def _eprint(raw: Raw, fields: Fields, values: dict[str, list[str]]) -> None:
    """An eprint number is a PubMed number, or a place in an archive."""
    archive, number = _archive(values), fields.first("eprint")
    if not number:
        return
    if archive in ("pmid", "pubmed", "medline"):
        raw.pmids.append(number)
        fields.all("archiveprefix", "eprinttype")
    elif archive == "pmc":
        raw.pmcids.append(number)
        fields.all("archiveprefix", "eprinttype")
    elif archive == "arxiv" and not raw.dois:
        raw.dois.append(f"10.48550/arxiv.{re.sub('v[0-9]+$', '', number)}")
        fields.leave("eprint", number, "the DOI that arXiv gives it is in the record")
    else:
        fields.leave("eprint", number, "a number in an archive that a record has no place for")


def _date(fields: Fields) -> str:
    full, year, month, day = (fields.first(name) for name in ("date", "year", "month", "day"))
    if full and full[:4] == (year or full)[:4]:
        fields.leave("month", month, "the date says it") if month else None
        fields.leave("day", day, "the date says it") if day else None
        return full.partition("/")[0]
    fields.leave("date", full, "it is not the year that the entry gives") if full else None
    return " ".join(part for part in (year, month, day) if part)


@cache
def _decoder() -> Callable[[str], str]:
    from pylatexenc.latex2text import (  # type: ignore[import-untyped]
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    macros = get_default_latex_context_db()
    macros.add_context_category(
        "addresses",
        prepend=True,
        macros=[
            MacroTextSpec("url", simplify_repl="%s"),
            MacroTextSpec("href", simplify_repl="%(2)s (%(1)s)"),
        ],
    )
    return LatexNodes2Text(latex_context=macros, math_mode="text", keep_comments=True).latex_to_text  # type: ignore[no-any-return]


_SCRIPT = r"\{([^{}$]{1,20})\}|([0-9A-Za-z+-])"
_RAISED = re.compile(r"\$\^(?:" + _SCRIPT + r")\$|\\textsuperscript\{([^{}$]{1,20})\}")
_LOWERED = re.compile(r"\$_(?:" + _SCRIPT + r")\$")


def _text(name: str, value: str) -> str:
    """A value as text; TeX that cannot be read stays as it is written."""
    if name in _VERBATIM:
        return re.sub(r"\\([_%&#$])", r"\1", value).strip("{} ")
    if not re.search(r"[\\{}$~]|--|``|''", value):
        return value
    if _depth(value) > _MAX_DEPTH:
        return value
    raised_ = _RAISED.sub(lambda found: raised(found[1] or found[2] or found[3]), _LOWERED.sub(r"\1\2", value))
    prepared = re.sub(r"(?<!\\)([%#&])", r"\\\1", raised_)
    try:
        return re.sub(r"(?<=\d)[–—](?=\d)", "-", _decoder()(prepared)).strip()
    except Exception:  # whatever a reader of TeX says of what is no TeX
        return value.replace("{", "").replace("}", "")


def _depth(text: str) -> int:
    deepest = depth = 0
    for sign in re.findall(r"[{}]", text):
        depth += 1 if sign == "{" else -1
        deepest = max(deepest, depth)
    return deepest


def _split(names: str) -> Iterator[str]:
    from bibtexparser.middlewares.names import split_multiple_persons_names

    yield from (name for name in split_multiple_persons_names(" ".join(names.split())) if name.strip())


def _author(name: str) -> Author | None:
    """A name by BibTeX's rules; one that is wholly in braces is an organisation's."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    if name.startswith("{") and name.endswith("}") and _depth(name[1:-1]) == _depth(name) - 1:
        return organisation(_text("author", name))
    try:
        parts = parse_single_name_into_parts(name, strict=False)
    except Exception:  # a name that its rules do not know
        return organisation(_text("author", name))
    family, given, suffix = (
        _text("author", " ".join(words)) for words in ([*parts.von, *parts.last], parts.first, parts.jr)
    )
    return person(family, given, suffix)
