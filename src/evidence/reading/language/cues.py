"""Cues of negation, speculation, emphasis and comparison in one sentence, each with its scope."""

from __future__ import annotations

from evidence.reading.language.clauses import FARTHEST
from evidence.reading.language.lexicon import Term, trie
from evidence.reading.language.scope import Way, clause_end, clause_start
from evidence.reading.language.tokens import Tokens, word_set
from evidence.reading.types import Cue, Span

Found = tuple[int, int, Term]

_BE = word_set("is are was were be been being")


def cues(found: Tokens, offset: int) -> list[Cue]:
    """The cues of a sentence that starts at ``offset``, in order, with scopes in the document."""
    hits = matches(found)
    placed = [
        (first, last, term, *_reach(found, first, last, term))
        for first, last, term in hits
        if term.kind != "none" and not _counts(found, last)
    ]
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
        last = at + len(term.words) - 1 - term.after
        hits.append((at + term.before, last, term))
        at = last + 1
    return hits


def _counts(found: Tokens, last: int) -> bool:
    """Whether ``than`` only bounds a number: "more than 50"."""
    return found.words[last] == "than" and found.words[last + 1 : last + 2] != [] and found.words[last + 1][0].isdigit()


def _fits(words: list[str], at: int, phrase: tuple[str, ...]) -> bool:
    return len(phrase) == 1 or tuple(words[at : at + len(phrase)]) == phrase


def _reach(found: Tokens, first: int, last: int, term: Term) -> tuple[int, int]:
    """First word and the word after the last of a cue's scope."""
    if term.reach == "self":
        return first, last + 1 + term.after
    if term.reach == "back":
        return clause_start(found, first), last + 1
    end = max(last + 1, clause_end(found, first, last, _way(found, first, last, term)))
    if term.reach == "clause" or (term.reach == "raise" and _of_subject(found, first, last)):
        return clause_start(found, first), end
    if term.reach in ("modal", "that") and _passive(found, first, last):
        return clause_start(found, first), end
    return first, end


def _way(found: Tokens, first: int, last: int, term: Term) -> Way:
    """How a cue of this kind goes forward."""
    words = found.words
    strict = term.kind == "negation"
    after = words[last + 1] if last + 1 < len(words) else ""
    deep = term.reach == "clause" or (term.reach == "that" and not _passive(found, first, last))
    if deep or (not strict and after in _INTRODUCE):
        return Way(9, deep=True, strict=strict)
    if term.reach == "subject":
        return Way(0 if _after_verb(found, first) else 1, strict=strict, relative=False)
    if term.reach == "phrase" and not strict:
        return Way(0, strict=False, near=True)
    return Way(0, strict=strict, near=first > 0 and words[first - 1] == "but")


def _after_verb(found: Tokens, first: int) -> bool:
    """Whether a finite verb stands before the cue in its own clause: "had no effect", but not "no patient had"."""
    for back in range(first - 1, max(-1, first - FARTHEST), -1):
        if back in found.verbs:
            return True
        if found.words[back] in _CLAUSE_MARKS:
            return False
    return False


_INTRODUCE = word_set("that whether if how likely unlikely")
_CLAUSE_MARKS = word_set("that and but whereas while although because since if when which") | set(",;:([")


def _of_subject(found: Tokens, first: int, last: int) -> bool:
    """Whether the cue speaks of its subject ("X seems to", "X is unlikely"), not of what comes next."""
    before = found.words[max(0, first - 4) : first]
    after = found.words[last + 1] if last + 1 < len(found.words) else ""
    if any(word in ("it", "there") for word in before) and after in _INTRODUCE:
        return False
    if found.words[last] in _ADJECTIVES:
        return after in ("to", ".", ",", "") or any(word in _COPULA for word in before)
    return True


def _passive(found: Tokens, first: int, last: int) -> bool:
    """Whether "may be shown", "was not seen", "has been suggested": then the subject is denied or doubted too."""
    words = found.words
    if _expletive(words, first, last):
        return False
    if (
        _participle(words[last])
        and words[first - 1 : first]
        and any(w in _BE for w in words[max(0, first - 2) : first])
    ):
        return True
    being = first > 0 and words[first - 1] in _BE
    for word in words[last + 1 : last + 6]:
        if word in _BE:
            being = True
        elif word in _SEEN:
            return being or first == 0 or first - 1 not in found.verbs
        elif word in _THERE:
            return first > 0 and first - 1 not in found.verbs
        elif _participle(word):
            return being
        elif not (word.endswith("ly") or word in ("have", "has", "not", "yet", "also", "always", "even", "so")):
            return False
    return False


def _expletive(words: list[str], first: int, last: int) -> bool:
    """Whether the subject is the empty one of "it has been suggested that"."""
    ahead = words[last + 1 : last + 5]
    return "it" in words[max(0, first - 4) : first] and any(word in ahead for word in ("that", "whether", "if"))


def _participle(word: str) -> bool:
    return (word.endswith(("ed", "wn")) and len(word) > 3 and word != "need") or word in _IRREGULAR


_COPULA = word_set("is are was were be been seems seem seemed remains remain appears appear")
_ADJECTIVES = word_set("likely unlikely unclear unknown uncertain inconclusive debatable controversial known clear")
# "Not seen" without "was" says the same; so does "not present" in a note.
_SEEN = word_set(
    "seen identified visualized visualised detected noted found demonstrated appreciated shown observed palpated"
)
_THERE = word_set("evident present apparent visible palpable")
_IRREGULAR = word_set("found made done known shown held kept left lost put read said set built brought bound cut")

# Denials further back than this many cues say nothing of one another.
_NEAR = 8

Placed = tuple[int, int, Term, int, int]


def _align(placed: list[Placed]) -> list[Placed]:
    """A denial within another's reach starts no earlier: "X is not ineffective" says nothing of X.

    "Neither ... nor" denies once.
    """
    aligned: list[Placed] = []
    for item in placed:
        outer = [
            other
            for other in aligned[-_NEAR:]
            if other[2].kind == item[2].kind == "negation" and other[0] < item[0] < other[4]
        ]
        start = max([item[3], *(other[3] for other in outer)])
        if not (outer and item[2].words == ("nor",)):
            aligned.append((*item[:3], start, item[4]))
    return aligned


def _cue(found: Tokens, offset: int, item: Placed) -> Cue:
    first, last, term, start, end = item
    kind = term.kind
    assert kind != "none"
    scope = Span(offset + found.starts[start], offset + found.ends[end - 1])
    return Cue(
        kind,
        offset + found.starts[first],
        offset + found.ends[last],
        scope,
        " ".join(term.words),
        term.group == "affix",
    )
