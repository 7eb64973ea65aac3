"""Files of nanopublications to graphs; of one that breaks off or is malformed, what stands whole before that place.

Whole are graphs that are closed: in TriG by their brace, in TriX by their tag, in N-Quads by the next graph, and there
only when no graph comes back later. That part is read again by itself, so nothing of a graph cut in two is taken for it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from evidence.interchange.gathered import Gathered, one_line
from evidence.interchange.imports.members import Member, text_of

if TYPE_CHECKING:
    from rdflib import Dataset

FORMS = {".trig": "trig", ".nq": "nquads", ".xml": "trix"}
#: rdflib reads about three megabytes a second: a larger file is refused, so that no import takes for ever.
MAX_FILE_BYTES = 64 * 1024 * 1024
#: What can hold a brace in TriG that opens or closes nothing, and the braces that do.
_TRIG = re.compile(
    r'<[^<>"{}\s]*>|"""(?:[^\\]|\\.)*?(?:"""|\Z)|\'\'\'(?:[^\\]|\\.)*?(?:\'\'\'|\Z)|"(?:[^"\\\n]|\\.)*(?:"|\Z)|'
    r"'(?:[^'\\\n]|\\.)*(?:'|\Z)|#[^\n\r]*|[{}]",
    re.DOTALL,
)
_TRIX_ROOT = re.compile(r"<((?:[\w.-]+:)?trix)\b", re.IGNORECASE)
_TRIX_END = re.compile(r"</(?:[\w.-]+:)?graph\s*>")
_QUAD_END = re.compile(r"(<[^<>]*>|_:\S+)\s*\.\s*(?:#.*)?\Z")


class Read(NamedTuple):
    """The graphs of a file. ``cut`` when something of it was not read."""

    data: Dataset
    cut: bool = False


class _Broken(NamedTuple):
    """Where a text cannot be read on (characters from its start, or -1), and why."""

    at: int
    why: str


def read(member: Member, into: Gathered) -> Read | None:
    """The graphs of a file; with a problem at its place, those before it; ``None`` when there are none."""
    if len(member.content) > MAX_FILE_BYTES:
        message = f"larger than {MAX_FILE_BYTES // 2**20} MiB, so it was not read"
        into.problem("IM001", "error", (member.name, 0, 0), message, "split it")
        return None
    form = FORMS.get(Path(member.name).suffix, "trig")
    text = text_of(member, into)
    if text is None:
        found = _before_bad_byte(member.content)
        return None if form == "trix" and _declares(found) else _before(found, form, -1)
    if form == "trix" and _declares(text):
        into.problem("IM001", "error", (member.name, 0, 0), "an XML file that declares entities is not read")
        return None
    data = _parsed(text, form)
    if not isinstance(data, _Broken):
        return Read(data)
    line, column = _place(text, data.at)
    hint = "fetch the file again; --lenient keeps the whole ones before this place"
    into.problem("IM001", "error", (member.name, line, column), f"not {form}: {data.why}", hint)
    return _before(text, form, data.at)


def _declares(text: str) -> bool:
    """Whether XML declares anything, such as an entity that unfolds without end."""
    return "<!" in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)


def _before_bad_byte(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return content[: error.start].decode("utf-8-sig")


def _place(text: str, at: int) -> tuple[int, int]:
    return (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)) if at >= 0 else (0, 0)


def _before(text: str, form: str, at: int) -> Read | None:
    """The whole graphs before a place, or before the end of the text."""
    kept = _WHOLE[form](text, at if at >= 0 else len(text))
    found = _parsed(kept, form) if kept else None
    return None if found is None or isinstance(found, _Broken) else Read(found, cut=True)


def _whole_trig(text: str, end: int) -> str:
    depth = cut = 0
    for token in _TRIG.finditer(text, 0, end):
        if token[0] in "{}":
            depth += 1 if token[0] == "{" else -1
            cut = token.end() if depth == 0 else cut
    return text[:cut]


def _whole_quads(text: str, end: int) -> str:
    """All lines but those of the last graph, which may go on; nothing when graphs are mixed."""
    lines = text[: text.rfind("\n", 0, end) + 1].splitlines(keepends=True)
    runs = [(name, len(list(run))) for name, run in groupby(lines, _graph_of)]
    names = [name for name, _ in runs if name]
    return "" if len(names) > len(set(names)) else "".join(lines[: sum(count for _, count in runs[:-1])])


def _graph_of(line: str) -> str:
    found = _QUAD_END.search(line)
    return found[1] if found else ""


def _whole_trix(text: str, end: int) -> str:
    root = _TRIX_ROOT.search(text)
    ends = [found.end() for found in _TRIX_END.finditer(text, 0, end)]
    return f"{text[: ends[-1]]}</{root[1]}>" if root and ends else ""


_WHOLE = {"trig": _whole_trig, "nquads": _whole_quads, "trix": _whole_trix}


def _parsed(text: str, form: str) -> Dataset | _Broken:
    import xml.sax

    from rdflib import Dataset
    from rdflib.exceptions import ParserError

    data = Dataset()
    try:
        with _quiet():
            data.parse(data=text, format=form, publicID="urn:nanopub:")
    except xml.sax.SAXParseException as error:
        return _Broken(_offset(text, error.getLineNumber(), error.getColumnNumber()), _shown(error.getMessage()))
    except ParserError as error:
        return _bad_quad(text, str(error)) if form == "nquads" else _Broken(-1, _shown(error))
    except SyntaxError as error:
        at = getattr(error, "_i", -1)
        at = at if isinstance(at, int) and 0 <= at <= len(text) else len(text)  # rdflib has -1 for the end
        return _Broken(at, _shown(getattr(error, "_why", error)))
    except IndexError:  # rdflib looks one character past the end
        return _Broken(len(text), "it ends in the middle of a statement")
    except AssertionError:  # of rdflib's: a text in quotes without its end
        return _Broken(len(text), "it ends within a text in quotes")
    except Exception as error:  # whatever else a parser makes of broken text: AttributeError was seen
        return _Broken(-1, _shown(error) or type(error).__name__)
    return data


@contextmanager
def _quiet() -> Iterator[None]:
    """Without rdflib's log of each value that is not of its type (those are told as problems), and its warnings."""
    import logging
    import warnings

    log = logging.getLogger("rdflib.term")
    was, log.disabled = log.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.disabled = was


def _bad_quad(text: str, message: str) -> _Broken:
    """rdflib's words for a bad line end with the line itself, as Python writes it."""
    words, _, written = message.rpartition(":\n")
    try:
        return _Broken(text.find(ast.literal_eval(written)), _shown(words))
    except (ValueError, SyntaxError, TypeError):
        return _Broken(-1, _shown(message))


def _offset(text: str, line: int | None, column: int | None) -> int:
    if line is None:
        return -1
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
    return at + (column or 0)


def _shown(words: object) -> str:
    return one_line(str(words), 200)
