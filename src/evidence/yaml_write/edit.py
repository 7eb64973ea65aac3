"""Edits of a file that keep every other byte: the new value is put between the marks of the old one.

Each edit is read again before it is returned. It raises ``EvidenceError``, and changes nothing, when the file cannot be
read, when there is nothing at the path, when a comment would be lost, or when the result would read differently
anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from evidence.errors import EvidenceError
from evidence.yaml_write.layout import WIDTH, entry_lines, flow, item_lines, reading, text_of, word
from evidence.yaml_write.spans import Node, Path, comments, find, parse, value_of

_BOM = "\ufeff"
_Change = Callable[[str, "Node | None", Path, Any], str]


def replace(text: str, path: Path, value: Any) -> str:
    """``text`` with the value at ``path`` exchanged for ``value``: ``replace(text, ("standing", "status"), "ok")``."""
    return _edited(text, path, value, _replaced)


def append(text: str, path: Path, value: Any) -> str:
    """``text`` with ``value`` added to the end of the list at ``path``; ``()`` is a file that is a list.

    A key that is not there, or is empty, becomes a list of one; so does an empty file.
    """
    return _edited(text, path, value, _appended, grows=True)


def set_key(text: str, path: Path, value: Any, order: Sequence[str] = ()) -> str:
    """``text`` with the key at the end of ``path`` set: exchanged when it is there, else added to its map.

    ``order`` is the house order of that map's keys; without it, or for a key not in it, a new key goes to the end.
    """
    return _edited(text, path, value, lambda body, root, at, new: _with_key(body, root, at, new, order))


def _edited(text: str, path: Path, value: Any, change: _Change, grows: bool = False) -> str:
    text_of([value])  # refuses what cannot be written
    mark, body = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    before = value_of(body)
    changed = change(body, parse(body), path, value)
    if "\r\n" in body:
        changed = re.sub(r"(?<!\r)\n", "\r\n", changed)
    if value_of(changed) != _expected(before, path, reading(value), grows):
        raise EvidenceError(
            f"{_shown(path)} cannot be changed without changing something else", "change it by hand in an editor"
        )
    return mark + changed


def _expected(before: Any, path: Path, value: Any, grows: bool) -> Any:
    """``before`` with ``value`` at ``path``, or at the end of the list there."""
    if not path:
        return (*(before or ()), value) if grows else value
    step, rest = path[0], path[1:]
    if isinstance(before, Mapping):
        return {**before, step: _expected(before.get(str(step)), rest, value, grows)}
    if before is None:
        return {step: _expected(None, rest, value, grows)}
    items = list(before)
    items[int(step)] = _expected(items[int(step)], rest, value, grows)
    return tuple(items)


def _shown(path: Path) -> str:
    return ".".join(map(str, path))[:200] or "the file"


def _missing(path: Path) -> EvidenceError:
    return EvidenceError(f"there is no {_shown(path)} in the file", "name a key or item that is there")


def _replaced(text: str, root: Node | None, path: Path, value: Any) -> str:
    node, parent = find(root, path), find(root, path[:-1])
    if node is None or parent is None or not path:
        raise _missing(path)
    if parent.flow:
        _keep_comments(text, root, node.start, node.end)
        blank = " " if node.start == node.end else ""
        return text[: node.start] + blank + flow(value) + text[node.end :]
    if parent.kind == "list":
        start, lines = node.start, item_lines(value, _column(text, node.start) - 2, _key_of(path))
        new = "\n".join(lines).lstrip(" ")[2:]
    else:
        key = parent.key(path[-1])
        start, spelt = text.index(":", key.end) + 1, text[key.start : key.end]
        indent = _column(text, key.start)
        new = "\n".join(entry_lines(spelt, str(path[-1]), value, indent))[indent + len(spelt) + 1 :]
    return _exchange(text, root, start, max(start, node.end), new)


def _exchange(text: str, root: Node | None, start: int, end: int, new: str) -> str:
    """``new`` in place of what stands from ``start`` to ``end``; a comment on the first line stays on the first line."""
    inside = [(a, b) for a, b in comments(root, text) if start <= a < end]
    line_end = _line_end(text, start)
    first = next(((a, b) for a, b in inside if a < line_end), None)
    if any(span != first for span in inside):
        raise EvidenceError("a comment inside the old value would be lost", "change it by hand in an editor")
    behind = _line_end(text, end)
    after = text[end:behind]
    moved = f"  {text[first[0] : first[1]]}" if first else ""
    if "\n" in new and "#" in after:
        moved, end = moved + "  " + after.strip(), behind
    head, _, rest = new.partition("\n")
    return text[:start] + head + moved + ("\n" + rest if rest else "") + text[end:]


def _keep_comments(text: str, root: Node | None, start: int, end: int) -> None:
    if any(start <= a < end for a, _ in comments(root, text)):
        raise EvidenceError("a comment inside the old value would be lost", "change it by hand in an editor")


def _appended(text: str, root: Node | None, path: Path, value: Any) -> str:
    if root is None and not path:
        return _ended(text) + text_of([value])
    node = find(root, path)
    if node is None or (node.kind == "scalar" and _is_null(node)):
        return _with_key(text, root, path, [value], ())
    if node.kind != "list":
        raise EvidenceError(f"{_shown(path)} is not a list", "name a list")
    if not node.items:
        if not path:
            _keep_comments(text, root, node.start, node.end)
            return text[: node.start] + text_of([value]).rstrip("\n") + text[node.end :]
        return _replaced(text, root, path, [value])
    if node.flow:
        return _into_flow(text, root, node, flow(value))
    lines = item_lines(value, _column(text, node.start), _key_of((*path, 0)))
    return _below(text, node.end, lines)


def _is_null(node: Node) -> bool:
    """Whether a scalar says nothing."""
    return not node.style and node.text in ("", "~", "null", "Null", "NULL")


def _with_key(text: str, root: Node | None, path: Path, value: Any, order: Sequence[str]) -> str:
    if not path:
        raise EvidenceError("a whole file cannot be set", "name a key")
    parent, key = find(root, path[:-1]), str(path[-1])
    if root is None and len(path) == 1:
        return _ended(text) + text_of({key: value})
    if parent is None:
        raise _missing(path[:-1])
    if parent.child(path[-1]) is not None:
        return _replaced(text, root, path, value)
    if not parent.items and parent.kind != "list" and (parent.kind == "map" or _is_null(parent)):
        if path[:-1]:
            return _replaced(text, root, path[:-1], {key: value})
        _keep_comments(text, root, parent.start, parent.end)
        return text[: parent.start] + text_of({key: value}).rstrip("\n") + text[parent.end :]
    if parent.kind != "map":
        raise EvidenceError(f"{_shown(path[:-1])} has no keys", "name a map")
    if parent.flow:
        return _into_flow(text, root, parent, f"{word(key, True)}: {flow(value)}")
    lines = entry_lines(word(key), key, value, _column(text, parent.keys[0].start))
    return _below(text, _before(parent, key, order).end, lines)


def _before(parent: Node, key: str, order: Sequence[str]) -> Node:
    """The value below which a new key goes."""
    if key not in order:
        return parent.items[-1]
    earlier = frozenset(order[: order.index(key)])
    known = [item for name, item in zip(parent.keys, parent.items, strict=True) if name.text in earlier]
    return known[-1] if known else parent.items[0]


def _below(text: str, end: int, lines: list[str]) -> str:
    at = _line_end(text, end)
    return text[:at] + "\n" + "\n".join(lines) + (text[at:] or "\n")


def _into_flow(text: str, root: Node | None, node: Node, piece: str) -> str:
    """One more entry before the closing bracket, on a new line when the old one is full."""
    last = node.items[-1].end
    if any(last <= a < node.end for a, _ in comments(root, text)):
        raise EvidenceError("a comment stands before the closing bracket", "add the entry by hand in an editor")
    head, tail = text[:last], text[last : node.end].replace(",", "", 1) + text[node.end :]
    if last - text.rfind("\n", 0, last) + len(piece) + 3 <= WIDTH:
        return f"{head}, {piece}{tail}"
    line = text[text.rfind("\n", 0, node.start) + 1 : node.start]
    indent = len(line) - len(line.lstrip(" ")) + (4 if line.lstrip().startswith("- ") else 2)
    return f"{head},\n{' ' * indent}{piece}{tail}"


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def _column(text: str, position: int) -> int:
    return position - (text.rfind("\n", 0, position) + 1)


def _line_end(text: str, position: int) -> int:
    found = re.compile(r"\r?\n|\Z").search(text, position)
    return found.start() if found else len(text)


def _key_of(path: Path) -> str | None:
    """The name of the key whose list holds the item at ``path``."""
    return next((step for step in reversed(path[:-1]) if isinstance(step, str)), None)
