"""Where saved questions lie: the base's own ``queries/`` folder, and the one that came with the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from evidence.errors import EvidenceError
from evidence.ids import nearest_hint, quoted
from evidence.queries.header import Language, Question, read_question
from evidence.store import Store

_PACKAGE = Path(__file__).parent.parent
#: Filled when a wheel is built; in a checkout the folder at its root stands in.
SHIPPED = (_PACKAGE / "packaged" / "queries", _PACKAGE.parent.parent / "queries")
#: A longer file is no question.
MAX_BYTES = 200_000


def folders(root: Path | None) -> tuple[Path, ...]:
    """The folders to look in, the base's own first."""
    own = (root / "queries",) if root else ()
    shipped = next(((folder,) for folder in SHIPPED if folder.is_dir()), ())
    return tuple(dict.fromkeys(folder.resolve() for folder in (*own, *shipped) if folder.is_dir()))


def questions(root: Path | None) -> tuple[Question, ...]:
    """Every saved question, by name, SQL before SPARQL; a base's own stands before a shipped one of the same name."""
    found: dict[tuple[str, str], Path] = {}
    for folder in folders(root):
        for path in _listed(folder):
            if path.suffix[1:] in get_args(Language) and path.is_file():
                found.setdefault((path.stem, path.suffix), path)
    return tuple(_read(path) for _, path in sorted(found.items(), key=lambda item: (item[0][0], item[0][1] != ".sql")))


def fitting(found: tuple[Question, ...], store: Store) -> tuple[Question, ...]:
    """Those that can be asked of a base: not the ones on a controversy whose records it does not have."""
    return tuple(item for item in found if not item.controversies or _known(item, store))


def _known(item: Question, store: Store) -> bool:
    names = [name for each in item.parameters if each.type in ("id", "ids") for name in (each.default or "").split()]
    return not names or any(store.kind(name) for name in names)


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise EvidenceError(f"{folder} cannot be read: {error.strerror}", "check its permissions") from error


def question(name: str, root: Path | None, prefer: Language | None = None) -> Question:
    """The question of this name, or in the file at this path. ``NAME.rq`` and ``NAME.sql`` choose the language."""
    path = Path(name)
    suffix = path.suffix[1:] if path.suffix[1:] in get_args(Language) else ""
    if suffix and len(path.parts) > 1:
        return _read(path)
    known = questions(root)
    stem = path.stem if suffix else name
    wanted = [item for item in known if item.name == stem and (not suffix or item.language == suffix)]
    wanted = [item for item in wanted if item.language == prefer] if prefer else wanted
    if wanted:
        return wanted[0]
    if suffix and path.is_file():
        return _read(path)
    raise _unknown(name, stem, known, prefer)


def _unknown(name: str, stem: str, known: tuple[Question, ...], prefer: Language | None) -> EvidenceError:
    if prefer == "rq" and any(item.name == stem for item in known):
        able = ", ".join(item.name for item in known if item.language == "rq")
        return EvidenceError(f"{name} is asked in SQL only, which a SPARQL server does not know", f"in SPARQL: {able}")
    hint = nearest_hint(
        stem, {item.name for item in known}, "evidence query lists them all; a file of yours ends in .sql or .rq"
    )
    return EvidenceError(f"there is no saved question {quoted(name)}", hint)


def _read(path: Path) -> Question:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EvidenceError(f"{path} is not UTF-8", "save the file as UTF-8") from error
    except OSError as error:
        raise EvidenceError(f"{path} cannot be read: {error.strerror}", "check the path") from error
    if len(content) > MAX_BYTES:
        raise EvidenceError(f"{path} is larger than {MAX_BYTES} bytes", "a question is short")
    return read_question(path.stem, path.suffix[1:], text, str(path))  # type: ignore[arg-type]


def by_name(found: tuple[Question, ...]) -> Iterator[tuple[str, tuple[Question, ...]]]:
    """Questions of the same name together."""
    for name in dict.fromkeys(item.name for item in found):
        yield name, tuple(item for item in found if item.name == name)
