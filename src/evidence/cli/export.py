"""``evidence export``."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from evidence.cli.options import BaseOption

if TYPE_CHECKING:
    from evidence.interchange.exports.held import Lost


class ExportFormat(StrEnum):
    """What a base can be written as."""

    turtle = "turtle"
    trig = "trig"
    jsonld = "jsonld"
    nquads = "nquads"
    ntriples = "ntriples"
    graphml = "graphml"
    cx2 = "cx2"
    csl_json = "csl-json"
    argdown = "argdown"
    va_spec = "va-spec"
    nanopub = "nanopub"
    kgx_tsv = "kgx-tsv"
    kgx_jsonl = "kgx-jsonl"


def export(
    form: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help=f"One of {', '.join(ExportFormat)}.")],
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--output", "-o", help="A file to write; by default standard output."),
    ] = None,
    base: BaseOption = None,
) -> None:
    """Write the whole base as RDF or in another format.

    Write the whole base as RDF (docs/rdf.md) or in an exchange format of the field (docs/interchange.md), with its verdicts
    marked as computed. What a format cannot hold is told on standard error, field by field.

    Example: evidence export turtle --output base.ttl
    """
    import sys
    from functools import partial

    from evidence.cli.session import note, open_base, write
    from evidence.errors import EvidenceError
    from evidence.files import stream_write, writing
    from evidence.interchange.exports import FORMATS, left_out, records_left_out
    from evidence.interchange.exports import write as write_format
    from evidence.rdf.export import export as write_rdf

    store = open_base(base)
    formats = {each.name: each for each in FORMATS}
    is_rdf = form.value not in formats
    if output is None and not is_rdf and formats[form.value].packed and sys.stdout.isatty():
        message = f"{form.value} is a packed archive, which a terminal cannot show"
        raise EvidenceError(message, f"write it to a file: evidence export {form.value} --output base.tar.gz")
    put = partial(write_rdf if is_rdf else write_format, store, form.value)
    if output is None:
        put(sys.stdout.buffer)
        sys.stdout.buffer.flush()
    else:
        with writing(output, "name another place with --output"):
            stream_write(output, put)
        write(f"{output}\n")
    if not is_rdf:
        for line in _told(form.value, [*left_out(store, form.value), *records_left_out(store, form.value)]):
            note(line)


def _told(form: str, lost: list[Lost]) -> Iterator[str]:
    """A line for each kind of record: what of it the format has no place for."""
    for kind, fields in groupby(lost, key=lambda each: each.kind):
        listed = [f"{each.field} ({each.records})" for each in fields]
        yield f"{form} does not hold " + (
            f"any {kind} {listed[0][2:]}" if listed[0][0] == "*" else f"of a {kind}: {', '.join(listed)}"
        )
