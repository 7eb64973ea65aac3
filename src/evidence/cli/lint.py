"""``evidence lint``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from evidence.cli.options import BaseOption


class LintFormat(StrEnum):
    """How diagnostics are printed."""

    text = "text"
    concise = "concise"
    json = "json"
    github = "github"
    sarif = "sarif"


class FailOn(StrEnum):
    """The gravest severity that is let pass is the one below this."""

    error = "error"
    warning = "warning"
    note = "note"


def lint(
    form: Annotated[LintFormat, typer.Option("--format", "-f", help="How to print what was found.")] = LintFormat.text,
    select: Annotated[list[str], typer.Option("--select", metavar="CODE", help="Only these rules.")] = [],  # noqa: B006
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit 1 at this severity or graver.")] = FailOn.error,
    base: BaseOption = None,
) -> None:
    """Check every record, and say what was examined.

    Check every record of the base against the rules, and say what was examined.

    Exit code 0 when nothing at --fail-on or graver was found, 1 when something was, 2 when there was nothing to check.

    Example: evidence lint --format concise
    """
    from evidence import lint as linter
    from evidence.cli.session import root_of, write
    from evidence.database.build import load_base
    from evidence.diagnostics import at_or_above
    from evidence.errors import EvidenceError
    from evidence.ids import quoted
    from evidence.render.diagnostics import render

    root = root_of(base)
    if root is None:
        raise EvidenceError("there is no base here to check", "go to its folder, or name it with --base")
    rules = linter.select(select) if select else linter.ALL
    if select and len(rules) < len(set(select)):
        known = {name for item in linter.ALL for name in (item.rule.code, item.rule.name)}
        raise EvidenceError(
            f"there is no rule {', '.join(map(quoted, sorted(set(select) - known)))}", "evidence rule lists them all"
        )
    report = linter.lint(load_base(root), rules)
    write(render(report, form.value, root))
    if any(at_or_above(item.severity, fail_on.value) for item in report.diagnostics):
        raise typer.Exit(1)
