"""``evidence new``: a new record of each kind, as far as it can be filled in."""

from __future__ import annotations

import typer

from evidence.cli.new.documents import source, study
from evidence.cli.new.propositions import claim, concept, hypothesis

new = typer.Typer(
    help="Start a new record: fill what can be filled, say what is left.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (source, study, claim, hypothesis, concept):
    new.command(command.__name__)(command)
