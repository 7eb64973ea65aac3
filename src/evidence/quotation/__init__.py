"""The law of figures and quotes: when a number or a passage stands in a text. Pure; the standard library only.

Nothing here guesses. What is not found by the rules in ``figures`` and ``quotes`` is refused with the reason, and the
nearest passage is shown, never accepted.
"""

from __future__ import annotations

from evidence.quotation.figures import Figured, stands
from evidence.quotation.quotes import MAX_SKIPPED, Quoted, parts_of, quoted
from evidence.quotation.text import Text

__all__ = ["MAX_SKIPPED", "Figured", "Quoted", "Text", "parts_of", "quoted", "stands"]
