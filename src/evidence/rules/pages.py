"""The page of a rule: documentation, the text of ``evidence rule CODE``, and its test cases at once."""

from __future__ import annotations

from importlib.resources import files

from evidence.errors import EvidenceError
from evidence.ids import nearest_hint, quoted
from evidence.rules import ALL
from evidence.rules.rule import RuleFile


def rule_named(name: str) -> RuleFile:
    """The rule with this code or name, in any case; raises ``EvidenceError`` when there is none."""
    for item in ALL:
        if name.casefold() in (item.rule.code.casefold(), item.rule.name):
            return item
    known = [known for item in ALL for known in (item.rule.code, item.rule.name)]
    hint = nearest_hint(name.upper(), known, "evidence rule lists them all")
    raise EvidenceError(f"there is no rule {quoted(name)}", hint)


def page_of(item: RuleFile) -> str:
    """The Markdown page beside a rule's code."""
    name = item.check.__module__.rpartition(".")[2]
    return (files("evidence.rules") / f"{name}.md").read_text("utf-8")
