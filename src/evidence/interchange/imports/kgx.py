"""KGX graphs: node and edge tables, JSON lines, or one JSON object, also packed in a ``.tar.gz``.

An edge is a claim; each of its publications is a study of which nothing more is known, with a line for the claim, or
against it where the edge is negated. What ``evidence export kgx-*`` writes is read back with its claims and studies, and
with all that their words hang on: what did not count there is a draft here, and so does not count either.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar, get_args

from evidence.ids import quoted
from evidence.interchange.gathered import Gathered, one_line, slug_of, worst
from evidence.interchange.imports.documents import Cited, Documents, Reference, line, reference_of, study_of
from evidence.interchange.imports.kgx_rows import NEEDED, Place, Row, both, rows
from evidence.interchange.imports.kgx_terms import BACKGROUND, NOT_READ, kind_of, species_of, xref_of
from evidence.interchange.imports.members import members
from evidence.model import (
    CausalLevel,
    Citation,
    Claim,
    Concept,
    Design,
    Directness,
    Intervention,
    Line,
    Manipulates,
    Masking,
    OutcomeRole,
    Participants,
    Pools,
    Profile,
    Qualifiers,
    Route,
    SourceKind,
    Species,
    Standing,
    StandingNote,
    Study,
)

#: What can be a registration; whether one of a known register has its form is looked at when the base is checked.
_NUMBER = re.compile(r"(?=.*[0-9])(?:EudraCT )?[!-~]{4,40}\Z")
_DATE = re.compile(r"[12][0-9]{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?\Z")
#: A predicate of a base, as our own export writes it.
_OURS = re.compile(r"Predicate-([^/#]+)\Z")


def gather(path: Path, into: Gathered) -> None:
    """Read nodes and edges from a file and its other half beside it, a folder or a ``.tar.gz``."""
    graph = _Graph(into, Documents(into))
    for file in both(path):
        for member in members(file, into, (".tsv", ".jsonl", ".json")):
            for row, place in rows(member, into):
                graph.node_or_edge(row, place)
    graph.finish()
    if not into.read.get("edges"):
        into.problem(
            "IM003", "error", (path.name, 0, 0), "no edge was found", "name the file of edges, or their folder"
        )


@dataclass
class _Graph:
    into: Gathered
    documents: Documents
    nodes: dict[str, Row] = field(default_factory=dict)
    edges: list[tuple[Row, Place]] = field(default_factory=list)
    #: Edges by their id, where they have one.
    known: dict[str, Row] = field(default_factory=dict)
    #: Ids of nodes that edges are about or cite.
    about: set[str] = field(default_factory=set)
    #: The documents that say they report a study, by its node.
    reporting: dict[str, list[str]] = field(default_factory=dict)
    #: The studies of each group that votes once.
    groups: dict[str, set[str]] = field(default_factory=dict)
    #: Ids of the studies made of nodes, by node, in the order they were met.
    studies: dict[str, str] = field(default_factory=dict)

    def node_or_edge(self, row: Row, place: Place) -> None:
        is_edge = "subject" in row or "object" in row
        self.into.count("edges" if is_edge else "nodes")
        missing = [name for name in (NEEDED if is_edge else ("id",)) if not _said(row, name)]
        if missing:
            what = "an edge" if is_edge else "a node"
            message = f"{what} without {' and '.join(missing)}, so it was left out"
            self.into.problem("IM002", "error", place, message, "mend the row")
        elif is_edge:
            if self._is_new(row, place):
                self.edges.append((row, place))
        elif _said(row, "id") not in self.nodes:
            self.nodes[_said(row, "id")] = row
            for study in _list(row, "reports_studies"):
                self.reporting.setdefault(study, []).append(_said(row, "id"))
        elif _said(row, "name") != _said(self.nodes[_said(row, "id")], "name"):
            message = f"the node {quoted(_said(row, 'id'))} has been named otherwise before, and keeps that name"
            self.into.problem("IM002", "warning", place, message, "give each thing an id of its own")

    def _is_new(self, row: Row, place: Place) -> bool:
        """Whether an edge was not read before; one that says something else under a known id is refused."""
        name = _said(row, "id")
        if not name or name not in self.known:
            self.known[name] = row
            return True
        if self.known[name] == row:
            self.into.remark("the same edge as one read before")
        else:
            message = f"the id {quoted(name)} has been given to another edge before, so this one was left out"
            self.into.problem("IM002", "error", place, message, "give each edge an id of its own")
        return False

    def finish(self) -> None:
        """Make the records, now that every node is known."""
        for row, place in self.edges:
            self._edge(row, place)
        self._link_studies()
        self._join_groups()
        self.documents.drop_unused()
        self.into.count("nodes that no edge is about", len(self.nodes.keys() - self.about))

    def _edge(self, row: Row, place: Place) -> None:
        negated = _truth(row, "negated")
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
        said = _said(row, "primary_knowledge_source") or _said(row, "knowledge_source") or "the graph"
        finding = _said(row, "finding") or f"{one_line(said, 100)} cites this document for the claim."
        made = line(claim.id, cited.source, one_line(finding), one_line(_said(row, "locator")) or "not stated")
        made = replace(
            made,
            direction="disputes" if negated else "supports",
            directness=self._directness(row),
            outcome_role=_one_of(row, "outcome_role", OutcomeRole, "not-stated"),
            manipulates=_one_of(row, "manipulates", Manipulates, "none"),
            causal_level=_one_of(row, "causal_level", CausalLevel, "0"),
            species=_these(row, "species_in_base", Species) or species_of(row),
        )
        self.documents.add(cited, self._weighed(row, made))
        if group := _said(row, "independent_group"):
            self.groups.setdefault(group, set()).add(cited.study)

    def _directness(self, row: Row) -> Directness:
        # The claim of a foreign edge is what the edge says, so its line is direct. A base's claim has words of its own:
        # where our older exports do not say how near a result is to them, it is not given the better of two grades.
        if _is_ours(row) and not _said(row, "directness"):
            self.into.remark("an edge of a base without directness: indirect, the lower of the two")
        return _one_of(row, "directness", Directness, "indirect" if _is_ours(row) else "direct")

    def _weighed(self, row: Row, made: Line) -> Line:
        """The line as one that does not count, where the graph says so or does not stand for it."""
        level = _said(row, "knowledge_level") or "not_provided"
        if level in BACKGROUND:
            self.into.remark(f"knowledge_level {level}: background, since no study found it")
            made = replace(made, role="background")
        elif level == "not_provided":
            self.into.remark("knowledge_level is not provided: each publication is read as a result of its own")
        if _said(row, "agent_type") == "text_mining_agent":
            self.into.remark("found by text mining, and read by nobody: a draft")
            made = replace(made, status="draft")
        if _is_ours(row) and _truth(row, "counted") == "false":
            self.into.remark("an edge that did not count where it comes from: a draft")
            why = one_line(_said(row, "why_not_counted")) or "it does not say why"
            made = replace(made, status="draft", note=f"Not counted where it comes from: {why}.")
        return made

    def _claim(self, row: Row) -> Claim:
        subject, object_ = (self._concept(_said(row, end)) for end in ("subject", "object"))
        ours = _OURS.search(_said(row, "original_predicate"))
        predicate = slug_of(ours[1] if ours else _said(row, "predicate").rpartition(":")[2]) or "related-to"
        qualified = _qualifiers(row)
        own = _said(row, "claim") if _is_ours(row) else ""
        key = own or " ".join((subject.id, predicate, object_.id, qualified))
        name = self.into.slug("claim", key, own or f"{subject.id[:35]} {predicate[:20]} {object_.id[:35]}")
        if name not in self.into.claims:
            words = f"{subject.label} {predicate.replace('-', ' ')} {object_.label}{f' ({qualified})' if qualified else ''}."
            statement = one_line(_said(row, "claim_statement")) or words
            category = (_list(row, "category") or [""])[0]
            group = slug_of(_said(row, "claim_group") or category.partition(":")[2]) or "associations"
            profile: Profile = _one_of(row, "claim_profile", Profile, "mechanism")
            scope = Qualifiers(_these(row, "claim_species", Species), route=_these(row, "claim_administration", Route))
            self.into.claims[name] = Claim(
                name, group, profile, subject.id, predicate, object_.id, statement, scope, todo=self._todo(row)
            )
        return self.into.claims[name]

    def _todo(self, row: Row) -> str | None:
        missing, word = _said(row, "lines_without_edge"), one_line(_said(row, "computed_word"), 40)
        if not word:
            return None
        if missing not in ("", "0"):
            self.into.remark(
                "a claim of whose lines that count only some are edges: its word may differ from its origin's"
            )
            return f"Its origin says {word}, from {one_line(missing, 10)} lines more than came with the graph."
        if worst(self.into.problems):
            self.into.remark("a claim of a graph that is not whole: its word may differ from its origin's")
            return f"Its origin says {word}; the graph that came was not whole."
        return None

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
        cited = self._source(name)
        studies = [_said(row, "study_in_base")] if "study_in_base" in row else _list(row, "has_supporting_studies")
        if len(studies) != 1 or studies[0] not in self.nodes:
            return cited
        return self.documents.reports(cited, self._study(studies[0]))

    def _source(self, name: str) -> Cited:
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
        issued = _said(node, "issued_on") if _DATE.match(_said(node, "issued_on")) else None
        cited = self.documents.cited(references, Citation("document", title=title, issued=issued), kind)
        standing = _said(node, "standing")
        if standing in get_args(Standing):
            note = StandingNote(standing, authority="the graph")  # type: ignore[arg-type]
            self.documents.standing(references[0], note)
        return cited

    def _study(self, name: str) -> Study:
        """The study that the graph names, in place of the one made for its document."""
        node = self.nodes[name]
        self.about.add(name)
        made = study_of(self.into.slug("study", name, _words(node)), _said(node, "name") or name)
        self.studies[name] = made.id
        population = _said(node, "studied_population")
        route: Route | None = _one_of(node, "administration", Route, None)
        return replace(
            made,
            design=_one_of(node, "design", Design, made.design),
            masking=_one_of(node, "masking", Masking, made.masking),
            species=_these(node, "species_in_base", Species) or made.species,
            registry=tuple(number for number in _list(node, "registry") if _NUMBER.match(number)),
            population=self._concept(population).id if population in self.nodes else None,
            n=Participants(_number(node, "participants_total"), _number(node, "participants_analysed")),
            intervention=Intervention(route=route),
            team=one_line(_said(node, "team"), 300) or None,
            cohort=one_line(_said(node, "cohort"), 300) or None,
            pools=_one_of(node, "pools", Pools, None),
            includes_complete=_truth(node, "includes_complete") == "true",
        )

    def _link_studies(self) -> None:
        """Say of each study which it is a part of or includes, and which other documents report it. Those it names come
        in too, for without them nobody sees that two of them have people in common."""
        waiting = list(self.studies)
        for name in waiting:
            part_of, includes = (
                self._others(name, column, waiting) for column in ("part_of_studies", "includes_studies")
            )
            for document in self.reporting.get(name, ()):
                self.documents.reports(self._source(document), self.into.studies[self.studies[name]])
            study = self.into.studies[self.studies[name]]
            self.into.studies[study.id] = replace(study, part_of=part_of, includes=includes)

    def _others(self, name: str, column: str, waiting: list[str]) -> tuple[str, ...]:
        found = [other for other in _list(self.nodes[name], column) if other in self.nodes and other != name]
        for other in found:
            if other not in self.studies:
                study = self._study(other)
                self.into.studies.setdefault(study.id, study)
                waiting.append(other)
            self.documents.keep(self.studies[other])
        return tuple(dict.fromkeys(self.studies[other] for other in found))

    def _join_groups(self) -> None:
        """Give the studies of a group that votes once a cohort, unless they have a registration or a cohort in common."""
        for group, names in self.groups.items():
            found = [self.into.studies[name] for name in sorted(names)]
            marks = [{*study.registry, study.cohort} - {None} for study in found]
            if len(found) > 1 and not set.intersection(*marks):
                for study in found:
                    self.into.studies[study.id] = replace(study, cohort=one_line(group, 300))


def _is_ours(row: Row) -> bool:
    """Whether an edge comes from a base like those made here; elsewhere a column ``claim`` may hold anything."""
    return bool(_said(row, "claim")) and (
        "study_in_base" in row or bool(_OURS.search(_said(row, "original_predicate")))
    )


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


_Word = TypeVar("_Word")


def _one_of(row: Row, name: str, words: Any, other: _Word) -> _Word:
    """The word of a closed list that a row says, or ``other``."""
    said: Any = _said(row, name)
    return said if said in get_args(words) else other


def _these(row: Row, name: str, words: Any) -> tuple[Any, ...]:
    """The words of a closed list that a row says."""
    return tuple(dict.fromkeys(said for said in _list(row, name) if said in get_args(words)))


def _truth(row: Row, name: str) -> str:
    """What a column of yes or no says, in small letters; empty when it says nothing."""
    value = row.get(name)
    return "" if value is None else str(value).strip().lower()


def _number(row: Row, name: str) -> int | None:
    said = str(row.get(name, ""))
    return int(said) if re.fullmatch("[0-9]{1,9}", said) else None


def _list(row: Row, name: str) -> list[str]:
    value = row.get(name)
    items = value if isinstance(value, list) else [value]
    return [item.strip() for item in items if isinstance(item, str) and item.strip()]
