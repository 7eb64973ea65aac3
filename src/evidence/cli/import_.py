"""``evidence import``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from evidence.cli.options import Format, FormatOption

if TYPE_CHECKING:
    from evidence.interchange.gathered import Gathered
    from evidence.interchange.imports import Format as Origin


class DoesNotSupport(StrEnum):
    """How CIViC's "Does Not Support" is read."""

    neutral = "neutral"
    disputes = "disputes"


def import_(
    form: Annotated[
        str, typer.Argument(metavar="FORMAT", help="What PATH is; evidence import lists the formats.")
    ] = "",
    path: Annotated[Optional[Path], typer.Argument(metavar="PATH", help="The file or folder to read.")] = None,  # noqa: UP045
    into: Annotated[Optional[Path], typer.Option("--into", metavar="DIR", help="A new folder for the base.")] = None,  # noqa: UP045
    title: Annotated[str, typer.Option("--title", help="What the base is called.")] = "",
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE", help="The date of the origin's data, where it states none itself.")
    ] = "",
    lenient: Annotated[bool, typer.Option("--lenient", help="Leave malformed items out and keep the others.")] = False,
    does_not_support: Annotated[
        DoesNotSupport, typer.Option("--does-not-support", help="What CIViC's Does Not Support counts as.")
    ] = DoesNotSupport.neutral,
    keep_texts: Annotated[
        bool, typer.Option("--keep-texts", help="Hold DisMech's cached texts in the base, to check quotes against.")
    ] = False,
    shown: FormatOption = Format.rich,
) -> None:
    """Make a base of another project's evidence.

    Read another project's files and write them as a base of its own into a new folder, checked and built. Says what was
    read, what it became, and what was left out and why. Without FORMAT it lists the formats; docs/interchange.md tells
    what each becomes.

    Exit code 0 when the base was written, 1 when malformed items stopped it (nothing is written then), 2 when it could
    not run.

    Example: evidence import civic nightly-ClinicalEvidenceSummaries.tsv --into civic
    """
    import sys

    from evidence.cli.session import emit, note
    from evidence.errors import EvidenceError
    from evidence.interchange.imports import FORMATS
    from evidence.interchange.report import import_base
    from evidence.render.imported import formats_page, imported_page

    if not form:
        emit(formats_page(FORMATS), shown)
        return
    chosen = _chosen(form)
    if path is None or into is None:
        missing = "PATH" if path is None else "--into DIR"
        raise EvidenceError(f"{missing} is missing", f"evidence import {form} PATH --into DIR; PATH is {chosen.takes}")
    if does_not_support is DoesNotSupport.disputes and form != "civic":
        raise EvidenceError("--does-not-support is for civic", "leave it out")
    if keep_texts and form != "dismech":
        raise EvidenceError("--keep-texts is for dismech", "leave it out")
    gathered = _empty(chosen, title, as_of)
    gathered.options["does-not-support"] = does_not_support.value
    if sys.stderr.isatty():
        note(f"reading {path}; a large one takes a minute to read, check and build")
    found = import_base(form, path, into, gathered, lenient, keep_texts)
    emit(imported_page(found, chosen.origin, path, into), shown)
    if not found.became:
        raise typer.Exit(1)


def _chosen(form: str) -> Origin:
    from evidence.errors import EvidenceError
    from evidence.ids import nearest_hint, quoted
    from evidence.interchange.imports import FORMATS

    names = [each.name for each in FORMATS]
    if form not in names:
        hint = nearest_hint(form, names, f"one of {', '.join(names)}")
        raise EvidenceError(f"there is no format {quoted(form)} to import", hint)
    return FORMATS[names.index(form)]


def _empty(origin: Origin, title: str, as_of: str) -> Gathered:
    """Nothing gathered yet, in a base that says whose evidence it holds and as of when."""
    from datetime import date

    from evidence.errors import EvidenceError
    from evidence.ids import quoted
    from evidence.interchange.gathered import Gathered, one_line
    from evidence.model import BaseInfo

    try:
        day = date.fromisoformat(as_of) if as_of else date.today()
    except ValueError as error:
        raise EvidenceError(f"--as-of {quoted(as_of)} is not a date", "write YYYY-MM-DD") from error
    info = BaseInfo(
        one_line(title, 200) or f"{origin.origin}, imported",
        "1",
        day.isoformat(),
        f"Made by evidence import {origin.name}. The claims, lines and acceptances are those of {origin.origin}; "
        "nobody here has checked them.",
        origin.licence,
    )
    return Gathered(info, f"imported from {origin.origin}", f"the curators of {origin.origin}")
