"""The same page in a terminal, with rich: colour and weight on top of words that stand without them."""

from __future__ import annotations

from evidence.render.blocks import Block, Bullets, Facts, Heading, Page, Table, Text
from evidence.render.plain import column_widths, spaced
from evidence.render.safe import one_line

_STYLES = {"for": "green", "against": "red", "mixed": "yellow", "quiet": "dim", "strong": "bold", "": ""}


def print_page(page: Page, colour: bool = True, width: int | None = None) -> None:
    """Print to standard output; a screen wider than 120 columns is not filled, long lines tire the eye."""
    import shutil

    from rich.console import Console

    screen = shutil.get_terminal_size()  # rich would take a COLUMNS of "²" for a number
    console = Console(
        highlight=False, markup=False, emoji=False, no_color=not colour, soft_wrap=False,
        width=min(width or screen.columns, 120), height=screen.lines,
    )  # fmt: skip
    for block, apart in spaced(page.blocks):
        if apart:
            console.print()
        _print(console, block)


def _print(console, block: Block) -> None:  # type: ignore[no-untyped-def]
    from rich.padding import Padding
    from rich.text import Text as Styled

    match block:
        case Heading(text=text, level=level, tone=tone):
            style = f"bold underline {_STYLES[tone]}" if level == 1 else f"bold {_STYLES[tone]}"
            console.print(Styled(one_line(text), style.strip()))
        case Text(text=text, tone=tone, indent=indent):
            console.print(Padding(Styled(one_line(text), _STYLES[tone]), (0, 0, 0, 2 * indent)))
        case Facts(pairs=pairs):
            _facts(console, pairs)
        case Bullets(items=items):
            for text, tone in items:
                console.print(Padding(Styled(f"- {one_line(text)}", _STYLES[tone]), (0, 0, 0, 2)))
        case Table():
            _table(console, block)


def _facts(console, pairs: tuple[tuple[str, str], ...]) -> None:  # type: ignore[no-untyped-def]
    from rich.table import Table as Grid
    from rich.text import Text as Styled

    wide = max((len(label) for label, _ in pairs), default=0) + 1
    grid = Grid(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    grid.add_column(width=wide)
    grid.add_column(width=max(20, console.width - wide - 2))
    for label, value in pairs:
        grid.add_row(Styled(f"{label}:", "dim"), Styled(one_line(value)))
    console.print(grid)


def _table(console, table: Table) -> None:  # type: ignore[no-untyped-def]
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text as Styled

    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for name, wide in zip(table.columns, column_widths(table, console.width - len(table.columns)), strict=True):
        grid.add_column(name, width=wide)
    for place, row in enumerate(table.rows):
        tone = table.tones[place] if table.tones else ""
        grid.add_row(*(Styled(one_line(cell), _STYLES[tone]) for cell in row))
    console.print(grid)
