"""``evidence why``."""

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


def why(
    name: Annotated[str, typer.Argument(metavar="ID", help="A claim or a hypothesis.")],
    form: FormatOption = Format.rich,
    without: WithoutOption = [],  # noqa: B006
    species: SpeciesOption = [],  # noqa: B006
    design: DesignOption = [],  # noqa: B006
    before: BeforeOption = None,
    tier: TierOption = [],  # noqa: B006
    base: BaseOption = None,
) -> None:
    """Print the proof of a verdict: votes, lines, documents.

    Print the proof of a verdict: from the word to the votes, the lines and the documents they stand in.

    Example: evidence why 5ht1b-human-binding-change
    """
    from evidence.cli.session import describe, emit, open_base, scope_of
    from evidence.render.proof import proof_page
    from evidence.store.proofs import proof

    store = open_base(base)
    scope = scope_of(without, species, design, before, tier, store)
    emit(proof_page(proof(store, name, scope), describe(scope)), form)
