"""KB101: an id that is not a readable slug."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.ids import is_slug
from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.walk import assertions, lines

RULE = Rule("KB101", "bad-id", "error", "an id is not a readable slug")

_NUMBER = re.compile(r"[1-9][0-9]{0,4}\Z")
_SLUG_HINT = "use lower-case letters, digits and single hyphens, such as tiger-2020-trial"


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report each id of a record, line or assertion that does not have its form."""
    for record, home in loaded.base.entries:
        if not is_slug(record.id):
            yield Finding(*inside(home, "id"), f"the id {record.id!r} is not a slug", _SLUG_HINT)
    for item in lines(loaded.base):
        if not _numbered(item.line.id, f"{item.study.id}."):
            message = f"the line id {item.line.id!r} is not the study's id with a number"
            yield Finding(*item.at("id"), message, f"write {item.study.id}.{item.position + 1}")
    for told in assertions(loaded.base):
        if not _numbered(told.assertion.id, f"{told.source.id}.a"):
            message = f"the assertion id {told.assertion.id!r} is not the source's id with a number"
            yield Finding(*told.at("id"), message, f"write {told.source.id}.a{told.position + 1}")


def _numbered(name: str, start: str) -> bool:
    return name.startswith(start) and bool(_NUMBER.match(name, len(start)))
