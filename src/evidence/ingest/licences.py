"""Open licences by their addresses and usual names."""

from __future__ import annotations

import re

_CC = re.compile(r"creativecommons\.org/licen[sc]es/([a-z-]+)/([0-9.]+)", re.IGNORECASE)
_ZERO = re.compile(r"creativecommons\.org/publicdomain/(zero|mark)/([0-9.]+)", re.IGNORECASE)
_NAMED = re.compile(r"\bCC[ -](BY(?:-(?:NC|ND|SA))*)(?:[ -]?v?([0-9]\.[0-9]))?\b", re.IGNORECASE)


def licence(text: str) -> str:
    """``CC BY-NC 4.0`` for a text or address that names a Creative Commons licence, else ``""``."""
    if found := _CC.search(text):
        return f"CC {found[1].upper()} {found[2].rstrip('.')}"
    if found := _ZERO.search(text):
        return f"CC0 {found[2].rstrip('.')}" if found[1].lower() == "zero" else "public domain"
    if found := _NAMED.search(text):
        return f"CC {found[1].upper()} {found[2]}" if found[2] else f"CC {found[1].upper()}"
    return ""
