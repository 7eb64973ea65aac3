"""A new base in a folder of its own: whole, or not there at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from evidence.errors import EvidenceError
from evidence.files import writing
from evidence.ids import quoted
from evidence.yaml_write import text_of

_TEMPLATES = Path(__file__).parent / "templates"
_FOLDERS = ("kb/claims", "kb/concepts", "kb/hypotheses", "kb/studies", "sources")
_ABOUT = """
It starts with a small invented example (quillbark, a bark against hiccups): two trials that disagree. Nothing in it
is true. Delete its records when you have your own.
"""


def texts_of(title: str, today: str, example: bool) -> dict[str, bytes]:
    """Every file of a new base by its path; ``today`` is YYYY-MM-DD."""
    found = {f"{folder}/.gitkeep": b"" for folder in _FOLDERS}
    if example:
        found = _below(_TEMPLATES / "base")
    found |= {f".github/{path}": content for path, content in _below(_TEMPLATES / "github").items()}
    info = {"title": title, "version": "0.1", "as_of": today}
    found["kb/base.yaml"] = text_of(info).encode()
    found["kb/method.yaml"] = (Path(__file__).parent.parent / "method.yaml").read_bytes()
    found[".gitignore"] = (_TEMPLATES / "gitignore.txt").read_bytes()
    found["README.md"] = _readme(title, example).encode()
    return dict(sorted(found.items()))


def _below(folder: Path) -> dict[str, bytes]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _readme(title: str, example: bool) -> str:
    ask = "does quillbark help against hiccups?" if example else "a question in plain words"
    return (
        (_TEMPLATES / "README.md")
        .read_text("utf-8")
        .format(
            title=title.replace("\\", "\\\\").replace("<", "\\<").replace("[", "\\["),
            about=_ABOUT if example else "",
            ask=f'evidence ask "{ask}"',
            fifth=f"evidence check {'draft.md' if example else 'ARTICLE'}      # where a text says more than the studies do",
        )
    )


def create(folder: Path, texts: dict[str, bytes]) -> None:
    """Write a base into a new or empty folder; raises ``EvidenceError`` when it is not one or cannot be written.

    The files are gathered beside the folder and moved into place at the end; into the current folder, which has to
    stay itself, they are moved with ``kb`` last, so that it is no base before it is a whole one.
    """
    _refuse_taken(folder)
    full = Path(os.path.abspath(folder))  # noqa: PTH100  (a link on the way is the user's own)
    with writing(folder, "name another folder"):
        full.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=full.parent, prefix=f".{full.name[:100]}.", suffix=".tmp"))
        try:
            for path, content in texts.items():
                (made / path).parent.mkdir(parents=True, exist_ok=True)
                (made / path).write_bytes(content)
            made.chmod(0o755)
            _into_place(made, full)
        finally:
            shutil.rmtree(made, ignore_errors=True)


def _into_place(made: Path, full: Path) -> None:
    if not (full.exists() and Path.cwd().is_relative_to(full.resolve())):
        if full.exists():
            full.rmdir()
        made.rename(full)
        return
    for part in sorted(made.iterdir(), key=lambda path: (path.name == "kb", path.name)):
        part.rename(full / part.name)


def _refuse_taken(folder: Path) -> None:
    try:
        if folder.is_symlink():
            raise EvidenceError(f"{quoted(str(folder))} is a symbolic link", "name the folder itself")
        if folder.exists() and not folder.is_dir():
            raise EvidenceError(f"{quoted(str(folder))} is a file", "name a new or empty folder")
        inside = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise EvidenceError(f"{quoted(str(folder))} cannot be looked into: {why}", "name another folder") from error
    if inside:
        few = ", ".join(map(quoted, inside[:5])) + (f" and {len(inside) - 5} more" if len(inside) > 5 else "")
        raise EvidenceError(f"{quoted(str(folder))} is not empty: it holds {few}", "name a new or empty folder")
