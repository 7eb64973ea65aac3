"""DisMech: disorder YAML files whose items carry evidence, and the cached texts of what they cite.

Each item with evidence is a claim ``disorder predicate item``; each evidence item is a line of the study that its
reference reports. A snippet is kept as a quote and held against the cached text by the law of ``quotation``: where it
does not stand there the line is a draft, so that it counts in no verdict until somebody has looked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from evidence.files import digest
from evidence.interchange.gathered import Gathered, one_line, slug_of
from evidence.interchange.imports.dismech_references import CachedReference, references
from evidence.interchange.imports.dismech_sections import NOT_EVIDENCE, SECTIONS, SPECIES, SUPPORTS, Section
from evidence.interchange.imports.dismech_sense import beyond, name_of, sense, unclear
from evidence.interchange.imports.documents import Documents, Reference, line, reference_of
from evidence.interchange.imports.members import Member, members, text_of
from evidence.model import Claim, Concept, ConceptKind, Line, Quote, Source
from evidence.quotation import quoted
from evidence.yaml_text import Document
from evidence.yaml_text import Path as Where

_QUOTE_LIMIT = 100_000


def gather(path: Path, into: Gathered) -> None:
    """Read disorders, and cached references where there are any, from a file, folder or ``.tar.gz``, or a folder of them."""
    cached: dict[str, CachedReference] = {}
    places = list(_places(path))
    for place in places:
        cached |= references(place, into)
    reader = _Reader(into, Documents(into), cached)
    seen: set[str] = set()
    for place in places:
        for member in members(place, into, (".yaml", ".yml")):
            content = digest(member.content)
            if content in seen:
                into.remark("a file with the same content as one read before")
            elif not member.name.endswith(".history.yaml"):
                seen.add(content)
                reader.disorder(member)
    if not into.read.get("disorders"):
        into.problem("IM003", "error", (path.name, 0, 0), "no DisMech disorder was found", "name kb/disorders")


def _places(path: Path) -> Iterator[Path]:
    yield path
    if path.is_dir():
        yield from (file for file in sorted(path.glob("*.tar.gz")) if not file.is_symlink())


class _Item(NamedTuple):
    """An item with evidence: where it stands, what it is an item of, and its values."""

    where: Where
    section: str
    values: dict[str, Any]
    above: dict[str, Any] | None
    above_section: str


@dataclass
class _Reader:
    into: Gathered
    documents: Documents
    cached: dict[str, CachedReference]

    def disorder(self, member: Member) -> None:
        from evidence import yaml_text

        text = text_of(member, self.into)
        if text is None:
            return
        document = yaml_text.read(text)
        for trouble in document.troubles:
            severity = "error" if document.value is None else "warning"
            place = (member.name, trouble.line, trouble.column)
            message = f"{trouble.kind.replace('-', ' ')}: {one_line(trouble.detail, 200)}"
            self.into.problem("IM001", severity, place, message, "mend the YAML here")  # type: ignore[arg-type]
        values = document.value
        if not isinstance(values, dict) or not isinstance(values.get("name"), str):
            if not document.troubles:
                self.into.remark("a YAML file that is no disorder: it has no name")
            return
        self.into.count("disorders")
        disorder = self._concept(values, "condition")
        for item in _items(values, (), "", None, ""):
            self._item(member.name, document, disorder, item)

    def _item(self, file: str, document: Document, disorder: Concept, item: _Item) -> None:
        section = SECTIONS.get(item.section)
        if section is None:
            words = item.section.replace("_", " ")
            section = Section(slug_of(f"has {words}"), f"has, under {words},", "factor")
        number = len(item.values["evidence"])
        self.into.count("evidence items", number)
        why = unclear(item.values)
        if why:
            place = (file, *document.place(item.where))
            self.into.problem("IM002", "warning", place, f"an item {why}; it and its evidence ({number}) were left out")
            return
        for remark in beyond(item.section, item.values):
            self.into.remark(remark)
        subject = disorder
        if item.above is not None and name_of(item.above):
            above = SECTIONS.get(item.above_section)
            subject = self._concept(item.above, above.kind if above else "factor")
        claim = self._claim(disorder, subject, section, item, self._concept(item.values, section.kind))
        for number, evidence in enumerate(item.values["evidence"]):
            where = (*item.where, "evidence", number)
            self._evidence(claim, evidence, (file, *document.place(where)))

    def _concept(self, values: dict[str, Any], kind: ConceptKind) -> Concept:
        """The concept of that name. Different things share an ontology term, so a term is never what tells them apart."""
        written = name_of(values) or ""
        label = one_line(written, 200) or "not named"
        name = self.into.slug("concept", f"{kind} {one_line(written, len(written)).lower()}", label)
        known = self.into.concepts.setdefault(name, Concept(name, kind, label))
        xref = _xref(_term(values))
        if xref and xref not in known.xrefs:
            if len(known.xrefs) == 1:
                self.into.remark("a name that DisMech gives more than one ontology term: all are kept")
            self.into.concepts[name] = replace(known, xrefs=(*known.xrefs, xref))
        return self.into.concepts[name]

    def _claim(self, disorder: Concept, subject: Concept, section: Section, item: _Item, thing: Concept) -> Claim:
        read = sense(section, item.values)
        key = " ".join((disorder.id, subject.id, read.predicate, thing.id, item.section, read.key))
        name = self.into.slug("claim", key, f"{subject.id[:40]} {read.predicate} {thing.id[:40]}")
        if name in self.into.claims:
            self.into.remark("an item like another of its disorder in all that a claim carries: one claim for both")
        else:
            frame = "" if subject.id == disorder.id else f"In {disorder.label}, "
            statement = f"{frame}{subject.label} {read.words} {thing.label}{read.behind}."
            group = slug_of(item.section) or "items"
            self.into.claims[name] = Claim(
                name, group, section.profile, subject.id, read.predicate, thing.id, statement
            )
        return self.into.claims[name]

    def _evidence(self, claim: Claim, item: Any, place: tuple[str, int, int]) -> None:
        if not isinstance(item, dict):
            self.into.problem("IM002", "error", place, "an evidence item is no mapping, so it was left out")
            return
        word = str(item.get("supports"))
        if word in NOT_EVIDENCE:
            self.into.remark(NOT_EVIDENCE[word])
            return
        support = SUPPORTS.get(word)
        written = item.get("reference")
        reference = reference_of(written) if isinstance(written, str) else None
        if support is None or reference is None:
            what = (
                f"supports is {one_line(word, 60)!r}"
                if support is None
                else f"reference is {one_line(str(written), 60)!r}"
            )
            self.into.problem("IM002", "error", place, f"{what}, which is not understood", "the item was left out")
            return
        cached = self.cached.get(str(written))
        doi = reference_of(f"doi:{cached.doi}") if cached and cached.doi else None
        cited = self.documents.cited((reference, doi) if doi else (reference,), more=cached.csl if cached else None)
        made = self._line(claim, item, cited.source, cached)
        if word == "PARTIAL":
            self.into.remark("PARTIAL: read as support that is indirect")
        self.documents.add(cited, replace(made, direction=support.direction, directness=support.directness))

    def _line(self, claim: Claim, item: dict[str, Any], source: str, cached: CachedReference | None) -> Line:
        explanation = item.get("explanation")
        finding = one_line(explanation) if isinstance(explanation, str) else ""
        origin = str(item.get("evidence_source") or "")
        made = line(claim.id, source, finding or "DisMech cites this without an explanation.", "not stated by DisMech")
        if origin in SPECIES:
            made = replace(made, species=(SPECIES[origin],))
        elif origin:
            made = replace(made, note=f"DisMech's evidence_source: {one_line(origin, 100)}.")
        snippet = item.get("snippet")
        if not isinstance(snippet, str) or not snippet.strip():
            self.into.remark("an evidence item without a snippet")
            return made
        return self._quoted(made, one_line(snippet, _QUOTE_LIMIT), cached)

    def _quoted(self, made: Line, exact: str, cached: CachedReference | None) -> Line:
        made = replace(made, quote=Quote(exact))
        if cached is None:
            self.into.count("quotes unchecked: no text of the reference is there")
            return made
        found = quoted(exact, cached.ready)
        self.into.count(f"quotes {found.result}")
        if found.result != "failed":
            return made
        self.into.remark("a quote that does not stand in the cached text: its line is a draft and does not count")
        said = one_line(found.why, 300)
        note = " ".join(filter(None, (made.note, f"The quote does not stand in the text that DisMech holds: {said}.")))
        return replace(made, status="draft", note=note)


def _items(value: Any, where: Where, section: str, above: dict[str, Any] | None, above_section: str) -> Iterator[_Item]:
    """Every mapping with a list of evidence, with the nearest one around it that has a name (not the disorder)."""
    if isinstance(value, dict):
        if isinstance(value.get("evidence"), tuple) and where:
            yield _Item(where, section, value, above, above_section)
        inside = (value, section) if where and name_of(value) else (above, above_section)
        for key, inner in value.items():
            if key != "evidence":
                yield from _items(inner, (*where, key), key, *inside)
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _items(inner, (*where, number), section, above, above_section)


def _term(values: dict[str, Any]) -> Any:
    """The id of the ontology term that an item stands for: ``phenotype_term: {term: {id}}`` and its like."""
    for key, value in values.items():
        if key.endswith("_term") and isinstance(value, dict) and isinstance(value.get("term"), dict):
            return value["term"].get("id")
    return None


def _xref(term: Any) -> str | None:
    from evidence.ids import CURIE, PREFIXES

    written = term if isinstance(term, str) else ""
    prefix, _, local = written.partition(":")
    known = next((name for name in PREFIXES if name.lower() == prefix.lower()), None)
    return f"{known}:{local}" if known and CURIE.match(f"{known}:{local}") else None


def hold_texts(path: Path, into: Gathered, root: Path) -> int:
    """Hold the cached text of every document that ``into`` cites, below ``root``; how many. For ``--keep-texts``.

    Raises ``EvidenceError`` for a text that cannot be written.
    """
    from evidence import held

    named = {key: source.id for source in into.sources.values() for key in _spellings(source)}
    texts: dict[str, CachedReference] = {}
    for place in _places(path):
        again = Gathered(into.info, into.made_by, into.accepted_by)  # what is wrong with them has been told already
        for written, cached in references(place, again).items():
            reference = reference_of(written)
            if reference is not None and reference.key in named:
                texts.setdefault(named[reference.key], cached)
    for source, cached in sorted(texts.items()):
        about = held.About("DisMech reference cache", what=cached.what, media_type="text/markdown")
        held.write(root, source, cached.text, about)
    return len(texts)


def _spellings(source: Source) -> Iterator[str]:
    for scheme in ("PMID", "DOI", "PMCID"):
        value = getattr(source.csl, scheme)
        if value:
            yield Reference(scheme, value).key
    if source.kind == "registry-entry" and source.csl.number:
        yield Reference("NCT", source.csl.number).key
