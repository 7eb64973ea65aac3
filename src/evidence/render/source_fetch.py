"""What was fetched of sources, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from evidence.render.blocks import Block, Facts, Heading, Page, Text
from evidence.render.words import plural


def fetch_page(rows: Sequence[dict[str, Any]], terms: str) -> Page:
    """One part a source: full text or abstract only, from where, under which licence, or why not."""
    return Page({"fetched": list(rows), "terms": terms}, tuple(_blocks(rows, terms)), tuple(map(_flat, rows)))


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    return {key: "; ".join(value) if isinstance(value, list) else value for key, value in row.items()}


def _blocks(rows: Sequence[dict[str, Any]], terms: str) -> Iterator[Block]:
    counts = [sum(row["what"] == what for row in rows) for what in ("full text", "abstract")]
    failed = sum(row["problem"] is not None for row in rows)
    yield Heading("Texts", 1)
    yield Text(
        f"{plural(len(rows), 'source')} asked for: {counts[0]} in full text, {plural(counts[1], 'abstract')} only, {failed} not fetched."
    )
    for row in rows:
        yield Heading(str(row["id"]), 3, "against" if row["problem"] else "")
        yield from _one(row)
    if any(row["sha256"] for row in rows):
        yield Text(terms, "quiet")


def _one(row: dict[str, Any]) -> Iterator[Block]:
    if row["problem"]:
        yield Text(row["problem"] + (f" ({row['hint']})" if row["hint"] else ""), "against", 1)
    if not row["sha256"]:
        return
    what = "full text" if row["what"] == "full text" else "abstract only: most figures of the paper are not in it"
    recorded = (
        "yes"
        if row["recorded"] == row["sha256"]
        else "no: the record names another text; --record"
        if row["recorded"]
        else "no; --record writes it"
    )
    yield Facts((
        ("text", f"{what}; {row['characters']} characters"),
        ("from", f"{row['origin']}, asked on {row['fetched']}"),
        ("licence", row["licence"] or "not said"),
        ("sha256", row["sha256"]),
        ("in the record", recorded),
    ))  # fmt: skip
    for text in row["tried"]:
        yield Text(f"tried first: {text}", "quiet", 1)
