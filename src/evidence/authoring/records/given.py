"""What somebody gave for a new record: cleaned, or refused with what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from evidence.errors import EvidenceError
from evidence.ids import is_slug, nearest_hint, quoted, slugged
from evidence.yaml_write.scalars import has_unseen

#: Characters of one value; more is a pasted document and not a title or a label.
LONGEST = 2000
_SLUG_LENGTH = 60


def text(name: str, value: str) -> str:
    """One line of text: blanks of any kind become single ones. Hidden characters are refused."""
    found = re.sub(r"[ \t\r\n\u00a0]+", " ", value).strip()
    if not found:
        raise EvidenceError(f"{name} is empty", "give it a text, or leave the option out")
    if has_unseen(found):
        place = next(character for character in found if has_unseen(character))
        raise EvidenceError(f"{name} holds a hidden character (U+{ord(place):04X})", "type the text without it")
    if len(found) > LONGEST:
        raise EvidenceError(f"{name} has {len(found)} characters, more than {LONGEST}", "shorten it")
    return found


def texts(name: str, values: Iterable[str]) -> list[str]:
    """``text`` for each value, repeats left out."""
    return list(dict.fromkeys(text(name, value) for value in values))


def choice(name: str, value: str, kinds: Any) -> str:
    """A value that the model allows; ``kinds`` is the ``Literal`` it comes from."""
    allowed = get_args(kinds)
    if value not in allowed:
        hint = nearest_hint(value, allowed, f"one of {', '.join(allowed)}")
        raise EvidenceError(f"{name} {quoted(value)} is not a value it can have", hint)
    return value


def known(name: str, value: str, records: Mapping[str, Any], kind: str) -> str:
    """The id of a record that is there."""
    if value not in records:
        hint = nearest_hint(value, records, f"evidence new {kind} makes one; evidence find TEXT looks one up")
        raise EvidenceError(f"{name} {quoted(value)} is not the id of a {kind} in this base", hint)
    return value


def slug(name: str, value: str) -> str:
    """An id as given."""
    if not is_slug(value):
        raise EvidenceError(
            f"{name} {quoted(value)} is not an id", "use small letters, digits and single hyphens: tiger-2020"
        )
    return value


def slug_of(value: str) -> str:
    """An id made of a text: Latin letters without their marks, digits, hyphens; ``""`` when nothing is left."""
    words = slugged(value)
    return words if len(words) <= _SLUG_LENGTH else words[:_SLUG_LENGTH].rpartition("-")[0] or words[:_SLUG_LENGTH]
