"""KB025: a record whose id is not the name of its file."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.model import Hypothesis, Source, Study
from evidence.rules.rule import Finding, Rule, inside

RULE = Rule("KB025", "file-name-mismatch", "error", "a record's id is not the name of its file")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each one-record file named otherwise than its record."""
    for record, home in loaded.base.entries:
        if not isinstance(record, Source | Study | Hypothesis):
            continue
        name = home.path.rpartition("/")[2].removesuffix(".yaml")
        if record.id != name:
            message = f"the id is {record.id!r}, but the file is named {name!r}"
            yield Finding(*inside(home, "id"), message, "rename the file or mend the id")
