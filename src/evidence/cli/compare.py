"""``evidence compare``."""

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


def compare(
    names: Annotated[list[str], typer.Argument(metavar="[ID…]", help="Hypotheses; none means all.")] = [],  # noqa: B006
    form: FormatOption = Format.rich,
    without: WithoutOption = [],  # noqa: B006
    species: SpeciesOption = [],  # noqa: B006
    design: DesignOption = [],  # noqa: B006
    before: BeforeOption = None,
    tier: TierOption = [],  # noqa: B006
    base: BaseOption = None,
) -> None:
    """Set rival hypotheses side by side, study by study.

    Set rival hypotheses side by side: which studies tell them apart.

    Example: evidence compare opioid serotonin-1b glutamate-nmda
    """
    from evidence.cli.session import describe, emit, open_base, scope_of
    from evidence.render.compare import compare_page
    from evidence.store.compare import compare as read

    store = open_base(base)
    scope = scope_of(without, species, design, before, tier, store)
    emit(compare_page(read(store, names, scope), store.meta, describe(scope)), form)
