"""The rows of KGX graphs: of tables, of JSON lines, of one JSON object, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence.diagnostics import Severity
from evidence.interchange.gathered import Gathered, one_line
from evidence.interchange.imports import json_texts
from evidence.interchange.imports.members import Member, text_of

Row = dict[str, Any]
Place = tuple[str, int, int]

#: What every edge has.
NEEDED = ("subject", "predicate", "object")
_LISTS = frozenset((
    "category", "publications", "xref", "synonym", "has_supporting_studies", "qualifiers", "registry", "species_in_base",
    "claim_species", "claim_administration", "reports_studies", "part_of_studies", "includes_studies",
))  # fmt: skip
_PAIR = re.compile(r"(.*)(nodes|edges)(\.(?:tsv|jsonl)(?:\.gz)?)\Z")


def both(path: Path) -> tuple[Path, ...]:
    """A file of nodes or edges with its other half, if that lies beside it."""
    pair = _PAIR.match(path.name)
    if not pair or path.is_dir():
        return (path,)
    other = path.with_name(f"{pair[1]}{'edges' if pair[2] == 'nodes' else 'nodes'}{pair[3]}")
    return (path, other) if other.is_file() and not other.is_symlink() else (path,)


def rows(member: Member, into: Gathered) -> Iterator[tuple[Row, Place]]:
    """Each node and edge of a file; what is no whole row is a problem."""
    if member.name.endswith(".tsv"):
        yield from _table(member, into)
    elif member.name.endswith(".jsonl"):
        yield from json_texts.lines(member, into)
    else:
        value, text = json_texts.whole(member, into)
        if isinstance(value, dict):
            there = [item for key in ("nodes", "edges") if isinstance(value.get(key), list) for item in value[key]]
            yield from ((item, (member.name, 0, 0)) for item in there if isinstance(item, dict))
        elif value is None:
            for start in re.finditer(r'"(?:nodes|edges)"\s*:\s*\[', text):
                items = json_texts.items_at(text, start.end(), member.name)
                yield from (item for item in items if isinstance(item.value, dict))


def _table(member: Member, into: Gathered) -> Iterator[tuple[Row, Place]]:
    """The rows of a table, lists with ``|`` between their items; quotes are characters like any other."""
    text = text_of(member, into)
    if text is None:
        return
    rows = iter(text.split("\n"))
    ragged = False
    ends = 0 if text.endswith("\n") else text.count("\n") + 1
    header = [name.strip() for name in next(rows).rstrip("\r").split("\t")]
    if not ({"id"} <= set(header) or set(NEEDED) <= set(header)):
        message = (
            f"neither nodes (id) nor edges ({', '.join(NEEDED)}): the columns are {one_line(', '.join(header), 200)}"
        )
        into.problem("IM001", "error", (member.name, 1, 1), message, "name KGX files only")
        return
    for number, raw in enumerate(rows, 2):
        if raw.strip():
            cells = raw.rstrip("\r").split("\t")
            missing = len(header) - len(cells)
            if _whole(missing, number == ends, ragged, (member.name, number, len(raw) + 1), into):
                row = {name: _cell(name, cell) for name, cell in zip(header, cells, strict=False) if cell}
                yield row, (member.name, number, 1)
            ragged = ragged or missing > 0


def _whole(missing: int, last: bool, ragged: bool, place: Place, into: Gathered) -> bool:
    """Whether a row can be read. Some writers leave out empty cells at its end, so the last row is only sure to be cut
    short in a table where none before it lacks any."""
    if missing < 0:
        into.problem("IM001", "error", place, f"{-missing} cells more than there are columns", "mend the row")
    elif last and not missing:
        message = "the file ends without a line break, so its last cell may be cut short"
        into.problem("IM001", "warning", place, message, "look at it, or fetch the file again")
    elif missing and last:
        severity: Severity = "warning" if ragged else "error"
        message = f"the file ends within a row: {missing} cells are missing"
        into.problem("IM001", severity, place, message, "fetch the file again")
        return ragged
    return missing >= 0


def _cell(name: str, cell: str) -> str | list[str]:
    return [item for item in cell.split("|") if item] if name in _LISTS else cell
