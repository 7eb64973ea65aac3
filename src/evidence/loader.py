"""Texts in, records out: pure, whatever the order of the files. What is wrong comes back as values.

``parse`` reads one file; ``load`` reads a base. A file that cannot be read costs its own records and nothing else,
and its troubles say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from evidence import yaml_text
from evidence.base import KIND_NAMES, Base, Home
from evidence.model import BaseInfo
from evidence.yaml_text import Path

RECORD_TYPES: dict[str, type] = {**{name: kind for kind, name in KIND_NAMES.items()}, "base": BaseInfo}

_CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)

#: So many files are kept with the places of all their values, which take many times the room of the text.
_AT_HAND = 8

#: Where each kind of record lives: folder or file, kind, and whether the file is a list.
LAYOUT: tuple[tuple[str, str, bool], ...] = (
    ("kb/concepts/", "concept", True),
    ("kb/claims/", "claim", True),
    ("kb/hypotheses/", "hypothesis", False),
    ("kb/studies/", "study", False),
    ("kb/overrides.yaml", "override", True),
    ("kb/base.yaml", "base", False),
    ("kb/method.yaml", "method", False),
    ("sources/", "source", False),
)


class Trouble(NamedTuple):
    """A file or value that could not be taken in. ``kind`` names the rule that reports it."""

    kind: str
    path: str
    line: int
    column: int
    message: str
    hint: str = ""


class Parsed(NamedTuple):
    """What one file holds: its records, the path and first line of each in the file, and its troubles."""

    kind: str
    homes: tuple[Path, ...]
    records: tuple[Any, ...]
    troubles: tuple[Trouble, ...]
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Loaded:
    """A base as read: records, troubles, and the texts to find places in."""

    texts: Mapping[str, bytes]
    parsed: Mapping[str, Parsed]
    refused: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def base(self) -> Base:
        """The records, indexed."""
        homes = (
            (record, Home(path, where, line))
            for path, parsed in sorted(self.parsed.items())
            if parsed.kind not in ("method", "other")
            for record, where, line in zip(parsed.records, parsed.homes, parsed.lines, strict=True)
        )
        return Base.of(homes)

    @cached_property
    def method_values(self) -> Any:
        """The plain values of ``kb/method.yaml``, or ``None`` when the base brings none."""
        found = self.parsed.get("kb/method.yaml")
        return found.records[0] if found and found.records else None

    @cached_property
    def _documents(self) -> dict[str, yaml_text.Document]:
        return {}

    def document(self, path: str) -> yaml_text.Document:
        """The file read again with places; only files that have something wrong with them need it."""
        if path not in self._documents:
            if len(self._documents) >= _AT_HAND:
                self._documents.pop(next(iter(self._documents)))
            self._documents[path] = yaml_text.read(decode(self.texts[path])[0])
        return self._documents[path]

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """Every trouble of every file."""
        return tuple(trouble for parsed in self.parsed.values() for trouble in parsed.troubles)


def load(texts: Mapping[str, bytes], refused: Mapping[str, str] | None = None) -> Loaded:
    """Read a whole base from path → bytes. ``refused`` tells which files the disk would not give, and why."""
    refused = refused or {}
    return Loaded(texts, {path: parse(path, texts[path], refused.get(path, "")) for path in sorted(texts)}, refused)


def load_texts(texts: Mapping[str, str]) -> Loaded:
    """``load`` for texts in strings, as tests write them."""
    return load({path: text.encode() for path, text in texts.items()})


def placed(path: str) -> tuple[str, bool] | None:
    """The kind of record a file at ``path`` holds, and whether it is a list; ``None`` for a file out of place."""
    for where, kind, many in LAYOUT:
        if path == where:
            return kind, many
        if where.endswith("/") and path.startswith(where) and path.endswith(".yaml"):
            return (kind, many) if "/" not in path[len(where) :] else None
    return None


def decode(content: bytes) -> tuple[str, int | None]:
    """UTF-8 text (without a byte order mark), and the offset of the first bad byte or ``None``."""
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        return "", error.start


def parse(path: str, content: bytes, refused: str = "") -> Parsed:
    """Read one file of a base. Never raises for bad content."""
    here = placed(path)
    if here is None:
        if path.endswith(("LICENSE", ".md")):
            return Parsed("other", (), (), ())
        message = f"{path} is not where a record file belongs, so it is not read"
        folders = ", ".join(where for where, _, _ in LAYOUT)
        return _nothing("other", Trouble("unexpected-file", path, 0, 0, message, f"move or rename it: {folders}"))
    kind, many = here
    if refused:
        hint = "keep one record a file, and plain files only"
        return _nothing(kind, Trouble("unreadable-file", path, 0, 0, f"{path} {refused}", hint))
    text, bad_byte = decode(content)
    trouble = _before_yaml(path, content, text, bad_byte)
    if trouble:
        return _nothing(kind, trouble)
    document = yaml_text.read(text)
    troubles = tuple(_from_yaml(path, item) for item in document.troubles)
    if document.value is None:
        return Parsed(kind, (), (), troubles or (_empty(path),))
    return _records(path, kind, many, document, troubles)


def _nothing(kind: str, trouble: Trouble) -> Parsed:
    return Parsed(kind, (), (), (trouble,))


def _empty(path: str) -> Trouble:
    return Trouble("empty-file", path, 1, 1, "the file holds no record", "delete it, or write the record")


def _before_yaml(path: str, content: bytes, text: str, bad_byte: int | None) -> Trouble | None:
    if bad_byte is not None:
        line = content.count(b"\n", 0, bad_byte) + 1
        column = bad_byte - content.rfind(b"\n", 0, bad_byte)
        message = f"byte 0x{content[bad_byte]:02x} is not UTF-8"
        return Trouble("not-utf8", path, line, column, message, "save the file as UTF-8")
    if not text.strip():
        return _empty(path)
    conflict = _CONFLICT.search(text)
    if conflict and re.search(r"^<{7} ", text, re.MULTILINE):
        line = text.count("\n", 0, conflict.start()) + 1
        message = "a merge conflict was left in the file"
        return Trouble("merge-conflict", path, line, 1, message, "keep one side and remove the markers")
    return None


_YAML_MESSAGES = {
    "syntax": ("broken-yaml", "not readable as YAML: {}", "look at this place and the line before it"),
    "repeated-key": ("repeated-key", "the key {!r} stands twice; one of the two would be lost", "remove or rename one"),
    "alias": ("refused-yaml", "anchors and aliases ({}) are not read", "write the value out"),
    "tag": ("refused-yaml", "the tag {} is not read", "remove the tag"),
    "documents": ("refused-yaml", "a second document starts here{}", "keep one document a file"),
    "key": ("refused-yaml", "a key has to be plain text{}", "write the key as text"),
    "depth": ("too-deep", "nesting goes deeper than {} levels", "records are flat; look for a stray bracket"),
}


def _from_yaml(path: str, item: yaml_text.Trouble) -> Trouble:
    kind, message, hint = _YAML_MESSAGES[item.kind]
    return Trouble(kind, path, item.line, item.column, message.format(item.detail), hint)


def _records(path: str, kind: str, many: bool, document: yaml_text.Document, troubles: tuple[Trouble, ...]) -> Parsed:
    if kind == "method":
        return Parsed(kind, ((),), (document.value,), troubles)
    values = _each(document.value, many)
    if values is None:
        wanted = "a list of records ('- id: …')" if many else "one record ('id: …')"
        trouble = Trouble("wrong-type", path, 1, 1, f"the file has to hold {wanted}", "see docs/curating.md")
        return Parsed(kind, (), (), (*troubles, trouble))
    homes, records, found = [], [], list(troubles)
    for where, value in values:
        record, problems = _build(path, kind, where, value, document)
        found.extend(problems)
        if record is not None:
            homes.append(where)
            records.append(record)
    lines = tuple(document.place(where)[0] for where in homes)
    return Parsed(kind, tuple(homes), tuple(records), tuple(found), lines)


def _each(value: Any, many: bool) -> Iterable[tuple[Path, Any]] | None:
    if many and isinstance(value, tuple):
        return [((index,), item) for index, item in enumerate(value)]
    if not many and isinstance(value, dict):
        return [((), value)]
    return None


_KIND_OF_PROBLEM = {
    "missing": "missing-field",
    "unknown-key": "unknown-key",
    "choice": "bad-choice",
    "type": "wrong-type",
    "number": "not-a-number",
}


def _build(path: str, kind: str, where: Path, value: Any, document: yaml_text.Document) -> tuple[Any, list[Trouble]]:
    from evidence import validation

    record, problems = validation.build(RECORD_TYPES[kind], value)
    troubles = []
    for problem in problems:
        full = (*where, *problem.path)
        line, column = document.key_place(full) if problem.kind == "unknown-key" else document.place(full)
        name = _KIND_OF_PROBLEM[problem.kind]
        troubles.append(Trouble(name, path, line, column, problem.message, problem.hint))
    return record, troubles


def file_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a file that holds records of ``kind``: a list of them, or one."""
    from evidence import validation

    schema = validation.json_schema(RECORD_TYPES[kind])
    many = next(many for _, name, many in LAYOUT if name == kind)
    if not many:
        return schema
    definitions = schema.pop("$defs", {})
    dialect = schema.pop("$schema")
    return {"$schema": dialect, "type": "array", "items": schema, "$defs": definitions}
