"""Names of authors as files write them, to a family name and given names, or to the name of an organisation."""

from __future__ import annotations

import re

from evidence.ingest.wording import plain
from evidence.model import Author

_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|2nd|3rd|4th)\.?\Z", re.IGNORECASE)
_INITIALS = re.compile(r"[^\W\d_a-zß-öø-ÿ]{1,4}(?:-[^\W\d_a-zß-öø-ÿ]{1,4})?\Z")
_ET_AL = re.compile(r"(?:et\.? al\.?|and others|others)\Z", re.IGNORECASE)


def is_et_al(text: str) -> bool:
    """Whether the last of a list of names says that there are more."""
    return bool(_ET_AL.match(text.strip()))


def inverted(text: str) -> Author | None:
    """``Family, Given`` or ``Family, Given, Jr``; without a comma the name of an organisation. ``None`` for nothing."""
    parts = [plain(part) for part in text.split(",")]
    if not any(parts):
        return None
    if len(parts) == 1 or not parts[0]:
        return Author(literal=" ".join(filter(None, parts)))
    if len(parts) == 2:
        return person(parts[0], parts[1])
    if _SUFFIX.match(parts[-1]):
        return person(parts[0], " ".join(parts[1:-1]), parts[-1])
    if _SUFFIX.match(parts[1]):
        return person(parts[0], " ".join(parts[2:]), parts[1])
    return Author(literal=", ".join(parts))


def with_initials(text: str) -> Author | None:
    """``Family AB`` or ``Family AB Jr`` as MEDLINE writes names; otherwise the name of an organisation."""
    words = plain(text).split()
    if not words:
        return None
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    if len(words) > 1 and _INITIALS.match(words[-1]):
        return person(" ".join(words[:-1]), words[-1], suffix)
    return Author(literal=" ".join([*words, *filter(None, [suffix])]))


def person(family: str, given: str = "", suffix: str = "") -> Author | None:
    """A person; the base keeps a suffix behind the given names. ``None`` when no name is left."""
    names = " ".join(part for part in (plain(given), plain(suffix)) if part)
    last = plain(family)
    if not last:
        return Author(literal=names) if names else None
    return Author(family=last, given=names or None)


def organisation(text: str) -> Author | None:
    """A group or an institution."""
    name = plain(text)
    return Author(literal=name) if name else None
