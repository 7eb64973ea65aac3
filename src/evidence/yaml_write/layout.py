"""Plain values as a file in house style: which maps and lists stand on one line, which are broken, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from evidence.errors import EvidenceError
from evidence.yaml_text import MAX_DEPTH
from evidence.yaml_write.scalars import broken, escaped, folded, is_foldable, is_literal, scalar

#: Columns of a line, where words allow.
WIDTH = 120

#: Maps that are always written key below key.
_BLOCK_MAPS = frozenset(("csl",))
#: Lists whose items are records of their own, key below key; ``None`` is a file that is one list.
_RECORD_LISTS = frozenset((None, "evidence", "assertions", "searched", "chain"))
#: Lists of sentences, one below the other.
_BLOCK_LISTS = frozenset(("phrasings",))
#: A text longer than this is given room of its own instead of standing in a broken one-line map or list.
_LONG = 72
#: libyaml reads a key of up to 1,024 bytes on one line; with escapes that is about this many characters.
_LONGEST_KEY = 200


def text_of(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """A whole file for plain values: maps, lists, strings, whole numbers, ``true``/``false`` and ``null``, order kept.

    Raises ``EvidenceError`` for any other value, for nesting that would not be read back, and for half characters.
    """
    _check(value, 0)
    if isinstance(value, Mapping):
        lines = map_lines(value, 0) if value else ["{}"]
    else:
        lines = list_lines(value, 0, None) if value else ["[]"]
    return "\n".join(lines) + "\n"


def reading(value: Any) -> Any:
    """What ``evidence.yaml_text`` reads back for a plain value: lists are tuples, numbers the text they are written as."""
    if isinstance(value, Mapping):
        return {key: reading(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple([reading(item) for item in value])
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _check(value: Any, depth: int) -> None:
    if isinstance(value, (str, int)) or value is None:
        return
    if isinstance(value, (Mapping, list, tuple)):
        if depth >= MAX_DEPTH:
            raise EvidenceError(f"values are nested more than {MAX_DEPTH} deep", "split the record")
        for item in value.values() if isinstance(value, Mapping) else value:
            _check(item, depth + 1)
        for key in value if isinstance(value, Mapping) else ():
            if not isinstance(key, str) or len(key) > _LONGEST_KEY:
                raise EvidenceError(
                    f"{str(key)[:60]!r} cannot be a key", f"give it a name of at most {_LONGEST_KEY} letters"
                )
        return
    raise EvidenceError(f"a {type(value).__name__} cannot be written to YAML", "write a figure as the text printed")


def word(value: Any, flow: bool = False) -> str:
    """A scalar on one line."""
    if isinstance(value, str):
        return scalar(value, flow)
    return "null" if value is None else str(value).lower()


def flow(value: Any) -> str:
    """Any value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{word(key, True)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    return word(value, True)


def map_lines(value: Mapping[str, Any], indent: int) -> list[str]:
    """A map key below key."""
    return [line for key, item in value.items() for line in entry_lines(word(key), key, item, indent)]


def entry_lines(spelt: str, key: str, value: Any, indent: int) -> list[str]:
    """One key, spelt as given, with its value."""
    head = " " * indent + spelt + ":"
    if isinstance(value, Mapping):
        return _map_entry(head, key, value, indent)
    if isinstance(value, (list, tuple)):
        return _list_entry(head, key, value, indent)
    return scalar_lines(head, value, indent + 2)


def list_lines(items: Sequence[Any], indent: int, key: str | None) -> list[str]:
    """A list item below item; ``key`` is what it is the value of."""
    return [line for item in items for line in item_lines(item, indent, key)]


def item_lines(item: Any, indent: int, key: str | None) -> list[str]:
    """One item of a block list behind its dash."""
    dash = " " * indent + "-"
    if isinstance(item, Mapping):
        if not item:
            return [f"{dash} {{}}"]
        one = f"{dash} {flow(item)}"
        if key not in _RECORD_LISTS and _is_simple(item) and len(one) <= WIDTH:
            return [one]
        lines = map_lines(item, indent + 2)
    elif isinstance(item, (list, tuple)):
        one = f"{dash} {flow(item)}"
        if len(one) <= WIDTH or not item:
            return [one]
        lines = list_lines(item, indent + 2, None)
    else:
        return scalar_lines(dash, item, indent + 2)
    return [f"{dash} {lines[0][indent + 2 :]}", *lines[1:]]


def scalar_lines(head: str, value: Any, indent: int) -> list[str]:
    """A scalar behind a key or dash: on its line, else below it as a text block, else in broken double quotes."""
    one = f"{head} {word(value)}"
    if not isinstance(value, str) or ((len(one) <= WIDTH or not re.search(r"\s", value)) and "\n" not in value):
        return [one]
    if is_foldable(value):
        return [f"{head} >-", *folded(value, indent, WIDTH)]
    if is_literal(value):
        return [f"{head} |-", *(" " * indent + line if line else "" for line in value.split("\n"))]
    if len(one) <= WIDTH:
        return [one]
    first, *rest = broken(escaped(value), WIDTH - indent)
    return [f"{head} {first}", *(" " * indent + line for line in rest)]


def _map_entry(head: str, key: str, value: Mapping[str, Any], indent: int) -> list[str]:
    if not value:
        return [f"{head} {{}}"]
    if key not in _BLOCK_MAPS and _is_simple(value):
        one = f"{head} {flow(value)}"
        if len(one) <= WIDTH:
            return [one]
        if not any(isinstance(item, Mapping) for item in value.values()):
            pieces = [f"{word(name, True)}: {flow(item)}" for name, item in value.items()]
            lines = _wrapped(f"{head} {{", pieces, "}", indent + 2)
            if lines:
                return lines
    return [head, *map_lines(value, indent + 2)]


def _list_entry(head: str, key: str, value: Sequence[Any], indent: int) -> list[str]:
    if not value:
        return [f"{head} []"]
    if key not in _BLOCK_LISTS and all(not isinstance(item, (Mapping, list, tuple)) for item in value):
        one = f"{head} {flow(value)}"
        if len(one) <= WIDTH:
            return [one]
        lines = _wrapped(f"{head} [", [flow(item) for item in value], "]", indent + 2)
        if lines:
            return lines
    return [head, *list_lines(value, indent + 2, key)]


def _is_simple(value: Mapping[str, Any]) -> bool:
    """Whether a map may stand on one line: scalars, and lists or maps of scalars."""
    return all(
        not isinstance(inner, (Mapping, list, tuple))
        for item in value.values()
        for inner in (item.values() if isinstance(item, Mapping) else item if isinstance(item, (list, tuple)) else ())
    )


def _wrapped(head: str, pieces: list[str], tail: str, indent: int) -> list[str]:
    """Pieces of a one-line map or list over several lines, or nothing when one of them is too long for that."""
    if any(len(piece) > _LONG for piece in pieces):
        return []
    lines, current = [], head + pieces[0]
    for piece in pieces[1:]:
        if len(current) + len(piece) + 3 > WIDTH:
            lines.append(current + ",")
            current = " " * indent + piece
        else:
            current += ", " + piece
    return [*lines, current + tail]
