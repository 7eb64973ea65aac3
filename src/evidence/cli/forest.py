"""``evidence forest``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from evidence.cli.options import (
    BaseOption,
    BeforeOption,
    DesignOption,
    SpeciesOption,
    TierOption,
    WithoutOption,
)


class ForestFormat(StrEnum):
    """How a forest plot is drawn or written."""

    rich = "rich"
    svg = "svg"
    json = "json"
    csv = "csv"


def forest(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim whose effect estimates are drawn.")],
    form: Annotated[
        ForestFormat, typer.Option("--format", "-f", help="How to draw or write them.")
    ] = ForestFormat.rich,
    output: Annotated[
        Optional[Path],  # noqa: UP045  (typer reads the annotation at run time)
        typer.Option("--output", "-o", help="A file to write instead of standard output."),
    ] = None,
    ascii_only: Annotated[bool, typer.Option("--ascii", help="Draw with plain ASCII characters.")] = False,
    without: WithoutOption = [],  # noqa: B006  (typer reads defaults, nothing writes them)
    species: SpeciesOption = [],  # noqa: B006
    design: DesignOption = [],  # noqa: B006
    before: BeforeOption = None,
    tier: TierOption = [],  # noqa: B006
    base: BaseOption = None,
) -> None:
    """Draw the printed effects of a claim, and pool them.

    Draw the printed effects of a claim side by side, and pool them where that is sound.

    Example: evidence forest esketamine-short-term --format svg --output forest.svg
    """
    from evidence.cli.output import put
    from evidence.cli.session import describe, note, open_base, scope_of
    from evidence.render.forest import coverage
    from evidence.store.effects import claim_effects
    from evidence.synthesis.forest import drawn
    from evidence.synthesis.forest import forest as lay_out

    store = open_base(base)
    scope = scope_of(without, species, design, before, tier, store)
    data = {**lay_out(claim_effects(store, claim, scope)), "what_if": describe(scope)}
    if form is ForestFormat.svg and not drawn(data):
        note(coverage(data))
        raise typer.Exit(3)
    put(_written(data, form, ascii_only), output)


def _written(data: dict[str, Any], form: ForestFormat, ascii_only: bool) -> str:
    if form is ForestFormat.svg:
        from evidence.render.forest_svg import svg

        return svg(data)
    if form is ForestFormat.json:
        import json

        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    from evidence.render.forest import ASCII, UNICODE, records, render

    if form is ForestFormat.csv:
        from evidence.render import tabular
        from evidence.render.blocks import Page

        return tabular.render(Page(data, (), tuple(records(data))))
    from evidence.cli.output import columns, unicode_screen

    return render(data, columns(), ASCII if ascii_only or not unicode_screen() else UNICODE)
