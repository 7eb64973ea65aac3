"""Plain text for a pipe, a file or a narrow terminal: wrapped to a width, no colour, nothing to strip."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from evidence.render.blocks import Block, Bullets, Facts, Heading, Page, Table, Text
from evidence.render.safe import one_line


def render(page: Page, width: int = 80) -> str:
    """The page as text of at most ``width`` columns where words allow."""
    lines: list[str] = []
    for block in page.blocks:
        if lines and not isinstance(block, Text):
            lines.append("")
        lines.extend(_block(block, width))
    return "\n".join(lines) + "\n"


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
    """Columns that fit ``width``: as wide as their text needs, long ones by their share."""
    gaps = 2 * (len(table.columns) - 1)
    needs = [
        max([len(name), *(len(one_line(row[place])) for row in table.rows)]) for place, name in enumerate(table.columns)
    ]
    if sum(needs) + gaps <= width:
        return needs
    longest = [
        max(len(word) for text in (name, *(row[place] for row in table.rows)) for word in (one_line(text).split() or [""]))
        for place, name in enumerate(table.columns)
    ]
    room, share = width - gaps, sum(table.widths)
    wanted = [max(6, room * part // share) for part in table.widths]
    found = [min(need, max(want, min(word, room // 3))) for need, want, word in zip(needs, wanted, longest, strict=True)]
    spare = room - sum(found)
    for place in sorted(range(len(found)), key=lambda place: needs[place] - found[place], reverse=True):
        more = max(-found[place] + 6, min(spare, needs[place] - found[place])) if spare != 0 else 0
        found[place] += more
        spare -= more
    return found


def _table(table: Table, width: int) -> Iterator[str]:
    widths = column_widths(table, width)
    yield _row([[name] for name in table.columns], widths)[0]
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
