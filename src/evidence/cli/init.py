"""``evidence init``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from evidence.cli.options import Format, FormatOption


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is new or empty.")],
    title: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--title", help="What the base is about; by default the name of the folder."),
    ] = None,
    empty: Annotated[bool, typer.Option("--empty", help="Without the example of two invented trials.")] = False,
    form: FormatOption = Format.rich,
) -> None:
    """Start a new base on any topic in a folder of its own.

    Start a new base on any topic in a folder of its own: two invented trials that disagree as an example (--empty
    leaves them out), the rules for verdicts, a README with the first commands, and .gitignore. Nothing that exists is
    overwritten; the folder is there whole or not at all.

    Exit code 0 when the base stands, 2 when it could not be written.

    Example: evidence init my-base --title "Does coffee help against headache?"
    """
    from datetime import date

    from evidence.authoring.records.given import text
    from evidence.authoring.start import create, texts_of
    from evidence.cli.session import emit
    from evidence.render.authored import started_page

    name = folder.absolute().name.replace("-", " ").replace("_", " ").strip() or "untitled"
    chosen = text("--title", title if title is not None else name[:1].upper() + name[1:])
    texts = texts_of(chosen, date.today().isoformat(), not empty)
    create(folder, texts)
    emit(started_page(str(folder), chosen, list(texts), not empty), form)
