"""``evidence rule``."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from evidence.cli.options import Format, FormatOption


def rule(
    code: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(metavar="CODE", help="The code or name of a rule; none lists them all."),
    ] = None,
    form: FormatOption = Format.rich,
) -> None:
    """Explain a lint rule, with examples.

    Example: evidence rule KB103
    """
    from evidence.cli.session import emit, write
    from evidence.render.rules import rules_page
    from evidence.rules.pages import page_of, rule_named

    if code is None:
        emit(rules_page(), form)
        return
    found = rule_named(code)
    if form is Format.json:
        import json

        write(json.dumps({**found.rule._asdict(), "page": page_of(found)}, ensure_ascii=False, indent=2) + "\n")
        return
    write(page_of(found))
