"""``evidence export``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from evidence.cli.options import BaseOption


class ExportFormat(StrEnum):
    """What a base can be written as."""

    turtle = "turtle"
    trig = "trig"
    jsonld = "jsonld"
    nquads = "nquads"
    ntriples = "ntriples"


def export(
    form: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(ExportFormat)}.")],
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--output", "-o", help="A file to write; by default standard output."),
    ] = None,
    base: BaseOption = None,
) -> None:
    """Write the whole base as RDF.

    Write the whole base as RDF, with its verdicts marked as computed; docs/rdf.md explains the terms.

    Example: evidence export turtle --output base.ttl
    """
    import sys

    from evidence.cli.session import open_base, write
    from evidence.rdf.export import export as write_rdf
    from evidence.rdf.export import export_to

    store = open_base(base)
    if output is None:
        write_rdf(store, form.value, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    export_to(store, form.value, output)
    write(f"{output}\n")
