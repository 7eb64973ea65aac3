"""The verdict rules as data: ``kb/method.yaml`` read into frozen values, with a version and a hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from evidence.errors import EvidenceError
from evidence.model import Certainty, Names, Profile

#: From least to most certain.
LEVELS: tuple[Certainty, ...] = ("very-low", "low", "moderate", "high")


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier of a profile; an empty condition matches everything."""

    id: str
    label: str
    species: Names = ()
    designs: Names = ()
    manipulates: Names = ()
    source_kinds: Names = ()


@dataclass(frozen=True, slots=True)
class Start:
    """Where the certainty of a vote starts; an empty condition matches everything."""

    level: Certainty
    why: str
    profiles: tuple[Profile, ...] = ()
    species: Names = ()
    designs: Names = ()
    manipulates: Names = ()
    source_kinds: Names = ()
    claim_is_animal: bool = False


@dataclass(frozen=True, slots=True)
class CertaintyRules:
    """``participants`` and ``teams`` are the figures below which a word is imprecise."""

    start: tuple[Start, ...]
    studies_for_level: int
    weak_masking: Names
    participants: int
    teams: int


@dataclass(frozen=True, slots=True)
class Method:
    """One version of the verdict rules."""

    version: str
    echo_kinds: Names
    left_out_standings: Names
    concern_standings: Names
    tiers: dict[Profile, tuple[Tier, ...]]
    leaning_below: str
    certainty: CertaintyRules

    @property
    def leaning(self) -> Fraction:
        """The share of minority to majority at which a word stops leaning."""
        return Fraction(self.leaning_below)


def fingerprint(values: Any) -> str:
    """A short hash of the rules: the same rules have the same hash, however the file is laid out."""
    canonical = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def method_of(values: Any) -> Method:
    """Read the rules from the plain values of ``kb/method.yaml``; raises ``EvidenceError`` when they do not fit."""
    from evidence import validation

    method, problems = validation.build(Method, values)
    if problems:
        problem = problems[0]
        raise EvidenceError(f"kb/method.yaml: {problem.message}", problem.hint or "see docs/method.md")
    try:
        valid = 0 < method.leaning < 1
    except (ValueError, ZeroDivisionError):
        valid = False
    if not valid:
        raise EvidenceError(
            f"kb/method.yaml: leaning_below is {method.leaning_below!r}",
            "write a fraction between 0 and 1, such as 1/3",
        )
    return method  # type: ignore[no-any-return]


def trusted_method(values: Any) -> Method:
    """The rules from values that were validated when a base was compiled; costs no import of pydantic."""
    from evidence.plain import from_plain

    return from_plain(Method, values)  # type: ignore[no-any-return]


@cache
def default_values() -> Any:
    """The rules that stand with the program, for a base that brings none."""
    from importlib.resources import files

    from evidence import yaml_text

    return yaml_text.read((files("evidence") / "method.yaml").read_text("utf-8")).value


def default_method() -> Method:
    """``default_values`` as a ``Method``."""
    return method_of(default_values())
