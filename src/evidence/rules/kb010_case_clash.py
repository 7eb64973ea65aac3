"""KB010: two files whose names differ only in case."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule

RULE = Rule("KB010", "case-clash", "error", "two file names differ only in case")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report the later of two paths that are one file on a disk that does not tell case apart."""
    seen: dict[str, str] = {}
    for path in sorted(loaded.parsed):
        key = path.lower() if path.isascii() else unicodedata.normalize("NFC", path.casefold())
        first = seen.setdefault(key, path)
        if first != path:
            message = f"{path} and {first} are one file on macOS and Windows; one of the two would be lost"
            yield Finding(path, None, message, "rename one; use lower case", (first,))
