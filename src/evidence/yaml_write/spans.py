"""A text as a tree of nodes that know where they begin and end, and the comments between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

from evidence import yaml_text
from evidence.errors import EvidenceError

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Node:
    """A value and the characters ``start`` to ``end`` it stands on; ``keys`` are nodes too, in the order written."""

    kind: Literal["scalar", "map", "list"]
    start: int
    end: int
    flow: bool = False
    style: str = ""
    text: str = ""
    keys: list[Node] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)

    def child(self, step: str | int) -> Node | None:
        """The value under a key, or the item with a number."""
        if self.kind == "map":
            return next((item for key, item in zip(self.keys, self.items, strict=True) if key.text == step), None)
        if self.kind == "list" and isinstance(step, int) and 0 <= step < len(self.items):
            return self.items[step]
        return None

    def key(self, step: str | int) -> Node:
        """The node of a key that is there."""
        return next(key for key in self.keys if key.text == step)


def parse(text: str) -> Node | None:
    """The tree of a text that ``yaml_text`` reads without trouble; ``None`` for a text that holds nothing.

    A byte order mark has to be taken off first: libyaml does not count it.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        loader.get_event()
        if type(loader.get_event()).__name__ == "StreamEndEvent":
            return None
        return _node(loader.get_event, loader.get_event(), text)
    finally:
        loader.dispose()


def _node(following: Any, event: Any, text: str) -> Node:
    name = type(event).__name__
    start, end = event.start_mark.index, event.end_mark.index
    if name == "ScalarEvent":
        if event.style in ("|", ">"):
            end = start + len(_without_blank_end(text[start:end]))
        return Node("scalar", start, end, style=event.style or "", text=event.value)
    node = Node("map" if name == "MappingStartEvent" else "list", start, end, flow=bool(event.flow_style))
    closing = "MappingEndEvent" if node.kind == "map" else "SequenceEndEvent"
    while type(event := following()).__name__ != closing:
        if node.kind == "map":
            node.keys.append(_node(following, event, text))
            event = following()
        node.items.append(_node(following, event, text))
    node.end = event.end_mark.index if node.flow else node.items[-1].end
    return node


def _without_blank_end(text: str) -> str:
    return re.sub(r"(?:\r?\n|\r)(?:[ \t]*(?:\r?\n|\r))*[ \t]*\Z", "", text)


def find(root: Node | None, path: Path) -> Node | None:
    """The node at ``path``."""
    node = root
    for step in path:
        if node is None:
            return None
        node = node.child(step)
    return node


def value_of(text: str) -> Any:
    """What a text says; raises ``EvidenceError`` when it is not a YAML text that a base may hold."""
    document = yaml_text.read(text)
    if document.troubles:
        trouble = document.troubles[0]
        raise EvidenceError(
            f"line {trouble.line}: the file cannot be changed, for it cannot be read ({trouble.kind} {trouble.detail})",
            "mend it first; evidence lint shows where",
        )
    return document.value


def comments(root: Node | None, text: str) -> list[tuple[int, int]]:
    """Where each comment begins and ends, without the line break."""
    found: list[tuple[int, int]] = []
    position = 0
    for leaf in _leaves(root):
        found += _in_gap(text, position, leaf.start)
        if leaf.style in ("|", ">"):
            first_line = text[leaf.start : leaf.end].split("\n", 1)[0]
            found += _in_gap(text, leaf.start, leaf.start + len(first_line))
        position = leaf.end
    return found + _in_gap(text, position, len(text))


def _in_gap(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"#[^\r\n]*", text[start:end])]


def _leaves(node: Node | None) -> list[Node]:
    if node is None:
        return []
    found: list[Node] = []
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if here.kind == "scalar":
            found.append(here)
        elif here.keys:
            waiting += [part for pair in zip(here.keys, here.items, strict=True) for part in pair][::-1]
        else:
            waiting += here.items[::-1]
    return found
