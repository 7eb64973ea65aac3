"""``evidence conflicts``."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from evidence.cli.options import (
    BaseOption,
    BeforeOption,
    DesignOption,
    Format,
    FormatOption,
    LimitOption,
    SpeciesOption,
    TierOption,
    WithoutOption,
)


def conflicts(
    about: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(
            metavar="ID", help="A claim, a hypothesis, a study or a claim group; none means the whole base."
        ),
    ] = None,
    form: FormatOption = Format.rich,
    without: WithoutOption = [],  # noqa: B006
    species: SpeciesOption = [],  # noqa: B006
    design: DesignOption = [],  # noqa: B006
    before: BeforeOption = None,
    tier: TierOption = [],  # noqa: B006
    limit: LimitOption = None,
    base: BaseOption = None,
) -> None:
    """List claims with studies on both sides, and what differs.

    List the claims with independent studies on both sides, and what differs between the sides.

    Example: evidence conflicts opioid
    """
    from evidence.cli.session import describe, emit, limited, open_base, scope_of
    from evidence.render.conflicts import conflicts_page
    from evidence.store.conflicts import conflicts as read

    store = open_base(base)
    scope = scope_of(without, species, design, before, tier, store)
    found = read(store, about, scope, limited(limit, form))
    emit(conflicts_page(found, about, store.meta, describe(scope)), form)
