"""``evidence source status``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, Optional

import typer

from evidence.cli.options import BaseOption, Format, FormatOption

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence.changes.sides import Side
    from evidence.ingest.standing.drafts import Cited
    from evidence.ingest.standing.join import Finding
    from evidence.ingest.standing.snapshot import Snapshot
    from evidence.model import Source


class Lists(NamedTuple):
    """Where to look."""

    retraction_watch: Path | None
    crossref: Path | None
    pmids: Path | None
    online: bool
    offline: bool
    as_of: str | None


FileOption = Optional[Path]  # noqa: UP045  (typer reads the annotation at run time)


def status(
    names: Annotated[list[str], typer.Argument(metavar="[ID…]", help="Sources; by default all of them.")] = [],  # noqa: B006
    retraction_watch: Annotated[
        FileOption, typer.Option("--retraction-watch", metavar="FILE", help="The Retraction Watch CSV of Crossref.")
    ] = None,
    crossref: Annotated[
        FileOption, typer.Option("--crossref", metavar="FILE|DIR", help="Works of Crossref as JSON.")
    ] = None,
    pmids: Annotated[
        FileOption, typer.Option("--retracted-pmids", metavar="FILE", help="PubMed numbers of retracted papers.")
    ] = None,
    online: Annotated[bool, typer.Option("--online", help="Ask Crossref and PubMed.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="With --online: only answers kept earlier.")] = False,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day the files were made.")] = None,
    drafts: Annotated[
        list[Path], typer.Option("--drafts", metavar="FILE", help="A draft to search for citations; repeat it.")
    ] = [],  # noqa: B006
    write: Annotated[bool, typer.Option("--write", help="Set the standing of the records.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Name also the sources about which nothing was found.")
    ] = False,
    form: FormatOption = Format.rich,
    base: BaseOption = None,
) -> None:
    """Look up retractions, corrections and concerns.

    Compare the sources with dated lists (Retraction Watch, Crossref, PubMed) and show what would follow: evidence lines
    that drop out, verdicts and hypotheses that change, documents that repeat them. Nothing is written without --write.
    With no list it shows what the records say. What no list names stays unknown.

    Exit code 0; 1 when a notice was found that a record does not carry (and was not written); 2 when a list or the base
    cannot be read, or nothing could be looked up.

    Example: evidence source status --retraction-watch retraction_watch.csv
    """
    from evidence.cli.session import emit
    from evidence.ingest.standing.report import recorded_json, status_json
    from evidence.ingest.standing.snapshot import checked_day
    from evidence.render.source_status import recorded_page, status_page

    lists = Lists(retraction_watch, crossref, pmids, online, offline, checked_day(as_of) if as_of else None)
    root, side = _side(base)
    sources = _chosen(side, names)
    if not (online or retraction_watch or crossref or pmids):
        emit(recorded_page(recorded_json(sources)), form)
        return
    snapshots = _snapshots(lists, sources)
    findings = _findings(sources, snapshots)
    reached, cited = _reached(side, findings, drafts, root)
    written = _write(root, findings, side.base.info.as_of) if write else ()
    problems = [f"{item.path}:{item.line} {item.code} {item.message}" for item in side.problems]
    emit(status_page(status_json(findings, snapshots, reached, cited, written, problems), everything), form)
    if not written and any(item.outcome == "news" for item in findings):
        raise typer.Exit(1)


def _side(base: Path | None) -> tuple[Path, Side]:
    from evidence.changes.sides import of_folder
    from evidence.cli.session import root_of
    from evidence.errors import EvidenceError
    from evidence.files import is_file

    if base is not None and is_file(base):
        raise EvidenceError(f"{base} is a compiled base", "name the folder with the files, with --base")
    root = root_of(base)
    if root is None:
        raise EvidenceError("there is no base here", "go to its folder, or name it with --base")
    return root, of_folder(root, "the base as it is", {})


def _chosen(side: Side, names: list[str]) -> list[Source]:
    from evidence.errors import EvidenceError
    from evidence.ids import nearest_hint, quoted

    known = side.base.sources
    for name in names:
        if name not in known:
            raise EvidenceError(
                f"there is no source {quoted(name)}", nearest_hint(name, known, "evidence find TEXT looks it up")
            )
    if not known:
        raise EvidenceError("the base holds no source", "evidence source add takes one in")
    return [known[name] for name in dict.fromkeys(names or known)]


def _snapshots(lists: Lists, sources: Iterable[Source]) -> list[Snapshot]:
    from evidence.ingest.standing import crossref_works, pmid_list, retraction_watch
    from evidence.ingest.standing.join import names_of

    wanted = frozenset(name for source in sources for name in names_of(source))
    files = (
        (retraction_watch.read, lists.retraction_watch),
        (crossref_works.read, lists.crossref),
        (pmid_list.read, lists.pmids),
    )
    found = [read(path, wanted, lists.as_of) for read, path in files if path is not None]
    if lists.online:
        from evidence.ingest.http import client_of
        from evidence.ingest.services import services_of
        from evidence.ingest.standing.online import ask

        with client_of(lists.offline) as client:
            found += ask(wanted, client, services_of(), _tell)
    return found


def _tell(done: int, total: int) -> None:
    """How far it is, where somebody watches: asking politely about a whole base takes a minute."""
    import sys

    if sys.stderr.isatty():
        print(f"\rasking Crossref: {done} of {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _findings(sources: Iterable[Source], snapshots: list[Snapshot]) -> tuple[Finding, ...]:
    from evidence.errors import EvidenceError
    from evidence.ingest.standing.join import join

    found = join(sources, snapshots)
    if all(item.outcome == "unseen" for item in found):
        hint = "a list knows documents by DOI or PMID; --retracted-pmids by PMID only"
        raise EvidenceError(f"none of {len(found)} sources could be looked up", hint)
    return found


def _reached(side: Side, findings: tuple[Finding, ...], drafts: list[Path], root: Path):  # type: ignore[no-untyped-def]
    """The cascade of what is news, and the drafts that cite what is not in good standing."""
    from evidence.ingest.standing.cascade import cascade

    news = {item.source: item.proposed for item in findings if item.outcome == "news" and item.proposed}
    reached = cascade(side, news) if news else None
    return reached, _cited(root, findings, drafts) if drafts else None


def _cited(root: Path, findings: tuple[Finding, ...], drafts: list[Path]) -> tuple[tuple[Cited, ...], int]:
    from evidence.cli.session import current
    from evidence.ingest.standing.drafts import citing
    from evidence.store import open_store

    told = [item.source for item in findings if (item.found or item.recorded).status not in ("ok", "unknown")]
    return citing(open_store(current(root)), drafts, told)


def _write(root: Path, findings: tuple[Finding, ...], as_of: str) -> tuple[str, ...]:
    from evidence.errors import EvidenceError
    from evidence.ingest.standing.write import record_standings

    proposed = {item.source: item.proposed for item in findings if item.proposed}
    newest = max((note.checked_on or "" for note in proposed.values()), default="")
    if as_of and newest[: len(as_of)] > as_of:
        raise EvidenceError(
            f"the base answers for what was known on {as_of}, and this was looked up on {newest}; nothing was written",
            f"set as_of: '{newest}' in kb/base.yaml, then write",
        )
    return record_standings(root, proposed)
