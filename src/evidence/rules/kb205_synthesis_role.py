"""KB205: a synthesis that claims own results, or a single study that claims a synthesis."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Study
from evidence.rules.designs import MAY_SYNTHESISE, SYNTHESES
from evidence.rules.rule import Finding, Rule
from evidence.rules.walk import lines

RULE = Rule("KB205", "synthesis-role", "warning", "a line's role does not fit the study's design")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each line whose role and design contradict each other."""
    for item in lines(loaded.base):
        design, role = item.study.design, item.line.role
        if design in SYNTHESES and role == "own-result":
            message = f"the study is a {design}, so this result is other people's data taken together"
            yield Finding(*item.at("role"), message, "make it synthesis, or background")
        elif role == "synthesis" and not _may_synthesise(item.study):
            message = f"the role is synthesis, but the design is {design}"
            yield Finding(*item.at("role"), message, "make it own-result or background, or mend the design")


def _may_synthesise(study: Study) -> bool:
    """A pooled re-analysis of several trials is one too, whatever its design is called."""
    return study.design in MAY_SYNTHESISE or bool(study.pools or study.includes) or len(study.part_of) > 1
