"""GA4GH VA-Spec 1.x JSON: a Statement for every claim, with the computed verdict and the lines it was computed from.

Claims here are not about variants, and VA-Spec 1.0 has propositions about variants only: each proposition is a
``CustomProposition`` of the 1.1 ballot. What the model has no place for is an extension under the name of our field. Lines
that do not speak in a verdict stand in a list of their own, so that nobody counts them as evidence of a statement.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import IO, Any

from evidence.ids import PREFIXES
from evidence.rdf.records import Writer
from evidence.rdf.statements import base_address
from evidence.store import Store

#: The version whose schemas the objects follow.
SPECIFICATION = "https://w3id.org/ga4gh/schema/va-spec/1.1.0-ballot.2026-07.2"
_DIRECTIONS = {"for": "supports", "against": "disputes", None: "neutral"}
_LINE_DIRECTIONS = {"supports": "supports", "disputes": "disputes"}
_DOI = re.compile(r"10\.(\d+)(\.\d+)*/[\w\-.]+", re.ASCII)
_URL = re.compile(r"(https?|s?ftp)://\S+\Z")

Object = dict[str, Any]


def write(store: Store, out: IO[bytes]) -> None:
    """Write one JSON object whose lists hold VA-Spec objects; they point at each other by address."""
    export = _Export(store)
    lists: tuple[tuple[str, Iterator[Object]], ...] = (
        ("methods", iter([export.method()])),
        ("concepts", export.records("concept", export.concept)),
        ("documents", export.records("source", export.document)),
        ("studyGroups", export.records("study", export.group)),
        ("statements", export.statements()),
        ("evidenceLinesNotCounted", export.not_counted()),
    )
    about = {
        "specification": SPECIFICATION,
        **{key: store.meta[key] for key in ("title", "version", "as_of", "licence")},
    }
    out.write(json.dumps(about)[:-1].encode())
    for name, objects in lists:
        out.write(f',\n"{name}": ['.encode())
        for place, item in enumerate(objects):
            out.write((",\n" if place else "\n").encode() + json.dumps(item).encode())
        out.write(b"]")
    out.write(b"}\n")


class _Export:
    """The objects of one base."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.writer = Writer(base_address(store))

    def address(self, kind: str, name: str, *parts: str) -> str:
        return self.writer.node(kind, name, *parts)[1:-1]

    def method(self) -> Object:
        """How verdicts are computed."""
        return {
            "id": self.writer.base + "computation",
            "type": "Method",
            "name": f"evidence verdict method {self.store.meta['method']}",
            "description": "Computed from the evidence lines: independent studies vote, each once; not a person's judgement.",
            "methodType": "computed verdict",
        }

    def records(self, kind: str, made: Callable[[Object], Object]) -> Iterator[Object]:
        for row in self.store.each("SELECT data FROM record WHERE kind = ? ORDER BY id", kind):
            yield made(json.loads(row["data"]))

    def concept(self, record: Object) -> Object:
        """A MappableConcept; references are close matches, for nobody said that they are the same."""
        rest = {field: value for field, value in record.items() if field not in ("id", "kind", "label", "xrefs")}
        return _concept(
            record["label"],
            id=self.address("concept", record["id"]),
            conceptType=record["kind"],
            mappings=[_mapping(reference) for reference in record.get("xrefs", ())],
            extensions=_extensions(rest),
        )

    def document(self, record: Object) -> Object:
        """A Document; its whole citation is an extension, with what the model has a place for beside it."""
        csl = record["csl"]
        rest = {field: value for field, value in record.items() if field not in ("id", "kind", "assertions")}
        return _filled(
            id=self.address("source", record["id"]),
            type="Document",
            documentType=record["kind"],
            title=csl.get("title"),
            doi=csl["DOI"] if _DOI.match(csl.get("DOI", "")) else None,
            pmid=csl.get("PMID"),
            urls=[csl["URL"]] if _URL.match(csl.get("URL", "")) else None,
            extensions=_extensions(rest),
        )

    def group(self, record: Object) -> Object:
        """A StudyGroup: who took part in a study, with the rest of the study as extensions."""
        rest = {
            field: value for field, value in record.items() if field not in ("id", "label", "participants", "evidence")
        }
        return _filled(
            id=self.address("study", record["id"]),
            type="StudyGroup",
            name=record["label"],
            description=record.get("participants"),
            memberCount=record.get("n", {}).get("total"),
            characteristics=[_concept(name, conceptType="species") for name in record.get("species", ())],
            extensions=_extensions(rest),
        )

    def statements(self) -> Iterator[Object]:
        """A Statement for every claim, with the lines that speak in its verdict."""
        sql = """SELECT r.id, r.data, v.data AS verdict FROM record r JOIN verdict v ON v.id = r.id AND v.kind = 'claim'
          WHERE r.kind = 'claim' ORDER BY r.id"""
        for row in self.store.each(sql):
            verdict = json.loads(row["verdict"])
            direction = _DIRECTIONS[verdict["direction"]]
            lines = [
                self._line(dict(each))
                for each in self.store.each(f"{_LINES} AND l.claim = ? ORDER BY l.id", 1, row["id"])
            ]
            computed = {key: verdict[key] for key in ("certainty", "independent", "deciding_tier", "reasons", "tags")}
            yield _filled(
                id=self.address("claim", row["id"], "verdict"),
                type="Statement",
                proposition=self._proposition(json.loads(row["data"])),
                direction=direction,
                strength=_concept(verdict["certainty"]) if direction != "neutral" else None,
                classification=_concept(verdict["word"]),
                specifiedBy=self.writer.base + "computation",
                contributions=[_contribution("computed", f"evidence {self.store.meta['program']}", "software")],
                hasEvidenceLines=lines,
                extensions=_extensions({"computed": computed}),
            )

    def not_counted(self) -> Iterator[Object]:
        """The lines that do not speak in a verdict, each with the reason why."""
        for row in self.store.each(f"{_LINES} ORDER BY l.id", 0):
            yield {**self._line(dict(row)), "targetProposition": self.address("claim", row["claim"])}

    def _proposition(self, claim: Object) -> Object:
        known = ("id", "subject", "predicate", "object", "statement", "phrasings")
        return _filled(
            id=self.address("claim", claim["id"]),
            type="CustomProposition",
            customPropositionType="EvidenceBaseClaim",
            description=claim["statement"],
            aliases=claim.get("phrasings"),
            subject=self._end(claim["subject"]),
            predicate=claim["predicate"],
            object=self._end(claim["object"]),
            extensions=_extensions({field: value for field, value in claim.items() if field not in known}),
        )

    def _end(self, name: str) -> Object:
        row = self.store.row("SELECT data FROM record WHERE kind = 'concept' AND id = ?", name)
        if row is None:
            return _concept(name, id=self.address("concept", name))
        full = self.concept(json.loads(row["data"]))
        return {key: value for key, value in full.items() if key != "extensions"}

    def _line(self, row: Object) -> Object:
        """An EvidenceLine. A mixed line is neutral to VA-Spec; its outcome keeps our word."""
        line = json.loads(row["line"])
        known = ("id", "source", "claim", "direction", "finding", "made_by", "accepted_by")
        rest = {field: value for field, value in line.items() if field not in known}
        rest["counted"] = bool(row["counted"])
        rest["independent_group" if row["counted"] else "why_not_counted"] = row[
            "cluster" if row["counted"] else "why_not"
        ]
        made = (("made", line.get("made_by")), ("accepted", line.get("accepted_by")))
        return _filled(
            id=self.address("line", line["id"]),
            type="EvidenceLine",
            description=line["finding"],
            directionOfEvidenceProvided=_LINE_DIRECTIONS.get(line["direction"], "neutral"),
            evidenceOutcome=_concept(line["direction"]),
            hasEvidenceItems=[self.address("study", row["study"])],
            reportedIn=[self.address("source", line["source"])],
            contributions=[_contribution(what, who) for what, who in made if who],
            extensions=_extensions(rest),
        )


