"""``evidence paths``."""

from __future__ import annotations

from typing import Annotated

import typer

from evidence.cli.options import BaseOption, Format, FormatOption


def paths(
    origin: Annotated[str, typer.Argument(metavar="FROM", help="A concept: id, label or synonym.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="A concept: id, label or synonym.")],
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many chains to print.")] = 5,
    form: FormatOption = Format.rich,
    base: BaseOption = None,
) -> None:
    """Find mechanism chains, with the weakest link named.

    Find mechanism chains from one concept to another, with the weakest link of each named.

    Exit code 3 when nothing links them.

    Example: evidence paths ketamine depressive-symptoms
    """
    from evidence.cli.session import emit, open_base
    from evidence.render.paths import paths_page
    from evidence.store.paths import paths as read

    data = read(open_base(base), origin, target, limit)
    emit(paths_page(data), form)
    if not data["paths"]:
        raise typer.Exit(3)
