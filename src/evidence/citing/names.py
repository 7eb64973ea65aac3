"""Names of authors as citation formats want them."""

from __future__ import annotations

import re

#: Stands last in a list that the base holds cut short.
ET_AL = {"literal": "et al."}

_INITIALS = re.compile(r"[^\W\d_]{2,4}")
_SUFFIX = re.compile(r"(.*\S)\s+(Jr|Sr|II|III|IV)\.?\Z")


def parted(name: dict[str, str]) -> dict[str, str]:
    """A name with its suffix in a field of its own: the base keeps ``CA Jr`` in one."""
    found = _SUFFIX.match(name.get("given", ""))
    return {**name, "given": found[1], "suffix": found[2]} if found else name


def spelt(name: dict[str, str]) -> dict[str, str]:
    """A name for a CSL processor: run-together initials apart (``NR`` → ``N R``)."""
    if "given" not in name:
        return name
    return {**name, "given": " ".join(_apart(word) for word in name["given"].split())}


def _apart(word: str) -> str:
    return " ".join(word) if _INITIALS.fullmatch(word) and word.isupper() else word


def inverted(name: dict[str, str], parts: tuple[str, ...] = ("family", "given", "suffix")) -> str:
    """``Tiger, M`` or ``Zarate, CA, Jr``; an organisation as it is."""
    if "literal" in name:
        return name["literal"]
    return ", ".join(name[part] for part in parts if part in name)
