"""The order of words, from best to worst, as a hypothesis weighs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence.model import Word
    from evidence.verdict.vote import Sign

ORDER: tuple[tuple[Word, Sign | None], ...] = (
    ("supported", "for"),
    ("leans-for", "for"),
    ("reported-once", "for"),
    ("unclear", None),
    ("no-evidence", None),
    ("contested", None),
    ("reported-once", "against"),
    ("leans-against", "against"),
    ("not-supported", "against"),
)
