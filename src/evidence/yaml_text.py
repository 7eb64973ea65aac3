"""YAML text to plain values, with the line and column of every key and value.

Reads libyaml's event stream with a small builder of its own. Against a plain load that buys: every scalar stays the
string that was written (``0.50``, ``no``, ``1:30``, ``012``), except ``null`` and ``true``/``false``; a repeated key,
an anchor, an alias, a tag or nesting past ``MAX_DEPTH`` is refused with its place; sequences become tuples, so what
is read cannot change later.
"""

from __future__ import annotations

from typing import Any, NamedTuple

MAX_DEPTH = 40

Path = tuple[str | int, ...]
Place = tuple[int, int]

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


class Trouble(NamedTuple):
    """One thing wrong with the text: ``kind`` names it, the place counts from 1."""

    kind: str
    line: int
    column: int
    detail: str


class Document(NamedTuple):
    """What a text holds; ``value`` is ``None`` after a fatal trouble. ``values`` and ``keys`` map a path to a place."""

    value: Any
    values: dict[Path, Place]
    keys: dict[Path, Place]
    troubles: tuple[Trouble, ...]

    def place(self, path: Path) -> Place:
        """Where ``path`` stands, or the nearest enclosing value when it does not."""
        for length in range(len(path), -1, -1):
            found = self.values.get(path[:length])
            if found:
                return found
        return (1, 1)

    def key_place(self, path: Path) -> Place:
        """Where the key at the end of ``path`` stands, else the place of its value."""
        return self.keys.get(path) or self.place(path)


class _RefusedError(Exception):
    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble


class _Builder:
    def __init__(self, parser: Any) -> None:
        self.next = parser.get_event
        self.values: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self.troubles: list[Trouble] = []

    def refuse(self, kind: str, event: Any, detail: str = "") -> _RefusedError:
        mark = event.start_mark
        return _RefusedError(Trouble(kind, mark.line + 1, mark.column + 1, detail))

    def build(self, event: Any, path: Path) -> Any:
        name = type(event).__name__
        if name == "AliasEvent":
            raise self.refuse("alias", event, f"*{event.anchor}")
        if event.anchor is not None:
            raise self.refuse("alias", event, f"&{event.anchor}")
        if event.tag is not None and not (name == "ScalarEvent" and event.tag == "!"):
            raise self.refuse("tag", event, event.tag)
        mark = event.start_mark
        self.values[path] = (mark.line + 1, mark.column + 1)
        if name == "ScalarEvent":
            return _scalar(event)
        if len(path) >= MAX_DEPTH:
            raise self.refuse("depth", event, str(MAX_DEPTH))
        return self.mapping(path) if name == "MappingStartEvent" else self.sequence(path)

    def sequence(self, path: Path) -> tuple[Any, ...]:
        items: list[Any] = []
        while type(event := self.next()).__name__ != "SequenceEndEvent":
            items.append(self.build(event, (*path, len(items))))
        return tuple(items)

    def mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while type(event := self.next()).__name__ != "MappingEndEvent":
            if type(event).__name__ != "ScalarEvent" or event.anchor is not None:
                raise self.refuse("key", event)
            key = event.value
            mark = event.start_mark
            if key in found:
                self.troubles.append(Trouble("repeated-key", mark.line + 1, mark.column + 1, key))
                self.build(self.next(), (-1, *path, key))  # read past it; -1 keeps its places apart
                continue
            self.keys[(*path, key)] = (mark.line + 1, mark.column + 1)
            found[key] = self.build(self.next(), (*path, key))
        return found


def _scalar(event: Any) -> str | bool | None:
    text: str = event.value
    if event.style in ("'", '"', "|", ">"):
        return text.rstrip("\n") if event.style in ("|", ">") else text
    if text in _NULLS:
        return None
    return _TRUTH.get(text, text)


def read(text: str) -> Document:
    """Read one YAML document. Never raises for bad text: troubles say what is wrong and where."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder: _Builder | None = None
    try:
        parser = loader(text)
    except (yaml.YAMLError, UnicodeError) as error:
        return Document(None, {}, {}, (_syntax(error, text),))
    try:
        builder = _Builder(parser)
        value = _single_document(builder)
        return Document(value, builder.values, builder.keys, tuple(builder.troubles))
    except _RefusedError as refusal:
        return _broken(builder, refusal.trouble)
    except (yaml.YAMLError, UnicodeError) as error:
        return _broken(builder, _syntax(error, text))
    finally:
        parser.dispose()


def _single_document(builder: _Builder) -> Any:
    builder.next()  # stream start
    event = builder.next()
    if type(event).__name__ == "StreamEndEvent":
        return None
    value = builder.build(builder.next(), ())
    builder.next()  # document end
    event = builder.next()
    if type(event).__name__ != "StreamEndEvent":
        raise builder.refuse("documents", event)
    return value


def _broken(builder: _Builder | None, trouble: Trouble) -> Document:
    earlier = tuple(builder.troubles) if builder else ()
    values = builder.values if builder else {}
    return Document(None, values, builder.keys if builder else {}, (*earlier, trouble))


def _syntax(error: Any, text: str) -> Trouble:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    before = text if mark is not None else _before(error, text)
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    if mark is not None and mark.line < line:  # else it lies on a line after the last
        line, column = mark.line + 1, mark.column + 1
    return Trouble("syntax", line, column, problem)


def _before(error: Any, text: str) -> str:
    """The text up to a character that may not stand in it; libyaml counts bytes."""
    if isinstance(error, UnicodeError):
        return text[: getattr(error, "start", 0)]
    return text.encode()[: getattr(error, "position", 0)].decode(errors="ignore")
