"""Blocks that only a whole document has, and the document as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from evidence.render import markdown
from evidence.render.blocks import Block, Page


class Numbered(NamedTuple):
    """A list counted from 1: the references."""

    items: tuple[str, ...]


DocumentBlock = Block | Numbered


def to_markdown(blocks: Iterable[DocumentBlock]) -> str:
    """The document as CommonMark with pipe tables, every text escaped."""
    return "\n\n".join(part for block in blocks for part in _part(block)) + "\n"


def _part(block: DocumentBlock) -> Iterator[str]:
    if isinstance(block, Numbered):
        yield "\n".join(f"{number}. {markdown.escape(text)}" for number, text in enumerate(block.items, start=1))
    else:
        yield markdown.render(Page(None, (block,))).rstrip("\n")
