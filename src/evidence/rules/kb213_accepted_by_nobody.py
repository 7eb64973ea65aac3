"""KB213: lines that count although nobody but their maker, or nobody named, accepted them."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Line, Study
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import records

RULE = Rule("KB213", "accepted-by-nobody", "note", "accepted lines that no second person is named for")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each study once, at its first such line: they come in whole files, not singly."""
    for study, home in records(loaded.base, Study):
        unseen = [index for index, line in enumerate(study.evidence) if _unseen(line)]
        if unseen:
            message = f"accepted by nobody but the maker: {len(unseen)} of {len(study.evidence)} lines"
            hint = "have a second person look, and add accepted_by"
            yield Finding(*inside(home, "evidence", unseen[0]), message, hint)


def _unseen(line: Line) -> bool:
    return line.status == "accepted" and (not line.accepted_by or line.accepted_by == line.made_by)
