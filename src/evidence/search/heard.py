"""What a question says in the words of the base: its content words, the concepts it names, and what was misspelt."""

from __future__ import annotations

import re
import string
from typing import NamedTuple

from evidence.said import MAX_CHARACTERS, key, normal, tokens
from evidence.search import words as english
from evidence.store.open import Store

#: More content words than this say nothing more about what is asked.
MAX_WORDS = 48
_LONGEST_NAME = 8
#: A shorter word is one slip from too many others, a longer one is no word.
_SHORTEST, _LONGEST = 5, 30
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")


class Mention(NamedTuple):
    """Words that name concepts: more than one where a name is shared."""

    words: tuple[str, ...]
    concepts: tuple[str, ...]


class Heard(NamedTuple):
    """A question as the search reads it. ``words`` are its content words in order, each once."""

    all_words: tuple[str, ...]
    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    corrected: dict[str, str]
    negated: bool


def hear(store: Store, text: str) -> Heard:
    """Read a question or statement; a word that stands nowhere in the base is read as its nearest spelling."""
    plain = normal(text)
    spoken = tokens(plain)[: english.MAX_TOKENS]
    negated = english.is_negated(spoken)
    capitals = {word.casefold() for word in _CAPITALS.findall(text[:MAX_CHARACTERS])}
    mentions = _mentions(store, spoken, capitals)
    named = {word for mention in mentions for word in mention.words}
    corrected = _corrections(store, [word for word in _content(spoken, named)[:MAX_WORDS] if word not in named])
    if corrected:
        spoken = [corrected.get(word, word) for word in spoken]
        mentions = _mentions(store, spoken, capitals)
        named = {word for mention in mentions for word in mention.words}
    return Heard(tuple(spoken), tuple(_content(spoken, named)[:MAX_WORDS]), mentions, corrected, negated)


def _content(spoken: list[str], named: set[str]) -> list[str]:
    kept = (word for word in spoken if word in named or word not in english.STOP)
    return [word for word in dict.fromkeys(kept) if len(word) > 1 or word.isdigit() or word in named]


def _mentions(store: Store, spoken: list[str], capitals: set[str]) -> tuple[Mention, ...]:
    """The longest names first from left to right; a name that is an everyday word counts only in capitals."""
    names = _names(store, spoken)
    found: list[Mention] = []
    place = 0
    while place < len(spoken):
        for size in range(min(_LONGEST_NAME, len(spoken) - place), 0, -1):
            part = spoken[place : place + size]
            everyday = all(word in english.STOP for word in part) and not capitals.issuperset(part)
            concepts = names.get(key(part))
            if concepts and not everyday:
                found.append(Mention(tuple(part), tuple(sorted(concepts))))
                place += size
                break
        else:
            place += 1
    return tuple(dict.fromkeys(found))


def _names(store: Store, spoken: list[str]) -> dict[str, set[str]]:
    """The concept names that stand in the question, by their key."""
    places, sizes = range(len(spoken)), range(1, _LONGEST_NAME + 1)
    found: dict[str, set[str]] = {}
    for said, concept in store.among(
        "SELECT said, concept FROM concept_said WHERE said IN ({marks})",
        {key(spoken[place : place + size]) for place in places for size in sizes},
    ):
        found.setdefault(said, set()).add(concept)
    return found


def _corrections(store: Store, words: list[str]) -> dict[str, str]:
    """The commonest word of the base one slip away, for each word that stands nowhere in it."""
    plain = (word for word in words if _SHORTEST <= len(word) <= _LONGEST and word.isalpha())
    strange = [word for word in plain if not _is_known(store, word)]
    return {word: near for word in strange if (near := _commonest(store, _slips(word)))}


def _is_known(store: Store, word: str) -> bool:
    return store.row("SELECT 1 FROM document_text WHERE document_text MATCH ? LIMIT 1", f'"{word}"') is not None


def _commonest(store: Store, words: set[str]) -> str | None:
    """Of these words, the one that claims, concepts and hypotheses use most; the first of those used alike."""
    known = store.among("SELECT word, times FROM spelling WHERE word IN ({marks})", words)
    return min(known, key=lambda row: (-row["times"], row["word"]), default={"word": None})["word"]


def _slips(word: str) -> set[str]:
    """Every word one letter away that begins alike: people seldom mistype the first letter."""
    cuts = [(word[:place], word[place:]) for place in range(1, len(word) + 1)]
    missing = {head + letter + tail for head, tail in cuts for letter in string.ascii_lowercase}
    wrong = {head + letter + tail[1:] for head, tail in cuts if tail for letter in string.ascii_lowercase}
    doubled = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    return (missing | wrong | doubled | swapped) - {word}
