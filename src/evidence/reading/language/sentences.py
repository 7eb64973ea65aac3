"""Where sentences end. Rules only: a full stop is judged by the word before it and the word after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.reading.language.tokens import word_set
from evidence.reading.types import Span

# No writer's sentence is this long; a table without marks is. The cut keeps every later pass linear.
LONGEST = 2000

_END = re.compile(
    r"(?P<mark>(?<![.!?…])[.!?…]++)(?P<close>[\"'”’»)\]]*+)"
    r"(?P<note>(?:\[\d[\d,;\s–-]{0,40}\])|(?:(?<=[a-z)][.])\d{1,3}(?:[,–-]\d{1,3}){0,8}))?"
    r"(?P<gap>\s+|$|(?=[A-Z][a-z]+\s))"
    r"|(?P<wide>[。！？][」』”\s]*+)"
    r"|(?P<blank>\n[^\S\n]*+\n\s*+|[\f\u2029]\s*)"
)
_WORD_BEFORE = re.compile(r"[^\s(\[\"“‘]{1,40}$")
_WORD_AFTER = re.compile(r"[\"'“‘«(\[*_]*([^\s]{1,40})")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_ROMAN_OR_GRADE = re.compile(
    r"\b(?:vitamin|hepatitis|group|type|class|phase|arm|grade|factor|cohort|part|table|panel|influenza|protein|study|model|stage|level|site|subunit)\s+\w\.?$",
    re.I,
)

# After these a sentence goes on, whatever follows.
_NEVER = word_set(
    "vs fig figs eq eqs ref refs dr prof mr mrs ms st sr jr cf viz approx ca resp ed eds vol vols no nos pp p ch sec "
    "e.g i.e eg ie sp spp var subsp suppl tab dept univ gen col lt sgt rev hon mt ft nr op cit incl excl"
)
# After these it ends only where the next word looks like the start of a sentence.
_PERHAPS = word_set(
    "al etc i.v i.p s.c i.m p.o i.n i.c.v b.i.d t.i.d q.d b.d o.d u.s u.k u.s.a e.u a.m p.m inc ltd co corp gmbh "
    "ph.d m.d b.sc m.sc d.c n.b jan feb mar apr jun jul aug sep sept oct nov dec wt mol min max avg est hr hrs "
    "sec secs wk wks yr yrs mo mos dist assoc assn bros"
)
_STARTERS = word_set(
    "a after all although an and another as at because before both but by compared consequently conversely despite "
    "during each even finally first for four from furthermore given here however i if in indeed initially instead it "
    "its later many more moreover most neither nevertheless nonetheless no none not now of on once one only other our "
    "overall patients participants people researchers scientists second several she he similarly since so some "
    "still such taken that the their then there therefore these they third this those three thus to together two "
    "under unlike until using was we what when where whereas whether which while who with within yet you your"
)


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Spans of the sentences in ``text[start:end]``, trimmed of space, in order; together they hold all but space."""
    begin = start
    depth = 0
    seen = start
    for match in _END.finditer(text, start, end):
        reached = match.start() + len(match["mark"] or "")
        depth = max(0, depth + text.count("(", seen, reached) - text.count(")", seen, reached))
        seen = reached
        if match["mark"] and not _ends(text, begin, end, match, depth):
            continue
        yield from _trimmed(text, begin, match.end())
        begin, seen, depth = match.end(), match.end(), 0
    yield from _trimmed(text, begin, end)


def _ends(text: str, begin: int, end: int, match: re.Match[str], depth: int) -> bool:
    """Whether this mark ends the sentence that began at ``begin``."""
    if match.end() == end:
        return True
    after = _WORD_AFTER.match(text, match.end(), end)
    following = after.group(1) if after else ""
    glued = match.end("gap") == match.start("gap")
    if glued:
        return _glued(text, begin, match, following)
    if depth and not match["close"] and text.find(")", match.end(), min(end, match.end() + 300)) >= 0:
        return False
    if not _may_start(following):
        return False
    if match["mark"] != ".":
        return match.end("mark") - begin > 1
    if match["close"] or match["note"]:
        return True
    return _full_stop(text, begin, match.start("mark"), following)


def _glued(text: str, begin: int, match: re.Match[str], following: str) -> bool:
    """``"...was seen.The next"``: a space is missing, as text taken out of a PDF often has it."""
    before = _WORD_BEFORE.search(text, max(begin, match.start() - 40), match.start())
    known = following.lower().strip(",") in _STARTERS
    return known and before is not None and before.group().strip(")]").isalpha() and before.group()[-1].islower()


def _may_start(word: str) -> bool:
    """Whether a sentence may start with ``word``: a capital, a digit, or a name such as mTOR or p53."""
    if not word:
        return True
    first = word[0]
    if first.islower():
        return any(char.isupper() or char.isdigit() for char in word[1:]) and "." not in word[:-1]
    return first.isalnum() or first in "<-–—•+±~≥≤=#@$£€"


def _full_stop(text: str, begin: int, place: int, following: str) -> bool:
    """Whether a plain full stop at ``place`` ends a sentence, by the words around it."""
    found = _WORD_BEFORE.search(text, max(begin, place - 40), place)
    if found is None:
        return False
    word = found.group()
    bare = word.lower().strip("\"'“”‘’)]*_")
    starter = following.strip(",;:'’\"”*_").lower() in _STARTERS
    if bare in _NEVER:
        return bare in ("no", "st", "ms", "sec", "p") and starter and bare != "p"
    if not text[begin : found.start()].strip() and (
        bare.isdigit() or len(bare) == 1 or bare in ("ii", "iii", "iv", "vi")
    ):
        return False
    if bare in _PERHAPS or _INITIALS.fullmatch(bare):
        return starter
    if len(bare) == 1 and bare.isalpha():
        context = text[max(begin, place - 30) : place]
        return starter or word.islower() or _ROMAN_OR_GRADE.search(context) is not None
    return True


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without space at either side, cut where it is longer than ``LONGEST``."""
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        stop = end
        if end - start > LONGEST:
            stop = start + LONGEST
            gap = text.rfind(" ", start + LONGEST // 2, stop)
            stop = gap if gap > 0 else stop
        last = stop
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            yield Span(start, last)
        start = stop
