"""HTML: the words a reader would see, each with its line and column. Linear in the length of the text.

Written out, because the parsers that mend broken pages forget where a word stood, and the one in the standard library
takes quadratic time on some broken pages.
"""

from __future__ import annotations

import re
from html import unescape

from evidence.errors import EvidenceError
from evidence.reading.documents.draft import Builder, Draft
from evidence.reading.types import BlockKind

#: Tags that end nowhere; more of them and the file is no page at all.
MAX_BROKEN = 200

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)"
    r"(?P<attributes>(?:[\s/]++|[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+))?+|=)*+)>"
)
_ATTRIBUTE = re.compile(r"([^\s/>=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+)))?+")
_OTHER = re.compile(r"<!--(?P<comment>.*?)(?:--!?>|\Z)|<[!?/][^>]*+(?:>|\Z)", re.DOTALL)
_PIECE = re.compile(
    r"(?P<space>\s+)|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?)|[^\s&]+|&"
)
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
_UNREAD = frozenset((
    "title", "script", "style", "template", "noscript", "nav", "svg", "math", "iframe", "object", "canvas", "select",
    "button", "form", "head", "textarea", "xmp", "noembed", "noframes", "audio", "video", "map", "dialog", "pre",
))  # fmt: skip
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
))  # fmt: skip
_PARTS = (
    "article", "section", "main", "aside", "header", "footer", "address", "body", "html", "ul", "ol", "dl", "table",
    "thead", "tbody", "tfoot", "tr", "figure", "details", "summary", "fieldset", "hr", "legend",
)  # fmt: skip
_BLOCKS: dict[str, BlockKind] = {
    "p": "paragraph", "div": "paragraph", "li": "list-item", "dd": "list-item", "dt": "list-item", "td": "table-cell",
    "th": "table-cell", "caption": "caption", "figcaption": "caption", "blockquote": "quote",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    **dict.fromkeys(_PARTS, "paragraph"),
}  # fmt: skip
_OPEN_ENDED = frozenset(("p", "li", "td", "th", "dd", "dt", "tr"))  # these may leave their end tag out
_AROUND = frozenset((
    "ul", "ol", "dl", "table", "tbody", "div", "section", "article", "main", "aside", "blockquote", "body",
))  # fmt: skip
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read_html(text: str, path: str) -> Draft:
    """A page as a draft: no scripts, styles, navigation, code, nor anything hidden."""
    builder = Builder()
    try:
        feed(builder, text, 1)
    except _BrokenPage as error:
        raise EvidenceError(f"{path} is too broken to be read as HTML", "mend its tags, or save it as text") from error
    return builder.draft(path)


class _BrokenPage(Exception):  # noqa: N818  (never leaves this module)
    """Too many tags that end nowhere."""


def feed(builder: Builder, text: str, line: int) -> None:
    """Add a stretch of HTML that begins on this line of its source."""
    _Reader(builder, text, line).run()


