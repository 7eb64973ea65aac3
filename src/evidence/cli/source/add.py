"""``evidence source add``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Optional

import typer

from evidence.cli.options import BaseOption, Format, FormatOption

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evidence.diagnostics import Diagnostic
    from evidence.ingest.described import Described
    from evidence.ingest.intake import Outcome
    from evidence.model import SourceKind


def add(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="X...", help="A DOI, PMID, PMCID, NCT number or address, or a file; - is standard input."
        ),
    ],
    name: Annotated[
        Optional[str],  # noqa: UP045  (typer reads the annotation at run time)
        typer.Option("--id", help="The id of the source; by default author and year."),
    ] = None,
    kind: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--kind", help="What the document is, such as meta-analysis; by default as the file says."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the records and write nothing.")] = False,
    keep_text: Annotated[
        bool, typer.Option("--keep-text", help="Hold abstract and body in sources/.texts/, which is not committed.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Add what has title, author and year of another document in the base.")
    ] = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask no service, only what was kept of their answers.")
    ] = False,
    form: FormatOption = Format.rich,
    base: BaseOption = None,
) -> None:
    """Take documents in: by number, address or file.

    Take documents in: a DOI, PMID, PMCID, NCT number or address, or a file of references (RIS, BibTeX, nbib, CSL-JSON,
    PubMed XML, JATS), a PDF or a saved page. One that is in the base already, under any of its names, is refused.

    Exit code 0 when all went in, 1 when something was refused or could not be read, 2 when nothing could be done.

    Example: evidence source add 10.1038/s41386-018-0136-3 --dry-run
    """
    from datetime import date

    from evidence.cli.session import emit, root_of
    from evidence.database.build import load_base
    from evidence.errors import EvidenceError
    from evidence.ingest.intake import Taken, Wishes, plan, put
    from evidence.render.source_added import page

    root = root_of(base)
    if root is None:
        raise EvidenceError(
            "there is no base here to add to", "go to its folder, name it with --base, or evidence init"
        )
    wishes = Wishes(name, _kind(kind), force)
    outcomes: list[Outcome] = []
    day = date.today().isoformat()
    for outcome in plan(_items(what, offline), load_base(root), wishes):
        done = put(root, outcome, day, keep_text) if isinstance(outcome, Taken) and not dry_run else outcome
        outcomes.append(done)
    emit(page(outcomes, dry_run, keep_text), form)
    if not outcomes or not all(isinstance(outcome, Taken) or _is_minor(outcome) for outcome in outcomes):
        raise typer.Exit(1)


def _is_minor(outcome: Outcome) -> bool:
    from evidence.diagnostics import Diagnostic

    return isinstance(outcome, Diagnostic) and outcome.severity != "error"


def _kind(text: str | None) -> SourceKind | None:
    from typing import get_args

    from evidence.errors import EvidenceError
    from evidence.ids import nearest_hint, quoted
    from evidence.model import SourceKind

    known: tuple[SourceKind, ...] = get_args(SourceKind)
    if text is None:
        return None
    found = next((kind for kind in known if kind == text), None)
    if found is None:
        raise EvidenceError(f"--kind {quoted(text)} is none of the kinds", nearest_hint(text, known, ", ".join(known)))
    return found


def _items(what: list[str], offline: bool) -> Iterator[Described | Diagnostic]:
    """What each word describes; of several, one that cannot be read keeps no other one out."""
    from evidence.errors import EvidenceError
    from evidence.ingest.problems import problem

    for text in dict.fromkeys(what):
        try:
            yield from _described(text, offline)
        except EvidenceError as error:
            if len(what) == 1:
                raise
            yield problem("unreadable", text[:200], 0, error.message, error.hint)


def _described(text: str, offline: bool) -> Iterable[Described | Diagnostic]:
    from pathlib import Path

    from evidence.ingest.recognise import content_of, read

    if text == "-":
        return read(_piped(), "standard input")
    if _is_path(text):
        return read(content_of(Path(text)), Path(text).name)
    return (_looked_up(text, offline),)


def _is_path(text: str) -> bool:
    """Whether a word names a file: one that is there, or what is no identifier but written like a name of a file."""
    import os

    from evidence.ingest.named import identifier

    if "\x00" in text:
        return False
    return os.path.lexists(text) or (identifier(text) is None and "." in text)


def _piped() -> bytes:
    import sys

    from evidence.errors import EvidenceError
    from evidence.ingest.recognise import MAX_BYTES

    content = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise EvidenceError(f"standard input is larger than {MAX_BYTES // 2**20} MiB", "split it")
    return content


def _looked_up(text: str, offline: bool) -> Described | Diagnostic:
    """The document that an identifier names, as the services describe it; offline with nothing but the identifier."""
    from evidence.errors import EvidenceError
    from evidence.ids import quoted
    from evidence.ingest.http import client_of
    from evidence.ingest.lookup import describe
    from evidence.ingest.named import described, identifier
    from evidence.ingest.problems import problem

    found = identifier(text)
    if found is None:
        hint = "write a DOI, PMID, PMCID, NCT number or http address, or name a file"
        return problem("nothing-known", text[:200], 0, f"{quoted(text)} is neither a file here nor an identifier", hint)
    try:
        with client_of(offline) as client:
            return describe(found, client)
    except EvidenceError as error:
        if offline:
            return described(found)
        hint = f"{error.hint}; --offline makes a record of the identifier alone"
        return problem("nothing-known", f"{found.scheme} {found.value}", 0, error.message, hint)
