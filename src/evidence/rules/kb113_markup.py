"""KB113: markup in a text that is shown as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.loader import Loaded
from evidence.rules.rule import Finding, Rule, inside
from evidence.rules.strings import strings, texts

RULE = Rule("KB113", "markup", "warning", "a text holds HTML, an HTML entity or terminal markup")

_TAGS = (
    "a|abbr|b|body|br|button|div|em|embed|font|form|h[1-6]|head|hr|html|i|iframe|img|input|li|link|math|meta|object|ol|"
    "p|pre|script|small|span|strong|style|sub|sup|svg|table|tbody|td|th|tr|tt|u|ul|video|(?:jats|mml):[a-z]+"
)
_STYLES = "bold|italic|underline|strike|dim|blink|reverse|red|green|blue|yellow|magenta|cyan|white|black"
#: A known tag or style only: ``p < 0.05``, ``[18F]``, ``[11C]raclopride`` and ``(2R,6R)`` are plain text.
MARKUP = re.compile(
    rf"</?(?:{_TAGS})(?:\s+[a-z:-]+\s*=[^<>]*)?\s*/?>|</?script\b|<!--|<!\[CDATA\[|&(?:[a-z]{{2,8}}|#[0-9]{{1,6}}|#x[0-9a-f]{{1,5}});"
    rf"|\[/(?:{_STYLES}|link)?[^\[\]]*\]|\[(?:{_STYLES})(?: [a-z_ ]+)?\]|\[link=[^\[\]]*\]|\[@[a-z]",
    re.IGNORECASE,
)


def check(loaded: Loaded) -> Iterator[Finding]:
    """Report the first piece of markup of each text."""
    for record, home, text in texts(loaded):
        if not ("<" in text or "[" in text or "&" in text) or not MARKUP.search(text):
            continue
        for at, value in strings(record):
            found = MARKUP.search(value)
            if found:
                name = next(part for part in reversed(at) if isinstance(part, str))
                message = f"{name} holds the markup {found.group()[:40]!r}, which is shown as it is"
                hint = "write plain text; Unicode has subscripts and Greek letters"
                yield Finding(*inside(home, *at), message, hint)
