"""The ``evidence`` command line as typer sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from importlib import import_module
from keyword import iskeyword
from typing import Annotated

import typer

#: A command made of commands: its help in plain text when it is called alone, and tracebacks as Python prints them.
group = partial(
    typer.Typer, no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
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


def app(names: Iterable[str]) -> typer.Typer:
    """The command line with the commands named; one alone starts in a fraction of the time of all."""
    found = _bare()
    for name in names:
        spelt = f"{name}_" if iskeyword(name) else name
        command = getattr(import_module(f"evidence.cli.{spelt}"), spelt)
        if isinstance(command, typer.Typer):
            found.add_typer(command, name=name)
        else:
            found.command(name)(command)
    return found


def outline(commands: Mapping[str, str]) -> typer.Typer:
    """The command line as ``--help`` lists it: names and first lines, with nothing behind them."""
    found = _bare()
    for name, line in commands.items():
        found.command(name, help=line)(_nothing)
    return found


def _nothing() -> None: ...


def _bare() -> typer.Typer:
    found = group(name="evidence", epilog="This is information about studies, not medical advice.")
    found.callback()(_top)
    return found


def run(line: typer.Typer) -> int:
    """Run a command line; its exit code. Raises what a command raises."""
    try:
        return line(standalone_mode=False) or 0
    except (typer.Exit, typer.Abort) as ending:
        return int(getattr(ending, "exit_code", 130))
    except Exception as error:
        return _usage(error)


def _usage(error: Exception) -> int:
    """A wrong call, as typer reports it; anything else is not ours to answer."""
    show = getattr(error, "show", None)
    if show is None or not hasattr(error, "exit_code"):
        raise error
    show()
    return int(error.exit_code)
