"""``evidence propose``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Optional

import typer

from evidence.cli.options import BaseOption
from evidence.errors import EvidenceError

if TYPE_CHECKING:
    from evidence.proposing.drafts import Drafted
    from evidence.proposing.text import Text
    from evidence.proposing.types import Proposed
    from evidence.store import Store


class ProposeFormat(StrEnum):
    """How proposals are printed."""

    text = "text"
    json = "json"


class Target(NamedTuple):
    """The study that the lines are for; ``record`` is the one in the base, ``new`` what a new file would begin with."""

    name: str
    record: dict[str, Any] | None
    new: dict[str, Any] | None


StudyOption = Annotated[
    Optional[str],  # noqa: UP045  (typer reads the annotation at run time)
    typer.Option("--study", metavar="ID", help="The study the lines are for; a new id makes a new file."),
]
SourceOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--source", metavar="ID", help="The source record that FILE is the text of."),
]
ModelOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--model", metavar="NAME", help="An installed spaCy pipeline to find sentences and verbs with."),
]


def propose(
    target: Annotated[
        str, typer.Argument(metavar="SOURCE|FILE", help="A source whose text is held, a file, or - (stdin).")
    ],
    study: StudyOption = None,
    source: SourceOption = None,
    claim: Annotated[list[str], typer.Option("--claim", metavar="ID", help="Only lines for this claim.")] = [],  # noqa: B006
    design: Annotated[str, typer.Option("--design", help="The design of a new study, where the text is silent.")] = "",
    species: Annotated[list[str], typer.Option("--species", help="The species of a new study.")] = [],  # noqa: B006
    write: Annotated[bool, typer.Option("--write", help="Put the lines into the study file, as drafts.")] = False,
    model: ModelOption = None,
    form: Annotated[ProposeFormat, typer.Option("--format", "-f", help="How to print them.")] = ProposeFormat.text,
    base: BaseOption = None,
) -> None:
    """Propose draft evidence lines out of a text.

    Read a text (the held text of a source, or a file: TXT, Markdown, HTML, DOCX, PDF, JATS) and propose draft evidence
    lines for the claims of the base, each with the passage it stands on. A draft counts in no verdict until a person
    has accepted it. Nothing is written without --write, and then nothing is overwritten.

    Exit code 0 when the text was read, 2 when it could not be.

    Example: evidence propose abstract.txt --study tiger-2020-trial --source tiger-2020
    """
    from evidence.cli.session import open_base
    from evidence.cli.session import write as put
    from evidence.proposing.drafts import drafted
    from evidence.proposing.propose import propose as read
    from evidence.render.proposed import as_json, as_yaml

    store = open_base(base)
    for name in claim:
        store.resolve(name, "claim")
    text, source = _text(store, target, source, model, base)
    found = read(store, text, source, claim)
    wanted = _target(store, study, source, found, design, species, needed=write)
    lines = (wanted.record or {}).get("evidence", ())
    drafts = drafted(
        found, wanted.name, [line["id"] for line in lines], {(line["claim"], line["source"]) for line in lines}
    )
    if write:
        _write(base, wanted, drafts, source)
    if form is ProposeFormat.json:
        put(as_json(found, drafts, text.unit))
    else:
        put(as_yaml(found, drafts, text.unit, wanted.new))


def _text(
    store: Store, target: str, source: str | None, model: str | None, base: Path | None
) -> tuple[Text, str | None]:
    """The text to read, and the source it belongs to: the id of a source comes before a file of the same name."""
    import sys

    from evidence.proposing.text import text_of_bytes, text_of_file, text_of_string
    from evidence.reading.documents.load import MAX_PDF

    if source is not None:
        store.resolve(source, "source")
    if target == "-":
        return text_of_bytes(sys.stdin.buffer.read(MAX_PDF + 1), model), source
    if store.record(target, "source") is None:
        path = Path(target)
        if not _exists(path):
            raise EvidenceError(
                f"{target[:200]!r} is neither a source of this base nor a file",
                "name a source id, or the file with its text",
            )
        return text_of_file(path, model), source
    if source not in (None, target):
        raise EvidenceError(f"--source {source} is another source than {target}", "leave out --source")
    from evidence.cli.session import root_of
    from evidence.held import read

    root = root_of(base)
    held = read(root, target) if root else None
    if held is None:
        raise EvidenceError(
            f"no text of {target} is held", f"name the file that holds it: evidence propose FILE --source {target}"
        )
    return text_of_string(held.text, target, model), target


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _target(
    store: Store, study: str | None, source: str | None, found: Proposed, design: str, species: list[str], needed: bool
) -> Target:
    """The study named, else the one that the source reports."""
    from evidence.ids import is_slug, quoted

    name = study or _reported(store, source)
    if name is None:
        if needed:
            raise EvidenceError("it is not known which study the lines are for", "name it: --study ID")
        return Target("STUDY", None, None)
    if not is_slug(name):
        raise EvidenceError(f"{quoted(name)} is not an id", "ids are words of small letters and digits joined by -")
    record = store.record(name, "study")
    if record is None and store.kind(name):
        raise EvidenceError(f"{name} is the id of a {store.kind(name)}, not of a study", "name another with --study")
    new = _new_study(store, name, source, found, design, species, needed) if record is None else None
    return Target(name, record, new)


def _reported(store: Store, source: str | None) -> str | None:
    record = store.record(source, "source") if source else None
    reports = (record or {}).get("reports", ())
    return reports[0] if len(reports) == 1 else None


def _new_study(
    store: Store, name: str, source: str | None, found: Proposed, design: str, species: list[str], needed: bool
) -> dict[str, Any] | None:
    """What a new study file begins with; ``None`` when too little is known for one and none is to be written."""
    from typing import get_args

    from evidence.ids import nearest_hint, quoted
    from evidence.model import Design, Species
    from evidence.proposing.drafts import study_of

    for option, values, known in (("--design", [design] if design else [], Design), ("--species", species, Species)):
        for value in values:
            if value not in get_args(known):
                few = f"one of {', '.join(get_args(known))}"
                raise EvidenceError(f"{option} {quoted(value)} is not known", nearest_hint(value, get_args(known), few))
    design = design or found.study.value("design") or ""
    names = species or list(found.study.species)
    if design and names:
        return study_of(found.study, name, _label(store, name, source), design, names)
    if needed:
        missing = "design" if not design else "species"
        raise EvidenceError(f"the text does not tell the {missing} of the new study {name}", f"say it: --{missing} …")
    return None


def _label(store: Store, name: str, source: str | None) -> str:
    """A label to start with: first author and year of the source, else the words of the id."""
    csl = ((store.record(source, "source") if source else None) or {}).get("csl", {})
    author: dict[str, str] = next(iter(csl.get("author", ())), {})
    who, year = author.get("family") or author.get("literal"), str(csl.get("issued", ""))[:4]
    return f"{who} {year}".strip() if who else name.replace("-", " ").capitalize()


def _write(base: Path | None, wanted: Target, drafts: Drafted, source: str | None) -> None:
    """Put the drafts into the study file, and say where."""
    from evidence.cli.session import note, root_of
    from evidence.database.build import load_base
    from evidence.proposing.study_file import checked, study_path, with_lines
    from evidence.proposing.study_file import write as put

    if source is None:
        raise EvidenceError("a line needs the source it stands in", "name its record: --source ID")
    if not drafts.lines:
        note("nothing written: no line is proposed")
        return
    root = root_of(base)
    if root is None:
        raise EvidenceError("there is no base here to write to", "go to its folder, or name it with --base")
    loaded = load_base(root)
    change = with_lines(loaded, study_path(loaded.base, wanted.name), wanted.new or {}, drafts.lines)
    after = checked(loaded, change)
    put(root, change)
    names = ", ".join(line["id"] for line in drafts.lines)
    note(f"{'added to' if change.old is not None else 'written to'} {change.path}: {names}")
    if wanted.name not in after.base.sources[source].reports:
        note(f"next: add {wanted.name} to reports in {after.base.homes[source].path}")
    note("next: write each finding in your own words, check the rest, then evidence accept LINE")
