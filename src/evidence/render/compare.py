"""Hypotheses × studies as one table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.render.blocks import Block, Heading, Page, Table, Text
from evidence.render.claims import NOTICE
from evidence.render.words import plural, size, tone, word


def compare_page(data: dict[str, Any], meta: dict[str, str], what_if: str = "") -> Page:
    """The page of ``compare``."""
    return Page(data, tuple(_blocks(data, meta, what_if)), tuple(_records(data)))


def _records(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for row in data["studies"]:
        kept = {key: row[key] for key in ("study", "label", "species", "design", "n", "tells_apart")}
        yield {**kept, **{item["id"]: row["signs"].get(item["id"], "") for item in data["hypotheses"]}}


def _blocks(data: dict[str, Any], meta: dict[str, str], what_if: str) -> Iterator[Block]:
    names = [item["id"] for item in data["hypotheses"]]
    yield Heading(
        f"{plural(len(names), 'hypothesis', 'hypotheses')} × {plural(len(data['studies']), 'independent study', 'independent studies')}",
        1,
    )
    if what_if:
        yield Text(what_if, "mixed")
    rows = tuple(
        (
            item["id"],
            word(item["verdict"]),
            item["verdict"]["certainty"].replace("-", " "),
            item["verdict"]["tier"] or "",
            item["verdict"]["decided_by"] or "",
        )
        for item in data["hypotheses"]
    )
    tones = tuple(tone(item["verdict"]) for item in data["hypotheses"])
    yield Table(("hypothesis", "verdict", "certainty", "evidence", "decided by"), rows, (20, 18, 10, 18, 34), tones)
    apart = [row for row in data["studies"] if row["tells_apart"]]
    yield Heading(f"Studies that tell rivals apart ({len(apart)})", 2)
    if apart:
        yield _grid(apart, names)
    else:
        yield Text("No study here speaks for a test of one of these and against a test of another.", "quiet")
    rest = [row for row in data["studies"] if not row["tells_apart"]]
    if rest:
        yield Heading(f"Studies that bear on them one by one ({len(rest)})", 2)
        yield _grid(rest, names)
    yield Text(
        "A cell says what the study's independent votes on the tests of a hypothesis come to. "
        f"Base as of {meta['as_of']}, method {meta['method']}. {NOTICE}",
        "quiet",
    )


def _grid(rows: list[dict[str, Any]], names: list[str]) -> Block:
    many = len(names) > 4
    if many:
        shown = tuple((_who(row), "; ".join(f"{name}: {sign}" for name, sign in row["signs"].items())) for row in rows)
        return Table(("study", "what it says"), shown, (40, 60))
    cells = tuple((_who(row), *(row["signs"].get(name, "") for name in names)) for row in rows)
    return Table(("study", *names), cells, (46, *(18 for _ in names)))


def _who(row: dict[str, Any]) -> str:
    return f"{row['label']} ({row['study']}; {row['species']}, {size(row['n'])})"
