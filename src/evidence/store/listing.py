"""The part of a list that is shown, and how long the whole is."""

from __future__ import annotations

from typing import Any, NamedTuple


class Listing(NamedTuple):
    """The first items of a list, as many as were asked for, and how many there are in all."""

    items: list[dict[str, Any]]
    total: int
