"""Every lint rule, in one visible place."""

from __future__ import annotations

from evidence.rules import kb004_repeated_key, kb103_unknown_reference
from evidence.rules.rule import Finding, Rule, RuleFile

ALL: tuple[RuleFile, ...] = tuple(
    RuleFile(module.RULE, module.check)
    for module in (
        kb004_repeated_key,
        kb103_unknown_reference,
    )
)

__all__ = ["ALL", "Finding", "Rule", "RuleFile"]
