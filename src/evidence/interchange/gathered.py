"""Records on their way from another project's files to a base: named, merged where they are the same, and counted.

Keys are those of the origin. Where two want one slug, the first has it and the others carry a short hash of their key.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from evidence.diagnostics import Diagnostic, Severity
from evidence.files import digest
from evidence.ids import slugged
from evidence.model import BaseInfo, Claim, Concept, Hypothesis, Line, Source, Study
from evidence.plain import to_plain

#: What went wrong with something that was to be imported.
CODES = {
    "IM001": "malformed",
    "IM002": "value-not-understood",
    "IM003": "nothing-there",
    "IM004": "left-out",
}
#: Records of one list file, so that it stays readable and below the size that a base takes.
_IN_A_FILE = 1000


@dataclass
class Gathered:
    """What an import found so far. ``accepted_by`` stands on every line: the origin's own acceptance, never ours."""

    info: BaseInfo
    made_by: str
    accepted_by: str
    concepts: dict[str, Concept] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    studies: dict[str, Study] = field(default_factory=dict)
    hypotheses: dict[str, Hypothesis] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    #: What was read, and what of it became nothing, by what it is: ``{"evidence items": 3706}``.
    read: dict[str, int] = field(default_factory=dict)
    #: Why items were left out or read with less than they said, counted.
    remarks: dict[str, int] = field(default_factory=dict)
    #: How to read what can be read in more than one way, by what the format calls it.
    options: dict[str, str] = field(default_factory=dict)
    _lines: dict[str, list[Line]] = field(default_factory=dict)
    _slugs: dict[tuple[str, str], str] = field(default_factory=dict)
    _taken: dict[str, tuple[str, str]] = field(default_factory=dict)

    def slug(self, kind: str, key: str, words: str) -> str:
        """The id for what the origin calls ``key``: a slug of ``words``, the same at every call with this key."""
        known = self._slugs.get((kind, key))
        if known:
            return known
        wanted = slug_of(words) or kind
        if self._taken.get(wanted, (kind, key)) != (kind, key):
            wanted = f"{wanted[:90]}-{digest(f'{kind} {key}'.encode())[:8]}"
        self._taken[wanted] = (kind, key)
        self._slugs[kind, key] = wanted
        return wanted

    def count(self, what: str, number: int = 1) -> None:
        """Count something that was read."""
        self.read[what] = self.read.get(what, 0) + number

    def remark(self, why: str, number: int = 1) -> None:
        """Count something that came in with less than it said, or not at all."""
        if number:
            self.remarks[why] = self.remarks.get(why, 0) + number

    def problem(self, code: str, severity: Severity, place: tuple[str, int, int], message: str, hint: str = "") -> None:
        """Note a problem at path, line and column of the origin's file (0: the file as a whole)."""
        self.problems.append(Diagnostic(*place, code, CODES[code], severity, message, hint))

    def line(self, study: Study, line: Line) -> None:
        """Add an evidence line to a study; its id is the study's with the next number."""
        self.studies.setdefault(study.id, study)
        lines = self._lines.setdefault(study.id, [])
        lines.append(
            replace(
                line,
                id=f"{study.id}.{len(lines) + 1}",
                made_by=line.made_by or self.made_by,
                accepted_by=line.accepted_by or self.accepted_by,
            )
        )

    def busiest(self) -> tuple[str, str] | None:
        """Id and statement of the claim that the most studies stand for or against."""
        studies: dict[str, set[str]] = {name: set() for name in self.claims}
        for study, lines in self._lines.items():
            for line in lines:
                if line.direction in ("supports", "disputes"):
                    studies[line.claim].add(study)
        most = min(self.claims, key=lambda name: (-len(studies[name]), name), default=None)
        return (most, self.claims[most].statement) if most else None

    def files(self) -> Iterator[tuple[str, Any]]:
        """Path and plain value of every file of the base, sorted by path; each is made when it is asked for."""
        found: dict[str, Any] = {"kb/base.yaml": self.info}
        by_kind: dict[str, list[Concept]] = {}
        for concept in self.concepts.values():
            by_kind.setdefault(concept.kind, []).append(concept)
        by_group: dict[str, list[Claim]] = {}
        for claim in self.claims.values():
            by_group.setdefault(claim.group, []).append(claim)
        found.update(_lists("kb/concepts", by_kind))
        found.update(_lists("kb/claims", by_group))
        for folder, records in (
            ("kb/hypotheses", self.hypotheses),
            ("kb/studies", self.studies),
            ("sources", self.sources),
        ):
            found.update((f"{folder}/{name}.yaml", record) for name, record in records.items())
        for path in sorted(found):
            yield path, self._plain(found[path])

    def _plain(self, record: Any) -> Any:
        if isinstance(record, list):
            return [to_plain(each) for each in record]
        if isinstance(record, Study):
            record = replace(record, evidence=(*record.evidence, *self._lines.get(record.id, ())))
        return to_plain(record)

    def forget(self) -> None:
        """Let go of the records, which may fill the memory that building the base wants."""
        for records in (self.concepts, self.claims, self.sources, self.studies, self.hypotheses):
            records.clear()
        for names in (self._lines, self._slugs, self._taken):
            names.clear()


def _lists(folder: str, groups: dict[str, list[Any]]) -> Iterator[tuple[str, Any]]:
    for name, records in groups.items():
        ordered = sorted(records, key=lambda record: record.id)
        for start in range(0, len(ordered), _IN_A_FILE):
            number = start // _IN_A_FILE
            file = f"{folder}/{name}{f'-{number + 1}' if number else ''}.yaml"
            yield file, ordered[start : start + _IN_A_FILE]


def slug_of(words: str) -> str:
    """A readable slug of at most 90 characters; empty when nothing of ``words`` can stand in one."""
    return slugged(words)[:90].strip("-")


def one_line(text: str, limit: int = 2000) -> str:
    """Text of an origin as one clean line: white space folded, control and direction characters gone.

    A longer one ends between two words, so that no number is cut.
    """
    if len(text) <= limit and text.isprintable() and "  " not in text:
        return text.strip()
    text = text[: 20 * limit]  # a line of an archive may unpack to half a gigabyte
    kept = "".join(" " if character.isspace() else character for character in text)
    shown = "".join(character for character in kept if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co"))
    folded = " ".join(shown.split())
    if len(folded) <= limit:
        return folded
    return folded[:limit].rpartition(" ")[0] + " …"


def worst(problems: Iterable[Diagnostic]) -> bool:
    """Whether any problem is an error: something of the input that is not whole."""
    return any(problem.severity == "error" for problem in problems)
