"""XML and HTML from outside: the one door to lxml. No entities, no document type from elsewhere, bounded depth and size.

A reader takes what it knows out of the tree; ``rest`` is what then remains, so that nothing is lost unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html.entities import html5
from typing import Any

from evidence.diagnostics import Diagnostic
from evidence.ingest import dates
from evidence.ingest.fields import Fields
from evidence.ingest.problems import problem
from evidence.ingest.wording import raised

#: More tags than this are no list of references that a person adds; their tree would not fit into memory.
MAX_TAGS = 8_000_000

_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_OWN = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_BLOCKS = frozenset((
    "p", "title", "sec", "list", "list-item", "table", "thead", "tbody", "tr", "caption", "fig", "table-wrap", "label",
    "disp-formula", "disp-quote", "boxed-text", "AbstractText", "ref", "fn", "ack", "app", "def-item",
))  # fmt: skip
_CELLS = frozenset(("td", "th"))
#: Marks inside a word; what any other element holds stands apart from the words around it.
_INLINE = frozenset((
    "bold", "italic", "i", "b", "u", "sub", "sup", "sc", "underline", "monospace", "roman", "sans-serif", "overline",
    "strike", "styled-content", "named-content", "xref", "ext-link", "email", "uri", "break", "abbrev", "a", "span", "em",
    "strong",
))  # fmt: skip


def records(content: bytes, origin: str, tags: Iterable[str]) -> Iterator[Any]:
    """Each element with one of the names, namespaces left out, as soon as it is whole; then why the file ends early, if so.

    An element is emptied when the next one is asked for.
    """
    from lxml import etree  # type: ignore[import-untyped]

    if trouble := _refused(content, origin):
        yield trouble
        return
    parser = etree.XMLPullParser(
        events=("end",), tag=[*tags, *(f"{{*}}{tag}" for tag in tags)], resolve_entities=False, load_dtd=False,
        dtd_validation=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, collect_ids=False,
    )  # fmt: skip
    prepared = _NAMED.sub(_character, content)
    try:
        for start in range(0, len(prepared), 65536):
            parser.feed(prepared[start : start + 65536])
            yield from _ended(parser)
        parser.close()
        yield from _ended(parser)
    except etree.XMLSyntaxError as error:
        yield from _ended(parser)
        yield problem(
            "broken-reference", origin, error.lineno or 1, f"the XML ends or breaks here: {_why(error)}",
            "export the file once more; what stands before the break was read",
        )  # fmt: skip


def _ended(parser: Any) -> Iterator[Any]:
    for _, element in parser.read_events():
        _strip_namespaces(element)
        yield element
        element.clear(keep_tail=False)
        while element.getprevious() is not None:
            del element.getparent()[0]


def _refused(content: bytes, origin: str) -> Diagnostic | None:
    """Why a file is not even begun: entities of its own may expand without end, or lead to other files."""
    head = content[:65536].replace(b"\x00", b"")
    if b"<!ENTITY" in head.upper() or re.search(rb"<!DOCTYPE[^>\[]*\[[^\]]*%", head):
        message = "the file declares entities of its own, which may expand without end or read other files"
        return problem("unreadable", origin, 1, message, "export it without a document type of its own")
    if content.count(b"<") > MAX_TAGS:
        return problem("unreadable", origin, 1, f"the file has more than {MAX_TAGS:,} tags", "split it")
    return None


def _character(found: re.Match[bytes]) -> bytes:
    """``&alpha;`` as ``&#945;``: the document type that says so is not fetched."""
    if found[1] in _OWN:
        return found[0]
    characters = html5.get(found[1].decode("ascii") + ";")
    return "".join(f"&#{ord(one)};" for one in characters).encode() if characters else b"&amp;" + found[0][1:]


def _why(error: Exception) -> str:
    return str(error).partition(", line ")[0][:200]


def bare(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _strip_namespaces(root: Any) -> None:
    """Names without namespaces, in place, those of attributes too."""
    for element in root.iter():
        if isinstance(element.tag, str) and "}" in element.tag:
            element.tag = bare(element)
        for name in [name for name in element.attrib if "}" in name]:
            element.attrib[name.rpartition("}")[2]] = element.attrib.pop(name)


def text(element: Any) -> str:
    """The words of an element and all in it: blocks on lines of their own, cells apart, superscripts raised."""
    from lxml import etree

    pieces: list[str] = []
    for event, inside in etree.iterwalk(element, events=("start", "end")):
        name = inside.tag
        if event == "start":
            if name not in _INLINE and inside is not element:
                pieces.append("\n" if name in _BLOCKS else " ")
            if name == "sup" and len(inside) == 0:
                pieces.append(raised(inside.text or ""))
            else:
                pieces.append(inside.text or "")
        else:
            pieces.append("\n" if name in _BLOCKS else " | " if name in _CELLS else "" if name in _INLINE else " ")
            if inside is not element:
                pieces.append(inside.tail or "")
    return "".join(pieces)


def wrapped(element: Any, name: str) -> Any:
    """A copy of an element inside a new one."""
    from copy import deepcopy

    from lxml import etree

    around = etree.Element(name)
    around.append(deepcopy(element))
    return around


def append(parent: Any, name: str, words: str) -> None:
    """A new last element."""
    from lxml import etree

    etree.SubElement(parent, name).text = words


def page(words: str) -> Any:
    """The tree of an HTML page, however broken; ``None`` when there is nothing in it."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(words.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def take(parent: Any, path: str) -> str:
    """The words of the first element at ``path``, which is then taken out of the tree; ``""`` when there is none."""
    found = parent.find(path) if parent is not None else None
    if found is None:
        return ""
    words = text(found)
    remove(found)
    return words.strip()


def take_all(parent: Any, path: str) -> list[str]:
    """The words of every element at ``path``, which are then taken out of the tree."""
    found = parent.findall(path) if parent is not None else []
    words = [text(element).strip() for element in found]
    for element in found:
        remove(element)
    return [item for item in words if item]


def take_date(element: Any, names: Iterable[str]) -> str:
    """A date by its parts (year, month, day, then words), taken out of the tree; a season or a span stays words."""
    if element is None:
        return ""
    parts = [take(element, name) for name in names]
    remove(element)
    year, month, day, *words = parts
    date = dates.of_parts(year, month, day)
    return date if date and not any(words) else " ".join(filter(None, parts))


def remove(element: Any) -> None:
    """Take an element out of the tree, but not the text behind it."""
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    before = element.getprevious()
    if tail and tail.strip():
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)


def rest(root: Any, groups: Iterable[str], fields: Fields, why: Mapping[str, str], otherwise: str) -> None:
    """Leave every word and attribute that still stands below ``root``, by the child of one of ``groups`` it is in."""
    inner = frozenset(groups)
    waiting = list(root)
    while waiting:
        element = waiting.pop(0)
        if element.tag in inner:
            waiting = [*element, *waiting]
            words = [element.text or "", *element.attrib.values()]
        else:
            words = [
                word for part in element.iter() for word in (*part.attrib.values(), part.text or "", part.tail or "")
            ]
        name = str(element.tag)
        fields.leave(
            name, "; ".join(" ".join(word.split()) for word in words if word and word.strip()), why.get(name, otherwise)
        )
