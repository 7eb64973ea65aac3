"""``evidence trail``."""

from __future__ import annotations

from typing import Annotated

import typer

from evidence.cli.options import (
    BaseOption,
    BeforeOption,
    DesignOption,
    Format,
    FormatOption,
    SpeciesOption,
    TierOption,
    WithoutOption,
)


def trail(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A document: a news item, a clinic page, a release, a paper.")
    ],
    form: FormatOption = Format.rich,
    without: WithoutOption = [],  # noqa: B006  (typer reads defaults, nothing writes them)
    species: SpeciesOption = [],  # noqa: B006
    design: DesignOption = [],  # noqa: B006
    before: BeforeOption = None,
    tier: TierOption = [],  # noqa: B006
    base: BaseOption = None,
) -> None:
    """Follow what a document says back to the studies.

    Follow what a document says back to the studies, and show where it went beyond them.

    Example: evidence trail wake-up-world-2020
    """
    from evidence.cli.session import describe, emit, open_base, scope_of
    from evidence.render.trail import trail_page
    from evidence.store.trails import trail as read

    store = open_base(base)
    scope = scope_of(without, species, design, before, tier, store)
    emit(trail_page(read(store, source, scope), describe(scope)), form)
