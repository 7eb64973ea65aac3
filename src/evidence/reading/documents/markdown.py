"""Markdown, the one door to markdown-it-py: blocks from its tokens, each word with its place in the source."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

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
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]{0,2000}>", re.DOTALL)
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
    try:
        tokens = _blocks(parser, text)
    except RecursionError as error:
        raise EvidenceError(f"{path} is nested too deeply", "take some of its quotes and lists apart") from error
    _walk(builder, tokens, text.split("\n"), parser, path)
    return builder.draft(path)


def _front(text: str) -> dict[str, object]:
    """The front matter, or nothing when it is no YAML mapping."""
    import yaml

    try:
        value = yaml.safe_load(text) if len(text) < 100_000 and "&" not in text else None
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return {str(key): item for key, item in value.items()} if isinstance(value, dict) else {}


def _blocks(parser: MarkdownIt, text: str) -> list[Token]:
    """Block tokens alone; the words inside are parsed one block at a time, under a bound."""
    from markdown_it.rules_block import StateBlock

    tokens: list[Token] = []
    environment: dict[str, object] = {}
    parser.block.parse(text.replace("\x00", "\ufffd"), parser, environment, tokens)
    assert StateBlock
    for token in tokens:
        if token.type == "inline":
            token.meta["env"] = environment
    return tokens


def _walk(builder: Builder, tokens: list[Token], lines: list[str], parser: MarkdownIt, path: str) -> None:
    until = time.monotonic() + MAX_SECONDS
    around: list[str] = []
    opener: Token | None = None
    row, cursor = -1, 0
    for token in tokens:
        if time.monotonic() > until:
            raise EvidenceError(f"{path} takes longer than {MAX_SECONDS:g} seconds to read", "check its chapters one by one")
        if token.type == "html_block":
            _html_block(builder, token, lines)
        elif token.type == "inline":
            begin = token.map[0] if token.map else 0
            cursor = cursor if begin == row else 0
            row, cursor = begin, _inline(builder, token, lines, begin, cursor, parser)
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


def _inline(builder: Builder, token: Token, lines: list[str], begin: int, cursor: int, parser: MarkdownIt) -> int:
    """Add the words of one block; where its last line ends in the source, for the next cell of a row."""
    starts, last = [], 0
    for number, words in enumerate(token.content.split("\n")):
        line = lines[begin + number] if begin + number < len(lines) else ""
        column = _column(line, words, cursor if number == 0 else 0)
        starts.append((begin + number + 1, column + 1))
        last = column + len(words)
    content = token.content
    note = _FOOTNOTE.match(content)
    if note:
        builder.anchors[f"fn-{note[1]}"] = builder.size
    skip = note.end() if note else 0
    Inline(builder, content, starts).add(_children(content, parser, token.meta["env"]), skip)
    return last


def _children(content: str, parser: MarkdownIt, environment: dict[str, object]) -> Iterator[Token]:
    if len(content) > MAX_INLINE:
        from markdown_it.token import Token

        yield Token("verbatim", "", 0, content=content)
        return
    found: list[Token] = []
    parser.inline.parse(content, parser, environment, found)
    yield from found


def _column(line: str, words: str, cursor: int) -> int:
    """Where the words of a block stand in their line: at its end, but for cells and closed headings."""
    if cursor == 0 and line.rstrip().endswith(words.rstrip()) and "|" not in line:
        return len(line.rstrip()) - len(words.rstrip())
    return max(line.find(words, cursor), 0)


def _html_block(builder: Builder, token: Token, lines: list[str]) -> None:
    """A block of HTML: its comments are kept, its words are read, its tags are not."""
    begin = token.map[0] if token.map else 0
    whole = "\n".join(lines[begin : token.map[1]]) if token.map else token.content
    place = 0
    for tag in [*_TAG.finditer(whole), None]:
        for number, piece in enumerate(whole[place : tag.start() if tag else len(whole)].split("\n")):
            line = begin + whole.count("\n", 0, place) + number
            start = place - (whole.rfind("\n", 0, place) + 1) if number == 0 else 0
            if builder.open:
                builder.add(" ", line + 1, start + 1)
            if piece.strip():
                builder.add(piece, line + 1, start + 1)
        if tag is None:
            break
        place = tag.end()
        comment = _COMMENT.fullmatch(tag[0])
        if comment:
            builder.remark(comment[1], begin + whole.count("\n", 0, tag.start()) + 1)
    builder.close()
