"""``evidence find``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from evidence.cli.options import BaseOption, Format, FormatOption


class Kind(StrEnum):
    """The kinds of record that can be found."""

    claim = "claim"
    hypothesis = "hypothesis"
    concept = "concept"
    study = "study"
    source = "source"


def find(
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="Words, an id, a DOI, PMID or registry number.")],
    form: FormatOption = Format.rich,
    kind: Annotated[list[Kind], typer.Option("--kind", help="Only records of this kind.")] = [],  # noqa: B006
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many records at most.")] = 10,
    base: BaseOption = None,
) -> None:
    """Find records by their words, ids or numbers.

    Find records by their words or numbers: claims, hypotheses, concepts, studies and documents.

    It leaves with 3 when there is nothing. Example: evidence find naltrexone --kind study
    """
    from evidence.cli.session import emit, open_base
    from evidence.render.found import found_page
    from evidence.search.find import find as read

    found = read(open_base(base), " ".join(text), tuple(kind), limit)
    emit(found_page(found), form)
    if not found["found"]:
        raise typer.Exit(3)
