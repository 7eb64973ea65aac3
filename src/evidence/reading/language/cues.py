"""Cues of negation, speculation, emphasis and comparison in one sentence, each with its scope."""

from __future__ import annotations

from evidence.reading.language.lexicon import Term, trie
from evidence.reading.language.scope import clause_end, clause_start
from evidence.reading.language.tokens import Tokens
from evidence.reading.types import Cue, Span

Found = tuple[int, int, Term]

_BE = frozenset("be been being".split())


def cues(found: Tokens, offset: int) -> list[Cue]:
    """The cues of a sentence that starts at ``offset``, in order, with scopes in the document."""
    hits = matches(found)
    placed = [(first, last, term, *_reach(found, first, last, term)) for first, last, term in hits if term.kind != "none"]
    placed = _align(placed)
    return [_cue(found, offset, item) for item in placed]


def matches(found: Tokens) -> list[Found]:
    """Phrases of the lexicon, leftmost and longest, never overlapping: first word, last word, term."""
    known = trie()
    words = found.words
    hits: list[Found] = []
    at = 0
    while at < len(words):
        term = next((term for term in known.get(words[at], ()) if _fits(words, at, term.words)), None)
        if term is None:
            at += 1
            continue
        hits.append((at, at + len(term.words) - 1, term))
        at += len(term.words)
    return hits


def _fits(words: list[str], at: int, phrase: tuple[str, ...]) -> bool:
    return len(phrase) == 1 or tuple(words[at : at + len(phrase)]) == phrase


def _reach(found: Tokens, first: int, last: int, term: Term) -> tuple[int, int]:
    """First word and the word after the last of a cue's scope."""
    if term.reach == "self":
        return first, last + 1
    if term.reach == "back":
        return clause_start(found, first), last + 1
    end = max(last + 1, clause_end(found, last))
    if term.reach in ("clause", "raise") or (term.reach == "modal" and _passive(found, last)):
        return clause_start(found, first), end
    return first, end


def _passive(found: Tokens, last: int) -> bool:
    """Whether "may be shown", "not been seen" follows: then the subject is what is denied or doubted."""
    words = found.words[last + 1 : last + 5]
    for place, word in enumerate(words):
        if word in _BE:
            return any(_participle(later) for later in words[place + 1 : place + 3])
    return False


def _participle(word: str) -> bool:
    return word.endswith(("ed", "en")) or word in _IRREGULAR


_IRREGULAR = frozenset("found made done known shown held kept left lost put read said set built brought bound cut".split())

Placed = tuple[int, int, Term, int, int]


def _align(placed: list[Placed]) -> list[Placed]:
    """A denial within another's reach starts no earlier: "X is not ineffective" says nothing of X."""
    aligned: list[Placed] = []
    for item in placed:
        outer = [
            other for other in aligned if other[2].kind == item[2].kind == "negation" and other[0] < item[0] < other[4]
        ]
        start = max([item[3], *(other[3] for other in outer)])
        aligned.append((*item[:3], start, item[4]))
    return aligned


def _cue(found: Tokens, offset: int, item: Placed) -> Cue:
    first, last, term, start, end = item
    kind = term.kind
    assert kind != "none"
    scope = Span(offset + found.starts[start], offset + found.ends[end - 1])
    return Cue(kind, offset + found.starts[first], offset + found.ends[last], scope, " ".join(term.words))
