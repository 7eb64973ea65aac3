"""Markdown, the one door to markdown-it-py: blocks from its tokens, each word with its place in the source."""

from __future__ import annotations

import re
import time
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from evidence.errors import EvidenceError
from evidence.reading.documents.draft import Builder, Draft
from evidence.reading.documents.inline import Inline
from evidence.reading.types import BlockKind

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: A paragraph longer than this is taken as it stands: marks inside it could keep a parser busy for minutes.
MAX_INLINE = 50_000
MAX_SECONDS = 20.0

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,80})\]:[ \t]*")
_KINDS: dict[str, BlockKind] = {
    "paragraph_open": "paragraph", "heading_open": "heading", "td_open": "table-cell", "th_open": "table-cell",
}  # fmt: skip


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("text_join")


def read_markdown(text: str, path: str) -> Draft:
    """A Markdown text as a draft. Code, front matter and the targets of links are no part of its words."""
    builder = Builder()
    front = _FRONT.match(text)
    if front:
        builder.front = _front(front[1])
        text = re.sub(r"[^\n]", "", front[0]) + text[front.end() :]
    title = builder.front.get("title")
    builder.title = title if isinstance(title, str) else None
    parser = _parser()
    tokens: list[Token] = []
    names: dict[str, object] = {}
    try:
        parser.block.parse(text.replace("\x00", "\ufffd"), parser, names, tokens)
    except RecursionError as error:
        raise EvidenceError(f"{path} is nested too deeply", "take some of its quotes and lists apart") from error
    _walk(builder, tokens, _Source(text.split("\n"), parser, names), path)
    return builder.draft(path)


class _Source(NamedTuple):
    """What the words of a block are read with: the lines, the parser, and the link targets defined elsewhere."""

    lines: list[str]
    parser: MarkdownIt
    names: dict[str, object]


def _front(text: str) -> dict[str, object]:
    """The front matter, or nothing when it is no YAML mapping."""
    import yaml

    try:
        value = yaml.safe_load(text) if len(text) < 100_000 else None
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return {str(key): item for key, item in value.items()} if isinstance(value, dict) else {}


def _walk(builder: Builder, tokens: list[Token], source: _Source, path: str) -> None:
    until = time.monotonic() + MAX_SECONDS
    around: list[str] = []
    opener: Token | None = None
    row, cursor = -1, 0
    for token in tokens:
        if time.monotonic() > until:
            raise EvidenceError(
                f"{path} takes longer than {MAX_SECONDS:g} seconds to read", "check its chapters one by one"
            )
        if token.type == "html_block":
            _html_block(builder, token, source.lines)
        elif token.type == "inline":
            begin = token.map[0] if token.map else 0
            cursor = cursor if begin == row else 0
            row, cursor = begin, _inline(builder, token, source, begin, cursor)
            builder.close(*_kind(opener, around))
        elif token.nesting == 1:
            opener = token
            around.append(token.type)
        elif token.nesting == -1:
            around.pop()


def _kind(opener: Token | None, around: list[str]) -> tuple[BlockKind, int]:
    kind = _KINDS.get(opener.type, "paragraph") if opener else "paragraph"
    if kind == "heading" and opener:
        return kind, int(opener.tag[1:])
    if kind == "paragraph":
        for name in reversed(around):
            if name in ("list_item_open", "blockquote_open"):
                return ("list-item" if name == "list_item_open" else "quote"), 0
    return kind, 0


def _inline(builder: Builder, token: Token, source: _Source, begin: int, cursor: int) -> int:
    """Add the words of one block; where its last line ends in the source, for the next cell of a row."""
    starts, last = [], 0
    for number, piece in enumerate(token.content.split("\n")):
        line = source.lines[begin + number] if begin + number < len(source.lines) else ""
        column = _column(line, piece, cursor if number == 0 else 0)
        starts.append((begin + number + 1, column + 1))
        last = column + len(piece)
    note = _FOOTNOTE.match(token.content)
    if note:
        builder.anchors[f"fn-{note[1]}"] = builder.size
    words = Inline(builder, token.content, starts, note.end() if note else 0)
    words.add(_children(words.content, source))
    return last


def _children(content: str, source: _Source) -> list[Token]:
    if len(content) > MAX_INLINE:
        from markdown_it.token import Token

        return [Token("verbatim", "", 0, content=content)]
    found: list[Token] = []
    source.parser.inline.parse(content, source.parser, source.names, found)
    return found


def _column(line: str, words: str, cursor: int) -> int:
    """Where the words of a block stand in their line: at its end, but for cells and closed headings."""
    if cursor == 0 and line.rstrip().endswith(words.rstrip()) and "|" not in line:
        return len(line.rstrip()) - len(words.rstrip())
    return max(line.find(words, cursor), 0)


def _html_block(builder: Builder, token: Token, lines: list[str]) -> None:
    """A block of HTML is read as HTML."""
    from evidence.reading.documents.html import feed

    begin, end = token.map or (0, 0)
    feed(builder, "\n".join(lines[begin:end]), begin + 1)
