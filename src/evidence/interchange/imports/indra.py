"""INDRA statements as JSON: a list, JSON lines, or anywhere inside other JSON such as EMMAA's results.

A statement is a claim about its agents; each piece of evidence is a line of the study that its PMID names, so that a
paper read by five programs is one study. Evidence without a PMID may come from any paper and counts as an echo; what
only a program has read is a draft. INDRA's belief enters no verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from evidence.interchange.gathered import Gathered, one_line
from evidence.interchange.imports import json_texts
from evidence.interchange.imports.documents import Cited, Documents, Reference, line, reference_of
from evidence.interchange.imports.indra_terms import NOT_CLAIMS, PAIRS, READERS, TYPES, grounding, predicate_of
from evidence.interchange.imports.json_texts import Item, Place
from evidence.interchange.imports.members import Member, members
from evidence.model import Claim, Concept, ConceptKind, Line, Quote, StandingNote

_RETRACTED = "retractions.tsv"
_PMID = re.compile(rb"[1-9][0-9]{0,8}\Z")
_CONDITIONS = ("mods", "mutations", "bound_conditions", "activity", "location")


def gather(path: Path, into: Gathered) -> None:
    """Read statements from a file, folder or ``.tar.gz``; a list of retracted PMIDs (``*retractions.tsv``) beside them too."""
    reader = _Reader(into, Documents(into))
    for member in members(path, into, (".json", ".jsonl")):
        for item in _statements(member, into):
            reader.statement(item)
    beside = path if path.is_dir() else path.parent
    for file in sorted(beside.glob(f"*{_RETRACTED}")):
        if not file.is_symlink():
            for member in members(file, into, (_RETRACTED,)):
                reader.retractions(member)
    if not into.read.get("statements"):
        into.problem(
            "IM003", "error", (path.name, 0, 0), "no INDRA statement was found", "name a JSON file of statements"
        )


def _statements(member: Member, into: Gathered) -> Iterator[Item]:
    if member.name.endswith(".jsonl"):
        for item in json_texts.lines(member, into):
            yield from _inside(item.value, item.place)
        return
    value, text = json_texts.whole(member, into)
    if text.lstrip().startswith("["):  # read item by item, so that each has its place
        for item in json_texts.items_at(text, text.index("[") + 1, member.name):
            yield from _inside(item.value, item.place)
    else:
        yield from _inside(value, (member.name, 0, 0))


def _inside(value: Any, place: Place) -> Iterator[Item]:
    """Every statement in a JSON value, wherever it stands; not those that a statement is supported by."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if _is_statement(value):
                yield Item(value, place)
            else:
                waiting.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            waiting.extend(reversed(value))


def _is_statement(value: dict[str, Any]) -> bool:
    """Whether it has a statement's type, or one not known with all else of a statement."""
    kind = value.get("type")
    return isinstance(kind, str) and (kind in TYPES or (isinstance(value.get("evidence"), list) and "id" in value))


