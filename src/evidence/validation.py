"""Plain values to records: the one door to pydantic.

Records are plain dataclasses so that reading them back from a cache costs no import of pydantic; this module checks
what a person typed and says every problem at once, each with the path of the value it is about.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from evidence import model
from evidence.plain import SPELT, MisfitError, from_plain

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from evidence.yaml_text import Path

_ALIASES = {spelt: name for name, spelt in SPELT.items()}
#: No more problems of one record are told: a file of rubbish could hold a hundred thousand.
MAX_PROBLEMS = 200

_WHOLE = re.compile(r"(?:0|[1-9][0-9]{0,8})\Z")


class Problem(NamedTuple):
    """One value that does not fit: ``kind`` is ``missing``, ``unknown-key``, ``choice``, ``type`` or ``number``."""

    kind: str
    path: Path
    message: str
    hint: str


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    from pydantic import ConfigDict, TypeAdapter, with_config

    return TypeAdapter(with_config(ConfigDict(extra="forbid"))(kind))


def build(kind: type, value: Any) -> tuple[Any, tuple[Problem, ...]]:
    """Build one record of ``kind`` from plain values; ``(record, ())`` or ``(None, problems)``.

    What fits exactly is taken in without pydantic; only what does not is worth the time its import takes.
    """
    try:
        return from_plain(kind, value), ()
    except MisfitError:
        pass
    from pydantic import ValidationError

    try:
        return _adapter(kind).validate_python(_prepared(value)), ()
    except ValidationError as error:
        found = (_problem(kind, item) for item in error.errors(include_url=False)[:MAX_PROBLEMS])
        return None, tuple(dict.fromkeys(found))


@cache
def _known_keys() -> frozenset[str]:
    """Every key that a record or a part of one has, as written in the files."""
    parts = (part for part in vars(model).values() if isinstance(part, type) and is_dataclass(part))
    return frozenset(SPELT.get(field.name, field.name) for part in parts for field in fields(part))


def _prepared(value: Any) -> Any:
    """Rename keys that Python cannot spell, drop nulls, and read whole numbers where a count is meant.

    A null under a key that no record has stays, to be refused: ``{dose: low, as printed}`` is a dose cut in two.
    """
    if isinstance(value, dict):
        return {
            _ALIASES.get(key, key): _count(key, item) if key in _COUNTS else _prepared(item)
            for key, item in value.items()
            if item is not None or key not in _known_keys()
        }
    if isinstance(value, tuple):
        return tuple(_prepared(item) for item in value)
    return value


class _NotWhole:
    """A value that pydantic cannot take for a count, as it would ``true``, ``-5``, ``012`` and ``1_000``."""

    def __init__(self, written: Any) -> None:
        self.written = str(written).lower() if isinstance(written, bool) else written

    def __repr__(self) -> str:
        return repr(self.written)


def _whole(value: Any) -> Any:
    if isinstance(value, tuple | dict):
        return value
    return int(value) if isinstance(value, str) and _WHOLE.match(value) else _NotWhole(value)


def _count(key: str, value: Any) -> Any:
    if key == "arms" and isinstance(value, dict):
        return {name: _whole(item) for name, item in value.items()}
    return _whole(value)


_COUNTS = frozenset(("total", "analysed", "hits", "arms"))


def _problem(kind: type, item: Any) -> Problem:
    shown = {name: written for written, name in _ALIASES.items()}
    path = tuple(shown.get(part, part) for part in item["loc"])
    what, given = item["type"], item.get("input")
    named = [part for part in path if isinstance(part, str)]  # an item of a list goes by the name of the list
    name = _visible(named[-1]) if named else kind.__name__.lower()
    if what == "missing":
        return Problem("missing", path, f"{_where(path[:-1], kind)} has no {name}", f"add {name}")
    if what in ("unexpected_keyword_argument", "extra_forbidden"):
        from evidence.ids import nearest_hint

        known = [shown.get(field, field) for field in fields_at(kind, path[:-1])]
        hint = nearest_hint(name, known, f"keys it may have: {', '.join(known)}")
        if item["input"] is None:
            hint = "if it belongs to the value before it, put that in quotes: a comma ends a value in {…}"
        return Problem("unknown-key", path, f"{_where(path[:-1], kind)} has no key {name!r}", hint)
    if what == "literal_error":
        from evidence.ids import nearest_hint

        expected = item["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        hint = nearest_hint(str(given), expected.split(", "), f"one of {expected}")
        return Problem("choice", path, f"{name} is {_short(given)}, which is not one of {expected}", hint)
    if what.startswith(("int", "less_than", "greater_than")):
        return Problem("number", path, f"{name} is {_short(given)}, not a whole number", "write digits only")
    wanted = _WANTED.get(what, "of another type")
    return Problem("type", path, f"{name} is {_short(given)}, but has to be {wanted}", _FIX.get(what, ""))


_WANTED = {
    "string_type": "text",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping of name to value",
    "dataclass_type": "a mapping of key to value",
    "dataclass_exact_type": "a mapping of key to value",
}
_FIX = {
    "string_type": "put the value in quotes, or write it as one text",
    "tuple_type": "write [a, b] or one '- item' a line",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "dataclass_type": "write key: value, one a line",
}


def _visible(part: str | int) -> str:
    """A key as text that cannot steer a terminal: what a person typed may hold anything."""
    text = str(part)
    return text if text.isprintable() else repr(text)[1:-1]


def _where(path: Path, kind: type) -> str:
    parts = " → ".join(str(part + 1) if isinstance(part, int) else _visible(part) for part in path)
    return "the " + (parts or kind.__name__.lower())


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, tuple):
        return "a list"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…'"


def fields_at(kind: type, path: Path) -> list[str]:
    """The field names of the record part at ``path`` (``()`` is the record itself)."""
    import typing
    from dataclasses import fields, is_dataclass

    here: Any = kind
    for part in path:
        if isinstance(part, int):
            continue
        hints = typing.get_type_hints(here) if is_dataclass(here) else {}
        options = _flatten(hints.get(_ALIASES.get(part, part)))
        here = next((option for option in options if is_dataclass(option)), None)
    return [field.name for field in fields(here)] if here is not None else []


def _flatten(hint: Any) -> list[Any]:
    import typing

    inner = [part for argument in typing.get_args(hint) for part in _flatten(argument)]
    return [hint, *inner]


def json_schema(kind: type) -> dict[str, Any]:
    """The JSON Schema of one record of ``kind``, for editors. Numbers may be written with or without quotes."""
    schema = _adapter(kind).json_schema()
    written = {name: spelt for spelt, name in _ALIASES.items()}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_for_editors(schema, written)}


def _for_editors(node: Any, written: dict[str, str]) -> Any:
    if isinstance(node, list):
        return [_for_editors(item, written) for item in node]
    if not isinstance(node, dict):
        return node
    changed = {key: _for_editors(item, written) for key, item in node.items()}
    if "properties" in changed:
        changed["properties"] = {written.get(key, key): item for key, item in changed["properties"].items()}
        changed["required"] = [written.get(key, key) for key in changed.get("required", [])]
    if changed.get("type") == "string" and "enum" not in changed:
        changed["type"] = ["string", "number"]
    return changed
