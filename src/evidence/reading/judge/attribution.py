"""Sources and studies that a sentence names in its own words: authors, places, study names, DOI and PMID."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from evidence.reading.citations.index import SourceIndex
from evidence.reading.citations.resolve import in_words
from evidence.reading.judge.citations import Citations, Cited, NoCitations
from evidence.reading.types import Sentence, Span
from evidence.store import Store

_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?![\d.])")
_WORK = (
    r"(?:stud(?:y|ies)|trials?|experiments?|crossover|series|analysis|paper|research(?:ers?)?|scientists?|investigators?|teams?|group|"
    r"psychiatrists?|doctors?|work|data|scans?)"
)
_SAID = r"(?:show(?:ed|s|n)?|found|finds|report(?:ed|s)?|prove[ds]?|proven|demonstrate[ds]?|discovered|has shown|have shown)"
_THE_STUDY = re.compile(
    rf"\b(?:(?:the|this|that|same) (?:study|trial|paper|experiment|authors|researchers|scientists|team)|they|its authors)\b(?=.{{0,40}}\b{_SAID}\b)",
    re.I,
)
_NOTICE = re.compile(r"\b(?:press release|news release|news page|press statement)\b", re.I)
_CAPITALS = re.compile(r"[A-Z]")
_MANY = 6
_CAPITALISED = re.compile(r"[^\W\d_a-z]\w*")
_WORDS = re.compile(r"\w+")


class Named(NamedTuple):
    """A study as texts name it."""

    id: str
    name: str
    place: str
    years: frozenset[str]


@dataclass
class Attributions:
    """Finds what a sentence attributes to whom. ``known`` are words that name concepts and no study.

    ``text`` is the whole that the sentences are of: studies whose label begins with no word of it are never read.
    """

    store: Store
    citations: Citations = field(default_factory=NoCitations)
    known: frozenset[str] = frozenset()
    text: str | None = None

    def within(self, sentence: Sentence, last: tuple[Cited, ...] = ()) -> tuple[Cited, ...]:
        """Everything a sentence cites; ``the study`` means what was cited before in the paragraph."""
        text, start = sentence.text, sentence.start
        exact = [*self._spelt_out(text), *self._named(text)]
        found = [*exact, *(() if exact else self._places(text)), *self._echoes(text)]
        placed = [cited._replace(span=Span(cited.span.start + start, cited.span.end + start)) for cited in found]
        listed = [
            Cited(span, sources, self._studies(sources), text[span.start - start : span.end - start])
            for span, sources in self.citations.within(sentence.start, sentence.end)
        ]
        placed = [
            *listed,
            *(cited for cited in placed if not any(_overlap(cited.span, other.span) for other in listed)),
        ]
        if not placed and last and (match := _THE_STUDY.search(text)):
            span = Span(start + match.start(), start + match.end())
            placed = [last[-1]._replace(span=span, label=match.group())]
        return tuple(placed)

    def _spelt_out(self, text: str) -> Iterator[Cited]:
        """Identifiers, authors and years, where the text's citations were not looked up as a whole."""
        if isinstance(self.citations, NoCitations):
            for found in in_words(text, self._index):
                if found.sources:
                    yield Cited(Span(found.start, found.end), found.sources, self._studies(found.sources), found.text)

    @cached_property
    def _index(self) -> SourceIndex:
        return SourceIndex(self.store)

    def _studies(self, sources: tuple[str, ...]) -> tuple[str, ...]:
        marks = ", ".join("?" * len(sources))
        sql = f"SELECT study FROM source_study WHERE source IN ({marks}) ORDER BY study"  # noqa: S608
        found = [row["study"] for row in self.store.rows(sql, *sources)] if sources else []
        own = [study for study in found if any(study.startswith(source) for source in sources)]
        return tuple(dict.fromkeys(own or found))

    @cached_property
    def _all(self) -> list[Named]:
        rows = self.store.rows("SELECT id, label, first_day, team FROM study ORDER BY id")
        if self.text is not None:
            begun = {word.lower() for word in _CAPITALISED.findall(self.text)}
            rows = [row for row in rows if begun.intersection(_WORDS.findall(row["label"].lower())[:3])]
        return [_named(row["id"], row["label"], row["first_day"], row["team"], self.known) for row in rows]

    @cached_property
    def _by_name(self) -> dict[str, list[Named]]:
        found: dict[str, list[Named]] = {}
        for study in self._all:
            if study.name:
                found.setdefault(study.name.lower(), []).append(study)
        return found

    @cached_property
    def _by_place(self) -> dict[str, list[Named]]:
        found: dict[str, list[Named]] = {}
        for study in self._all:
            if study.place:
                found.setdefault(study.place.lower(), []).append(study)
        return found

    def _named(self, text: str) -> Iterator[Cited]:
        low = text.lower()
        for name, studies in self._by_name.items():
            at = low.find(name)
            if at >= 0 and _alone(low, at, at + len(name)) and text[at].isupper():
                yield Cited(
                    Span(at, at + len(name)), (), tuple(study.id for study in studies), text[at : at + len(name)]
                )

    def _places(self, text: str) -> Iterator[Cited]:
        low = text.lower()
        years = set(_YEAR.findall(text))
        for place, studies in self._by_place.items():
            at = low.find(place)
            if at < 0 or not text[at].isupper() or not _alone(low, at, at + len(place)):
                continue
            match = _by_work(text, at, at + len(place))
            chosen = [study for study in studies if not years or study.years & years]
            if match and 0 < len(chosen) <= _MANY and not _NOTICE.search(text):
                named = text[match.start : match.end]
                yield Cited(match, (), tuple(study.id for study in chosen), named)

    def _echoes(self, text: str) -> Iterator[Cited]:
        """Press releases and news that are known to retell others."""
        low = text.lower()
        for source, container, place in self._retellers:
            at = low.find(container) if container else -1
            if at >= 0 and _alone(low, at, at + len(container)):
                yield Cited(Span(at, at + len(container)), (source,), (), text[at : at + len(container)])
            elif place and place in low and (match := _NOTICE.search(text)):
                start = min(low.find(place), match.start())
                yield Cited(Span(start, max(match.end(), low.find(place) + len(place))), (source,), (), match.group())

    @cached_property
    def _retellers(self) -> list[tuple[str, str, str]]:
        sql = "SELECT id, kind, container, short FROM source WHERE is_echo = 1 AND kind IN ('news', 'press-release', 'web-page')"
        low = None if self.text is None else self.text.lower()
        found = []
        for row in self.store.rows(sql + " ORDER BY id"):
            place = row["id"].split("-")[0] if row["kind"] == "press-release" else ""
            container = (row["container"] or "").lower()
            if low is None or (container and container in low) or (place and place in low):
                found.append((row["id"], container, place))
        return found


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _alone(text: str, start: int, end: int) -> bool:
    return not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()


