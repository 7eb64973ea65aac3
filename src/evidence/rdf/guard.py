"""What a SPARQL text may do here: one SELECT or ASK over the base, and nothing that reaches anywhere else.

The text is looked at as tokens, without a grammar: what is not inside a string, an address, a comment, a variable or a
prefixed name is a keyword, and the keywords that fetch are refused wherever they stand. It errs towards refusing.
"""

from __future__ import annotations

import re

from evidence.errors import EvidenceError

#: Longer texts are refused: nobody reads them, and parsers take long.
MAX_CHARACTERS = 100_000

#: Parts that cannot hold a keyword, longest first; a backslash outside a string could hide one in an escape.
_QUIET = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>"
    r"|#[^\n]*"
    r"|[?$]\w+"
    r"|[A-Za-z](?:[\w.-]*[\w-])?:[\w.:%-]*|(?<![\w.-]):[\w.:%-]*",
    re.DOTALL,
)
_FORM = re.compile(r"\s*(?:(?:PREFIX|BASE)\s+)*(\w+)", re.IGNORECASE)
_REACHING = re.compile(r"SERVICE|FROM|LOAD|INSERT|DELETE|CLEAR|DROP|CREATE|COPY|MOVE", re.IGNORECASE)
_FORMS = ("SELECT", "ASK")


def checked(text: str) -> str:
    """The text with plain line ends; raises ``EvidenceError`` when it may not run."""
    if len(text) > MAX_CHARACTERS:
        raise EvidenceError(f"the query is longer than {MAX_CHARACTERS} characters", "ask less at once")
    plain = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    bare = _QUIET.sub(" ", plain)
    if "\\" in bare or "\x00" in plain:
        raise EvidenceError("the query holds an escape outside a string", "write names and keywords plainly")
    form = _FORM.match(bare)
    if form is None or form[1].upper() not in _FORMS:
        raise EvidenceError("the query is no SELECT or ASK", "a saved question only reads; ask for rows with SELECT")
    found = _REACHING.search(bare)
    if found:
        raise EvidenceError(
            f"the query says {found[0].upper()}, which reaches outside the base or changes it",
            "ask the base alone; nothing is fetched or written",
        )
    return plain


def names_a_graph(text: str) -> bool:
    """Whether a text that ``checked`` passed asks for named graphs."""
    return re.search(r"\bGRAPH\b", _QUIET.sub(" ", text), re.IGNORECASE) is not None
