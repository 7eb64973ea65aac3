"""What the five commands of ``evidence new`` share: the base around them, and how they end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from evidence.cli.options import Format
from evidence.errors import EvidenceError

if TYPE_CHECKING:
    from evidence.authoring.records.draft import Desk, Draft

IdOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--id", metavar="ID", help="Its id; by default one is made."),
]


def desk_at(base: Path | None) -> Desk:
    """The base to write to; raises ``EvidenceError`` when there is none."""
    from evidence.authoring.records.draft import Desk
    from evidence.cli.session import root_of

    root = root_of(base)
    if root is None:
        raise EvidenceError("there is no base here", "evidence init DIR starts one; or name one with --base")
    return Desk(root)


def put(desk: Desk, draft: Draft, form: Format) -> None:
    """Write the record and say where."""
    from evidence.cli.session import emit
    from evidence.render.authored import written_page

    emit(written_page(desk.write(draft)), form)
