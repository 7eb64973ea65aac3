"""The ``evidence`` command: every subcommand in one visible place, and how a run ends.

Exit codes: 0 done; 1 done, and what was looked for was found wanting (lint, check); 2 could not run; 3 nothing known
about what was asked; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Annotated

import typer

#: Each names a module of ``evidence.cli`` and the function in it; ``--help`` lists them in this order.
COMMANDS = (
    "ask",
    "hypotheses",
    "show",
    "why",
    "conflicts",
    "compare",
    "paths",
    "timeline",
    "find",
    "check",
    "trail",
    "report",
    "forest",
    "cite",
    "query",
    "export",
    "method",
    "build",
    "lint",
    "rule",
    "schema",
    "agree",
    "lsp",
)


def _version(wanted: bool) -> None:
    if wanted:
        from evidence import __version__

        typer.echo(f"evidence {__version__}")
        raise typer.Exit


def _top(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """What studies show for and against each claim: counted once, both sides, with the reasons."""


def app(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The command line with the commands named; one alone starts in half the time of all."""
    found = typer.Typer(
        name="evidence",
        epilog="This is information about studies, not medical advice.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    found.callback()(_top)
    for name in names:
        found.command(name)(getattr(import_module(f"evidence.cli.{name}"), name))
    return found


def main() -> None:
    """Run the command line and leave with its exit code."""
    from evidence.errors import EvidenceError

    wanted = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    try:
        code = app((wanted,) if wanted in COMMANDS else COMMANDS)(standalone_mode=False) or 0
    except EvidenceError as error:
        from evidence.cli.session import note

        note(f"evidence: {error.message}")
        if error.hint:
            note(f"hint: {error.hint}")
        code = 2
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left; say nothing more
        code = 0
    except (typer.Exit, typer.Abort) as ending:
        code = getattr(ending, "exit_code", 130)
    except Exception as error:
        code = _usage(error)
    sys.exit(code)


def _usage(error: Exception) -> int:
    """A wrong call, as typer reports it; anything else is a bug of ours and keeps its traceback."""
    show = getattr(error, "show", None)
    if show is None or not hasattr(error, "exit_code"):
        raise error
    show()
    return int(error.exit_code)
