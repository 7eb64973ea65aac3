"""``evidence report``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from evidence.cli.options import (
    BaseOption,
    BeforeOption,
    DesignOption,
    SpeciesOption,
    TierOption,
    WithoutOption,
)


class ReportFormat(StrEnum):
    """How a report is written."""

    md = "md"
    html = "html"
    json = "json"


def report(
    name: Annotated[
        str,
        typer.Argument(metavar="ID|TOPIC", help="A claim, a hypothesis, or a topic; topic:opioid where names clash."),
    ],
    form: Annotated[ReportFormat, typer.Option("--format", "-f", help="How to write the report.")] = ReportFormat.md,
    output: Annotated[
        Optional[Path],  # noqa: UP045  (typer reads the annotation at run time)
        typer.Option("--output", "-o", help="A file to write instead of standard output."),
    ] = None,
    without: WithoutOption = [],  # noqa: B006  (typer reads defaults, nothing writes them)
    species: SpeciesOption = [],  # noqa: B006
    design: DesignOption = [],  # noqa: B006
    before: BeforeOption = None,
    tier: TierOption = [],  # noqa: B006
    base: BaseOption = None,
) -> None:
    """Write a page to print: findings, both sides, references.

    Write a report to print: verdict, summary of findings, both sides, harms, search, method and references.

    Example: evidence report opioid --format html --output opioid.html
    """
    from evidence.cli.output import put
    from evidence.cli.session import describe, note, open_base, scope_of
    from evidence.render.report import report_document
    from evidence.store.reports import report as read
    from evidence.store.reports import topics

    store = open_base(base)
    scope = scope_of(without, species, design, before, tier, store)
    data = read(store, name, scope)
    if data["target"] != "topic" and name in topics(store):
        note(f"{name} names a {data['target']} and a topic; topic:{name} reports the topic")
    made = report_document(data, describe(scope))
    if form is ReportFormat.json:
        import json

        put(json.dumps(made.data, ensure_ascii=False, indent=2) + "\n", output)
    elif form is ReportFormat.html:
        from evidence.render.html import to_html

        put(to_html(made.blocks, made.title), output)
    else:
        from evidence.render.document import to_markdown

        put(to_markdown(made.blocks), output)
