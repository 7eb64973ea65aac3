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

from evidence.files import digest
from evidence.interchange.gathered import Gathered, one_line
from evidence.interchange.imports import json_texts
from evidence.interchange.imports.documents import Cited, Documents, Reference, line, reference_of
from evidence.interchange.imports.indra_claims import Says, SenseError, context_of, says, yes_or_no
from evidence.interchange.imports.indra_terms import FIELDS, NOT_CLAIMS, READERS, TYPES, grounding
from evidence.interchange.imports.json_texts import Item, Place
from evidence.interchange.imports.members import Member, members
from evidence.model import Claim, Concept, ConceptKind, Line, Quote, StandingNote

_RETRACTED = "retractions.tsv"
_PMID = re.compile(rb"[1-9][0-9]{0,8}\Z")


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
        try:
            found = says(value)
            evidence = self._whole(value.get("evidence"), place)
        except SenseError as error:
            self._refused(place, str(error), "the statement")
            return
        claims = [claim for each in found if (claim := self._claim(each))]
        if len(claims) < len(found) or not claims:
            self.into.remark("a statement with an end that is not named or not given, so there is no claim of it")
        if not claims:
            return
        if "belief" in value:
            self.into.remark("belief: INDRA's own score, which enters no verdict")
        if value.keys() - FIELDS:
            self.into.remark("a field of a statement that is not read")
        if not evidence:
            self.into.remark("a statement without evidence: a claim, and no line")
        for claim in claims:
            for one in evidence:
                self._evidence(claim, one)

    def _whole(self, given: Any, place: Place) -> list[dict[str, Any]]:
        """The pieces of evidence whose flags are understood."""
        found = []
        if not isinstance(given, list | None):
            raise SenseError("evidence is no list")
        for one in given or []:
            epistemics = one.get("epistemics") if isinstance(one, dict) else None
            try:
                if not isinstance(one, dict) or not isinstance(epistemics, dict | None):
                    raise SenseError("a piece of evidence, or its epistemics, is no object")
                for key in ("negated", "hypothesis", "direct"):
                    yes_or_no(epistemics or {}, key)
            except SenseError as error:
                self._refused(place, str(error), "the piece of evidence")
            else:
                found.append(one)
        return found

    def _refused(self, place: Place, why: str, what: str) -> None:
        self.into.problem("IM002", "error", place, one_line(why, 200), f"mend it, or leave out {what} with --lenient")

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

    def _claim(self, said: Says) -> Claim | None:
        """The claim between two ends; ``None`` when one has no name."""
        subject, object_ = self._end(said.subject), self._end(said.object)
        if subject is None or object_ is None:
            return None
        detail = said.detail if len(said.detail) <= 400 else digest(said.detail.encode("utf-8", "replace"))
        key = " ".join((subject.id, said.predicate, object_.id, detail))
        name = self.into.slug("claim", key, f"{subject.id[:35]} {said.predicate} {object_.id[:35]}")
        shown = f" ({one_line(said.detail, 1000)})" if said.detail else ""
        statement = f"{subject.label} {said.predicate.replace('-', ' ')} {object_.label}{shown}."
        made = Claim(name, "statements", "mechanism", subject.id, said.predicate, object_.id, statement)
        return self.into.claims.setdefault(name, made)

    def _end(self, value: Any) -> Concept | None:
        if isinstance(value, str):
            return self._concept(value, value, "process", ()) if value.strip() else None
        return self._agent(value)

    def _evidence(self, claim: Claim, item: dict[str, Any]) -> None:
        self.into.count("pieces of evidence")
        read_by = one_line(str(item.get("source_api") or "a source not named"), 60)
        epistemics = item.get("epistemics") or {}
        told = f"{epistemics.get('negated')} {epistemics.get('hypothesis')}"
        mark = f"{item.get('source_hash') or sorted((key, str(value)) for key, value in item.items())} {told}"
        if (claim.id, mark) in self.seen:
            self.into.remark("the same piece of evidence as one read before")
            return
        self.seen.add((claim.id, mark))
        cited = self._cited(item, read_by)
        made = line(claim.id, cited.source, f"{read_by} gives this document for the claim.", "not stated by INDRA")
        text = one_line(item["text"], 20_000) if isinstance(item.get("text"), str) else ""
        made = _with_epistemics(replace(made, quote=Quote(text) if text else None), epistemics, self.into)
        notes = []
        if read_by in READERS:
            self.into.remark("found by a program that reads, and read by nobody: a draft")
            made = replace(made, status="draft")
            notes = [f"Read by the program {read_by}; nobody has looked at it."]
        notes += self._beside(item, epistemics)
        made = replace(made, note=" ".join(notes) or None)
        self.documents.add(cited, made)

    def _beside(self, item: dict[str, Any], epistemics: dict[str, Any]) -> list[str]:
        """What a piece of evidence says beside its document and direction: told on the line."""
        found = []
        context = context_of(item.get("context"))
        if context:
            self.into.remark("in the line's note only: the context of a piece of evidence (species, cell, place …)")
            found.append(f"Context: {one_line(context, 300)}.")
        if epistemics.get("direct") is not None:
            self.into.remark("in the line's note only: epistemics.direct")
            found.append(f"INDRA calls the interaction {'direct' if epistemics['direct'] else 'indirect'}.")
        if epistemics.keys() - {"negated", "hypothesis", "direct"}:
            self.into.remark("epistemics other than negated, hypothesis and direct: not read")
        if item.get("annotations"):
            self.into.remark("annotations of a piece of evidence: not read")
        return found

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


def _with_epistemics(made: Line, epistemics: dict[str, Any], into: Gathered) -> Line:
    if epistemics.get("negated"):
        made = replace(made, direction="disputes")
    if epistemics.get("hypothesis"):
        into.remark("epistemics.hypothesis: the text only supposes it, so the line is background")
        made = replace(made, role="background")
    return made
