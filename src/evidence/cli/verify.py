"""``evidence verify``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from evidence.cli.options import BaseOption


class VerifyFormat(StrEnum):
    """How the results are printed."""

    text = "text"
    json = "json"
    github = "github"


class FailOn(StrEnum):
    """What makes the run end with exit code 1."""

    failed = "failed"
    unchecked = "unchecked"


def verify(
    ids: Annotated[
        list[str],
        typer.Argument(metavar="[ID]...", help="Sources, studies, claims, evidence lines; by default everything."),
    ] = [],  # noqa: B006  (typer reads defaults, nothing writes them)
    form: Annotated[VerifyFormat, typer.Option("--format", "-f", help="How to print the results.")] = VerifyFormat.text,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit 1 at this result or worse.")] = FailOn.failed,
    base: BaseOption = None,
) -> None:
    """Check figures and quotes against the texts you hold.

    Check every figure and quote against the held text of its source: same digits, sign, comparator and unit. Nothing
    is downloaded; evidence source fetch gets a text. Where no text is held a figure is unchecked, which is not passed.

    Exit code 0 when nothing failed (nor was unchecked, with --fail-on unchecked), 1 when something did, 2 when it
    could not run.

    Example: evidence verify tiger-2020
    """
    from evidence import held
    from evidence.cli.session import note, root_of, write
    from evidence.database.build import load_base
    from evidence.errors import EvidenceError
    from evidence.ids import is_slug
    from evidence.render.verify import render
    from evidence.verify import sources_of
    from evidence.verify import verify as check

    root = root_of(base)
    if root is None:
        raise EvidenceError("there is no base here to verify", "go to its folder, or name it with --base")
    loaded = load_base(root)
    listed = set(held.listed(root))
    wanted = [name for name in sources_of(loaded, ids) if is_slug(name) and name in listed]
    texts = {name: text for name in wanted if (text := held.read(root, name)) is not None}
    found = check(loaded, texts, ids)
    write(render(found, form.value))
    if loaded.troubles:
        note(
            f"{len(loaded.troubles)} values or files could not be read, so what they hold was not verified: evidence lint"
        )
    if found.counts["failed"] or (fail_on is FailOn.unchecked and found.counts["unchecked"]):
        raise typer.Exit(1)
