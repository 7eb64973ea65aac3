"""References as BibTeX: the one door to bibtexparser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from evidence.citing.items import Item, missing
from evidence.citing.names import ET_AL, inverted
from evidence.errors import EvidenceError

_TYPES = {"article-journal": "article", "article-newspaper": "article", "article": "misc", "report": "techreport"}
_HOSTS = {"article": "journal", "techreport": "series"}
_PLAIN = {
    "volume": "volume",
    "issue": "number",
    "number": "eid",
    "DOI": "doi",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "URL": "url",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: What TeX would obey. Braces are spelt as words, for BibTeX counts them even behind a backslash.
_SPECIAL = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "~": r"{\textasciitilde}", "^": r"{\textasciicircum}",
}  # fmt: skip
_ESCAPES = str.maketrans(_SPECIAL)
#: Fields that TeX prints as they are, in which only what would upset BibTeX itself is percent-encoded.
_VERBATIM = ("DOI", "URL")
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def bibtex(items: Sequence[tuple[Item, str]]) -> str:
    """Items, each with the kind of its document, as one BibTeX file in UTF-8."""
    library = _library()
    entries = [
        library.model.Entry(
            _type(item), item["id"], [library.model.Field(key, value) for key, value in fields(item, kind)]
        )
        for item, kind in items
    ]
    return str(library.write_string(library.Library(entries)))


def _library() -> Any:
    try:
        import bibtexparser
        import bibtexparser.model
    except ImportError as error:
        raise EvidenceError("BibTeX needs bibtexparser, which is not installed", "pip install bibtexparser") from error
    if not hasattr(bibtexparser, "write_string"):
        raise EvidenceError("BibTeX needs bibtexparser 2, an older one is installed", "pip install 'bibtexparser>=2'")
    return bibtexparser


def _type(item: Item) -> str:
    return _TYPES.get(item["type"], "misc")


def escaped(text: str) -> str:
    """``text`` so that TeX prints it as it is and BibTeX sees balanced braces."""
    return text.translate(_ESCAPES)


def fields(item: Item, kind: str = "") -> Iterator[tuple[str, str]]:
    """The fields of an entry. Only what is known; what is not is named in ``note``."""
    if names := item.get("author"):
        yield "author", " and ".join(_name(name) for name in names)
    if "title" in item:
        yield "title", "{" + escaped(item["title"]) + "}"  # a second pair keeps the capitals of 5-HT1B
    if "container-title" in item:
        yield _HOSTS.get(_type(item), "howpublished"), escaped(item["container-title"])
    yield from _date(item)
    if "page" in item:
        yield "pages", escaped(item["page"]).replace("-", "--")
    for key, name in _PLAIN.items():
        if key in item:
            yield name, item[key].translate(_ADDRESS) if key in _VERBATIM else escaped(item[key])
    if "publisher" in item:
        yield ("institution" if _type(item) == "techreport" else "publisher"), escaped(item["publisher"])
    if note := note_of(item, kind):
        yield "note", escaped(note)


def _name(name: dict[str, str]) -> str:
    if name == ET_AL:
        return "others"
    text = escaped(inverted(name, ("family", "suffix", "given")))
    return "{" + text + "}" if "literal" in name or " and " in text else text


def _date(item: Item) -> Iterator[tuple[str, str]]:
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    if parts:
        yield "year", str(parts[0])
        yield "date", "-".join(f"{part:02}" for part in parts)
    if len(parts) > 1 and 1 <= parts[1] <= 12:
        yield "month", _MONTHS[parts[1] - 1]


def note_of(item: Item, kind: str = "") -> str:
    """What the reader of an exported reference has to know: its standing, and what was not verified."""
    lacking = missing(item, kind)
    notes = [item["status"]] if item.get("status") else []
    notes += [f"not verified: {', '.join(lacking)}"] if lacking else []
    return "; ".join(notes)
