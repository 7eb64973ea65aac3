"""KB208: a synthesis that does not say what it pools."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Study
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records

RULE = Rule("KB208", "synthesis-without-pools", "warning", "a synthesis does not say what it pools")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each synthesis without ``pools``: the verdict cannot put it in the tier of what it pools."""
    for study, home in records(loaded.base, Study):
        if study.design in ("meta-analysis", "systematic-review") and study.pools is None:
            message = f"the {study.design} does not say what it pools, so it counts in a lower tier"
            yield Finding(*inside(home, "design"), message, "add pools, such as randomised-trials")
