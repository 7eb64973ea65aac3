"""An existing file in house style: keys in house order, indents of two, quotes where needed; comments stay with theirs.

A comment above a key or item belongs to it, one behind a value to that value, and one below the last item of a list to
the list if it is indented as its items are. What opens the file, up to a blank line, stays at the top. A map or list
that was written on one line stays on one line, and one broken by hand stays broken where it was.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from evidence.yaml_write.layout import WIDTH, scalar_lines
from evidence.yaml_write.scalars import SPECIAL, is_foldable, is_literal, is_plain, scalar
from evidence.yaml_write.spans import Node, comments, parse

#: Columns up to which a line that was broken by hand is left alone.
TOLERATED = WIDTH + 8


class Shape(NamedTuple):
    """What a map holds: its keys in house order, which hold text, and the shapes below them (of list items too)."""

    keys: tuple[str, ...] = ()
    texts: frozenset[str] = frozenset()
    inner: dict[str, Shape] = {}  # noqa: RUF012  (never written to)


def tidy(text: str, shape: Shape) -> str:
    """``text``, which ``yaml_text`` reads without trouble, in house style. Line ends become LF, a byte order mark goes."""
    body = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    root = parse(body)
    return _Tidy(body, root).file(root, shape) if root else body


class _Comment(NamedTuple):
    start: int
    end: int
    column: int


class _Chunk(NamedTuple):
    key: str
    lines: list[str]


class _Tidy:
    def __init__(self, text: str, root: Node | None) -> None:
        self.text = text
        found = comments(root, text)
        self.comments = [_Comment(start, end, start - text.rfind("\n", 0, start) - 1) for start, end in found]
        self.at = 0

    def file(self, root: Node, shape: Shape) -> str:
        header = self.header(root)
        if root.kind == "scalar" or root.flow:
            lines = [line.removeprefix(" ") for line in self.value("", root, -2, shape, True, len(self.text) + 1, -1)]
        else:
            lines = self.collection(root, 0, shape, len(self.text) + 1, -1)
        lines += self.own_lines(self.take(len(self.text) + 1), 0)
        while lines and not lines[0]:
            lines.pop(0)
        return "\n".join([*header, *lines]) + "\n"

    def header(self, root: Node) -> list[str]:
        """The comments that open the file and are parted from the first key by a blank line."""
        opening = self.text[: (root.keys[0] if root.keys else root).start]
        blanks = [found.end() for found in re.finditer(r"\n[ \t]*(?=\n)", opening)]
        found = self.take(blanks[-1]) if blanks else []
        return [*self.own_lines(found, 0), ""] if found else []

    def take(self, before: int, column: int = -1) -> list[_Comment]:
        """The next comments that begin before a position, up to the first that is indented less than ``column``."""
        first = self.at
        while self.at < len(self.comments):
            here = self.comments[self.at]
            if here.start >= before or here.column < column:
                break
            self.at += 1
        return self.comments[first : self.at]

    def own_lines(self, found: list[_Comment], indent: int) -> list[str]:
        lines: list[str] = []
        for here in found:
            lines += [""] if self.blank_above(here.start) else []
            lines.append(" " * indent + self.text[here.start : here.end].rstrip())
        return lines

    def blank_above(self, position: int) -> bool:
        """Whether the line above that of ``position`` is blank."""
        start = self.text.rfind("\n", 0, position)
        return start >= 0 and not self.text[self.text.rfind("\n", 0, start) + 1 : start].strip()

    def behind(self, end: int, limit: int) -> str:
        """The comment on the line on which a value ends, with the blanks before it."""
        here = self.comments[self.at] if self.at < len(self.comments) else None
        if here is None or here.start >= limit or "\n" in self.text[end : here.start]:
            return ""
        self.at += 1
        gap = re.search(r"[ \t]*\Z", self.text[end : here.start])
        blanks = gap[0] if gap and "\t" not in gap[0] and len(gap[0]) > 1 else "  "
        return blanks + self.text[here.start : here.end].rstrip()

    def collection(self, node: Node, indent: int, shape: Shape, limit: int, floor: int) -> list[str]:
        """A map or list, child below child. ``limit``: where what follows it begins; ``floor``: the column it is in."""
        column = node.start - self.text.rfind("\n", 0, node.start) - 1
        chunks: list[_Chunk] = []
        for number, item in enumerate(node.items):
            key = node.keys[number] if node.kind == "map" else None
            following = (node.keys or node.items)[number + 1] if number + 1 < len(node.items) else None
            end = following.start if following else limit
            chunk = self.child(key, item, indent, shape, end, column, node.flow)
            while not number and not chunk.lines[0]:
                chunk.lines.pop(0)
            chunks.append(chunk)
        if node.kind == "map":
            place = {name: number for number, name in enumerate(shape.keys)}
            chunks.sort(key=lambda chunk: place.get(chunk.key, len(place)))
        lines = [line for chunk in chunks for line in chunk.lines]
        return lines + self.own_lines(self.take(limit, max(column, floor + 1)) if not node.flow else [], indent)

    def child(
        self, key: Node | None, item: Node, indent: int, shape: Shape, limit: int, floor: int, was_flow: bool
    ) -> _Chunk:
        start = (key or item).start
        found = self.take(start)
        lines = self.own_lines(found, indent)
        if (
            re.search(r"\n[ \t]*\n", self.text[found[-1].end : start])
            if found
            else not was_flow and self.blank_above(start)
        ):
            lines.append("")
        head, inner, is_text = " " * indent + "-", shape, True
        if key is not None:
            head = " " * indent + self.spelt(key, True, False) + ":"
            inner, is_text = shape.inner.get(key.text, Shape()), key.text in shape.texts
        return _Chunk(key.text if key else "", lines + self.value(head, item, indent, inner, is_text, limit, floor))

    def value(
        self, head: str, node: Node, indent: int, shape: Shape, is_text: bool, limit: int, floor: int
    ) -> list[str]:
        """The lines of a key or dash with its value, and the comments on them."""
        if node.kind == "scalar":
            notes = self.take(node.end)
            return self.noted(self.scalar(head, node, indent + 2, is_text), notes, node.end, indent, limit)
        inside = self.at < len(self.comments) and self.comments[self.at].start < node.end
        if node.flow and not (inside and node.items):
            notes = self.take(node.end)
            lines = f"{head} {self.flow(node, indent + 2, shape, is_text)}".split("\n")
            return self.noted(lines, notes, node.end, indent, limit)
        return self.below(head, node, indent, shape, limit, floor)

    def below(self, head: str, node: Node, indent: int, shape: Shape, limit: int, floor: int) -> list[str]:
        """A map or list under its key, or behind its dash."""
        first = self.comments[self.at] if self.at < len(self.comments) else None
        note = ""
        if (
            first
            and first.start < (node.keys or node.items)[0].start
            and "\n" not in self.text[self.anchor(node) : first.start]
        ):
            note = self.text[first.start : first.end].rstrip()
            self.at += 1
        inner = self.collection(node, indent + 2, shape, node.end if node.flow else limit, floor)
        after = self.behind(node.end, limit).strip() if node.flow else ""
        if not head.endswith("-"):
            return [head + "".join(f"  {text}" for text in (note, after) if text), *inner]
        above = [text for text in (note, after) if text]
        while inner[0].lstrip().startswith("#") or not inner[0]:
            above.append(inner.pop(0).strip())
        return [*((" " * indent + text).rstrip() for text in above), f"{head} {inner[0][indent + 2 :]}", *inner[1:]]

    def anchor(self, node: Node) -> int:
        """Where the line begins on which the comment of a block's own head would stand: behind its colon."""
        return self.text.rfind(":", 0, node.start) + 1 if not node.flow else node.start

    def noted(self, lines: list[str], notes: list[_Comment], end: int, indent: int, limit: int) -> list[str]:
        """Lines with their comments: the last behind the first line, what has no room there above."""
        texts = [f"  {self.text[note.start : note.end].rstrip()}" for note in notes]
        after = self.behind(end, limit)
        texts += [after] if after else []
        if not texts:
            return lines
        room = len(lines) == 1 or lines[0].endswith((">-", "|-"))
        above = texts[:-1] if room else texts
        behind = texts[-1] if room else ""
        return [*(" " * indent + text.strip() for text in above), lines[0] + behind, *lines[1:]]

    def scalar(self, head: str, node: Node, indent: int, is_text: bool) -> list[str]:
        raw = self.text[node.start : node.end]
        if node.style in ("|", ">"):
            return self.kept(head, raw, node, indent) or scalar_lines(head, node.text.rstrip("\n"), indent)
        if "\n" in raw:
            return self.broken(head, raw, node, indent) or scalar_lines(head, node.text, indent)
        one = f"{head} {self.spelt(node, is_text, False)}".rstrip()
        return [one] if len(one) <= TOLERATED or not (node.style or is_text) else scalar_lines(head, node.text, indent)

    def kept(self, head: str, raw: str, node: Node, indent: int) -> list[str]:
        """A text block as it was broken by hand, at the right indent; nothing when it is not in house style."""
        first, *lines = raw.split("\n")
        header = first.split("#")[0].strip()
        own = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), 0)
        lines = [" " * indent + line[own:] if line.strip() else "" for line in lines]
        if header == "|-" and is_literal(node.text):
            return [f"{head} |-", *lines]
        fits = all(len(line) <= TOLERATED or " " not in line.strip() for line in lines)
        even = all(line == line.rstrip() and not line[indent:].startswith(" ") for line in lines)
        return [f"{head} >-", *lines] if header == ">-" and is_foldable(node.text) and fits and even else []

    def broken(self, head: str, raw: str, node: Node, indent: int) -> list[str]:
        """A text over several lines without a ``>-``, as it was broken by hand; nothing when it is not in house style."""
        first, *rest = raw.split("\n")
        lines = [f"{head} {first.rstrip()}", *(" " * indent + line.strip() for line in rest)]
        good = node.style == "'" or (not node.style and is_plain(node.text))
        return lines if good and indent and all(line.strip() and len(line) <= TOLERATED for line in lines) else []

    def spelt(self, node: Node, is_text: bool, flow: bool) -> str:
        """A scalar on one line: as it was written, but for text that another reader would take for something else."""
        raw = self.text[node.start : node.end]
        if "\n" in raw or (is_text and not node.style and node.text not in SPECIAL and not is_plain(node.text, flow)):
            return scalar(node.text, flow)
        if node.style == '"' and is_text:
            return scalar(node.text, flow)
        return raw

    def flow(self, node: Node, indent: int, shape: Shape, is_text: bool) -> str:
        """A map or list in brackets, broken where it was."""
        if node.kind == "scalar":
            return self.spelt(node, is_text, True)
        pieces: list[tuple[int, str]] = []
        breaks: list[bool] = []
        place = {name: number for number, name in enumerate(shape.keys)}
        before = node.start + 1
        for number, item in enumerate(node.items):
            key = node.keys[number] if node.kind == "map" else None
            breaks.append(bool(pieces) and "\n" in self.text[before : (key or item).start])
            before = item.end
            if key is None:
                pieces.append((0, self.flow(item, indent, shape, is_text)))
            else:
                pieces.append((place.get(key.text, len(place)), self.pair(key, item, indent, shape)))
        pieces.sort(key=lambda pair: pair[0])
        text = ""
        for broken, (_, piece) in zip(breaks, pieces, strict=True):
            text += ("," if text else "") + (f"\n{' ' * indent}" if broken else " " if text else "") + piece
        return f"{{{text}}}" if node.kind == "map" else f"[{text}]"

    def pair(self, key: Node, item: Node, indent: int, shape: Shape) -> str:
        spelt = self.spelt(key, True, True)
        if item.start == item.end and ":" not in self.text[key.end : item.end + 1].split(",")[0].split("}")[0]:
            return spelt
        value = self.flow(item, indent, shape.inner.get(key.text, Shape()), key.text in shape.texts)
        return f"{spelt}: {value}".rstrip()
