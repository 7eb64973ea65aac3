"""``evidence ask``."""

from __future__ import annotations

from typing import Annotated, Optional

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


def ask(
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="A question or statement in plain words.")],
    form: FormatOption = Format.rich,
    limit: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option("--limit", min=1, max=100, help="How many matches; by default those worth reading."),
    ] = None,
    without: WithoutOption = [],  # noqa: B006  (typer reads defaults, nothing writes them)
    species: SpeciesOption = [],  # noqa: B006
    design: DesignOption = [],  # noqa: B006
    before: BeforeOption = None,
    tier: TierOption = [],  # noqa: B006
    base: BaseOption = None,
) -> None:
    """Ask in plain words; both sides out, with verdicts.

    Ask in plain words: the claims and hypotheses it is about, their verdicts, the strongest studies each way.

    It leaves with 3 when the base does not know. Example: evidence ask "Does ketamine work through opioid receptors?"
    """
    from evidence.cli.session import describe, emit, open_base, scope_of
    from evidence.render.answers import answer_page
    from evidence.search.ask import ask as answer

    store = open_base(base)
    asked = without or species or design or before or tier
    scope = scope_of(without, species, design, before, tier, store) if asked else None
    found = answer(store, " ".join(text), scope, limit)
    emit(answer_page(found, describe(scope) if scope else ""), form)
    if not found["understood"]:
        raise typer.Exit(3)
