"""Plain text for a pipe, a file or a narrow terminal: wrapped to a width, no colour, nothing to strip."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from evidence.render.blocks import Block, Bullets, Facts, Heading, Page, Table, Text
from evidence.render.safe import one_line


def render(page: Page, width: int = 80) -> str:
    """The page as text of at most ``width`` columns where words allow."""
    lines: list[str] = []
    for block, apart in spaced(page.blocks):
        lines.extend(["", *_block(block, width)] if apart else _block(block, width))
    return "\n".join(lines) + "\n"


def spaced(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether a blank line stands before it.

    A paragraph follows a heading or a paragraph closely, but a quiet one that closes the page is no part of what it
    follows.
    """
    for place, block in enumerate(blocks):
        before = blocks[place - 1] if place else None
        closes = place == len(blocks) - 1 and isinstance(block, Text) and block.tone == "quiet"
        close = isinstance(block, Text) and isinstance(before, Heading if closes else (Heading, Text))
        yield block, bool(place) and not close


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading(text=text, level=level):
            yield from _wrap(text, width)
            if level == 1:
                yield "=" * min(len(one_line(text)), width)
        case Text(text=text, indent=indent):
            yield from _wrap(text, width, "  " * indent)
        case Facts(pairs=pairs):
            yield from _facts(pairs, width)
        case Bullets(items=items):
            for text, _ in items:
                yield from _wrap(text, width, "    ", "  - ")
        case Table():
            yield from _table(block, width)


def _facts(pairs: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Values in a column beside their labels; below its label what has a word too long for the column."""
    wide = max((len(label) for label, _ in pairs), default=0) + 2
    for label, value in pairs:
        if wide <= width // 2 and wide + _longest(value) <= width:
            yield from _wrap(value, width, " " * wide, f"{label + ':':<{wide}}")
        elif len(label) + 2 + len(value) <= width:
            yield from _wrap(f"{label}: {value}", width)
        else:
            yield from _wrap(f"{label}:", width)
            yield from _wrap(value, width, "  ")


def _longest(text: str) -> int:
    return max(map(len, one_line(text).split()), default=0)


def _wrap(text: str, width: int, indent: str = "", first: str | None = None) -> list[str]:
    start = indent if first is None else first
    wrapped = textwrap.wrap(
        one_line(text),
        width,
        initial_indent=start,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapped or [start.rstrip()]


def column_widths(table: Table, width: int) -> list[int]:
    """Columns that fit ``width``: none narrower than its longest word while there is room, the rest by their shares."""
    room = width - 2 * (len(table.columns) - 1)
    cells = [[name, *(one_line(row[place]) for row in table.rows)] for place, name in enumerate(table.columns)]
    needs = [max(map(len, column)) for column in cells]
    if sum(needs) <= room:
        return needs
    words = [max(map(_longest, column)) for column in cells]
    widths = [max(4, min(word, room // 3)) for word in words]
    while sum(widths) > room and max(widths) > 6:
        widths[widths.index(max(widths))] -= 1
    spare = room - sum(widths)
    while spare > 0 and any(need > wide for need, wide in zip(needs, widths, strict=True)):
        place = min(
            (place for place, need in enumerate(needs) if need > widths[place]),
            key=lambda place: widths[place] / table.widths[place],
        )
        widths[place] += 1
        spare -= 1
    return widths


def _table(table: Table, width: int) -> Iterator[str]:
    widths = column_widths(table, width)
    if any(_longest(name) > wide for name, wide in zip(table.columns, widths, strict=True)):
        yield from _stacked(table, width)
        return
    heads = [textwrap.wrap(name, wide) or [""] for name, wide in zip(table.columns, widths, strict=True)]
    yield from _row(heads, widths)
    yield "  ".join("-" * wide for wide in widths)
    for row in table.rows:
        yield from _row([_cell(cell, wide) for cell, wide in zip(row, widths, strict=True)], widths)


def _stacked(table: Table, width: int) -> Iterator[str]:
    """A table too wide for the page even in narrow columns: one list of facts a row."""
    for place, row in enumerate(table.rows):
        if place:
            yield ""
        yield from _facts([(name, cell) for name, cell in zip(table.columns, row, strict=True) if cell], width)


def _cell(text: str, wide: int) -> list[str]:
    """The lines of a cell: an id or other word is broken only where it is wider than the column."""
    lines = textwrap.wrap(one_line(text), wide, break_long_words=False, break_on_hyphens=False)
    return [part for line in lines for part in textwrap.wrap(line, wide)] or [""]


def _row(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    tall = max(len(cell) for cell in cells)
    lines = []
    for depth in range(tall):
        parts = [cell[depth] if depth < len(cell) else "" for cell in cells]
        lines.append("  ".join(f"{part:<{wide}}" for part, wide in zip(parts, widths, strict=True)).rstrip())
    return lines
