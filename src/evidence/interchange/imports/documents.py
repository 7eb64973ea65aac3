"""Documents that an origin names by PMID, DOI, PMCID, registry number or address: one source and one study each.

What kind of document it is and how the study was done is seldom said: then the design and species are ``not-stated``.
Without an identifier nothing tells two documents apart, so they are one, of a kind that counts as an echo.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from evidence.interchange.gathered import Gathered, one_line
from evidence.model import Citation, Line, Source, SourceKind, StandingNote, Study

_FORMS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("PMID", "PMID", re.compile(r"(?:PMID:\s*|https?://(?:www\.ncbi\.nlm\.nih\.gov/pubmed|pubmed\.ncbi\.nlm\.nih\.gov|"
                                r"identifiers\.org/pubmed|rdf\.ncbi\.nlm\.nih\.gov/pubchem/reference)[/:])([1-9][0-9]{0,8})/?\Z", re.IGNORECASE)),
    ("PMCID", "PMCID", re.compile(r"(?:PMCID?:\s*|https?://(?:www\.ncbi\.nlm\.nih\.gov/pmc/articles|pmc\.ncbi\.nlm\.nih\.gov/articles)/)"
                                  r"(?:PMC)?([1-9][0-9]{0,8})/?\Z", re.IGNORECASE)),
    ("DOI", "DOI", re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)(10\.[0-9]{4,9}(?:\.[0-9]+)*/[!-~]+)\Z", re.IGNORECASE)),
    ("NCT", "number", re.compile(r"(?:clinicaltrials(?:\.gov)?:\s*|https?://(?:www\.)?clinicaltrials\.gov/(?:ct2/show|study)/)?"
                                 r"(NCT[0-9]{8})\Z", re.IGNORECASE)),
    ("URL", "URL", re.compile(r"(https?://[A-Za-z0-9][A-Za-z0-9.\-]*(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\^`{|}\x00-\x20\x7f]*)?)\Z")),
)  # fmt: skip


_IN_A_STUDY = 2000
_TOLD = ("title", "author", "container_title", "issued")
_FIELDS = {scheme: field for scheme, field, _ in _FORMS}


class Reference(NamedTuple):
    """An identifier: its scheme (PMID, PMCID, DOI, NCT, URL, or ID for an origin's own) and its value."""

    scheme: str
    value: str

    @property
    def key(self) -> str:
        """The same for every way to write it: case makes no difference in a DOI."""
        return f"{self.scheme}:{self.value.lower() if self.scheme == 'DOI' else self.value}"


class Cited(NamedTuple):
    """The ids of a document and of the study that it is taken to report."""

    source: str
    study: str


def reference_of(written: str) -> Reference | None:
    """What an origin's ``PMID:123``, ``doi:10…``, ``clinicaltrials:NCT…`` or address names; ``None`` when unknown."""
    for scheme, _, form in _FORMS:
        match = form.match(written.strip()) if len(written) <= 2000 else None
        if match:
            value = match[1].upper() if scheme == "NCT" else match[1]
            return Reference(scheme, f"PMC{value}" if scheme == "PMCID" else value)
    return None


class Documents:
    """The documents of one import."""

    def __init__(self, into: Gathered) -> None:
        self.into = into
        self._known: dict[str, str] = {}
        self._used: set[str] = set()
        self._unnamed: Counter[str] = Counter()

    def cited(
        self, references: Iterable[Reference], more: Citation | None = None, kind: SourceKind | None = None
    ) -> Cited:
        """The source and study of one document with all of its identifiers; made when first cited."""
        given = list(dict.fromkeys(references))
        known = next((self._known[one.key] for one in given if one.key in self._known), None)
        source = self.into.sources[known] if known else self._made(given[0], kind)
        for one in given:
            if one.key in self._known:
                continue
            field = _FIELDS.get(one.scheme)
            if field is None or getattr(source.csl, field) in (None, one.value):
                source = replace(source, csl=_with(source.csl, field, one.value))
                self._known[one.key] = source.id
        if more is not None and any(getattr(more, name) and not getattr(source.csl, name) for name in _TOLD):
            source = replace(source, csl=_filled(source.csl, more))
        if source is not self.into.sources.get(source.id):
            self.into.sources[source.id] = source
        return Cited(source.id, source.reports[0])

    def unnamed(self, origin: str, why: str) -> Cited:
        """The source for all that ``origin`` says without naming a document: an echo, for it may be any.

        After every ``_IN_A_STUDY`` uses there is another, so that the file of its study stays readable.
        """
        part = self._unnamed[origin] // _IN_A_STUDY
        self._unnamed[origin] += 1
        csl = Citation("document", title=one_line(f"{origin}: {why}", 300))
        return self.cited([Reference("ID", f"{origin} {part + 1}" if part else origin)], csl, "web-page")

    def add(self, cited: Cited, made: Line) -> None:
        """Add a line to the study of a document."""
        self._used.add(cited.study)
        self.into.line(self.into.studies[cited.study], made)

    def reports(self, cited: Cited, study: Study) -> Cited:
        """The same document with a study that the origin itself names."""
        self.into.studies.setdefault(study.id, study)
        source = self.into.sources[cited.source]
        self.into.sources[cited.source] = replace(source, reports=tuple(dict.fromkeys((*source.reports, study.id))))
        return Cited(cited.source, study.id)

    def keep(self, study: str) -> None:
        """Keep a study without lines of its own, because another one names it."""
        self._used.add(study)

    def drop_unused(self) -> None:
        """Forget the studies made for documents whose real study the origin named: no line is of them."""
        unused = self.into.studies.keys() - self._used
        for name in unused:
            del self.into.studies[name]
        for source in list(self.into.sources.values()):
            reports = tuple(name for name in source.reports if name not in unused)
            self.into.sources[source.id] = replace(source, reports=reports)

    def standing(self, reference: Reference, note: StandingNote) -> bool:
        """Note what became of a document, if it is cited at all; whether it is."""
        name = self._known.get(reference.key)
        if name:
            self.into.sources[name] = replace(self.into.sources[name], standing=note)
        return name is not None

    def _made(self, reference: Reference, kind: SourceKind | None) -> Source:
        usual, csl_type = _kind(reference)
        words = reference.value if reference.scheme == "ID" else f"{reference.scheme} {reference.value}"
        name = self.into.slug("source", reference.key, words[:80])
        study = self.into.slug("study", reference.key, f"{words[:80]} study")
        registry = (reference.value,) if reference.scheme == "NCT" else ()
        self.into.studies[study] = study_of(study, words, registry)
        return Source(name, kind or usual, Citation(csl_type), (study,))


def study_of(name: str, label: str, registry: tuple[str, ...] = ()) -> Study:
    """A study of which nothing is known but what it is called."""
    return Study(name, one_line(label, 200), "not-stated", "unknown", ("not-stated",), registry)


def _with(csl: Citation, field: str | None, value: str) -> Citation:
    changed: dict[str, Any] = {field: value} if field else {}
    return replace(csl, **changed)


def _filled(csl: Citation, more: Citation) -> Citation:
    """``csl`` with what it does not say yet."""
    found: dict[str, Any] = {name: getattr(csl, name) or getattr(more, name) for name in _TOLD}
    return replace(csl, **found)


def _kind(reference: Reference) -> tuple[SourceKind, str]:
    if reference.scheme in ("NCT", "ID"):
        return "registry-entry" if reference.scheme == "NCT" else "web-page", "document"
    return ("web-page", "webpage") if reference.scheme == "URL" else ("journal-article", "article-journal")


def line(claim: str, source: str, finding: str, locator: str) -> Line:
    """A line that says no more than an origin does when it names a document: directly for the claim, all else unsaid."""
    return Line("", claim, source, "supports", "direct", "own-result", "not-stated", "none", "0", finding, locator,
                status="accepted")  # fmt: skip
