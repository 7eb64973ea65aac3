"""``evidence source``: documents into the base, their texts, and what became of them."""

from __future__ import annotations

import typer

from evidence.cli.source.add import add
from evidence.cli.source.fetch import fetch
from evidence.cli.source.status import status

source = typer.Typer(
    help="Take documents in, hold their texts, see what became of them.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
source.command("add")(add)
source.command("fetch")(fetch)
source.command("status")(status)
