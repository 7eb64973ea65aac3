"""How one string is spelt: plain where every reader takes it for a string, else quoted, else escaped."""

from __future__ import annotations

import re
import unicodedata

from evidence.errors import EvidenceError

#: Whole words that a YAML 1.1 or 1.2 reader takes for something else than a string: null, truth, number, date, merge.
_OTHER = re.compile(
    r"""(?:~|null|true|false|yes|no|on|off|<<|=
    |[-+]?\.(?:inf|nan)
    |[-+]?(?:0b[01_]*|0o?[0-7_]*|0x[0-9a-f_]*)
    |[-+]?[0-9][0-9_]*(?::[0-9_]+)+(?:\.[0-9_]*)?
    |[-+]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9_]+)(?:e[-+]?[0-9]+)?
    |[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|[ \t]+)[0-9].*)?
    )\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_FIRST = frozenset("?:,[]{}#&*!|>'\"%@`<=~")
_SIGN = re.compile(r"[-+](?![0-9])")
_FLOW = re.compile(r"[,\[\]{}?]")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
#: What ``yaml_text`` takes for null, true or false when it stands without quotes.
SPECIAL = frozenset(("", "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"))
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0", "\x1b": "\\e"}


def has_unseen(text: str) -> bool:
    """Whether a character of ``text`` is not seen on a page: control, format (bidi, joiners), unassigned."""
    return not (text.isascii() and text.isprintable()) and any(unicodedata.category(c) in _UNSEEN for c in text)


def scalar(text: str, flow: bool = False) -> str:
    """``text`` on one line, as plain as it may be; ``flow`` is inside ``[]`` or ``{}``.

    Raises ``EvidenceError`` for a lone surrogate, which no UTF-8 file can hold.
    """
    if has_unseen(text):
        return escaped(text)
    if is_plain(text, flow):
        return text
    return "'" + text.replace("'", "''") + "'"


def is_plain(text: str, flow: bool = False) -> bool:
    """Whether ``text``, all of it visible, is read as itself without quotes."""
    return not (
        not text
        or text[0] in _FIRST
        or _SIGN.match(text)
        or text[-1] == ":"
        or text[0].isspace()
        or text[-1].isspace()
        or ": " in text
        or " #" in text
        or (flow and _FLOW.search(text))
        or _OTHER.match(text)
    )


def escaped(text: str) -> str:
    """``text`` in double quotes, every character that is not seen as an escape."""
    return '"' + "".join(_escape(character) for character in text) + '"'


def _escape(character: str) -> str:
    short = _SHORT.get(character)
    if short:
        return short
    kind = unicodedata.category(character)
    if kind not in _UNSEEN:
        return character
    if kind == "Cs":
        raise EvidenceError(
            f"a text holds half a character (U+{ord(character):04X}), which no UTF-8 file can",
            "take it out, or read the text again from where it came",
        )
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def is_foldable(text: str) -> bool:
    """Whether ``text`` reads back the same from a ``>-`` block broken at single blanks."""
    if not text or text.strip("\n") != text or has_unseen(text.replace("\n", "")):
        return False
    return all(paragraph == paragraph.strip() for paragraph in text.split("\n"))


def is_literal(text: str) -> bool:
    """Whether ``text``, of several lines, reads back the same from a ``|-`` block."""
    if "\n" not in text or has_unseen(text.replace("\n", "")):
        return False
    lines = text.split("\n")
    return bool(lines[0].strip() and lines[-1].strip()) and lines[0][0] != " "


def folded(text: str, indent: int, width: int) -> list[str]:
    """The lines of a ``>-`` block for a foldable text: paragraphs parted by a blank line, broken at single blanks."""
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n")):
        if number:
            lines.append("")
        lines += [" " * indent + line for line in broken(paragraph, width - indent)]
    return lines


def broken(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` where its words allow, broken only at single blanks between words."""
    if not text:
        return []
    lines, current = [], ""
    for piece in re.split(r"(?<=\S) (?=\S)", text):
        if current and len(current) + 1 + len(piece) > width:
            lines.append(current)
            current = piece
        else:
            current = f"{current} {piece}" if current else piece
    return [*lines, current]
