"""``evidence accept``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from evidence.cli.options import BaseOption, Format, FormatOption
from evidence.errors import EvidenceError

if TYPE_CHECKING:
    from evidence.proposing.acceptance import Decision

ByOption = Annotated[
    Optional[str],  # noqa: UP045  (typer reads the annotation at run time)
    typer.Option("--by", metavar="NAME", help="Who decides; by default git's user.name, after asking."),
]


def accept(
    lines: Annotated[list[str], typer.Argument(metavar="LINE…", help="Ids of draft lines, as study.number.")],
    by: ByOption = None,
    reject: Annotated[bool, typer.Option("--reject", help="Reject the lines instead; needs --why.")] = False,
    why: Annotated[str, typer.Option("--why", metavar="REASON", help="Why they are rejected.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask; needs --by.")] = False,
    form: FormatOption = Format.rich,
    base: BaseOption = None,
) -> None:
    """Accept draft evidence lines, or reject them.

    Accepting is a person's act: it shows what the lines do to the verdicts and asks before it writes. A line is refused
    whose finding is still to be written, which lint finds an error in, which has the same person as maker, or a figure
    of which does not stand in the held text.

    Exit code 0 when it was done, 1 when you said no, 2 when a line cannot be accepted.

    Example: evidence accept tiger-2020-trial.4 --by "Ada Lovelace"
    """
    from evidence.cli.session import emit, note, root_of
    from evidence.database.build import load_base
    from evidence.proposing import acceptance
    from evidence.proposing.held_figures import check
    from evidence.proposing.study_file import write
    from evidence.render.accepted import decision_page

    root = root_of(base)
    if root is None:
        raise EvidenceError("there is no base here", "go to a folder that holds one, or name it with --base")
    if why and not reject:
        raise EvidenceError("--why gives the reason for a rejection", "add --reject, or leave out --why")
    loaded = load_base(root)
    places = acceptance.find(loaded, lines)
    name = acceptance.person(by if by is not None else _git_name(root, yes))
    decision = acceptance.reject(loaded, places, name, why) if reject else acceptance.accept(loaded, places, name)
    checked = {place.line.id: check(root, loaded, place.line) for place in places}
    for line, found in checked.items():
        if found.failed and not reject:
            item = found.failed[0]
            raise EvidenceError(
                f"{item.path}:{item.line} {item.what} does not stand in the held text of {item.source}: {item.why}",
                f"put it as printed (evidence verify {line}), or reject the line",
            )
    emit(decision_page(decision, name, "reject" if reject else "accept", checked), form)
    if not yes and not _confirmed(decision, name, reject):
        note("nothing written")
        raise typer.Exit(1)
    for change in decision.changes:
        write(root, change)
        note(f"written: {change.path}")


def _git_name(root: Path, yes: bool) -> str:
    """The name git has for whoever sits here; a person confirms it before anything is written."""
    import subprocess

    from evidence.cli.session import note

    try:
        done = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607
            cwd=root, capture_output=True, timeout=10, check=False,
        )  # fmt: skip
        name = done.stdout.decode("utf-8", "replace").strip()
    except (OSError, subprocess.TimeoutExpired):
        name = ""
    if not name or yes:
        raise EvidenceError("it is not said who decides", "name that person: --by 'Ada Lovelace'")
    note(f"deciding as {name} (git's user.name); another: --by NAME")
    return name


def _confirmed(decision: Decision, name: str, reject: bool) -> bool:
    """What the person at the terminal answers; without a terminal nobody can be asked."""
    if not sys.stdin.isatty():
        raise EvidenceError("nothing written: there is no terminal to ask on", "look at the above, then add --yes")
    count = len(decision.places)
    what = f"{'Reject' if reject else 'Accept'} {count} line{'s' if count > 1 else ''} as {name}?"
    return typer.confirm(what, default=False, err=True)
