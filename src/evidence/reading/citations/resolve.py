"""Find every citation in a draft and the sources of the base it stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from evidence.errors import EvidenceError
from evidence.reading.citations.bibliography import Work, read_bibliography
from evidence.reading.citations.identifiers import identifiers, of_address
from evidence.reading.citations.index import SourceIndex, plain
from evidence.reading.documents import Draft
from evidence.reading.types import Span
from evidence.store import Store

How = Literal["doi", "pmid", "pmcid", "nct", "url", "key", "number", "author-year", "note"]


class Citation(NamedTuple):
    """A stretch of the draft that cites something. ``sources`` is empty where the base does not hold it."""

    start: int
    end: int
    how: How
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Citations:
    """All that a draft cites, in order. ``problems`` says what could not be looked up, and why."""

    found: tuple[Citation, ...] = ()
    problems: tuple[str, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [citation.start for citation in self.found]

    def between(self, start: int, end: int) -> tuple[Citation, ...]:
        """The citations that begin in a stretch of the text, its end included: a mark may stand right behind it."""
        first = bisect_left(self._starts, start)
        return tuple(item for item in self.found[first : bisect_left(self._starts, end + 1)])

    def sources(self, start: int, end: int) -> tuple[str, ...]:
        """The ids of the sources cited in a stretch of the text, each once."""
        return tuple(dict.fromkeys(name for item in self.between(start, end) for name in item.sources))

    def within(self, start: int, end: int) -> list[tuple[Span, tuple[str, ...]]]:
        """What the judge asks: the citations in a stretch that the base holds, each with its sources."""
        return [(Span(item.start, item.end), item.sources) for item in self.between(start, end) if item.sources]

    @property
    def unresolved(self) -> tuple[Citation, ...]:
        """What is cited and is not in the base."""
        return tuple(item for item in self.found if not item.sources)


_KEY = re.compile(r"(?<![\w@./-])@(\{[^\s{}]{1,200}\}|[A-Za-z0-9_](?:[\w:.#$%&+?<>~/-]{0,198}\w)?)")
_NUMBERS = re.compile(r"\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3}){0,20})\]")
_RAISED = re.compile(r"(?<=[\w.,;:!?)”\"])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[⁻,˒][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})*")
_FLAT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
_YEAR = re.compile(r"(?:,\s*|\s+\(?|\s*\()((?:19|20)\d\d)[a-z]?\b")
_TAIL = re.compile(
    r"\s*,?\s*(?:et\s+al\.?|and\s+(?:colleagues|others|co-?workers)|(?:and|&)\s+(?P<second>[^\W\d_][\w'’-]+)),?$"
)
_NUMBERED = re.compile(r"\s*(?:\[(\d{1,3})\]|(\d{1,3})[.)])\s")


def resolve(draft: Draft, store: Store, bibliography: Path | None = None) -> Citations:
    """Everything a draft cites. ``bibliography`` is a file of works by key; a draft may name its own in its front matter.

    Raises ``EvidenceError`` when ``bibliography`` cannot be read; the draft's own list becomes a problem instead.
    """
    index = SourceIndex(store)
    works, problems = _works(draft, bibliography)
    text = draft.document.text
    found = [
        *_identified(text, index),
        *_linked(draft, index),
        *_keyed(text, works, index),
        *_numbered(draft, index),
        *_named(text, index),
    ]
    if bibliography is None and not works and any(item.how == "key" for item in found):
        problems.append("the draft cites by key and names no bibliography; name it with --bibliography")
    return Citations(tuple(_tidy(found)), tuple(problems))


def in_words(text: str, index: SourceIndex) -> Iterator[Citation]:
    """What a bare string cites without a list of references: identifiers, authors and years."""
    yield from _tidy((*_identified(text, index), *_named(text, index)))


def _tidy(found: Iterable[Citation]) -> Iterator[Citation]:
    """In order; where two finds overlap, the one that leads somewhere is kept."""
    kept: list[Citation] = []
    for item in sorted(found, key=lambda item: (item.start, not item.sources, -item.end)):
        if kept and item.start < kept[-1].end and not (item.sources and item.sources != kept[-1].sources):
            continue
        if item not in kept[-3:]:
            kept.append(item)
    yield from (
        item for place, item in enumerate(kept)
        if item.sources or not any(other.sources and other.start < item.end and item.start < other.end
                                   for other in kept[max(place - 3, 0) : place + 4])
    )  # fmt: skip


def _works(draft: Draft, bibliography: Path | None) -> tuple[dict[str, Work], list[str]]:
    if bibliography is not None:
        return read_bibliography(bibliography), []
    named = draft.front.get("bibliography")
    works: dict[str, Work] = {}
    problems: list[str] = []
    for name in [named] if isinstance(named, str) else named if isinstance(named, list) else []:
        try:
            works.update(read_bibliography(Path(draft.document.path).parent / str(name)))
        except EvidenceError as error:
            problems.append(error.message)
    return works, problems


def _identified(text: str, index: SourceIndex) -> Iterator[Citation]:
    for item in identifiers(text):
        yield Citation(item.start, item.end, item.scheme, text[item.start : item.end], index.by_identifier(item))


def _linked(draft: Draft, index: SourceIndex) -> Iterator[Citation]:
    """Links to works, and marks that lead to a note or an entry in this file."""
    text = draft.document.text
    for start, end, target in draft.links:
        if target.startswith(("http://", "https://", "//")):
            item = of_address(target)
            sources = index.by_identifier(item)
            if sources or item.scheme != "url":
                yield Citation(start, end, item.scheme, text[start:end] or item.value, sources)
        elif target.startswith("#") and target[1:] in draft.anchors:
            block = draft.block_at(draft.anchors[target[1:]])
            if block and not block.start <= start < block.end:
                note = text[block.start : block.end]
                sources = index.by_reference(note) or _links_in(draft, block.start, block.end, index)
                if sources or block.kind == "reference":
                    yield Citation(start, end, "note", text[start:end] or note[:80], sources)


def _links_in(draft: Draft, start: int, end: int, index: SourceIndex) -> tuple[str, ...]:
    inside = (link for link in draft.links if start <= link.start <= end and link.target.startswith("http"))
    return tuple(dict.fromkeys(name for link in inside for name in index.by_identifier(of_address(link.target))))


def _keyed(text: str, works: Mapping[str, Work], index: SourceIndex) -> Iterator[Citation]:
    for match in _KEY.finditer(text):
        key = match[1].strip("{}")
        bracketed = text.rfind("[", max(match.start() - 200, 0), match.start()) > text.rfind("]", 0, match.start())
        if key in works:
            yield Citation(match.start(), match.end(), "key", match[0], work_sources(works[key], index))
        elif bracketed:
            yield Citation(match.start(), match.end(), "key", match[0], index.by_key(key))


def work_sources(work: Work, index: SourceIndex) -> tuple[str, ...]:
    """The sources a work stands for: by its identifiers, else by its title, else by its authors and year."""
    for wanted in identifiers(work.ids):
        if found := index.by_identifier(wanted):
            return found
    if found := index.by_title(work.title):
        return found
    candidates = index.by_author(work.first, work.year, work.second) if not work.title else ()
    return candidates if len(candidates) == 1 else ()


def _numbered(draft: Draft, index: SourceIndex) -> Iterator[Citation]:
    """``[3]`` and ³, where the draft has a list of references."""
    entries = _entries(draft, index)
    if not entries:
        return
    text = draft.document.text
    for pattern in (_NUMBERS, _RAISED):
        for match in pattern.finditer(text):
            block = draft.block_at(match.start())
            if block is None or block.kind == "reference":
                continue
            numbers = _spelt_out((match[1] if pattern is _NUMBERS else match[0]).translate(_FLAT))
            if any(number in entries for number in numbers):
                sources = dict.fromkeys(name for number in numbers for name in entries.get(number, ()))
                yield Citation(match.start(), match.end(), "number", match[0], tuple(sources))


def _entries(draft: Draft, index: SourceIndex) -> dict[int, tuple[str, ...]]:
    """The list of references: what each number stands for, by its mark or by its place in the list."""
    found: dict[int, tuple[str, ...]] = {}
    text = draft.document.text
    for place, block in enumerate((item for item in draft.document.blocks if item.kind == "reference"), 1):
        words = text[block.start : block.end]
        mark = _NUMBERED.match(words)
        number = int(mark[1] or mark[2]) if mark else place
        found[number] = index.by_reference(words) or _links_in(draft, block.start, block.end, index)
    return found


def _spelt_out(text: str) -> list[int]:
    found: list[int] = []
    for part in re.split(r"[,;]", text):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        if len(ends) == 2 and 0 <= ends[1] - ends[0] <= 50:
            found.extend(range(ends[0], ends[1] + 1))
        else:
            found.extend(ends)
    return found


def _named(text: str, index: SourceIndex) -> Iterator[Citation]:
    """``Williams et al., 2018``, ``Williams and Heifets (2018)``, ``Williams 2018``."""
    for match in _YEAR.finditer(text):
        before = text[max(match.start() - 90, 0) : match.start()]
        tail = _TAIL.search(before)
        words = (before[: tail.start()] if tail else before).split()
        family = next(
            (
                name
                for size in (4, 3, 2, 1)
                if len(words) >= size and (name := _name(words[-size:])) and index.knows(plain(name))
            ),
            "",
        )
        if not family and not (tail and words and words[-1].lstrip("([")[:1].isupper()):
            continue
        shown = family or words[-1].lstrip("([")
        start = match.start() - len(before) + before.rfind(shown)
        end = match.end() + ("(" in match[0] and text[match.end() : match.end() + 1] == ")")
        second = (tail["second"] or "") if tail else ""
        yield Citation(start, end, "author-year", text[start:end], index.by_author(shown, match[1], second))


def _name(words: list[str]) -> str:
    """The words as a name; nothing where one of them ends a sentence or a bracket before it."""
    joined = " ".join(words).lstrip("([")
    return (
        joined
        if not re.search(r"[.;,)\]]\s", joined + " ") and words[-1][:1].isalpha() | words[-1].startswith("(")
        else ""
    )
