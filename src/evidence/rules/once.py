"""Many rules ask the same of one base; this keeps the answer for the last base asked about."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import TypeVar

from evidence.base import Base

T = TypeVar("T")


def once(make: Callable[[Base], T]) -> Callable[[Base], T]:
    """``make``, computed once for the same base. By identity: records hold dicts, so a base has no hash."""
    kept: list[tuple[weakref.ref[Base], T]] = []

    def remembered(base: Base) -> T:
        last = kept[0] if kept else None
        if last is None or last[0]() is not base:
            last = (weakref.ref(base), make(base))
            kept[:] = [last]
        return last[1]

    return remembered
