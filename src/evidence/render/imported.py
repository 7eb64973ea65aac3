"""An import for people: what was read, what became of it, what was left out, and what to look at next."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence.render.blocks import Block, Bullets, Facts, Heading, Page, Table, Text

if TYPE_CHECKING:
    from evidence.interchange.imports import Format
    from evidence.interchange.report import Imported

#: So many problems are shown; JSON holds them all.
SHOWN = 20


def imported_page(found: Imported, origin: str, path: Path, target: Path) -> Page:
    """The page of ``import``."""
    return Page(_data(found, origin, path, target), tuple(_blocks(found, origin, target)), tuple(_records(found)))


def formats_page(formats: tuple[Format, ...]) -> Page:
    """The page of ``import`` without a format: what can be imported."""
    data = [{"format": each.name, "origin": each.origin, "takes": each.takes} for each in formats]
    rows = tuple((each.name, each.origin, each.takes) for each in formats)
    blocks = (
        Heading(f"{len(formats)} formats can be imported", 1),
        Table(("FORMAT", "from", "PATH is"), rows, (14, 16, 70)),
        Text("evidence import FORMAT PATH --into DIR", "quiet"),
    )
    return Page(data, blocks, tuple(data))


def _data(found: Imported, origin: str, path: Path, target: Path) -> dict[str, Any]:
    return {
        "origin": origin,
        "path": str(path),
        "into": str(target) if found.became else None,
        "read": found.read,
        "became": found.became,
        "remarks": [{"why": why, "items": count} for why, count in _most(found.remarks)],
        "malformed": found.malformed,
        "problems": [problem._asdict() for problem in found.problems],
        "lint": [
            {"severity": severity, "code": code, "name": name, "count": count}
            for (severity, code, name), count in found.rules.items()
        ],
        "next": list(_next(found, target)),
    }


def _records(found: Imported) -> Iterator[dict[str, Any]]:
    for what, count in found.read.items():
        yield {"part": "read", "what": what, "count": count}
    for what, count in found.became.items():
        yield {"part": "became", "what": what, "count": count}
    for why, count in _most(found.remarks):
        yield {"part": "remark", "what": why, "count": count}
    for problem in found.problems:
        yield {"part": "problem", "what": f"{_place(problem)} {problem.message}", "count": 1}


def _most(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _place(problem: Any) -> str:
    return f"{problem.path}:{problem.line}:{problem.column}: {problem.severity} {problem.code}"


def _blocks(found: Imported, origin: str, target: Path) -> Iterator[Block]:
    done = bool(found.became)
    yield Heading(f"{origin}: {'imported into ' + str(target) if done else 'not imported'}", 1)
    yield Facts((("read", _counts(found.read)), *((("became", _counts(found.became)),) if done else ())))
    if found.remarks and done:
        yield Heading("Came in with less than it said, or not at all")
        yield Table(("items", "why"), tuple((f"{count:,}", why) for why, count in _most(found.remarks)), (10, 90))
    if found.problems:
        yield from _problems(found)
    if not done:
        kept = "With --lenient the whole items are kept and these are left out."
        yield Text(f"Nothing was written: {_malformed(found)}. {kept}", "against")
        return
    if found.malformed:
        yield Text(f"Left out, as --lenient asks: {_malformed(found)}.", "mixed")
    yield Heading("Checked and built")
    yield (
        Table(
            ("found", "times", "rule"),
            tuple((severity, f"{count:,}", f"{code} {name}") for (severity, code, name), count in found.rules.items()),
            (12, 12, 76),
        )
        if found.rules
        else Text("No rule found anything.")
    )
    yield Text("0 errors. evidence rule CODE explains a rule.", "quiet")
    yield Heading("Next")
    yield Bullets(tuple((command, "") for command in _next(found, target)))


def _problems(found: Imported) -> Iterator[Block]:
    yield Heading("Problems")
    shown = found.problems[:SHOWN]
    yield Bullets(
        tuple((f"{_place(each)} {each.message}{'; ' + each.hint if each.hint else ''}", "") for each in shown)
    )
    if len(found.problems) > SHOWN:
        yield Text(f"and {len(found.problems) - SHOWN:,} more; --format json holds them all", "quiet")


def _malformed(found: Imported) -> str:
    return f"{found.malformed:,} item{'' if found.malformed == 1 else 's'} malformed or not understood"


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {what}" for what, count in counts.items() if what != "rules" and count) or "nothing"


def _next(found: Imported, target: Path) -> Iterator[str]:
    if not found.became:
        return
    base = f"--base {shlex.quote(str(target))}"
    if found.example:
        name, statement = found.example
        yield f"evidence show {name} {base}"
        yield f"evidence ask {shlex.quote(statement)} {base}"
    if found.became.get("lines"):
        yield f"evidence conflicts {base}"
    if found.became.get("hypotheses"):
        yield f"evidence hypotheses {base}"
