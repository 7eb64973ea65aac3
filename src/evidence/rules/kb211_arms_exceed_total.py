"""KB211: more people in the arms than in the study."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Study
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records

RULE = Rule("KB211", "arms-exceed-total", "warning", "the arms hold more participants than the total")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each study whose counts contradict each other. In a crossover one person is in several arms."""
    for study, home in records(loaded.base, Study):
        n = study.n
        if n.total is None:
            continue
        if n.analysed is not None and n.analysed > n.total:
            message = f"{n.analysed} were analysed, more than the total of {n.total}"
            yield Finding(*inside(home, "n", "analysed"), message, "compare with the document")
        together = max(n.arms.values(), default=0) if "crossover" in study.design else sum(n.arms.values())
        if together > n.total:
            message = f"the arms hold {together}, more than the total of {n.total}"
            yield Finding(*inside(home, "n", "arms"), message, "compare with the document")
