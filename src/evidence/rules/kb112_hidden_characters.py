"""KB112: a character that a reader cannot see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.strings import strings, texts

RULE = Rule("KB112", "hidden-characters", "error", "a text holds a character that a reader cannot see")

#: Controls but newline and tab; direction marks; zero-width characters, invisible operators, tags.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report the first hidden character of each text and of each file name."""
    for path in loaded.parsed:
        if not path.isprintable():
            yield Finding(path, None, "the file name holds a hidden character", "rename the file")
    for record, home, text in texts(loaded):
        if text.replace("\n", " ").isprintable() or not HIDDEN.search(text):
            continue  # isprintable is much quicker than the search, and nearly every text passes it
        for at, value in strings(record):
            found = HIDDEN.search(value)
            if found:
                message = f"{_where(at)} holds {_name(found.group())}, which a reader cannot see"
                yield Finding(*inside(home, *at), message, "delete the character, or retype the text")


def _where(at: tuple[str | int, ...]) -> str:
    names = [part for part in at if isinstance(part, str) and part.isprintable()]
    return names[-1] if names else "the text"


def _name(character: str) -> str:
    return f"U+{ord(character):04X} ({unicodedata.name(character, 'control character').lower()})"
