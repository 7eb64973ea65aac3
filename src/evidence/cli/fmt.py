"""``evidence fmt``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evidence.cli.options import BaseOption

if TYPE_CHECKING:
    from evidence.authoring.format import Formatted


def fmt(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="[PATH]...", help="Files or folders of the base; without any, the whole base."),
    ] = [],  # noqa: B006
    check: Annotated[bool, typer.Option("--check", help="Change nothing; list what is not in house style.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Change nothing; show what would change.")] = False,
    base: BaseOption = None,
) -> None:
    """Bring record files into house order and style.

    Bring record files into house order and style. Every value stays as it is, and every comment with its key or item;
    a file for which that cannot be proved, or that cannot be read, is left alone and named.

    Exit code 0 when all files are in house style now; 1 when --check or --diff found one that is not, or one was left
    alone; 2 when nothing could be looked at.

    Example: evidence fmt --check
    """
    from evidence.authoring.format import chosen, format_files
    from evidence.cli.session import root_of, write
    from evidence.errors import EvidenceError
    from evidence.files import BaseTexts, atomic_write, list_base, writing
    from evidence.render.formatted import formatted_text

    root = root_of(base)
    if root is None:
        raise EvidenceError("there is no base here", "go to its folder, or name it with --base")
    entries = list_base(root)
    names = chosen(root, entries, paths)
    refused = {name: entry.refused for name, entry in entries.items() if entry.refused}
    files = format_files(BaseTexts(root, entries), names, refused)
    dry = check or diff
    for item in _changed(files) if not dry else []:
        with writing(item.path, "check its permissions"):
            atomic_write(root / item.path, item.after)
    write(formatted_text(files, dry, diff))
    if any(item.problem for item in files) or (dry and _changed(files)):
        raise typer.Exit(1)


def _changed(files: list[Formatted]) -> list[Formatted]:
    return [item for item in files if item.changed]
