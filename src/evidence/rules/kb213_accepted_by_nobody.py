"""KB213: lines that count although nobody but their maker, or nobody named, accepted them."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Line, Study
from evidence.rules.rule import Finding, Rule
from evidence.rules.walk import records

RULE = Rule("KB213", "accepted-by-nobody", "note", "accepted lines that no second person is named for")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each study once, at its own place: such lines come in whole files, not singly."""
    for study, home in records(loaded.base, Study):
        unseen = sum(1 for line in study.evidence if _unseen(line))
        if unseen:
            message = f"accepted by nobody but the maker: {unseen} of {len(study.evidence)} lines"
            hint = "have a second person look, and add accepted_by"
            # The exact place would cost reading nearly every file of a young base again.
            yield Finding(home.path, None, message, hint, place=(home.line, 1))


def _unseen(line: Line) -> bool:
    return line.status == "accepted" and (not line.accepted_by or line.accepted_by == line.made_by)
