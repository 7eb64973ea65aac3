"""Names of authors as citation formats want them."""

from __future__ import annotations

import re

#: Stands last in a list that the base holds cut short.
ET_AL = {"literal": "et al."}

_INITIALS = re.compile(r"[^\W\d_]{2,4}")
_SUFFIX = re.compile(r"(.*\S)\s+(Jr|Sr|II|III|IV)\.?\Z")


def spelt(name: dict[str, str]) -> dict[str, str]:
    """A name for a CSL processor: run-together initials apart (``NR`` → ``N R``), a suffix in its own field."""
    given = name.get("given")
    if given is None:
        return name
    parts = dict(name)
    if found := _SUFFIX.match(given):
        given, parts["suffix"] = found.groups()
    parts["given"] = " ".join(_apart(word) for word in given.split())
    return parts


def _apart(word: str) -> str:
    return " ".join(word) if _INITIALS.fullmatch(word) and word.isupper() else word


def inverted(name: dict[str, str]) -> str:
    """``Tiger, M``; an organisation as it is."""
    if "literal" in name:
        return name["literal"]
    return ", ".join(name[part] for part in ("family", "given") if part in name)
