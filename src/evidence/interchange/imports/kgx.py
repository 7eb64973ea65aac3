"""KGX graphs: node and edge tables, JSON lines, or one JSON object, also packed in a ``.tar.gz``.

An edge is a claim; each of its publications is a study of which nothing more is known, with a line for the claim, or
against it where the edge is negated. What ``evidence export kgx-*`` writes is read back with its claims and studies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_args

from evidence.diagnostics import Severity
from evidence.interchange.gathered import Gathered, one_line, slug_of
from evidence.interchange.imports import json_texts
from evidence.interchange.imports.documents import Cited, Documents, Reference, line, reference_of, study_of
from evidence.interchange.imports.kgx_terms import BACKGROUND, NOT_READ, kind_of, species_of, xref_of
from evidence.interchange.imports.members import Member, members, text_of
from evidence.model import Citation, Claim, Concept, Design, SourceKind, Standing, StandingNote

_LISTS = frozenset(("category", "publications", "xref", "synonym", "has_supporting_studies", "qualifiers"))
_NEEDED = ("subject", "predicate", "object")
_PAIR = re.compile(r"(.*)(nodes|edges)(\.(?:tsv|jsonl))\Z")
#: A predicate of a base, as our own export writes it.
_OURS = re.compile(r"Predicate-([^/#]+)\Z")

Row = dict[str, Any]
Place = tuple[str, int, int]


def gather(path: Path, into: Gathered) -> None:
    """Read nodes and edges from a file and its other half beside it, a folder or a ``.tar.gz``."""
    graph = _Graph(into, Documents(into))
    for file in _both(path):
        for member in members(file, into, (".tsv", ".jsonl", ".json")):
            for row, place in _rows(member, into):
                graph.node_or_edge(row, place)
    graph.finish()
    if not into.read.get("edges"):
        into.problem(
            "IM003", "error", (path.name, 0, 0), "no edge was found", "name the file of edges, or their folder"
        )


def _both(path: Path) -> tuple[Path, ...]:
    pair = _PAIR.match(path.name)
    if not pair or path.is_dir():
        return (path,)
    other = path.with_name(f"{pair[1]}{'edges' if pair[2] == 'nodes' else 'nodes'}{pair[3]}")
    return (path, other) if other.is_file() and not other.is_symlink() else (path,)


def _rows(member: Member, into: Gathered) -> Iterator[tuple[Row, Place]]:
    if member.name.endswith(".tsv"):
        yield from _table(member, into)
    elif member.name.endswith(".jsonl"):
        yield from json_texts.lines(member, into)
    else:
        value, text = json_texts.whole(member, into)
        if isinstance(value, dict):
            there = [item for key in ("nodes", "edges") if isinstance(value.get(key), list) for item in value[key]]
            yield from ((item, (member.name, 0, 0)) for item in there if isinstance(item, dict))
        elif value is None:
            for start in re.finditer(r'"(?:nodes|edges)"\s*:\s*\[', text):
                items = json_texts.items_at(text, start.end(), member.name)
                yield from (item for item in items if isinstance(item.value, dict))


def _table(member: Member, into: Gathered) -> Iterator[tuple[Row, Place]]:
    """The rows of a table, lists with ``|`` between their items; quotes are characters like any other."""
    text = text_of(member, into)
    if text is None:
        return
    rows = iter(text.split("\n"))
    ragged = False
    ends = 0 if text.endswith("\n") else text.count("\n") + 1
    header = [name.strip() for name in next(rows).rstrip("\r").split("\t")]
    if not ({"id"} <= set(header) or set(_NEEDED) <= set(header)):
        message = (
            f"neither nodes (id) nor edges ({', '.join(_NEEDED)}): the columns are {one_line(', '.join(header), 200)}"
        )
        into.problem("IM001", "error", (member.name, 1, 1), message, "name KGX files only")
        return
    for number, raw in enumerate(rows, 2):
        if raw.strip():
            cells = raw.rstrip("\r").split("\t")
            missing = len(header) - len(cells)
            if _whole(missing, number == ends, ragged, (member.name, number, len(raw) + 1), into):
                row = {name: _cell(name, cell) for name, cell in zip(header, cells, strict=False) if cell}
                yield row, (member.name, number, 1)
            ragged = ragged or missing > 0


def _whole(missing: int, last: bool, ragged: bool, place: Place, into: Gathered) -> bool:
    """Whether a row can be read. Some writers leave out empty cells at its end, so the last row is only sure to be cut
    short in a table where none before it lacks any."""
    if missing < 0:
        into.problem("IM001", "error", place, f"{-missing} cells more than there are columns", "mend the row")
    elif missing and last:
        severity: Severity = "warning" if ragged else "error"
        message = f"the file ends within a row: {missing} cells are missing"
        into.problem("IM001", severity, place, message, "fetch the file again")
        return ragged
    return missing >= 0


def _cell(name: str, cell: str) -> str | list[str]:
    return [item for item in cell.split("|") if item] if name in _LISTS else cell


@dataclass
class _Graph:
    into: Gathered
    documents: Documents
    nodes: dict[str, Row] = field(default_factory=dict)
    edges: list[tuple[Row, Place]] = field(default_factory=list)
    #: Ids of nodes that edges are about or cite.
    about: set[str] = field(default_factory=set)

    def node_or_edge(self, row: Row, place: Place) -> None:
        is_edge = "subject" in row or "object" in row
        self.into.count("edges" if is_edge else "nodes")
        missing = [name for name in (_NEEDED if is_edge else ("id",)) if not _said(row, name)]
        if missing:
            what = "an edge" if is_edge else "a node"
            message = f"{what} without {' and '.join(missing)}, so it was left out"
            self.into.problem("IM002", "error", place, message, "mend the row")
        elif is_edge:
            self.edges.append((row, place))
        else:
            self.nodes.setdefault(_said(row, "id"), row)

    def finish(self) -> None:
        """Make the records, now that every node is known."""
        for row, place in self.edges:
            self._edge(row, place)
        self.documents.drop_unused()
        self.into.count("nodes that no edge is about", len(self.nodes.keys() - self.about))

    def _edge(self, row: Row, place: Place) -> None:
        negated = str(row.get("negated", "")).strip().lower()
        if negated not in ("", "true", "false"):
            message = f"negated is {one_line(negated, 40)!r}, so whether the edge is for or against is not known"
            self.into.problem("IM002", "error", place, message, "write true or false")
            return
        claim = self._claim(row)
        cited = [self._document(name, row) for name in _list(row, "publications")]
        if not cited:
            self.into.remark("an edge without publications: a claim, and no evidence for it")
        for one in cited:
            self._line(row, claim, one, negated == "true")

    def _line(self, row: Row, claim: Claim, cited: Cited, negated: bool) -> None:
        level = _said(row, "knowledge_level") or "not_provided"
        said = _said(row, "primary_knowledge_source") or _said(row, "knowledge_source") or "the graph"
        finding = _said(row, "finding") or f"{one_line(said, 100)} cites this document for the claim."
        made = line(claim.id, cited.source, one_line(finding), one_line(_said(row, "locator")) or "not stated")
        made = replace(made, direction="disputes" if negated else "supports", species=species_of(row))
        if level in BACKGROUND:
            self.into.remark(f"knowledge_level {level}: background, since no study found it")
            made = replace(made, role="background")
        elif level == "not_provided":
            self.into.remark("knowledge_level is not provided: each publication is read as a result of its own")
        if _said(row, "agent_type") == "text_mining_agent":
            self.into.remark("found by text mining, and read by nobody: a draft")
            made = replace(made, status="draft")
        self.documents.add(cited, made)

    def _claim(self, row: Row) -> Claim:
        subject, object_ = (self._concept(_said(row, end)) for end in ("subject", "object"))
        ours = _OURS.search(_said(row, "original_predicate"))
        predicate = slug_of(ours[1] if ours else _said(row, "predicate").rpartition(":")[2]) or "related-to"
        qualified = _qualifiers(row)
        key = _said(row, "claim") or " ".join((subject.id, predicate, object_.id, qualified))
        name = self.into.slug(
            "claim", key, _said(row, "claim") or f"{subject.id[:35]} {predicate[:20]} {object_.id[:35]}"
        )
        if name not in self.into.claims:
            words = f"{subject.label} {predicate.replace('-', ' ')} {object_.label}{f' ({qualified})' if qualified else ''}."
            statement = one_line(_said(row, "claim_statement")) or words
            group = (
                slug_of(_list(row, "category")[0].partition(":")[2] if _list(row, "category") else "") or "associations"
            )
            self.into.claims[name] = Claim(name, group, "mechanism", subject.id, predicate, object_.id, statement)
        return self.into.claims[name]

    def _concept(self, name: str) -> Concept:
        row = self.nodes.get(name) or {"id": name}
        self.about.add(name)
        slug = self.into.slug("concept", name, _words(row))
        if slug not in self.into.concepts:
            if name not in self.nodes:
                self.into.remark("an edge is about something that no node describes: called by its identifier")
            label = one_line(_said(row, "name"), 200) or one_line(name, 200) or "not named"
            xrefs = dict.fromkeys(filter(None, map(xref_of, (name, *_list(row, "xref")))))
            synonyms = dict.fromkeys(one_line(text, 200) for text in _list(row, "synonym"))
            synonyms.pop(label, None)
            kind = kind_of(_list(row, "category"), _said(row, "kind_in_base"), name)
            text = one_line(_said(row, "description")) or None
            self.into.concepts[slug] = Concept(
                slug, kind, label, tuple(filter(None, synonyms)), tuple(xrefs), definition=text
            )
        return self.into.concepts[slug]

    def _document(self, name: str, row: Row) -> Cited:
        node = self.nodes.get(name, {})
        self.about.add(name)
        references = [found for written in (name, *_list(node, "xref")) if (found := reference_of(written))]
        title = one_line(_said(node, "name"), 500) or None
        told = _said(node, "kind_in_base")
        kind: SourceKind | None = told if told in get_args(SourceKind) else None  # type: ignore[assignment]
        if not references:
            if kind is None:
                self.into.remark("a publication without PMID, DOI, PMCID or address: shown, and not counted")
            title = title or f"{one_line(name, 200)}: named by an identifier of the origin's own"
            references = [Reference("ID", one_line(name, 200))]
        cited = self.documents.cited(references, Citation("document", title=title), kind)
        standing = _said(node, "standing")
        if standing in get_args(Standing):
            note = StandingNote(standing, authority="the graph")  # type: ignore[arg-type]
            self.documents.standing(references[0], note)
        studies = _list(row, "has_supporting_studies")
        return self._study(studies[0], cited) if len(studies) == 1 and studies[0] in self.nodes else cited

    def _study(self, name: str, cited: Cited) -> Cited:
        """The study that the graph names, in place of the one made for its document."""
        node = self.nodes[name]
        self.about.add(name)
        study = study_of(self.into.slug("study", name, _words(node)), _said(node, "name") or name)
        told = _said(node, "design")
        design: Design = told if told in get_args(Design) else "not-stated"  # type: ignore[assignment]
        return self.documents.reports(cited, replace(study, design=design))


def _words(row: Row) -> str:
    return _said(row, "id_in_base") or slug_of(_said(row, "name")) or _said(row, "id")


def _qualifiers(row: Row) -> str:
    """What narrows an edge, in one text: it is part of what the claim says."""
    found = []
    for name in sorted(row):
        if (name.endswith(("_qualifier", "qualifiers")) or name == "qualified_predicate") and name not in NOT_READ:
            value = ", ".join(_list(row, name)) if isinstance(row[name], list) else _said(row, name)
            if value:
                found.append(f"{name.removesuffix('_qualifier').replace('_', ' ')}: {one_line(value, 200)}")
    return "; ".join(found)


def _said(row: Row, name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def _list(row: Row, name: str) -> list[str]:
    value = row.get(name)
    items = value if isinstance(value, list) else [value]
    return [item.strip() for item in items if isinstance(item, str) and item.strip()]