@dataclass
class _Reader:
    into: Gathered
    documents: Documents
    seen: set[tuple[str, str]] = field(default_factory=set)

    def statement(self, item: Item) -> None:
        value, place = item
        self.into.count("statements")
        kind = value["type"]
        if kind not in TYPES:
            message = f"the type {one_line(kind, 60)!r} is not known, so the statement was left out"
            self.into.problem("IM002", "error", place, message, "leave it out with --lenient")
            return
        if kind in NOT_CLAIMS:
            self.into.remark(f"{kind}: about one thing only, so there is no claim")
            return
        ends = [end for end in self._ends(kind, value) if end[0] and end[1]]
        if not ends:
            self.into.remark("a statement with an agent that is not named, so there is no claim")
            return
        if "belief" in value:
            self.into.remark("belief: INDRA's own score, which enters no verdict")
        evidence = [one for one in _listed(value.get("evidence")) if isinstance(one, dict)]
        if not evidence:
            self.into.remark("a statement without evidence: a claim, and no line")
        for subject, object_ in ends:
            claim = self._claim(kind, value, subject, object_)  # type: ignore[arg-type]
            for one in evidence:
                self._evidence(claim, one)

    def _ends(self, kind: str, value: dict[str, Any]) -> Iterator[tuple[Concept | None, Concept | None]]:
        if kind in PAIRS:
            first, second = PAIRS[kind]
            yield self._agent(value.get(first)), self._agent(value.get(second))
        elif kind == "Complex":
            agents = [self._agent(one) for one in _listed(value.get("members"))]
            named = sorted((one for one in agents if one), key=lambda one: one.id)
            yield from ((named[0], other) for other in named[1:])
        elif kind == "Conversion":
            yield from ((self._agent(value.get("subj")), self._agent(one)) for one in _listed(value.get("obj_to")))
        else:
            said = value.get("to_location" if kind == "Translocation" else "activity")
            thing = self._concept(said, said, "process", ()) if isinstance(said, str) and said.strip() else None
            yield self._agent(value.get("agent")), thing

    def _agent(self, value: Any) -> Concept | None:
        """An agent, or the concept of an INDRA ``Event``; ``None`` for one without a name."""
        value = value.get("concept", value) if isinstance(value, dict) else None
        name = value.get("name") if isinstance(value, dict) else None
        if not isinstance(name, str) or not name.strip():
            return None
        key, kind, xrefs = grounding(value.get("db_refs"))
        return self._concept(key or name.strip(), name, kind, xrefs)

    def _concept(self, key: str, name: str, kind: ConceptKind, xrefs: tuple[str, ...]) -> Concept:
        label = one_line(name, 200) or "not named"
        slug = self.into.slug("concept", key, label)
        return self.into.concepts.setdefault(slug, Concept(slug, kind, label, xrefs=xrefs))

    def _claim(self, kind: str, value: dict[str, Any], subject: Concept, object_: Concept) -> Claim:
        predicate = predicate_of(kind)
        if kind == "ActiveForm":
            predicate = "has-activity" if value.get("is_active", True) else "lacks-activity"
        detail = _details(value)
        key = " ".join((subject.id, predicate, object_.id, detail))
        name = self.into.slug("claim", key, f"{subject.id[:35]} {predicate} {object_.id[:35]}")
        statement = f"{subject.label} {predicate.replace('-', ' ')} {object_.label}{f' ({detail})' if detail else ''}."
        made = Claim(name, "statements", "mechanism", subject.id, predicate, object_.id, statement)
        return self.into.claims.setdefault(name, made)

    def _evidence(self, claim: Claim, item: dict[str, Any]) -> None:
        self.into.count("pieces of evidence")
        read_by = one_line(str(item.get("source_api") or "a source not named"), 60)
        mark = str(item.get("source_hash") or sorted((key, str(value)) for key, value in item.items()))
        if (claim.id, mark) in self.seen:
            self.into.remark("the same piece of evidence as one read before")
            return
        self.seen.add((claim.id, mark))
        cited = self._cited(item, read_by)
        made = line(claim.id, cited.source, f"{read_by} gives this document for the claim.", "not stated by INDRA")
        text = one_line(item["text"], 20_000) if isinstance(item.get("text"), str) else ""
        made = _with_epistemics(replace(made, quote=Quote(text) if text else None), item.get("epistemics"), self.into)
        if read_by in READERS:
            self.into.remark("found by a program that reads, and read by nobody: a draft")
            made = replace(made, status="draft", note=f"Read by the program {read_by}; nobody has looked at it.")
        self.documents.add(cited, made)

    def _cited(self, item: dict[str, Any], read_by: str) -> Cited:
        texts = item.get("text_refs")
        given: dict[str, Any] = texts if isinstance(texts, dict) else {}
        written = (
            ("PMID", item.get("pmid") or given.get("PMID")),
            ("doi", given.get("DOI")),
            ("PMCID", given.get("PMCID")),
        )
        found = [reference_of(f"{scheme}:{value}") for scheme, value in written if value]
        references = [one for one in found if one]
        if references:
            return self.documents.cited(references)
        self.into.remark("evidence without a PMID: the paper is not known, so it is shown and not counted")
        return self.documents.unnamed(f"INDRA {read_by}", "evidence for which no document is named")

    def retractions(self, member: Member) -> None:
        """Mark what is on a list of retracted PMIDs, one a line."""
        note = StandingNote("retracted", authority="INDRA's list of retracted PMIDs", note="The list carries no date.")
        for number, raw in enumerate(member.content.splitlines(), 1):
            pmid = raw.strip()
            if not _PMID.match(pmid):
                if pmid:
                    place = (member.name, number, 1)
                    self.into.problem("IM002", "warning", place, "not a PMID, so it was left out")
                continue
            self.into.count("retracted PMIDs listed")
            if self.documents.standing(Reference("PMID", pmid.decode()), note):
                self.into.count("retracted documents among those cited")


def _with_epistemics(made: Line, said: Any, into: Gathered) -> Line:
    epistemics = said if isinstance(said, dict) else {}
    if epistemics.get("negated") is True:
        made = replace(made, direction="disputes")
    if epistemics.get("hypothesis") is True:
        into.remark("epistemics.hypothesis: the text only supposes it, so the line is background")
        made = replace(made, role="background")
    return made


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _details(value: dict[str, Any]) -> str:
    """What narrows a statement: residues, activities, and the state that its agents have to be in."""
    found = [f"{key.replace('_', ' ')} {value[key]}" for key in ("residue", "position", "obj_activity", "from_location")
             if isinstance(value.get(key), str) and value[key] != "activity"]  # fmt: skip
    agents = [value.get(key) for key in ("enz", "sub", "subj", "obj", "gef", "gap", "ras", "agent")]
    for agent in [*agents, *_listed(value.get("members"))]:
        if isinstance(agent, dict):
            states = [f"{key.replace('_', ' ')}: {_state(agent[key])}" for key in _CONDITIONS if agent.get(key)]
            found += [f"{agent.get('name')} with {state}" for state in states]
    return one_line("; ".join(found), 400)


def _state(value: Any) -> str:
    """A condition in words: the values of it, in order, at most three levels down."""

    def words(one: Any, depth: int) -> list[str]:
        if isinstance(one, dict) and depth:
            return [word for key, inner in sorted(one.items()) if key != "db_refs" for word in words(inner, depth - 1)]
        if isinstance(one, list) and depth:
            return [word for inner in one for word in words(inner, depth - 1)]
        return [str(one)] if isinstance(one, (str, bool, int)) else []

    return " ".join(words(value, 4))
