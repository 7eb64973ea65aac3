"""SPARQL values as plain ones: what the local engine and a server over HTTP both answer with."""

from __future__ import annotations

import math
import re

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = re.compile(r"[+-]?[0-9]{1,300}\Z")
_FLOAT = re.compile(r"[+-]?(?:[0-9]{1,300}(?:\.[0-9]{0,300})?|\.[0-9]{1,300})(?:[eE][+-]?[0-9]{1,3})?\Z")


def value(text: str, datatype: str) -> str | int | float | bool:
    """A literal's value by its type, or its text: also where a number has no end or is none, which JSON cannot say."""
    kind = datatype.removeprefix(_XSD)
    if kind == "integer" and _WHOLE.match(text):
        return int(text)
    if kind in ("decimal", "double", "float") and _FLOAT.match(text) and math.isfinite(number := float(text)):
        return number
    if kind == "boolean" and text in ("true", "false", "1", "0"):
        return text in ("true", "1")
    return text
