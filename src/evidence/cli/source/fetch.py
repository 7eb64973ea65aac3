"""``evidence source fetch``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evidence.cli.options import BaseOption, Format, FormatOption

if TYPE_CHECKING:
    from evidence.ingest.http import Client
    from evidence.model import Source


def fetch(
    names: Annotated[list[str], typer.Argument(metavar="ID…", help="Sources to fetch the text of.")],
    record: Annotated[bool, typer.Option("--record", help="Write the hash of the text into the record.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace another text that is held.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Ask nobody; use answers kept earlier.")] = False,
    form: FormatOption = Format.rich,
    base: BaseOption = None,
) -> None:
    """Fetch the open-access full text of a source, or its abstract.

    Ask Europe PMC for the open-access full text, else it or PubMed for the abstract (ClinicalTrials.gov for a registry
    entry), and hold the text in sources/.texts/ with its hash, origin and licence. Another text that is held is not
    replaced without --force. The record is not touched without --record.

    Exit code 0; 1 when the text of some source could not be fetched; 2 for a wrong call.

    Example: evidence source fetch fava-2020 --record
    """
    from evidence.cli.session import emit
    from evidence.ingest.fetch import TERMS
    from evidence.ingest.http import client_of
    from evidence.render.source_fetch import fetch_page

    root, sources = _chosen(base, names)
    with client_of(offline) as client:
        rows = [_one(root, source, client, record, force) for source in sources]
    emit(fetch_page(rows, TERMS), form)
    if any(row["problem"] for row in rows):
        raise typer.Exit(1)


def _chosen(base: Path | None, names: list[str]) -> tuple[Path, list[Source]]:
    from evidence.cli.session import root_of
    from evidence.database.build import load_base
    from evidence.errors import EvidenceError
    from evidence.files import is_file
    from evidence.ids import nearest_hint, quoted

    root = None if base is not None and is_file(base) else root_of(base)
    if root is None:
        raise EvidenceError("there is no folder of a base here", "go to its folder, or name it with --base")
    known = load_base(root).base.sources
    for name in names:
        if name not in known:
            raise EvidenceError(
                f"there is no source {quoted(name)}", nearest_hint(name, known, "evidence find TEXT looks it up")
            )
    return root, [known[name] for name in dict.fromkeys(names)]


def _one(root: Path, source: Source, client: Client, record: bool, force: bool) -> dict[str, object]:
    """Fetch and hold one text; what fails is told, and the others are fetched all the same."""
    from evidence import held
    from evidence.errors import EvidenceError
    from evidence.ingest.fetch import fetch as fetched_text
    from evidence.ingest.services import services_of
    from evidence.ingest.standing.write import record_text

    row: dict[str, object] = {
        "id": source.id,
        "what": None,
        "sha256": None,
        "recorded": source.text,
        "problem": None,
        "hint": "",
    }
    try:
        found = fetched_text(source, client, services_of())
        sha256 = held.write(root, source.id, found.text, found.about, force)
        row |= {"what": found.about.what, "origin": found.about.origin, "fetched": found.about.fetched}
        row |= {
            "licence": found.about.licence,
            "characters": len(found.text),
            "sha256": sha256,
            "tried": list(found.doubts),
        }
        if record and source.text != sha256:
            if source.text and not force:
                raise EvidenceError(f"the record of {source.id} names another text", "--force lets it name this one")
            record_text(root, source.id, sha256)
            row["recorded"] = sha256
    except EvidenceError as error:
        row |= {"problem": error.message, "hint": error.hint}
    return row