#: A line as it stands in its study.
_LINES = """SELECT l.claim, l.study, l.counted, l.why_not, s.cluster,
    json_extract(r.data, '$.evidence[' || l.position || ']') AS line
  FROM line l JOIN study s ON s.id = l.study JOIN record r ON r.id = l.study AND r.kind = 'study' WHERE l.counted = ?"""


def _concept(name: str, **fields: Any) -> Object:
    """A MappableConcept. From GKS-Core 1.2 on it says its type, which 1.0 forbids."""
    return _filled(type="MappableConcept", name=name, **fields)


def _mapping(reference: str) -> Object:
    prefix, _, local = reference.partition(":")
    return {
        "coding": {"system": PREFIXES.get(prefix, prefix), "code": local, "id": reference},
        "relation": "closeMatch",
    }


def _contribution(activity: str, name: str, kind: str | None = None) -> Object:
    return {
        "type": "Contribution",
        "contributor": _filled(type="Agent", name=name, agentType=kind),
        "activityType": activity,
    }


def _extensions(fields: Object) -> list[Object]:
    return [{"name": field, "value": value} for field, value in fields.items() if value not in (None, [], {})]


def _filled(**fields: Any) -> Object:
    """An object without the fields that hold nothing."""
    return {field: value for field, value in fields.items() if value not in (None, [], {})}


def holds(kind: str, _field: str, _: Any) -> bool:
    """Claims with their lines, concepts, studies and documents, whole; a hypothesis is no proposition of three parts."""
    return kind in ("claim", "line", "concept", "study", "source")
