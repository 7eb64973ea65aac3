"""``evidence check``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, Optional

import typer

from evidence.cli.options import BaseOption, BeforeOption, DesignOption, SpeciesOption, TierOption, WithoutOption

if TYPE_CHECKING:
    from evidence.reading.documents import Draft
    from evidence.reading.suppress import Settled
    from evidence.store import Store
    from evidence.verdict import Scope


class CheckFormat(StrEnum):
    """How findings are printed."""

    text = "text"
    concise = "concise"
    json = "json"
    github = "github"
    sarif = "sarif"
    html = "html"


class FailOn(StrEnum):
    """The gravest severity that is let pass is the one below this."""

    error = "error"
    warning = "warning"
    note = "note"


BibliographyOption = Annotated[
    Optional[Path],  # noqa: UP045  (typer reads the annotation at run time)
    typer.Option("--bibliography", metavar="FILE", help="A .bib or CSL-JSON file for [@key]."),
]
BaselineOption = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--baseline", metavar="FILE", help="Leave out the findings written down in this file."),
]
WriteBaselineOption = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--write-baseline", metavar="FILE", help="Write all findings down in this file, and stop."),
]


class Asked(NamedTuple):
    """What one run is to do."""

    paths: list[str]
    form: CheckFormat
    fail_on: str
    everything: bool
    bibliography: Path | None
    baseline: Path | None
    write_baseline: Path | None


def check(
    paths: Annotated[list[str], typer.Argument(metavar="[PATH…]", help="Files to check; - is standard input.")] = [],  # noqa: B006
    form: Annotated[
        CheckFormat, typer.Option("--format", "-f", help="How to print what was found.")
    ] = CheckFormat.text,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit 1 at this severity or graver.")] = FailOn.error,
    everything: Annotated[bool, typer.Option("--all", help="In JSON, also the sentences that make no claim.")] = False,
    bibliography: BibliographyOption = None,
    baseline: BaselineOption = None,
    write_baseline: WriteBaselineOption = None,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file is written.")] = False,
    explain: Annotated[str | None, typer.Option("--explain", metavar="CODE", help="Explain a code and stop.")] = None,
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
    asked = Asked(list(dict.fromkeys(paths)), form, fail_on.value, everything, bibliography, baseline, write_baseline)
    if watch:
        _watch(asked, scope, base)
        return
    code = _once(store, asked, scope)
    if code:
        raise typer.Exit(code)


def _watch(asked: Asked, scope: Scope, base: Path | None) -> None:
    """Check, and check again what is written, against the base as it then is; until interrupted."""
    from evidence.cli.session import note, open_base
    from evidence.errors import EvidenceError
    from evidence.reading.documents.watch import watch

    if "-" in asked.paths or asked.write_baseline:
        raise EvidenceError("--watch looks at files and prints what it finds", "leave out - and --write-baseline")

    def again(written: list[Path]) -> None:
        _once(open_base(base), asked._replace(paths=[str(path) for path in written]), scope)
        note("watching; Ctrl-C ends it")

    watch([Path(path) for path in asked.paths], again)


def _once(store: Store, asked: Asked, scope: Scope) -> int:
    """One run over the files; its exit code."""
    from evidence.cli.session import note, write
    from evidence.diagnostics import at_or_above
    from evidence.reading.suppress import olds, write_baseline

    found, failed = _read(store, asked, scope)
    documents = [settled.reported for _, settled in found]
    if asked.write_baseline:
        count = write_baseline(asked.write_baseline, olds(settled.checked for _, settled in found))
        note(f"{count} findings written to {asked.write_baseline}")
        return 2 if failed else 0
    write(_rendered(store, found, asked))
    ignored, old = sum(item.ignored for _, item in found), sum(item.old for _, item in found)
    if ignored or old:
        note(f"let stand: {ignored} by comments in the text, {old} by the baseline")
    if failed:
        return 2
    return int(any(at_or_above(item.severity, asked.fail_on) for document in documents for item in document.findings))  # type: ignore[arg-type]


def _read(store: Store, asked: Asked, scope: Scope) -> tuple[list[tuple[Draft, Settled]], bool]:
    """The documents that could be checked, and whether one could not: the others are checked all the same."""
    from evidence.cli.session import note
    from evidence.errors import EvidenceError
    from evidence.reading.suppress import check_draft, read_baseline

    known = read_baseline(asked.baseline) if asked.baseline else None
    found: list[tuple[Draft, Settled]] = []
    failed = False
    for path in asked.paths:
        try:
            draft = _draft(path)
            settled = check_draft(store, draft, scope, asked.bibliography, known)
        except EvidenceError as error:
            note(f"evidence: {error.message}" + (f"; {error.hint}" if error.hint else ""))
            failed = True
            continue
        for problem in settled.citations.problems:
            note(f"{path}: {problem}")
        found.append((draft, settled))
    gone = known.gone(draft.document.path for draft, _ in found) if known else 0
    if gone:
        note(f"no longer found: {gone} of the baseline; write it anew with --write-baseline")
    return found, failed


def _draft(path: str) -> Draft:
    """The text at a path, with a bar for a long one on a terminal; - is standard input."""
    import sys

    from evidence.reading.documents import read_bytes, read_draft
    from evidence.reading.documents.load import MAX_PDF
    from evidence.render.check_progress import bar

    with bar(path) as tell:
        return (
            read_bytes(sys.stdin.buffer.read(MAX_PDF + 1), "-", tell) if path == "-" else read_draft(Path(path), tell)
        )


def _rendered(store: Store, found: list[tuple[Draft, Settled]], asked: Asked) -> str:
    from evidence.render import check as render

    documents = [settled.reported for _, settled in found]
    base = {key: store.meta[key] for key in ("version", "as_of", "method")}
    match asked.form:
        case CheckFormat.json:
            return render.as_json(documents, store.meta, asked.everything)
        case CheckFormat.concise:
            return render.concise(documents) + render.summary(documents)
        case CheckFormat.github:
            from evidence.render.check_github import github

            return github(documents) + render.summary(documents)
        case CheckFormat.sarif:
            from evidence.render.check_sarif import sarif

            return sarif(documents, base)
        case CheckFormat.html:
            return _page(store, found, base)
    return render.text(documents)


def _page(store: Store, found: list[tuple[Draft, Settled]], base: dict[str, str]) -> str:
    """The articles with notes in their margin."""
    from evidence.cli.session import note
    from evidence.render.check_html import Article, html
    from evidence.render.check_studies import study_notes
    from evidence.render.claims import NOTICE

    for draft, settled in found:
        for complaint in settled.complaints:  # a comment is no part of the article
            note(f"{draft.document.path}:{complaint.line}: {complaint.message}")
    names = (name for _, settled in found for item in settled.checked.findings for name in (*item.for_, *item.against))
    articles = [Article(draft.document, settled.checked) for draft, settled in found]
    return html(articles, study_notes(store, names), base, NOTICE)
