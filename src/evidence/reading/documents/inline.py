"""The words of one Markdown block, each with its place: what the parser found is looked up again in the source.

The parser gives its findings in order and, text being verbatim, each is found at or after the end of the one before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import TYPE_CHECKING

from evidence.reading.documents.draft import Builder

if TYPE_CHECKING:
    from markdown_it.token import Token


class Inline:
    """Adds the words of one block to a builder, but for the first ``skip`` characters.

    ``starts`` is line and column of each line of ``content``.
    """

    def __init__(self, builder: Builder, content: str, starts: list[tuple[int, int]], skip: int = 0) -> None:
        self.builder = builder
        line, column = starts[0]
        self.content = content[skip:]
        self.starts = [(line, column + skip), *starts[1:]]
        self.breaks = [0, *accumulate(len(part) + 1 for part in self.content.split("\n"))][:-1]
        self.cursor = 0
        self.links: list[tuple[int, str]] = []
        self.unread = ""

    def add(self, tokens: Iterable[Token]) -> None:
        """Add what the parser found in ``content``."""
        for token in tokens:
            self._token(token)

    def _token(self, token: Token) -> None:
        match token.type:
            case "text":
                self._text(token.content, self._find(token.content))
            case "verbatim":
                for number, line in enumerate(token.content.split("\n")):
                    self._text(line + " ", self.breaks[number])
            case "text_special":
                place = self._find(token.markup)
                self._put(token.content, place + (token.markup.startswith("\\") and token.content != token.markup))
                self.cursor = place + len(token.markup)
            case "softbreak" | "hardbreak":
                self._put(" ", self._find("\n"))
                self.cursor = self._find("\n") + 1
            case "code_inline":
                self._code(token)
            case "html_inline":
                self._html(token.content)
            case "image":
                for child in token.children or ():
                    self._token(child)
                self._past_target()
            case "link_open":
                self.links.append((self.builder.size, str(token.attrs.get("href", ""))))
            case "link_close":
                self._close_link(token)

    def _find(self, text: str) -> int:
        place = self.content.find(text, self.cursor)
        return place if place >= 0 else self.cursor

    def _place(self, offset: int) -> tuple[int, int]:
        row = bisect_right(self.breaks, offset) - 1
        line, column = self.starts[row]
        return line, column + offset - self.breaks[row]

    def _put(self, text: str, offset: int) -> None:
        if not self.unread:
            self.builder.add(text, *self._place(offset))

    def _text(self, text: str, place: int) -> None:
        """Text as it stands; the marks of footnotes in it become links."""
        self.cursor = place + len(text)
        done = 0
        while (
            (mark := text.find("[^", done)) >= 0
            and (end := text.find("]", mark)) > mark + 2
            and " " not in text[mark:end]
        ):
            self._put(text[done:mark], place + done)
            self.builder.link(self.builder.size, f"#fn-{text[mark + 2 : end]}")
            done = end + 1
        self._put(text[done:], place + done)

    def _code(self, token: Token) -> None:
        """A word or two set as code is a name and is kept; longer code is an example of something."""
        place = self._find(token.markup)
        inside = self.content.find(token.content, place + len(token.markup))
        if len(token.content.split()) <= 2 and inside >= 0:
            self._put(token.content, inside)
        self.cursor = self.content.find(token.markup, max(inside, place) + max(len(token.content), 1)) + len(
            token.markup
        )

    def _html(self, tag: str) -> None:
        place = self._find(tag)
        self.cursor = place + len(tag)
        if tag.startswith("<!--"):
            self.builder.remark(tag[4:-3], self._place(place)[0])
            return
        name = tag.strip("</>").partition(" ")[0].lower()
        if tag.startswith("</"):
            self.unread = "" if name == self.unread else self.unread
        elif name in ("script", "style"):
            self.unread = self.unread or name
        elif name == "br":
            self._put(" ", place)

    def _close_link(self, token: Token) -> None:
        start, target = self.links.pop() if self.links else (self.builder.size, "")
        self.builder.link(start, target)
        if token.markup in ("autolink", "linkify"):
            self.cursor = self._find(">") + 1
        else:
            self._past_target()

    def _past_target(self) -> None:
        """Move behind ``](address "title")``, ``][name]`` or ``]``."""
        place = self._find("]") + 1
        following = self.content[place : place + 1]
        if following == "[":
            self.cursor = max(self.content.find("]", place) + 1, place)
        elif following == "(":
            self.cursor = self._closing(place)
        else:
            self.cursor = place

    def _closing(self, place: int) -> int:
        """Behind the bracket that closes the one at ``place``; those in quotes and angles do not count."""
        depth, quote, index = 0, "", place
        while index < len(self.content):
            char = self.content[index]
            if char == "\\":
                index += 1
            elif quote:
                quote = "" if char == quote else quote
            elif char in '"<' or (char == "'" and self.content[index - 1].isspace()):
                quote = ">" if char == "<" else char
            elif char == "(":
                depth += 1
            elif char == ")":
                depth -= 1
                if depth == 0:
                    return index + 1
            index += 1
        return place
