"""The words of a Word part, from the events of its XML."""

from __future__ import annotations

import re

from evidence.reading.documents.draft import Builder
from evidence.reading.types import BlockKind

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"'<>\\}]+")
_ADDRESS = re.compile(r'HYPERLINK\s+"([^"]{1,2000})"')
# Text that is not on the page: deletions, what was moved away, older renderings, pictures' alternatives.
_UNSEEN = frozenset(("del", "moveFrom", "Fallback", "rPrChange", "pPrChange", "comment", "sdtPr"))
_OFF = ("0", "false", "off", "none")


class Paragraphs:
    """Turns events into blocks. ``number`` counts paragraphs, empty ones too, as a word processor does."""

    def __init__(self, builder: Builder, styles: dict[str, str], targets: dict[str, str]) -> None:
        self.builder = builder
        self.styles = styles
        self.targets = targets
        self.number = 0
        self.column = 1
        self.style = ""
        self.listed = False
        self.cells = 0
        self.unseen = 0
        self.reading = False
        self.hidden = False
        self.links: list[tuple[int, str]] = []
        self.fields: list[
            tuple[int, str, bool]
        ] = []  # where its result starts, its instruction, whether it has one yet

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if tag in _UNSEEN or self.unseen:
            self.unseen += 1
            return
        self._shape(tag, attributes)
        self._content(tag, attributes)

    def _shape(self, tag: str, attributes: dict[str, str]) -> None:
        """Paragraphs, cells and runs, and how they are set."""
        match tag:
            case "p":
                self.builder.close(*self._kind())
                self.number, self.column, self.style, self.listed = self.number + 1, 1, "", False
            case "pStyle":
                self.style = self.styles.get(attributes.get("val", ""), attributes.get("val", "").lower())
            case "numPr":
                self.listed = True
            case "tc":
                self.cells += 1
            case "r":
                self.hidden = False
            case "vanish":
                self.hidden = attributes.get("val", "1") not in _OFF

    def _content(self, tag: str, attributes: dict[str, str]) -> None:
        """Words, and what leads elsewhere."""
        match tag:
            case "t" | "instrText":
                self.reading = True
            case "tab" | "br" | "cr" if self.builder.open:
                self._put(" ")
            case "noBreakHyphen":
                self._put("-")
            case "hyperlink":
                anchor = attributes.get("anchor", "")
                target = self.targets.get(attributes.get("id", ""), f"#{anchor}" if anchor else "")
                self.links.append((self.builder.size, target))
            case "bookmarkStart":
                self.builder.anchors.setdefault(attributes.get("name", ""), self.builder.size)
            case "footnoteReference" | "endnoteReference":
                self.builder.link(self.builder.size, f"#{tag.removesuffix('Reference')}-{attributes.get('id', '')}")
            case "fldChar":
                self._field(attributes.get("fldCharType", ""))
            case "fldSimple":
                self.links.append((self.builder.size, _target(attributes.get("instr", ""))))

    def end(self, tag: str) -> None:
        """An element closes."""
        if self.unseen:
            self.unseen -= 1
            return
        match tag:
            case "p":
                self.builder.close(*self._kind())
            case "tc":
                self.cells -= 1
            case "t" | "instrText":
                self.reading = False
            case "hyperlink" | "fldSimple":
                if self.links:
                    self.builder.link(*self.links.pop())

    def text(self, text: str) -> None:
        """Characters."""
        if not self.reading or self.unseen or self.hidden:
            return
        if self.fields and not self.fields[-1][2]:
            start, instruction, _ = self.fields[-1]
            if len(instruction) < 200_000:
                self.fields[-1] = (start, instruction + text, False)
            return
        self._put(text)

    def _put(self, text: str) -> None:
        self.builder.add(text, self.number, self.column)
        self.column += len(text)

    def _field(self, kind: str) -> None:
        """A field: an instruction, then what is shown. Reference managers keep the DOI of each work in the former."""
        if kind == "begin":
            self.fields.append((self.builder.size, "", False))
        elif kind == "separate" and self.fields:
            self.fields[-1] = (self.builder.size, self.fields[-1][1], True)
        elif kind == "end" and self.fields:
            start, instruction, _ = self.fields.pop()
            for target in _targets(instruction):
                self.builder.link(start, target)

    def _kind(self) -> tuple[BlockKind, int]:
        style = self.style
        if style == "title" or style.startswith("heading"):
            digits = style.removeprefix("heading").strip()
            return "heading", int(digits) if digits.isdigit() else 1
        if "bibliography" in style:
            return "reference", 0
        if "caption" in style:
            return "caption", 0
        if "quote" in style:
            return "quote", 0
        if "code" in style or "preformatted" in style:
            return "code", 0
        if self.cells:
            return "table-cell", 0
        return ("list-item" if self.listed or style.startswith("list") else "paragraph"), 0


class Notes(Paragraphs):
    """Footnotes or endnotes: each begins at an anchor that its mark leads to."""

    def __init__(
        self, builder: Builder, styles: dict[str, str], targets: dict[str, str], name: str, number: int
    ) -> None:
        super().__init__(builder, styles, targets)
        self.name = name
        self.number = number

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        super().start(tag, attributes)
        if tag == self.name and not self.unseen:
            self.builder.close()
            self.builder.anchors[f"{self.name}-{attributes.get('id', '')}"] = self.builder.size


def _target(instruction: str) -> str:
    return next(iter(_targets(instruction)), "")


def _targets(instruction: str) -> list[str]:
    address = _ADDRESS.search(instruction)
    if address:
        return [address[1]]
    return list(dict.fromkeys(f"https://doi.org/{doi[0].rstrip('.,;)')}" for doi in _DOI.finditer(instruction)))
