"""Plain text for a pipe, a file or a narrow terminal: wrapped to a width, no colour, nothing to strip."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from evidence.render.blocks import Block, Bullets, Facts, Heading, Page, Table, Text
from evidence.render.safe import one_line


def render(page: Page, width: int = 80) -> str:
    """The page as text of at most ``width`` columns where words allow."""
    lines: list[str] = []
    before: Block | None = None
    for block in page.blocks:
        if before is not None and spaced(before, block):
            lines.append("")
        lines.extend(_block(block, width))
        before = block
    return "\n".join(lines) + "\n"


def spaced(before: Block, block: Block) -> bool:
    """Whether a blank line stands between two blocks: a paragraph follows a heading or a paragraph closely."""
    return not isinstance(block, Text) or not isinstance(before, (Heading, Text))


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading(text=text, level=level):
            yield from _wrap(text, width)
            if level == 1:
                yield "=" * min(len(one_line(text)), width)
        case Text(text=text, indent=indent):
            yield from _wrap(text, width, "  " * indent)
        case Facts(pairs=pairs):
            wide = max((len(label) for label, _ in pairs), default=0) + 2
            for label, value in pairs:
                yield from _wrap(value, width, " " * wide, f"{label + ':':<{wide}}")
        case Bullets(items=items):
            for text, _ in items:
                yield from _wrap(text, width, "    ", "  - ")
        case Table():
            yield from _table(block, width)


def _wrap(text: str, width: int, indent: str = "", first: str | None = None) -> list[str]:
    start = indent if first is None else first
    wrapped = textwrap.wrap(
        one_line(text), width, initial_indent=start, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return wrapped or [start.rstrip()]


def column_widths(table: Table, width: int) -> list[int]:
    """Columns that fit ``width``: none narrower than its longest word while there is room, the rest by their shares."""
    room = width - 2 * (len(table.columns) - 1)
    cells = [[name, *(one_line(row[place]) for row in table.rows)] for place, name in enumerate(table.columns)]
    needs = [max(map(len, column)) for column in cells]
    if sum(needs) <= room:
        return needs
    words = [max(len(word) for cell in column for word in cell.split() or [""]) for column in cells]
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
    heads = [textwrap.wrap(name, wide) or [""] for name, wide in zip(table.columns, widths, strict=True)]
    yield from _row(heads, widths)
    yield "  ".join("-" * wide for wide in widths)
    for row in table.rows:
        cells = [
            textwrap.wrap(one_line(cell), wide, break_long_words=True, break_on_hyphens=True) or [""]
            for cell, wide in zip(row, widths, strict=True)
        ]
        yield from _row(cells, widths)


def _row(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    tall = max(len(cell) for cell in cells)
    lines = []
    for depth in range(tall):
        parts = [cell[depth] if depth < len(cell) else "" for cell in cells]
        lines.append("  ".join(f"{part:<{wide}}" for part, wide in zip(parts, widths, strict=True)).rstrip())
    return lines
