"""A what-if: which part of the evidence a verdict is computed from."""

from __future__ import annotations

from typing import NamedTuple

Names = tuple[str, ...]


class Scope(NamedTuple):
    """Leave studies out, keep only some species, designs or tiers, or go back to a date. Empty keeps everything."""

    without: Names = ()
    species: Names = ()
    designs: Names = ()
    before: str | None = None
    tiers: Names = ()

    def __bool__(self) -> bool:
        return any(self)


EVERYTHING = Scope()
