"""``evidence cite``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from evidence.cli.options import BaseOption


class CiteFormat(StrEnum):
    """How references are written."""

    text = "text"
    bibtex = "bibtex"
    ris = "ris"
    csl_json = "csl-json"


def cite(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...", help="Sources, or studies, claims and hypotheses for all their counted sources."
        ),
    ],
    style: Annotated[
        str,
        typer.Option("--style", help="vancouver, apa, another style citeproc-py knows, or the path of a .csl file."),
    ] = "vancouver",
    form: Annotated[CiteFormat, typer.Option("--format", "-f", help="How to write the references.")] = CiteFormat.text,
    output: Annotated[
        Optional[Path],  # noqa: UP045  (typer reads the annotation at run time)
        typer.Option("--output", "-o", help="A file to write instead of standard output."),
    ] = None,
    base: BaseOption = None,
) -> None:
    """Write references in a style or a file format.

    Write references: as text in a citation style, or as BibTeX, RIS or CSL-JSON for a reference manager.

    Example: evidence cite tiger-2020 opioid-signalling-required --format bibtex
    """
    from evidence.citing.export import export
    from evidence.cli.output import put
    from evidence.cli.session import note, open_base
    from evidence.store.citations import cited

    records = cited(open_base(base), names)
    if not records:
        note("no document in this base counts for that")
        raise typer.Exit(3)
    put(export(records, form.value, style), output)
