"""``evidence check``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from evidence.cli.options import BaseOption, BeforeOption, DesignOption, SpeciesOption, TierOption, WithoutOption

if TYPE_CHECKING:
    from evidence.reading.check import CheckedDocument
    from evidence.store import Store
    from evidence.verdict import Scope


class CheckFormat(StrEnum):
    """How findings are printed."""

    text = "text"
    concise = "concise"
    json = "json"


class FailOn(StrEnum):
    """The gravest severity that is let pass is the one below this."""

    error = "error"
    warning = "warning"
    note = "note"


def check(
    paths: Annotated[list[str], typer.Argument(metavar="[PATH…]", help="Files to check; - is standard input.")] = [],  # noqa: B006
    form: Annotated[CheckFormat, typer.Option("--format", "-f", help="How to print what was found.")] = CheckFormat.text,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit 1 at this severity or graver.")] = FailOn.error,
    everything: Annotated[bool, typer.Option("--all", help="In JSON, also the sentences that make no claim.")] = False,
    explain: Annotated[Optional[str], typer.Option("--explain", metavar="CODE", help="Explain a code and stop.")] = None,  # noqa: UP045
    without: WithoutOption = [],  # noqa: B006
    species: SpeciesOption = [],  # noqa: B006
    design: DesignOption = [],  # noqa: B006
    before: BeforeOption = None,
    tier: TierOption = [],  # noqa: B006
    base: BaseOption = None,
) -> None:
    """Say where a text goes beyond the evidence.

    Read a text sentence by sentence and say where it goes beyond the studies: all independent ones, not only those it
    cites. Exit code 0 when nothing at --fail-on or graver was found, 1 when something was, 2 when a file could not be
    checked.

    Example: evidence check draft.md
    """
    from evidence.cli.session import describe, note, open_base, scope_of, write
    from evidence.diagnostics import at_or_above
    from evidence.errors import EvidenceError

    if explain is not None:
        from evidence.reading.judge.pages import page_of

        write(page_of(explain))
        return
    if not paths:
        raise EvidenceError("there is nothing to check", "name a file, or - for standard input")
    store = open_base(base)
    scope = scope_of(without, species, design, before, tier, store)
    if scope:
        note(describe(scope))
    documents, failed = _read(store, paths, scope)
    write(_rendered(store, documents, form, everything))
    if failed:
        raise typer.Exit(2)
    if any(at_or_above(finding.severity, fail_on.value) for document in documents for finding in document.findings):
        raise typer.Exit(1)


def _read(store: Store, paths: list[str], scope: Scope) -> tuple[list[CheckedDocument], bool]:
    """The documents that could be checked, and whether one could not: the others are checked all the same."""
    import sys

    from evidence.cli.session import note
    from evidence.errors import EvidenceError
    from evidence.reading.documents import read_bytes, read_draft
    from evidence.reading.suppress import check_draft

    documents: list[CheckedDocument] = []
    failed = False
    for path in dict.fromkeys(paths):
        try:
            draft = read_bytes(sys.stdin.buffer.read()) if path == "-" else read_draft(Path(path))
            settled = check_draft(store, draft, scope)
        except EvidenceError as error:
            note(f"evidence: {error.message}")
            failed = True
            continue
        for complaint in settled.complaints:
            note(f"{path}:{complaint.line}: {complaint.message}")
        documents.append(settled.checked)
    return documents, failed


def _rendered(store: Store, documents: list[CheckedDocument], form: CheckFormat, everything: bool) -> str:
    from evidence.render import check as render

    if form is CheckFormat.json:
        return render.as_json(documents, store.meta, everything)
    if form is CheckFormat.concise:
        return render.concise(documents) + render.summary(documents)
    return render.text(documents)
