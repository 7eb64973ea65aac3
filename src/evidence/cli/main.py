"""The ``evidence`` command: every subcommand in one visible place, and how a run ends.

Exit codes: 0 done; 1 done, and what was looked for was found wanting (lint, check); 2 could not run; 3 nothing known
about what was asked; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from evidence.cli import (
    ask,
    build,
    compare,
    conflicts,
    find,
    hypotheses,
    lint,
    paths,
    rule,
    schema,
    show,
    timeline,
    why,
)

COMMANDS = (
    ("ask", ask.ask),
    ("hypotheses", hypotheses.hypotheses),
    ("show", show.show),
    ("why", why.why),
    ("conflicts", conflicts.conflicts),
    ("compare", compare.compare),
    ("paths", paths.paths),
    ("timeline", timeline.timeline),
    ("find", find.find),
    ("build", build.build),
    ("lint", lint.lint),
    ("rule", rule.rule),
    ("schema", schema.schema),
)

app = typer.Typer(
    name="evidence",
    help="What studies show for and against each claim: counted once, both sides, with the reasons.",
    epilog="This is information about studies, not medical advice.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for name, command in COMMANDS:
    app.command(name)(command)


def _version(wanted: bool) -> None:
    if wanted:
        from evidence import __version__

        typer.echo(f"evidence {__version__}")
        raise typer.Exit


@app.callback()
def top(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """What studies show for and against each claim: counted once, both sides, with the reasons."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    from evidence.errors import EvidenceError

    try:
        code = app(standalone_mode=False) or 0
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
