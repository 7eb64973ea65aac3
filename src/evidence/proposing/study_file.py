"""Where draft lines go: into the file of their study. Comments and every other byte stay; nothing is overwritten."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evidence.authoring.order import file_text
from evidence.base import Base
from evidence.errors import EvidenceError
from evidence.files import atomic_write, writing
from evidence.ids import is_slug, quoted
from evidence.lint import lint
from evidence.loader import Loaded, parse
from evidence.yaml_write import append


class Change(NamedTuple):
    """A new text for one file of a base; ``old`` is ``None`` for a file that is not there yet."""

    path: str
    old: bytes | None
    new: bytes


def study_path(base: Base, study: str) -> str:
    """The file of a study, there or to be; raises ``EvidenceError`` for an id that is none, or that is taken."""
    if not is_slug(study):
        raise EvidenceError(f"{quoted(study)} is not an id", "ids are words of small letters and digits joined by -")
    if study in base.studies:
        return base.homes[study].path
    if study in base.kinds:
        raise EvidenceError(
            f"{study} is the id of a {base.kinds[study][0]}, not of a study", "name another with --study"
        )
    return f"kb/studies/{study}.yaml"


def with_lines(loaded: Loaded, path: str, study: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]) -> Change:
    """The study file with the lines at the end of its evidence; ``study`` is what a new file begins with."""
    if path not in loaded.texts:
        return Change(path, None, file_text(path, {**study, "evidence": list(lines)}).encode())
    text = text_at(loaded, path)
    for line in lines:
        text = append(text, ("evidence",), line)
    return Change(path, loaded.texts[path], text.encode())


def text_at(loaded: Loaded, path: str) -> str:
    """The text of a file of a base as it stands, byte order mark and all; raises ``EvidenceError`` for bad UTF-8."""
    try:
        return loaded.texts[path].decode("utf-8")
    except UnicodeDecodeError as error:
        raise EvidenceError(f"{path} is not UTF-8, so it is not changed", "evidence lint says where") from error


def changed(loaded: Loaded, change: Change) -> Loaded:
    """The base as it would be."""
    texts = ChainMap({change.path: change.new}, loaded.texts)  # type: ignore[arg-type]  # it is only read
    return Loaded(texts, {**loaded.parsed, change.path: parse(change.path, change.new)}, loaded.refused)


def checked(loaded: Loaded, change: Change) -> Loaded:
    """The base as it would be; raises ``EvidenceError`` when lint finds an error in the changed file."""
    after = changed(loaded, change)
    errors = [item for item in lint(after).errors if item.path == change.path]
    if errors:
        first = errors[0]
        raise EvidenceError(
            f"{change.path} would have an error at line {first.line}: {first.code} {first.message}",
            first.hint or f"evidence rule {first.code} explains it",
        )
    return after


def write(root: Path, change: Change) -> None:
    """Put the new text in place, whole or not at all; raises ``EvidenceError`` when the file is no longer as it was."""
    target = root / change.path
    inside = root.resolve()
    if not target.parent.resolve().is_relative_to(inside) or target.is_symlink():
        raise EvidenceError(f"{change.path} leads outside the base", "replace the link by a folder or file of its own")
    there = target.read_bytes() if target.exists() else None
    if there != change.old:
        raise EvidenceError(f"{change.path} has changed meanwhile", "run the command again")
    with writing(change.path, "check its permissions"):
        atomic_write(target, change.new)
