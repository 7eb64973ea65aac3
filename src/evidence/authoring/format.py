"""Files of a base in house style, each proved to say what it said before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from evidence.authoring.order import shape_at
from evidence.diagnostics import Diagnostic
from evidence.errors import EvidenceError
from evidence.ids import quoted
from evidence.loader import Trouble, decode, parse, placed
from evidence.yaml_text import read
from evidence.yaml_write.spans import comments
from evidence.yaml_write.spans import parse as tree
from evidence.yaml_write.tidy import tidy

#: Troubles that keep a file from being read, with the rule that reports each.
_BROKEN = {
    "broken-yaml": "KB001",
    "not-utf8": "KB002",
    "merge-conflict": "KB003",
    "repeated-key": "KB004",
    "refused-yaml": "KB005",
    "too-deep": "KB006",
    "unreadable-file": "KB007",
    "empty-file": "KB008",
    "unexpected-file": "KB009",
}


class Formatted(NamedTuple):
    """One file before and after; ``problem`` says why it was left alone."""

    path: str
    before: bytes
    after: bytes
    problem: Diagnostic | None = None

    @property
    def changed(self) -> bool:
        """Whether house style writes it otherwise."""
        return self.before != self.after


def chosen(root: Path, entries: Iterable[str], paths: Iterable[Path]) -> list[str]:
    """The record files of the base at or below ``paths``, or all of them; raises ``EvidenceError`` for any other path.

    Nothing is looked up through a symbolic link: a path counts as it is written.
    """
    import os

    files = [name for name in entries if name.endswith(".yaml")]
    top = Path(os.path.abspath(root))  # noqa: PTH100  (resolve would follow links)
    found: list[str] = []
    for path in paths:
        full = Path(os.path.abspath(path))  # noqa: PTH100
        inside = full.relative_to(top).as_posix() if full.is_relative_to(top) else None
        here = [name for name in files if inside == "." or name == inside or name.startswith(f"{inside}/")]
        if inside is None or not here:
            raise EvidenceError(
                f"{quoted(str(path))} is no record file or folder of the base in {root}",
                "name a .yaml file below kb/ or sources/ that is not reached through a link",
            )
        found += here
    return sorted(set(found)) if found else files


def format_files(texts: Mapping[str, bytes], paths: Iterable[str], refused: Mapping[str, str]) -> list[Formatted]:
    """Every file at ``paths`` in house style, in that order. A broken one comes back as it was, with its problem."""
    return [format_file(path, texts[path], refused.get(path, "")) for path in paths]


def format_file(path: str, content: bytes, refused: str = "") -> Formatted:
    """One file in house style: keys in house order, comments with theirs, values as they were."""
    trouble = next((item for item in parse(path, content, refused).troubles if item.kind in _BROKEN), None)
    if trouble:
        return Formatted(path, content, content, _diagnostic(trouble))
    if placed(path) is None:
        return Formatted(path, content, content)
    text, _ = decode(content)
    try:
        after = tidy(text, shape_at(path))
        _prove(text, after)
    except EvidenceError as error:
        problem = Diagnostic(path, 1, 1, "FMT1", "not-formatted", "error", error.message, error.hint)
        return Formatted(path, content, content, problem)
    return Formatted(path, content, after.encode())


def _diagnostic(item: Trouble) -> Diagnostic:
    return Diagnostic(
        item.path, item.line, item.column, _BROKEN[item.kind], item.kind, "error", item.message, item.hint
    )


def _prove(before: str, after: str) -> None:
    """Raise ``EvidenceError`` unless both texts hold the same values and the same comments."""
    old, new = read(before), read(after)
    hint = "left as it was; bring it into order by hand"
    if new.troubles or old.value != new.value:
        raise EvidenceError("house style would change a value in this file", hint)
    if _comments(before) != _comments(after):
        raise EvidenceError("house style would lose a comment of this file", hint)


def _comments(text: str) -> list[str]:
    body = text.removeprefix("\ufeff")
    return sorted(body[start:end].strip() for start, end in comments(tree(body), body)) if "#" in body else []
