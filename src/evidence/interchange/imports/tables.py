"""Tab-separated tables with a header, and the place of each row that is not whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from evidence.errors import EvidenceError
from evidence.interchange.gathered import Gathered
from evidence.interchange.imports.members import Member, text_of


class Row(NamedTuple):
    """A row of a table: its line in the file, and the cells by column name."""

    line: int
    cells: dict[str, str]


def rows(member: Member, into: Gathered) -> Iterator[Row]:
    """The rows of a file. A row with too few or too many cells is a problem, and left out; so is all of a file that is
    not UTF-8.

    Raises ``EvidenceError`` when there is no header.
    """
    text = text_of(member, into)
    if text is None:
        return
    lines = text.split("\n")
    columns = lines[0].rstrip("\r").split("\t")
    if len(columns) < 2:
        raise EvidenceError(f"{member.name} is not a tab-separated table", "its first line has to name the columns")
    whole = lines[-1] == ""
    for number, line in enumerate(lines[1 : len(lines) - whole], 2):
        cells = line.rstrip("\r").split("\t")
        if len(cells) != len(columns):
            place = (member.name, number, len(line.rstrip("\r")) + 1)
            message = f"the row has {len(cells)} cells, the header {len(columns)}"
            into.problem("IM001", "error", place, message, "download it again; it may be cut or edited")
        else:
            yield Row(number, dict(zip(columns, cells, strict=True)))
    if not whole:
        place = (member.name, len(lines), len(lines[-1]) + 1)
        into.problem("IM001", "warning", place, "the file ends within a line", "it may be cut; download it again")
