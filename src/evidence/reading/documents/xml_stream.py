"""XML as a stream of events: no tree, no entities, no document type; names without their namespaces."""

from __future__ import annotations

from collections.abc import Callable

#: Deeper nesting is no document.
MAX_DEPTH = 2_000

#: More elements are more than the longest book has, and take minutes.
MAX_ELEMENTS = 3_000_000


class Refused(Exception):  # noqa: N818  (says what was refused)
    """A part that is broken, or that holds what no document holds."""


def _ignore(*_: object) -> None:
    """What nobody asked for."""


def parse(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] = _ignore,
    text: Callable[[str], None] = _ignore,
) -> None:
    """Call ``start``, ``end`` and ``text`` for what is in ``content``, which may be empty; raises ``Refused``."""
    from xml.parsers import expat

    if not content:
        return
    depth = count = 0

    def open_(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > MAX_DEPTH:
            raise Refused("it is nested too deeply")
        if count > MAX_ELEMENTS:
            raise Refused("it has more elements than any text")
        start(_bare(name), {_bare(key): value for key, value in attributes.items()})

    def close(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(_bare(name))

    def doctype(*_: object) -> None:
        raise Refused("it declares a document type, which may expand without end")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = open_
    parser.EndElementHandler = close
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Refused(f"its XML ends or breaks at line {error.lineno}") from error


def _bare(name: str) -> str:
    return name.rpartition(" ")[2]
