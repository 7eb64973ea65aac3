"""``evidence hypotheses``."""

from __future__ import annotations

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


def hypotheses(
    form: FormatOption = Format.rich,
    without: WithoutOption = [],  # noqa: B006
    species: SpeciesOption = [],  # noqa: B006
    design: DesignOption = [],  # noqa: B006
    before: BeforeOption = None,
    tier: TierOption = [],  # noqa: B006
    limit: LimitOption = None,
    base: BaseOption = None,
) -> None:
    """List every hypothesis with its verdict.

    Example: evidence hypotheses --species human
    """
    from evidence.cli.session import describe, emit, limited, open_base, scope_of
    from evidence.render.hypotheses import hypotheses_page
    from evidence.store.hypotheses import hypotheses as read

    store = open_base(base)
    scope = scope_of(without, species, design, before, tier, store)
    emit(hypotheses_page(read(store, scope, limited(limit, form)), store.meta, describe(scope)), form)
