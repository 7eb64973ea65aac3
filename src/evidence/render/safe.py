"""Text from outside is never trusted in a terminal: control and direction-changing characters are shown, not obeyed."""

from __future__ import annotations

import re

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def safe(text: str) -> str:
    """``text`` with every hidden or control character replaced by its code in brackets; tabs become spaces."""
    return _HIDDEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text).replace("\t", "    ")


def one_line(text: str) -> str:
    """``safe`` on one line."""
    return " ".join(safe(text.replace("\n", " ")).split())
