"""``evidence lsp``."""

from __future__ import annotations

from typing import Annotated

import typer

from evidence.cli.options import BaseOption


def lsp(
    base: BaseOption = None,
    stdio: Annotated[bool, typer.Option("--stdio", help="Standard input and output, as it is anyway.")] = True,  # noqa: ARG001
) -> None:
    """Show in an editor what check finds, while one writes.

    The language server: an editor starts it, and speaks with it over standard input and output.

    Example: evidence lsp --base path/to/base
    """
    from evidence.cli.session import open_base
    from evidence.errors import EvidenceError

    try:
        from evidence.lsp.server import create
    except ImportError as error:
        raise EvidenceError(
            "the language server needs pygls", "pip install pygls, or this program with its extra lsp"
        ) from error
    create(lambda: open_base(base)).start_io()
