"""``evidence build``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from evidence.cli.options import BaseOption


def build(
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--output", "-o", help="Where to write; by default .evidence/base.sqlite in the base."),
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Parse every file again, whatever the cache holds.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Open the written file again and count its rows.")] = False,
    base: BaseOption = None,
) -> None:
    """Compile the base into one SQLite file.

    Example: evidence build --output base.sqlite --check
    """
    from evidence.cli.session import note, root_of, write
    from evidence.database.build import build as compile_
    from evidence.errors import EvidenceError

    root = root_of(base)
    if root is None:
        raise EvidenceError("there is no base here to build", "go to its folder, or name it with --base")
    built = compile_(root, output, use_cache=not fresh)
    counted = ", ".join(f"{count} {name}" for name, count in built.report.examined.items())
    if built.path is None:
        for item in built.report.errors[:20]:
            note(f"{item.path}:{item.line}:{item.column}: {item.code} {item.message}")
        note(f"not built: {len(built.report.errors)} errors in {counted}; evidence lint tells more")
        raise typer.Exit(1)
    write(f"{built.path}\n")
    note(f"built from {counted}; content {built.content[:12]}")
    if check:
        from evidence.database.write import check as check_file

        rows = check_file(built.path)
        note("checked: " + ", ".join(f"{count} {name}" for name, count in rows.items()))
