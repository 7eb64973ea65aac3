"""What ``evidence init`` and ``evidence new`` wrote, and what is left to do."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from evidence.render.blocks import Bullets, Heading, Page, Text

if TYPE_CHECKING:
    from evidence.authoring.records.draft import Written


def started_page(folder: str, title: str, files: list[str], example: bool) -> Page:
    """A new base and the first commands to give in it."""
    first = ["evidence lint", "evidence hypotheses"]
    first += ['evidence ask "does quillbark help against hiccups?"', "evidence conflicts", "evidence check draft.md"]
    if not example:
        first = ['evidence new concept --kind drug --label "name of the drug"', "evidence lint"]
    commands = [f"cd {shlex.quote(folder)}", *first]
    blocks = (
        Heading(title, 1),
        Text(
            f"A new base in {folder}: {len(files)} files, "
            + ("with an invented example." if example else "no records.")
        ),
        Text("Now:"),
        Bullets(tuple((command, "") for command in commands)),
    )
    data = {"folder": folder, "title": title, "files": files, "next": commands}
    return Page(data, blocks, tuple({"path": path} for path in files))


def written_page(written: Written) -> Page:
    """A new record: where it stands, what to fill in, and what lint says about it."""
    draft = written.draft
    place = f"{draft.path}:{written.line}"
    gaps = [{"key": gap.key, "what": gap.what} for gap in draft.gaps]
    blocks: list[Heading | Text | Bullets] = [Heading(f"{draft.kind} {draft.id}", 1), Text(f"written to {place}")]
    blocks += [Text(f"its id was added to {path}") for path in written.touched]
    if gaps:
        blocks.append(Text("Still to be filled in, in this order:"))
        blocks.append(Bullets(tuple((f"{gap.key}: {gap.what}", "") for gap in draft.gaps)))
    if written.found:
        blocks.append(Text("evidence lint says:"))
        said = [f"{item.path}:{item.line} {item.severity} {item.code} {item.message}" for item in written.found]
        blocks.append(Bullets(tuple((line, "quiet") for line in said)))
    data = {
        "kind": draft.kind,
        "id": draft.id,
        "path": draft.path,
        "line": written.line,
        "touched": list(written.touched),
        "todo": gaps,
        "diagnostics": [
            {"code": item.code, "severity": item.severity, "message": item.message} for item in written.found
        ],
    }
    return Page(data, tuple(blocks), tuple({"id": draft.id, "path": draft.path, **gap} for gap in gaps))