class _Reader:
    """One walk over a page. ``hidden`` is the element that hides what is in it, ``depth`` how often it is open."""

    def __init__(self, builder: Builder, text: str, line: int) -> None:
        self.builder = builder
        self.text = text
        self.line, self.line_start, self.seen = line, 0, 0
        self.kind: BlockKind = "paragraph"
        self.level = 0
        self.quotes = 0
        self.hidden, self.depth = "", 0
        self.links: list[tuple[int, str]] = []
        self.broken = 0
        self.last = text.rfind(">")

    def run(self) -> None:
        """Read to the end."""
        place = 0
        while place < len(self.text):
            sign = self.text.find("<", place)
            if sign < 0:
                self._words(place, len(self.text))
                break
            self._words(place, sign)
            place = self._mark(sign)
        self._close()

    def _mark(self, sign: int) -> int:
        """Read what a ``<`` begins; where it ends."""
        following = self.text[sign + 1 : sign + 2]
        letter = self.text[sign + 2 : sign + 3] if following == "/" else following
        if letter.isascii() and letter.isalpha():
            tag = _TAG.match(self.text, sign) if sign < self.last else None
            if tag:
                return self._tag(tag)
            self.broken += 1
            if self.broken > MAX_BROKEN:
                raise _BrokenPage
        elif other := _OTHER.match(self.text, sign) if following in ("!", "?", "/") and following else None:
            if other["comment"] is not None and not self.hidden:
                self.builder.remark(other["comment"], self._place(sign)[0])
            return other.end()
        self._words(sign, sign + 1)
        return sign + 1

    def _place(self, offset: int) -> tuple[int, int]:
        """Line and column; asked for in order, so that the lines are counted once."""
        count = self.text.count("\n", self.seen, offset)
        if count:
            self.line += count
            self.line_start = self.text.rfind("\n", 0, offset) + 1
        self.seen = max(self.seen, offset)
        return self.line, offset - self.line_start + 1

    def _words(self, start: int, end: int) -> None:
        if self.hidden:
            return
        for piece in _PIECE.finditer(self.text, start, end):
            if piece["space"]:
                if self.builder.open:
                    self.builder.add(" ", *self._place(piece.start()))
            else:
                words = unescape(piece[0]) if piece["entity"] else piece[0]
                self.builder.add(words.replace("\xa0", " "), *self._place(piece.start()))

    def _tag(self, tag: re.Match[str]) -> int:
        name = tag["name"].lower()
        if self.hidden:
            return self._inside_hidden(tag, name)
        if tag["end"]:
            self._end(name)
            return tag.end()
        attributes = _attributes(tag["attributes"])
        if name in _BLOCKS or name == "br":
            self._begin(name)
        for key in ("id", "name"):
            if attributes.get(key) and (key == "id" or name == "a"):
                self.builder.anchors.setdefault(attributes[key], self.builder.size)
        if name in _UNREAD or _is_hidden(attributes):
            return self._hide(tag, name)
        if name == "a":
            self.links.append((self.builder.size, attributes.get("href", "").strip()))
        return tag.end()

    def _begin(self, name: str) -> None:
        if name == "br":
            self._words_space()
            return
        self._close()
        self.kind = _BLOCKS[name]
        self.level = int(name[1]) if self.kind == "heading" else 0
        if name == "blockquote":
            self.quotes += 1

    def _words_space(self) -> None:
        if self.builder.open:
            self.builder.add(" ", *self._place(self.seen))

    def _end(self, name: str) -> None:
        if name == "a" and self.links:
            self.builder.link(*self.links.pop())
        elif name in _BLOCKS:
            self._close()
            self.kind, self.level = "paragraph", 0
            if name == "blockquote":
                self.quotes = max(self.quotes - 1, 0)

    def _close(self) -> None:
        self.builder.close("quote" if self.quotes and self.kind == "paragraph" else self.kind, self.level)
        self.links.clear()

    def _hide(self, tag: re.Match[str], name: str) -> int:
        """Skip an element that is not read; one with raw text ends at its own end tag, whatever it holds."""
        if name in _RAW:
            end = re.compile(rf"</{name}[\s/>]", re.IGNORECASE).search(self.text, tag.end())
            stop = end.start() if end else len(self.text)
            if name == "title" and self.builder.title is None:
                self.builder.title = " ".join(unescape(self.text[tag.end() : stop]).split()) or None
            return (self.text.find(">", stop) + 1 or len(self.text)) if end else len(self.text)
        if name not in _VOID and name != "head":
            self.hidden, self.depth = name, 1
        return tag.end()

    def _inside_hidden(self, tag: re.Match[str], name: str) -> int:
        if name in _RAW and not tag["end"]:
            return self._hide(tag, name)
        step = -1 if tag["end"] else 1
        if self.hidden in _OPEN_ENDED and (name in _AROUND or name == self.hidden):
            self.depth += step
            if self.depth == 0 or (name == self.hidden and step == 1 and self.depth == 2):
                self.hidden = ""
                return tag.end() if name == self.hidden and step == -1 else tag.start()
        elif name == self.hidden:
            self.depth += step
            if self.depth == 0:
                self.hidden = ""
        return tag.end()


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text) if text.strip(" /\n\t") else ():
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape(value))
    return found


def _is_hidden(attributes: dict[str, str]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or attributes.get("role") == "navigation"
        or _HIDING.search(attributes.get("style", "")) is not None
    )
