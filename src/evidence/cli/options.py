"""The options that several commands share, spelt once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer


class Format(StrEnum):
    """How an answer is printed."""

    rich = "rich"
    json = "json"
    csv = "csv"
    md = "md"


FormatOption = Annotated[
    Format, typer.Option("--format", "-f", help="How to print the answer; rich is plain text in a pipe.")
]
BaseOption = Annotated[
    Optional[Path],  # noqa: UP045  (typer reads the annotation at run time)
    typer.Option(
        "--base",
        envvar="EVIDENCE_BASE",
        help="A base folder or a compiled base; by default the one around this folder.",
    ),
]
WithoutOption = Annotated[
    list[str], typer.Option("--without", metavar="STUDY", help="What if this study did not exist.")
]
SpeciesOption = Annotated[list[str], typer.Option("--species", help="What if only results in this species counted.")]
DesignOption = Annotated[list[str], typer.Option("--design", help="What if only studies of this design counted.")]
BeforeOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--before", metavar="DATE", help="What was known before this date (YYYY, YYYY-MM or YYYY-MM-DD)."),
]
TierOption = Annotated[list[str], typer.Option("--tier", help="What if only this tier of evidence counted.")]
LimitOption = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option("--limit", min=0, help="How many to list, 0 for all: else 50, but all as JSON and CSV."),
]
