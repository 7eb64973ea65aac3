"""What an import read, what became of it, what was left out and why; and the one function that does an import."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from evidence.diagnostics import Diagnostic, Severity
from evidence.errors import EvidenceError
from evidence.interchange.gathered import Gathered, worst
from evidence.interchange.imports import gather, hold_texts
from evidence.interchange.into import refuse_existing, write_base

#: Severity, code and name of a rule.
Rule = tuple[Severity, str, str]


@dataclass(frozen=True, slots=True)
class Imported:
    """An import that was done, or (``became`` is empty) was stopped by malformed items. ``rules`` counts what lint
    found by code and name; ``example`` is the claim with the most studies."""

    read: dict[str, int]
    became: dict[str, int]
    remarks: dict[str, int]
    problems: tuple[Diagnostic, ...]
    rules: dict[Rule, int]
    files: int
    example: tuple[str, str] | None

    @property
    def malformed(self) -> int:
        """How many problems are errors: items that are not whole."""
        return sum(problem.severity == "error" for problem in self.problems)


def import_base(
    name: str, path: Path, target: Path, into: Gathered, lenient: bool = False, keep_texts: bool = False
) -> Imported:
    """Read ``path`` in a format and write the base ``target``, checked and built; with the origin's texts, if asked.

    Malformed items stop it unless ``lenient``; then nothing is written. Raises ``EvidenceError`` when nothing can be
    read, when ``target`` stands in the way, and when the records would not make a base.
    """
    refuse_existing(target, path)
    gather(name, path, into)
    problems = tuple(sorted(into.problems))
    if worst(problems) and not lenient:
        return Imported(into.read, {}, into.remarks, problems, {}, 0, None)
    if not into.claims:
        read = ", ".join(f"{count} {what}" for what, count in into.read.items()) or "nothing"
        more = f"; problems: {len(problems)}, the first: {_first(problems[0])}" if problems else ""
        raise EvidenceError(f"{path} holds no claim to import (read: {read}{more})", "name another file or format")
    found: list[tuple[dict[str, int], Counter[Rule]]] = []
    example = into.busiest()

    def look(folder: Path) -> None:
        from evidence.database.build import build

        if keep_texts:
            into.count("texts held", hold_texts(name, path, into, folder))
        into.forget()
        built = build(folder)
        if built.path is None:
            raise EvidenceError(
                f"the base would have {len(built.report.errors)} errors, so it is not written; the first: "
                f"{_first(built.report.errors[0])}",
                "the import should have left this out: please report it",
            )
        rules = Counter((item.severity, item.code, item.name) for item in built.report.diagnostics)
        found.append((built.report.examined, rules))

    files = write_base(into, target, look)
    ((became, rules),) = found
    return Imported(into.read, became, into.remarks, problems, dict(sorted(rules.items())), files, example)


def _first(problem: Diagnostic) -> str:
    return f"{problem.path}:{problem.line}:{problem.column} {problem.code} {problem.message}"
