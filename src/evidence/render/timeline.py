"""The word after each study, in date order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.render.blocks import Block, Heading, Page, Table, Text
from evidence.render.claims import NOTICE
from evidence.render.words import DIRECTION, tone, word


def timeline_page(data: dict[str, Any], what_if: str = "") -> Page:
    """The page of ``timeline``."""
    return Page(data, tuple(_blocks(data, what_if)), tuple(_records(data)))


def _records(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for step in data["steps"]:
        for added in step["added"]:
            kept = {key: step[key] for key in ("date", "word", "certainty", "changed", "decided_by")}
            yield {**kept, "way": step["direction"], **added}


def _blocks(data: dict[str, Any], what_if: str) -> Iterator[Block]:
    yield Heading(f"{data['id']}: {data['statement']}", 1)
    if what_if:
        yield Text(what_if, "mixed")
    rows = tuple(_row(step, data["kind"]) for step in data["steps"])
    tones = tuple(tone(step) for step in data["steps"])
    yield Table(("date", "verdict then", "certainty", "what appeared"), rows, (11, 20, 11, 58), tones)
    if data["undated"]:
        yield Text(f"Of unknown date, so in no step: {', '.join(data['undated'])}.", "quiet")
    yield Text(
        f"Where a document is dated by its year alone, that year is one step. Base as of {data['as_of']}. {NOTICE}",
        "quiet",
    )


def _row(step: dict[str, Any], kind: str) -> tuple[str, str, str, str]:
    mark = "* " if step["changed"] else ""
    decided = f" (by {step['decided_by']})" if kind == "hypothesis" and step["decided_by"] else ""
    added = "; ".join(dict.fromkeys(_added(item, kind) for item in step["added"]))
    issued = sorted({item["issued"] for item in step["added"] if item["issued"]})
    return (
        issued[0] if issued else step["date"],
        f"{mark}{word(step)}{decided}",
        step["certainty"].replace("-", " "),
        added,
    )


def _added(item: dict[str, Any], kind: str) -> str:
    about = f" on {item['claim']}" if kind == "hypothesis" else ""
    counted = "" if item["counted"] else " (not counted)"
    return f"{item['label']} {DIRECTION[item['direction']]}{about}{counted}"
