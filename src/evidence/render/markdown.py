"""The same page as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.render.blocks import Block, Bullets, Facts, Heading, Page, Table, Text
from evidence.render.safe import one_line

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def escape(text: str) -> str:
    """``text`` so that Markdown and HTML show it as it is."""
    return _SPECIAL.sub(r"\\\1", one_line(text)).replace("&", "&amp;")


def render(page: Page) -> str:
    """The page as CommonMark with pipe tables."""
    return "\n\n".join("\n".join(_block(block)) for block in page.blocks) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text, level=level):
            yield f"{'#' * level} {escape(text)}"
        case Text(text=text):
            yield escape(text)
        case Facts(pairs=pairs):
            for label, value in pairs:
                yield f"- **{escape(label)}:** {escape(value)}"
        case Bullets(items=items):
            for text, _ in items:
                yield f"- {escape(text)}"
        case Table(columns=columns, rows=rows):
            yield "| " + " | ".join(escape(name) for name in columns) + " |"
            yield "|" + " --- |" * len(columns)
            for row in rows:
                yield "| " + " | ".join(escape(cell) for cell in row) + " |"
