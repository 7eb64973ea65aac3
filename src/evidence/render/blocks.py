"""A page as blocks: what every output format draws. Blocks hold text only; escaping is the business of the format."""

from __future__ import annotations

from typing import Any, NamedTuple

Tone = str  # "", "for", "against", "mixed", "quiet", "strong": a hint; the words alone carry the meaning


class Heading(NamedTuple):
    """A heading; level 1 is the title of the page."""

    text: str
    level: int = 2
    tone: Tone = ""


class Text(NamedTuple):
    """A paragraph, indented by so many steps."""

    text: str
    tone: Tone = ""
    indent: int = 0


class Facts(NamedTuple):
    """Label and value, one pair a line."""

    pairs: tuple[tuple[str, str], ...]


class Bullets(NamedTuple):
    """A list; each item may have a tone."""

    items: tuple[tuple[str, Tone], ...]


class Table(NamedTuple):
    """Rows under column names. ``widths`` are shares of the line; a cell may be long and wraps."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    tones: tuple[Tone, ...] = ()


Block = Heading | Text | Facts | Bullets | Table


class Page(NamedTuple):
    """What a command answers: ``data`` for JSON, ``blocks`` for people, ``records`` for CSV (a list of flat rows)."""

    data: Any
    blocks: tuple[Block, ...]
    records: tuple[dict[str, Any], ...] = ()
