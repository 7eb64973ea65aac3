"""Run every rule over what was loaded, and say what was examined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.diagnostics import Diagnostic
from evidence.loader import Loaded
from evidence.rules import ALL, Finding, Rule, RuleFile

__all__ = ["ALL", "Report", "examined", "lint", "select"]


@dataclass(frozen=True, slots=True)
class Report:
    """What lint found and what it looked at. A report that examined nothing is not a pass."""

    diagnostics: tuple[Diagnostic, ...]
    examined: dict[str, int]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that keep the base from being built."""
        return tuple(item for item in self.diagnostics if item.severity == "error")


def lint(loaded: Loaded, rules: Iterable[RuleFile] = ALL) -> Report:
    """Run ``rules`` over a loaded base. Diagnostics are sorted by place, then code."""
    rules = tuple(rules)
    told = [(finding.path, rule_file.rule, finding) for rule_file in rules for finding in rule_file.check(loaded)]
    told.sort(key=lambda item: item[0])  # file by file: what is wrong is looked up in each file once
    found = [_diagnostic(loaded, rule, finding) for _, rule, finding in told]
    return Report(tuple(sorted(dict.fromkeys(found))), {**examined(loaded), "rules": len(rules)})


def examined(loaded: Loaded) -> dict[str, int]:
    """How many files and records of each kind there are."""
    base = loaded.base
    return {
        "files": len(loaded.parsed),
        "concepts": len(base.concepts),
        "sources": len(base.sources),
        "studies": len(base.studies),
        "lines": sum(1 for _ in base.lines()),
        "assertions": sum(1 for _ in base.assertions()),
        "claims": len(base.claims),
        "hypotheses": len(base.hypotheses),
    }


def _diagnostic(loaded: Loaded, rule: Rule, finding: Finding) -> Diagnostic:
    line, column = finding.place or _place(loaded, finding)
    return Diagnostic(
        finding.path, line, column, rule.code, rule.name, rule.severity, finding.message, finding.hint, finding.related
    )


def _place(loaded: Loaded, finding: Finding) -> tuple[int, int]:
    if finding.at is None:
        return 0, 0
    document = loaded.document(finding.path)
    return document.key_place(finding.at) if finding.on_key else document.place(finding.at)


def select(codes: Iterable[str]) -> tuple[RuleFile, ...]:
    """The rules with these codes or names, in the order of ``ALL``."""
    wanted = set(codes)
    return tuple(item for item in ALL if item.rule.code in wanted or item.rule.name in wanted)
