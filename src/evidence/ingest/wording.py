"""Words of a title or a name as a record holds them: plain text, one line, NFC, nothing hidden."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from evidence.rules.kb112_hidden_characters import HIDDEN

_SUPERSCRIPTS = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_RAISED = re.compile(r"<\s*(?:\w+:)?sup\b[^<>]*>([^<>]*)<\s*/\s*(?:\w+:)?sup\s*>", re.IGNORECASE)
#: Tags that titles and abstracts carry; ``p < 0.05`` is no tag.
_TAG = re.compile(
    r"</?(?:jats:|mml:|xhtml:)?(?:a|abbr|abstract\w*|b|big|bold|br|caps|div|em|ext-link|font|formula|h[1-6]|i|img|inf|"
    r"inline-formula|italic|li|math|m[a-z]{1,12}|named-content|ol|p|roman|sans-serif|sc|sec|small|span|strike|strong|"
    r"styled-content|sub|sup|tex-math|title|tt|u|ul|underline|xref)(?:\s+[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"</?(?:jats:)?(?:br|div|h[1-6]|li|p|sec|title)\b[^<>]*>", re.IGNORECASE)
_SCRIPT = re.compile(
    r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>", re.IGNORECASE | re.DOTALL
)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,31}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});")
_ESCAPE = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?|[@-_])")


def plain(text: str) -> str:
    """``text`` on one line without markup: a raised 6 stays raised (10⁶), a lowered one stands as it is (D2, CO2)."""
    return " ".join(_unmarked(text).split())


def paragraphs(text: str) -> str:
    """``text`` without markup, its lines and paragraphs kept: an abstract or a body."""
    lines = [" ".join(line.split()) for line in _unmarked(_BLOCK.sub("\n", text)).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def raised(text: str) -> str:
    """A superscript: figures and signs as raised characters, a power of other characters with ``^``."""
    up = text.strip().translate(_SUPERSCRIPTS)
    return up if not up or not re.search(r"[0-9+=()−-]", up) else "^" + text.strip()


def hidden(text: str) -> str:
    """The first character of ``text`` that a reader cannot see, as ``U+202E``; line ends and tabs are none of these."""
    found = HIDDEN.search(
        text.replace("\r", "\n").replace("\x0c", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    )
    return f"U+{ord(found[0]):04X}" if found else ""


def _unmarked(text: str) -> str:
    if text.isascii() and text.isprintable() and "<" not in text and "&" not in text:
        return text
    for _ in range(2):  # services escape what was escaped already
        if "<" in text:
            text = _TAG.sub("", _RAISED.sub(lambda found: raised(found[1]), _SCRIPT.sub("", text)))
        if "&" not in text:
            break
        text = _ENTITY.sub(lambda found: unescape(found[0]), text)
    text = unicodedata.normalize("NFC", _ESCAPE.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n")))
    return HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\x0b", "\n"))
