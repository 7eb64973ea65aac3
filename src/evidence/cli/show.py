"""``evidence show``."""

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


def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of any record, evidence line or assertion.")],
    form: FormatOption = Format.rich,
    without: WithoutOption = [],  # noqa: B006  (typer reads defaults, nothing writes them)
    species: SpeciesOption = [],  # noqa: B006
    design: DesignOption = [],  # noqa: B006
    before: BeforeOption = None,
    tier: TierOption = [],  # noqa: B006
    base: BaseOption = None,
) -> None:
    """Show any record; a claim with its verdict and both sides.

    Show any record: a claim or hypothesis with its verdict and both sides, a study, a source, a concept.

    Example: evidence show opioid-signalling-required --without williams-2018-trial
    """
    from evidence.cli.session import describe, emit, open_base, scope_of
    from evidence.render.records import record_page
    from evidence.store.records import show as read

    store = open_base(base)
    scope = scope_of(without, species, design, before, tier, store)
    emit(record_page(read(store, name, scope), describe(scope)), form)