def _by_work(text: str, start: int, end: int) -> Span | None:
    """The stretch in which a place stands for a study: "the 2018 Stanford naltrexone study", "Stanford showed"."""
    before = re.search(
        r"(?:\b(?:[Aa]n?|[Tt]he|[Ii]n|[Tt]his)\s+)?(?:(?:small|large|new|recent|(?:19|20)\d\d)\s+)*(?:[Rr]esearchers (?:at|from) (?:the )?|[Ss]cientists (?:at|from) (?:the )?)?$",
        text[:start],
    )
    first = before.start() if before else start
    after = re.match(
        rf"(?:\s(?:[\w-]+\s){{0,3}}?{_WORK}\b(?:\s(?:of|from|in)\s(?:19|20)\d\d)?|\s(?:has |have |first )?{_SAID}\b(?:\sin (?:19|20)\d\d)?)",
        text[end:],
    )
    if after is not None:
        return Span(first, end + after.end())
    if before and ("researchers" in before.group().lower() or "scientists" in before.group().lower()):
        return Span(first, end)
    tail = re.search(rf"{_WORK}\s(?:from|at|in|by)\s(?:the\s)?$", text[:start])
    return Span(tail.start(), end) if tail else None


def _named(study: str, label: str, day: str | None, team: str | None, known: frozenset[str]) -> Named:
    """A study's own name ("ELEKT-D"), the place it is called by ("Stanford") and its years, out of its label."""
    years = frozenset((*_YEAR.findall(label), *((day[:4],) if day else ())))
    bare = re.sub(r"\s*\([^)]*\)", "", _YEAR.sub("", label)).strip(" ,")
    parts = bare.split()
    first = parts[0] if parts else ""
    if (len(_CAPITALS.findall(first)) >= 4 and first.lower() not in known and not first.isalpha()) or _is_acronym(
        first, parts, known
    ):
        return Named(study, " ".join(_run(parts)), "", years)
    place = []
    for part in parts:
        if not part[0].isupper() or len(_CAPITALS.findall(part)) > 1 or any(letter.isdigit() for letter in part):
            break
        place.append(part)
    joined = " ".join(place[:3])
    slug = re.sub(r"[^a-z]+", "-", joined.lower().replace("'", ""))
    return Named(study, "", joined if joined and team and slug in team else "", years)


def _is_acronym(first: str, parts: list[str], known: frozenset[str]) -> bool:
    return len(parts) <= 2 and len(_CAPITALS.findall(first)) >= 4 and first.lower() not in known and len(first) >= 4


def _run(parts: list[str]) -> list[str]:
    """The parts that belong to a study's name: the first, and a number after it."""
    return parts[:2] if len(parts) > 1 and re.fullmatch(r"\d+|I{1,3}|IV|V", parts[1]) else parts[:1]
