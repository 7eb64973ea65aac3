"""``evidence agree``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evidence.cli.options import Format, FormatOption
from evidence.errors import EvidenceError

if TYPE_CHECKING:
    from evidence.agreement import Judgements


def agree(
    a: Annotated[Path, typer.Argument(metavar="A", help="A base folder, or a YAML file of judgements.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="The other one.")],
    form: FormatOption = Format.rich,
) -> None:
    """Compare two judgements of the same evidence lines.

    Compare two judgements of the same evidence lines: raw agreement and kappa a field, and where they differ.

    A file of judgements is a list of {line, direction, directness, tier, manipulates, causal_level}; what it does not
    state is not compared.

    Example: evidence agree docs/agreement/first-pass.yaml docs/agreement/second-pass.yaml
    """
    from evidence.agreement import compare
    from evidence.cli.session import emit
    from evidence.render.agreement import agreement_page

    found = compare(_judgements(a), _judgements(b))
    if not found.both:
        raise EvidenceError(f"{a} and {b} have no evidence line in common", "both name lines by their ids")
    emit(agreement_page(found, str(a), str(b)), form)


def _judgements(path: Path) -> Judgements:
    from evidence.agreement import of_base, of_text

    try:
        if not path.is_dir():
            return of_text(str(path), path.read_bytes())
    except OSError as error:
        raise EvidenceError(f"{path} cannot be read: {error.strerror}", "name a base folder or a file") from error
    from evidence.cli.session import root_of
    from evidence.database.build import load_base, method_for

    root = root_of(path)
    if root is None:
        raise EvidenceError(f"{path} is not a base", "name a folder that holds kb/base.yaml")
    loaded = load_base(root)
    return of_base(loaded, method_for(loaded)[0])
