"""Verified figures and quotes for people, for programs and for pull requests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from textwrap import wrap

from evidence import __version__
from evidence.render.safe import one_line
from evidence.render.words import plural
from evidence.verify import RESULTS, Changed, Item, Verified

_FETCH = "evidence source fetch ID gets the text of a document (the network is asked for that one text only)"


def render(found: Verified, form: str) -> str:
    """The results in one of the formats text, json, github."""
    if form == "json":
        return json.dumps(_json(found), ensure_ascii=False, indent=2) + "\n"
    lines = _github(found) if form == "github" else _text(found)
    return "".join(f"{line}\n" for line in [*lines, *_summary(found)])


def _text(found: Verified) -> Iterator[str]:
    for item in found.items:
        if item.result == "failed":
            yield from _failed(item)
            yield ""
        elif item.skipped:
            yield f"{_place(item)}: the quote leaves out: {one_line(' | '.join(item.skipped))[:300]}"
            yield ""
    for changed in found.changed:
        yield from wrap(one_line(_told(changed)), 79, subsequent_indent="  ", break_long_words=False)
        yield ""


def _failed(item: Item) -> Iterator[str]:
    yield f"{_place(item)}: failed"
    yield f"  {item.record}: {_short(item)}"
    yield f"  why: {one_line(item.why)}"
    if item.passage:
        where = f"{item.source}.txt:{item.text_line}:{item.text_column}"
        yield from wrap(
            f"nearest in {where}: {one_line(item.passage)}", 79, initial_indent="  ", subsequent_indent="    "
        )
    yield from wrap(f"hint: {_hint(item)}", 79, initial_indent="  ", subsequent_indent="    ")


def _place(item: Item) -> str:
    return one_line(f"{item.path}:{item.line}:{item.column}")


def _short(item: Item) -> str:
    return one_line(item.what if len(item.what) <= 200 else item.what[:199] + "…")


def _hint(item: Item) -> str:
    if item.kind == "quote":
        return "quote the passage as it stands, or leave the quote out"
    return "look it up in the document; correct the figure, or hold the text in which it stands"


def _told(changed: Changed) -> str:
    by = {
        "record": "its record notes another sha256",
        "fetch": "it was changed since it was fetched",
        "quote": "a quote was taken from another text",
    }
    return (
        f"{changed.source}: the held text is not the one noted: {by[changed.noted_by]} "
        f"({changed.noted[:12]}…, held {changed.held[:12]}…)"
    )


def _summary(found: Verified) -> Iterator[str]:
    counts = found.counts
    checked = len(found.items) - counts["unchecked"]
    figures = sum(item.kind == "figure" for item in found.items)
    yield (
        f"examined {plural(figures, 'figure')} and {plural(len(found.items) - figures, 'quote')} of "
        f"{plural(found.records, 'evidence line')} and assertions"
    )
    yield ", ".join(f"{counts[result]} {result}" for result in RESULTS)
    yield f"a text is held of {found.held} of {plural(found.sources, 'document')}"
    if not found.items:
        yield "nothing was checked: no figure and no quote is recorded there"
    elif not checked:
        yield "nothing was checked: no text is held"
    if counts["unchecked"]:
        yield from wrap(_FETCH, 79)


def _github(found: Verified) -> Iterator[str]:
    """Workflow commands. The passage is left out: a log is public, and most texts may not be copied."""
    for item in found.items:
        if item.result == "failed":
            message = f"{_short(item)} does not stand in the text of {item.source}: {item.why}. {_hint(item)}"
            yield _command("error", item.path, max(item.line, 1), max(item.column, 1), f"{item.kind} failed", message)
    for changed in found.changed:
        yield _command("warning", f"sources/{changed.source}.yaml", 1, 1, "another text is held", _told(changed))


def _command(level: str, path: str, line: int, column: int, title: str, message: str) -> str:
    """A workflow command; the runner reads %, line breaks and, in properties, : and , only when escaped."""
    place = f"file={_escaped(path, True)},line={line},col={column},title={_escaped(title, True)}"
    return f"::{level} {place}::{_escaped(message)}"


def _escaped(text: str, in_property: bool = False) -> str:
    text = one_line(text).replace("%", "%25")
    return text.replace(":", "%3A").replace(",", "%2C") if in_property else text


def _json(found: Verified) -> dict[str, object]:
    return {
        "version": __version__,
        "examined": {"items": len(found.items), "records": found.records, "sources": found.sources, "held": found.held},
        "counts": found.counts,
        "items": [item._replace(passage=one_line(item.passage))._asdict() for item in found.items],
        "changed": [changed._asdict() for changed in found.changed],
    }
