"""``evidence diff``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from evidence.cli.options import BaseOption

if TYPE_CHECKING:
    from evidence.changes.compare import Comparison


class DiffFormat(StrEnum):
    """How a comparison is printed."""

    text = "text"
    json = "json"
    md = "md"


def diff(
    span: Annotated[
        str,
        typer.Argument(
            metavar="[REV|A..B|A...B]", help="One revision against the files, or two; A...B from their merge base."
        ),
    ] = "HEAD",
    form: Annotated[
        DiffFormat, typer.Option("--format", "-f", help="How to print it; md is a comment for a pull request.")
    ] = DiffFormat.text,
    between: Annotated[
        Optional[tuple[Path, Path]],  # noqa: UP045  (typer reads the annotation at run time)
        typer.Option("--between", metavar="OLD NEW", help="Compare two folders or compiled bases instead."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="List also what changed no verdict.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 when a verdict changed.")] = False,
    base: BaseOption = None,
) -> None:
    """Show which verdicts changed between two revisions, and why.

    Compare the base at a git revision with the files as they lie, or with another revision: which verdict words and
    certainties changed, which kinds of change alone make the new verdict, which hypotheses moved, and which records
    differ. The work tree is not touched.

    Exit code 0; with --exit-code 1 when the verdict of a claim or hypothesis changed, came or went; 2 when a revision
    or base cannot be read.

    Example: evidence diff HEAD~1 --format md
    """
    from evidence.changes.report import comparison_json
    from evidence.cli.options import Format
    from evidence.cli.session import emit, write
    from evidence.render.changes import changes_page
    from evidence.render.changes_markdown import comment

    found = _compare(span, between, base)
    data = comparison_json(found)
    if form is DiffFormat.md:
        write(comment(data))
    else:
        emit(changes_page(data, everything), Format.json if form is DiffFormat.json else Format.rich)
    if exit_code and found.moved:
        raise typer.Exit(1)


def _compare(span: str, between: tuple[Path, Path] | None, base: Path | None) -> Comparison:
    from evidence.changes import revisions, sides
    from evidence.changes.compare import compare
    from evidence.cli.session import root_of
    from evidence.errors import EvidenceError

    if between is not None:
        known: sides.Known = {}
        return compare(*(sides.of_place(place, known) for place in between))
    root = root_of(base)
    if root is None:
        raise EvidenceError("there is no base here to compare", "go to its folder, or name it with --base")
    return compare(*sides.of_span(root, revisions.span(root, span)))
