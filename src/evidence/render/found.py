"""What ``find`` found, for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.render.blocks import Block, Bullets, Heading, Page, Text
from evidence.render.tabular import Columns
from evidence.render.words import plural

_COLUMNS = ("id", "kind", "title", "snippet", "by")
_HOW = {"all words": "With all the words", "some words": "With the rarer ones of the words"}


def found_page(data: dict[str, Any]) -> Page:
    """The page of ``find``."""
    return Page(data, tuple(_blocks(data)), tuple(data["found"]) or (Columns.fromkeys(_COLUMNS),))


def _blocks(data: dict[str, Any]) -> Iterator[Block]:
    records = data["found"]
    asked = " ".join(data["text"].split())
    yield Heading(f"{plural(len(records), 'record')} for: {asked if len(asked) <= 120 else f'{asked[:119]}…'}", 1)
    if data["missing"]:
        yield Text(f"Nowhere in this base: {', '.join(data['missing'])}.", "mixed")
    groups: dict[str, list[dict[str, Any]]] = {}
    for item in records:
        groups.setdefault(_HOW.get(item["by"], "By its id or number"), []).append(item)
    for title, items in groups.items():
        yield Heading(title)
        yield Bullets(tuple((_line(item), "") for item in items))
    if records:
        yield Text("evidence show ID opens one.", "quiet")
    else:
        yield Text("That a thing is not in this base does not mean there is no evidence about it.")
        yield Heading("What to try")
        yield Bullets((("fewer or other words", ""), ("an id, DOI, PMID or registry number", "")))


def _line(item: dict[str, Any]) -> str:
    title, snippet = " ".join(item["title"].split()), " ".join(item["snippet"].split())
    known = not snippet or snippet.strip("…").casefold() in title.casefold()
    return f"{item['kind']} {item['id']}: {title}{'' if known else f' | {snippet}'}"
