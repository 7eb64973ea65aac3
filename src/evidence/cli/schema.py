"""``evidence schema``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer


class Kind(StrEnum):
    """The kinds of file that have a schema."""

    concept = "concept"
    source = "source"
    study = "study"
    claim = "claim"
    hypothesis = "hypothesis"
    override = "override"
    base = "base"


def schema(
    kind: Annotated[Optional[Kind], typer.Argument(help="One kind of record; none with --output writes all.")] = None,  # noqa: UP045
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--output", "-o", help="A folder to write <kind>.schema.json files into."),
    ] = None,
) -> None:
    """Print JSON Schemas, for editors that check YAML.

    Example: evidence schema --output .schemas
    """
    import json

    from evidence.cli.session import write
    from evidence.errors import EvidenceError
    from evidence.files import atomic_write, writing
    from evidence.loader import file_schema

    if kind is None and output is None:
        raise EvidenceError("which schema?", f"name one of {', '.join(Kind)}, or a folder with --output")
    for name in [kind] if kind else list(Kind):
        text = json.dumps(file_schema(name.value), ensure_ascii=False, indent=2) + "\n"
        if output is None:
            write(text)
        else:
            target = output / f"{name.value}.schema.json"
            with writing(target, "name another folder"):
                atomic_write(target, text.encode())
            write(f"{target}\n")
