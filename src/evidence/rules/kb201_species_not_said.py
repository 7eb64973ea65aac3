"""KB201: a line that leaves open which of the study's species it is about."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule
from evidence.rules.walk import lines

RULE = Rule("KB201", "species-not-said", "warning", "a study has several species and a line names none")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each line without species in a study with several."""
    for item in lines(loaded.base):
        if len(item.study.species) > 1 and not item.line.species:
            several = ", ".join(item.study.species)
            message = f"the study has several species ({several}) and this line does not say which"
            yield Finding(*item.at(), message, "add species to the line")
