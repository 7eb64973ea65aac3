"""A PDF: its title, the one DOI on its first pages, and its words. Authors and journal are not to be read off safely."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evidence.diagnostics import Diagnostic
from evidence.errors import EvidenceError
from evidence.ingest import aliases
from evidence.ingest.assemble import Raw, described
from evidence.ingest.described import Described
from evidence.ingest.fields import Fields
from evidence.ingest.kinds import Guess, guess
from evidence.ingest.problems import problem

#: How much of the text is looked at for the DOI of the document itself: what comes later is cited.
_OPENING = 5_000
#: Titles that a word processor wrote, not an author.
_NO_TITLE = re.compile(
    r"(?:microsoft word|untitled|powerpoint|document\d*\Z|title\Z|slide \d)|.*\.(?:docx?|pdf|indd|tex|dvi|qxd|fm)\Z",
    re.I,
)


def read(content: bytes, origin: str) -> Iterable[Described | Diagnostic]:
    """The PDF as one document."""
    from evidence.reading.documents import read_bytes

    try:
        draft = read_bytes(content, origin)
    except EvidenceError as error:
        yield problem("unreadable", origin, 0, error.message, error.hint)
        return
    fields = Fields({})
    yield described(_raw(draft.document.title or "", draft.document.text, fields), fields, origin, 1)


def _raw(title: str, words: str, fields: Fields) -> Raw:
    from evidence.reading.citations.identifiers import identifiers

    found: dict[str, list[str]] = {"doi": [], "pmcid": [], "pmid": []}
    for one in identifiers(words[:_OPENING]):
        if one.scheme in found and one.value not in found[one.scheme]:
            found[one.scheme].append(one.value)
    raw = Raw(Guess(None, "PDF", True), body=words, registry=aliases.registrations(words[:_OPENING]))
    if _NO_TITLE.match(title) or len(title) < 8:
        fields.leave("title", title, "the title in the file's properties is none of a paper")
    else:
        raw.title = title
    raw.doubts = ("Made from a PDF: compare authors, title and journal with the document.",)
    dois = list(dict.fromkeys(aliases.unversioned(text) for text in found["doi"]))
    if len(dois) == 1:
        raw.dois, raw.guess = dois, guess(["article"], raw.title)
    for text in dois if len(dois) > 1 else ():
        fields.leave("DOI", text, "several DOIs stand on the first pages; which is the document's own is not known")
    raw.pmcids = found["pmcid"] if len(found["pmcid"]) == 1 else []
    return raw
