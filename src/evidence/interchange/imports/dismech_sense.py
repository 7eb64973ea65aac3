"""What the fields beside an item's name make of its claim: absence, direction, protection, figures and the like.

"Decreased" and "Negative" stand in a field of their own in DisMech, and evidence supports or refutes the item with them.
Whatever changes what is claimed therefore stands in the statement, in DisMech's words, and makes a claim of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from evidence.interchange.gathered import one_line, slug_of
from evidence.interchange.imports.dismech_sections import Section

NAMES = ("name", "preferred_term", "target", "phase", "population", "species", "statement", "title")

#: Fields that change what is claimed, in the order in which they stand in the statement.
_SENSE = (
    "presence", "association", "effect", "role", "subtype", "genotype", "clinical_significance", "frequency", "severity",
    "diagnostic", "context", "percentage", "mean_range", "minimum_value", "maximum_value", "unit", "age_range", "duration",
    "incubation_days", "incubation_years", "de_novo_rate", "penetrance", "expressivity", "parent_of_origin_effect",
    "geography", "target_phenotypes", "associated_phenotypes", "consequence", "consequences", "results", "markers",
)  # fmt: skip
#: Of these, the ones without which the predicate alone would be read wrongly.
_IN_PREDICATE = ("presence", "association", "effect")
_PREDICATE_LIMIT = 40
_ABSENT = {
    "presence": frozenset(("negative", "absent", "not present", "not detected", "undetectable", "undetected")),
    "frequency": frozenset(("excluded",)),
    "association": frozenset(("no association", "not associated")),
}
_PROSE = frozenset(("description", "notes", "features", "distinguishing_features", "factors", "examples"))
#: What says nothing of the disorder, or is told in another way.
_APART = frozenset((*NAMES, "evidence", "category", "review_notes", "synonyms", "accession", "publication"))
_NAMES_NOTHING = re.compile(r"none|n/?a|(?:none|not) (?:applicable|known|identified|reported)", re.IGNORECASE)
_NAMES_AN_ABSENCE = re.compile(r"(?:no|not|without|absen(?:ce|t)|lack|normal)\b", re.IGNORECASE)
#: Fields whose values are codes, such as ``VERY_FREQUENT``.
_CODED = frozenset(("frequency", "clinical_significance", "penetrance", "expressivity"))
_CODE = re.compile(r"[A-Z]+(?:_[A-Z]+)*\Z")
_SHOWN = 200


class Sense(NamedTuple):
    """The predicate, its words, and what stands in brackets behind the item's name; ``key`` is all of it uncut."""

    predicate: str
    words: str
    behind: str
    key: str


def sense(section: Section, values: dict[str, Any]) -> Sense:
    """How a claim about an item reads: absence has a predicate of its own, and so has each presence and effect."""
    said = {key: text for key in _SENSE if (text := _said(key, values))}
    absent = _absent(said) if section.predicate.startswith("has-") else []
    told = {key: text for key, text in said.items() if key not in absent}
    behind = "; ".join(f"{key.replace('_', ' ')}: {one_line(text, _SHOWN)}" for key, text in told.items())
    key = repr(sorted(said.items()))
    if absent:
        predicate = section.predicate.replace("has-", "lacks-", 1)
        return Sense(predicate, section.words.replace("has ", "does not have ", 1), _bracketed(behind), key)
    suffixes = (slug_of(told[key]) for key in _IN_PREDICATE if key in told)
    parts = (section.predicate, *(suffix for suffix in suffixes if 0 < len(suffix) <= _PREDICATE_LIMIT))
    return Sense("-".join(parts), section.words, _bracketed(behind), key)


def unclear(values: dict[str, Any]) -> str | None:
    """Why no claim can be made of an item, if so: it has no name, names nothing, or denies a name that is a denial."""
    name = name_of(values)
    if name is None:
        return "has no name"
    if _NAMES_NOTHING.fullmatch(name.strip()):
        return f"names nothing ({one_line(name, 60)})"
    said = {key: text for key in ("presence", "frequency") if (text := _said(key, values))}
    absent = _absent(said)
    if absent and len(absent) < len(said):
        return f"has a presence and a frequency that contradict each other ({one_line(name, 60)})"
    if absent and _NAMES_AN_ABSENCE.match(name.strip()):
        return f"says that an absence is absent ({one_line(name, 60)}), so what it means is not clear"
    return None


def beyond(section: str, values: dict[str, Any]) -> Iterator[str]:
    """What an item says that its claim does not carry, as remarks."""
    rest = {key for key, value in values.items() if value not in (None, (), {}, "")} - _APART - set(_SENSE)
    if rest & _PROSE:
        yield "an item with a description or notes, which its claim does not carry"
    if any(not key.endswith("_term") for key in rest - _PROSE):
        yield "an item with other fields (terms, cell types, genes …), which its claim does not carry"
    if section == "prevalence" and not _text(values.get("percentage")):
        yield "a prevalence without a percentage"


def name_of(values: dict[str, Any]) -> str | None:
    """What an item, or anything else in a disorder, is called."""
    return next((values[key] for key in NAMES if isinstance(values.get(key), str) and values[key].strip()), None)


def _absent(said: dict[str, str]) -> list[str]:
    return [key for key, words in _ABSENT.items() if said.get(key, "").casefold() in words]


def _bracketed(text: str) -> str:
    return f" ({text})" if text else ""


def _said(key: str, values: dict[str, Any]) -> str:
    text = _text(values.get(key))
    return text.replace("_", " ").lower() if key in _CODED and _CODE.match(text) else text


def _text(value: Any) -> str:
    """A value as one line: yes or no, the names in a list; empty when there is none."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        value = name_of(value)
    if not isinstance(value, str):
        return ""
    return one_line(value, len(value))
