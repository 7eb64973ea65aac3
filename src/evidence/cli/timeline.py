"""``evidence timeline``."""

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


def timeline(
    name: Annotated[str, typer.Argument(metavar="ID", help="A claim or a hypothesis.")],
    form: FormatOption = Format.rich,
    without: WithoutOption = [],  # noqa: B006
    species: SpeciesOption = [],  # noqa: B006
    design: DesignOption = [],  # noqa: B006
    before: BeforeOption = None,
    tier: TierOption = [],  # noqa: B006
    base: BaseOption = None,
) -> None:
    """Show the word after each study, in date order.

    Example: evidence timeline opioid-signalling-required
    """
    from evidence.cli.session import describe, emit, open_base, scope_of
    from evidence.render.timeline import timeline_page
    from evidence.store.timeline import timeline as read

    store = open_base(base)
    scope = scope_of(without, species, design, before, tier, store)
    emit(timeline_page(read(store, name, scope), describe(scope)), form)
