"""Any record for people: claims and hypotheses have pages of their own, the others are shown field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.render.blocks import Block, Bullets, Facts, Heading, Page, Table, Text
from evidence.render.claims import claim_page
from evidence.render.hypotheses import hypothesis_page
from evidence.render.words import figure


def record_page(data: dict[str, Any], what_if: str = "") -> Page:
    """The page of ``show ID``."""
    if data["kind"] == "claim":
        return claim_page(data, what_if)
    if data["kind"] == "hypothesis":
        return hypothesis_page(data, what_if)
    return Page(data, tuple(_blocks(data)), ({key: value for key, value in data.items() if not _nested(value)},))


def _nested(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))


def _blocks(data: dict[str, Any]) -> Iterator[Block]:
    title = data.get("label") or data.get("csl", {}).get("title") or data.get("statement") or data["id"]
    yield Heading(f"{data['kind']} {data['id']}: {title}", 1)
    yield Facts(tuple(_facts(data)))
    for key, value in data.items():
        if isinstance(value, list) and value and _nested(value):
            yield Heading(key.replace("_", " "))
            yield from _figures(value) if key == "figures" else _part(value)
    if data.get("standing", {}).get("status") == "unknown":
        yield Text("Whether this document was corrected or retracted has not been checked.", "quiet")


def _facts(data: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _facts(value, f"{prefix}{key} ")
        elif key == "author":
            yield f"{prefix}{key}", "; ".join(" ".join(author.values()) for author in value)
        elif not _nested(value) and value not in (None, "", []):
            yield (
                f"{prefix}{key}".replace("_", " "),
                ", ".join(map(str, value)) if isinstance(value, list) else str(value),
            )


def _figures(items: list[dict[str, Any]]) -> Iterator[Block]:
    notes = (f" ({item['note']})" if "note" in item else "" for item in items)
    yield Bullets(tuple((figure(item) + note, "") for item, note in zip(items, notes, strict=True)))


def _part(items: list[dict[str, Any]]) -> Iterator[Block]:
    if all(
        set(item) <= {"id", "claim", "study", "direction", "counted", "why_not", "sign", "tier", "statement"}
        for item in items
    ):
        columns = tuple(dict.fromkeys(key for item in items for key in item))
        rows = tuple(tuple(_cell(item.get(column)) for column in columns) for item in items)
        yield Table(columns, rows, tuple(30 if name in ("statement", "why_not") else 16 for name in columns))
        return
    for item in items:
        numbers = "; ".join(figure(number) for number in item.get("figures", []))
        told = item.get("finding") or item.get("statement") or ""
        head = ", ".join(
            str(item[key]) for key in ("id", "claim", "direction", "stance", "outcome_role", "locator") if key in item
        )
        yield Text(
            f"{head}: {told}{f' [{numbers}]' if numbers else ''}" if told else f"{head}{numbers and ' ' + numbers}",
            "",
            1,
        )


def _cell(value: Any) -> str:
    if isinstance(value, int):
        return "yes" if value else "no"
    return "" if value is None else str(value)
