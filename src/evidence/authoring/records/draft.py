"""A new record on its way into the base: its text in its file, proved to load, then written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from evidence.authoring.order import file_text, shape_at
from evidence.base import Base
from evidence.diagnostics import Diagnostic
from evidence.errors import EvidenceError
from evidence.files import BaseTexts, atomic_write, list_base, writing
from evidence.ids import quoted
from evidence.loader import Loaded, decode, load
from evidence.yaml_write import append, set_key
from evidence.yaml_write.spans import find, parse


class Gap(NamedTuple):
    """A key that a person has to fill in, and with what."""

    key: str
    what: str


class Draft(NamedTuple):
    """A record as plain values, the file it goes to, and whether that file is a list. ``gaps`` are in house order."""

    kind: str
    id: str
    path: str
    values: dict[str, Any]
    many: bool
    gaps: tuple[Gap, ...]
    links: tuple[tuple[str, tuple[str | int, ...]], ...] = ()


class Written(NamedTuple):
    """Where a new record stands, what else was touched, what is missing, and what lint says about it."""

    draft: Draft
    line: int
    touched: tuple[str, ...]
    found: tuple[Diagnostic, ...]


class Desk:
    """A base on disk that records are added to."""

    def __init__(self, root: Path) -> None:
        self.root = root
        entries = list_base(root)
        self.refused = {name: entry.refused for name, entry in entries.items() if entry.refused}
        disk = BaseTexts(root, entries)
        self.texts = {name: disk[name] for name in entries}
        self.loaded: Loaded = load(self.texts, self.refused)

    @property
    def base(self) -> Base:
        """The records that are there."""
        return self.loaded.base

    def free_id(self, kind: str, given: str | None, made: str) -> str:
        """An id that nothing else has: the one given, or the one made, numbered when it is taken.

        A claim and a hypothesis may share one. Raises ``EvidenceError`` when the one given is taken or none can be made.
        """
        if given is not None:
            if self._taken(kind, given):
                home = self.base.homes[given]
                raise EvidenceError(
                    f"the id {quoted(given)} is taken: {home.path}:{home.line}", "choose another with --id"
                )
            return given
        if not made:
            raise EvidenceError("no id can be made of what was given", "choose one with --id, such as tiger-2020")
        number, found = 2, made
        while self._taken(kind, found):
            found, number = f"{made}-{number}", number + 1
        return found

    def _taken(self, kind: str, name: str) -> bool:
        sharing = {"claim": "hypothesis", "hypothesis": "claim"}.get(kind)
        return any(other != sharing for other in self.base.kinds.get(name, ())) or self._file_taken(kind, name)

    def _file_taken(self, kind: str, name: str) -> bool:
        folder = {"source": "sources", "study": "kb/studies", "hypothesis": "kb/hypotheses"}.get(kind)
        return folder is not None and f"{folder}/{name}.yaml" in self.texts

    def write(self, draft: Draft) -> Written:
        """Put a draft into its file. Raises ``EvidenceError``, and writes nothing, when the base would not load it."""
        changed = {draft.path: self._with(draft)}
        for path, where in draft.links:
            changed[path] = _linked(self._text(path), where, draft.id, path).encode()
        found = _proved(self, draft, changed)
        for path, content in changed.items():
            self._put(path, content, new=path == draft.path and not draft.many)
        entries = found[0].base.entries
        line = next(home.line for record, home in entries if record.id == draft.id and home.path == draft.path)
        own = tuple(item for item in found[1] if item.path == draft.path and item.line >= line)
        return Written(draft, line, tuple(path for path in changed if path != draft.path), own)

    def _with(self, draft: Draft) -> bytes:
        left = ", ".join(gap.key for gap in draft.gaps)
        values = {**draft.values, **({"todo": f"To be filled in: {left}."} if left else {})}
        if not draft.many:
            return file_text(draft.path, values).encode()
        if draft.path not in self.texts:
            return file_text(draft.path, [values]).encode()
        return append(self._text(draft.path), (), values).encode()

    def _text(self, path: str) -> str:
        if path in self.refused:
            raise EvidenceError(f"{path} {self.refused[path]}", "put a plain file there")
        text, bad = decode(self.texts[path])
        if bad is not None:
            raise EvidenceError(f"{path} is not UTF-8", "save it as UTF-8 first")
        return "\ufeff" + text if self.texts[path].startswith(b"\xef\xbb\xbf") else text

    def _put(self, path: str, content: bytes, new: bool) -> None:
        full = self.root / path
        with writing(path, "check its permissions"):
            if full.is_symlink() or any((self.root / part).is_symlink() for part in Path(path).parents):
                raise EvidenceError(f"{path} is reached through a symbolic link", "put a plain folder there")
            if new and full.exists():
                raise EvidenceError(f"{path} is there already", "choose another id with --id")
            atomic_write(full, content)


def _linked(text: str, where: tuple[str | int, ...], name: str, path: str) -> str:
    """``text`` with an id added to a list of ids, which is put in its place in house order when it is not there."""
    if find(parse(text.removeprefix("\ufeff")), where) is None:
        return set_key(text, where, [name], shape_at(path).keys)
    return append(text, where, name)


def _proved(desk: Desk, draft: Draft, changed: Mapping[str, bytes]) -> tuple[Loaded, tuple[Diagnostic, ...]]:
    """The base with the draft in it, and what lint says of its file; refuses a draft that brings an error."""
    from evidence.lint import lint

    after = load({**desk.texts, **changed}, desk.refused)
    before = {item[3:] for item in lint(desk.loaded).errors}
    found = lint(after).diagnostics
    fresh = [item for item in found if item.severity == "error" and item[3:] not in before]
    if fresh:
        first = fresh[0]
        raise EvidenceError(f"the {draft.kind} would bring an error: {first.code} {first.message}", first.hint)
    return after, found
