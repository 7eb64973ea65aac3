"""Hold every figure and quote of a base against the held text of the document it comes from.

Four results: exact, normalised, failed and unchecked, which is what no text is held for. Unchecked is never passed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from evidence.errors import EvidenceError
from evidence.held import Held
from evidence.ids import nearest_hint, quoted
from evidence.loader import Loaded
from evidence.model import Assertion, Effect, Figure, Line, Quote
from evidence.quotation import Text, stands
from evidence.quotation import quoted as quote_stands
from evidence.rules.walk import assertions, lines
from evidence.yaml_text import Path

Result = Literal["exact", "normalised", "unchecked", "failed"]
RESULTS: tuple[Result, ...] = ("exact", "normalised", "unchecked", "failed")


class Item(NamedTuple):
    """One figure or quote: where it is recorded, what it says, how it stands, and the nearest passage when it fails.

    ``text_line`` and ``text_column`` are the place of the passage in the held text, from 1; 0 when there is none.
    """

    path: str
    line: int
    column: int
    record: str
    source: str
    kind: Literal["figure", "quote"]
    what: str
    result: Result
    why: str = ""
    passage: str = ""
    text_line: int = 0
    text_column: int = 0
    skipped: tuple[str, ...] = ()


class Changed(NamedTuple):
    """A held text that is not the one noted: by the record, by a quote, or by the file beside the text."""

    source: str
    noted_by: Literal["record", "fetch", "quote"]
    noted: str
    held: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at and how it stands. ``held`` and ``sources`` count the documents that the items come from."""

    items: tuple[Item, ...]
    changed: tuple[Changed, ...]
    held: int
    sources: int
    records: int

    @property
    def counts(self) -> dict[Result, int]:
        """How many items have each result, none left out."""
        found = Counter(item.result for item in self.items)
        return {result: found[result] for result in RESULTS}


class _Task(NamedTuple):
    path: str
    at: Path
    record: str
    source: str
    what: Figure | Quote


def sources_of(loaded: Loaded, ids: Iterable[str] = ()) -> tuple[str, ...]:
    """The documents whose texts ``verify`` will want, sorted. Raises ``EvidenceError`` for an id that is not known."""
    return tuple(sorted({task.source for task in _tasks(loaded, tuple(ids))}))


def verify(loaded: Loaded, held: Mapping[str, Held], ids: Iterable[str] = ()) -> Verified:
    """Check the figures and quotes of everything, or of the sources, studies, claims, lines and assertions named.

    Raises ``EvidenceError`` for an id that is not known.
    """
    tasks = list(_tasks(loaded, tuple(ids)))
    sources = {task.source for task in tasks}
    texts = {name: Text(held[name].text) for name in sources if name in held}
    items = (_item(loaded, task, texts.get(task.source)) for task in tasks)
    noted = {task.source: task.what.sha256 for task in tasks if isinstance(task.what, Quote) and task.what.sha256}
    changed = (note for name in sorted(texts) for note in _changed(loaded, held[name], noted.get(name)))
    records = len({task.record for task in tasks})
    return Verified(tuple(sorted(items)), tuple(changed), len(texts), len(sources), records)


def _tasks(loaded: Loaded, ids: tuple[str, ...]) -> Iterator[_Task]:
    seen: set[str] = set()
    for item in lines(loaded.base):
        names = {item.study.id, item.line.id, item.line.claim, item.line.source}
        seen |= names
        if not ids or names.intersection(ids):
            for at, what in _of_line(item.line):
                yield _Task(*item.at(*at), item.line.id, item.line.source, what)
    for told in assertions(loaded.base):
        names = {told.source.id, told.assertion.id, told.assertion.claim}
        seen |= names
        if not ids or names.intersection(ids):
            for at, figure in _figures(told.assertion):
                yield _Task(*told.at(*at), told.assertion.id, told.source.id, figure)
    _all_known(loaded, ids, seen)


def _all_known(loaded: Loaded, ids: tuple[str, ...], seen: set[str]) -> None:
    base = loaded.base
    known = seen | base.sources.keys() | base.studies.keys() | base.claims.keys()
    for name in ids:
        if name not in known:
            hint = nearest_hint(name, sorted(known), "name a source, study, claim, evidence line or assertion")
            raise EvidenceError(f"there is nothing called {quoted(name)} to verify", hint)


def _of_line(line: Line) -> Iterator[tuple[Path, Figure | Quote]]:
    yield from _figures(line)
    if line.effect is not None:
        yield from _effect(line.effect, line.figures)
    if line.quote is not None:
        yield ("quote", "exact"), line.quote


def _figures(record: Line | Assertion) -> Iterator[tuple[Path, Figure]]:
    for index, figure in enumerate(record.figures):
        yield ("figures", index, "value"), figure


def _effect(effect: Effect, figures: Iterable[Figure]) -> Iterator[tuple[Path, Figure]]:
    """The numbers of an effect that none of the line's figures has already."""
    told = {part for figure in figures for part in figure.value.split(" to ")}
    for key in ("value", "low", "high", "se"):
        value = getattr(effect, key)
        if value is not None and value not in told:
            yield ("effect", key), Figure(f"{effect.measure} {key.upper() if key == 'se' else key}", value)


def _item(loaded: Loaded, task: _Task, text: Text | None) -> Item:
    line, column = loaded.document(task.path).place(task.at)
    kind: Literal["figure", "quote"] = "figure" if isinstance(task.what, Figure) else "quote"
    start = (task.path, line, column, task.record, task.source, kind, said(task.what))
    if text is None:
        return Item(*start, "unchecked", "no text is held")
    skipped: tuple[str, ...] = ()
    if isinstance(task.what, Figure):
        result, passage, why = stands(task.what, text)
    else:
        quote = task.what
        result, passage, skipped, why = quote_stands(quote.exact, text, quote.prefix, quote.suffix)
    if passage is None:
        return Item(*start, result, why, skipped=skipped)
    before = text.raw.count("\n", 0, passage.start)
    at_column = passage.start - text.raw.rfind("\n", 0, passage.start)
    return Item(*start, result, why, passage.words, before + 1, at_column, skipped)


def said(what: Figure | Quote) -> str:
    """A figure as a reader would write it, or the words of a quote."""
    if isinstance(what, Quote):
        return what.exact
    unit = what.unit or ""
    amount = f"{what.value}{unit if unit == '%' else f' {unit}' if unit else ''}"
    return f"{what.name} {what.op} {amount}" if what.op else f"{what.name}: {amount}"


def _changed(loaded: Loaded, held: Held, by_quote: str | None) -> Iterator[Changed]:
    source = loaded.base.sources.get(held.source)
    notes: tuple[tuple[Literal["record", "fetch", "quote"], str | None], ...] = (
        ("record", source.text if source else None),
        ("fetch", held.noted),
        ("quote", by_quote),
    )
    for noted_by, noted in notes:
        if noted and noted.lower() != held.sha256:
            yield Changed(held.source, noted_by, noted, held.sha256)
