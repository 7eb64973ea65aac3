"""What people say, in words that can be compared: the same for the names in a base and for a question about them."""

from __future__ import annotations

import re

#: A question longer than this is cut: what it asks stands in its first pages or nowhere.
MAX_CHARACTERS = 20_000

_WORD = re.compile(r"[^\W_]+")
_SPELT = str.maketrans({"’": "'", "‘": "'", "μ": "mu", "µ": "mu", "κ": "kappa", "δ": "delta", "α": "alpha", "\0": " "})


def normal(text: str) -> str:
    """Lower case, one kind of apostrophe, Greek letters by name, no possessives, nothing that cannot be stored."""
    text = text[:MAX_CHARACTERS].encode("utf-8", "replace").decode().translate(_SPELT).casefold()
    return text.replace("can't", "cannot").replace("n't", " not").replace("'s", " ").replace("'", "")


def tokens(text: str) -> list[str]:
    """The words and numbers of a text that has been made normal, in order."""
    return _WORD.findall(text)


def singular(word: str) -> str:
    """A word without its plural ending."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def key(words: list[str]) -> str:
    """What two spellings of one name share: ``5-HT1B receptors`` and ``5HT1B receptor``."""
    return "".join(singular(word) for word in words)
